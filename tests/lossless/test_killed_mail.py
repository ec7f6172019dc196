"""A worker killed while it mails: another sends the same mail with the same link, and it is noted once."""

import os
import signal
import subprocess
from collections.abc import Iterator

import pytest

from tests.browser.serving import Installation
from tests.workers import until

from .post_office import PostOffice

WORKER = ("db_worker", "--queue-name=*", "--no-startup-delay")


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with PostOffice() as office:
        yield office
        office.shutdown()


def kill(worker: subprocess.Popen[bytes]) -> None:
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()


def test_a_mail_goes_out_though_its_worker_is_killed(
    served: Installation, office: PostOffice
) -> None:
    invitation = served.clerk("mail")
    worker = served.manage(*WORKER, EMAIL_URL=office.address)
    assert office.arrived.wait(60)
    kill(worker)
    office.open.set()
    assert served.clerk("mailed", invitation=invitation)["noted"] is False
    assert served.clerk("long_ago") == 1
    assert served.manage("sweep").wait() == 0
    worker = served.manage(*WORKER, EMAIL_URL=office.address)
    try:
        until(lambda: served.clerk("mailed", invitation=invitation)["noted"])
    finally:
        kill(worker)
    first, again = office.letters
    assert len(set(office.numbers)) == len(set(office.links)) == 1
    assert first.partition("\r\n\r\n")[2] == again.partition("\r\n\r\n")[2]
    told = served.clerk("mailed", invitation=invitation)
    assert told == {"links": 1, "noted": True, "recorded": 1}
