"""The server that the tests of this folder look at, as it must be for what they find to be true."""

from typing import Any

import pytest

pytestmark = pytest.mark.django_db(transaction=True)


def test_each_of_its_threads_has_a_connection_of_its_own(live_server: Any) -> None:
    assert live_server.thread.connections_override == {}
