"""Installations with real servers, on SQLite and on PostgreSQL."""

from collections.abc import Iterator

import pytest

from tests.browser.serving import Installation

from ..cluster import Cluster

PATIENCE = 3
"""Seconds that these servers wait for a lock, and others 20: enough for a small load, and soon waited for in vain."""


@pytest.fixture(scope="session")
def on_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    folder = tmp_path_factory.mktemp("on_sqlite")
    served = Installation(folder, f"sqlite:///{folder}/clinic.sqlite3?timeout={PATIENCE}")
    served.clerk("prepare")
    yield served
    served.close()


@pytest.fixture(scope="session")
def on_postgresql(cluster: Cluster, on_sqlite: Installation) -> Iterator[Installation]:
    """Beside the other, with its static files."""
    served = Installation(on_sqlite.folder, cluster.database("served"))
    served.clerk("tables")
    yield served
    served.close()


@pytest.fixture(params=["on_sqlite", "on_postgresql"])
def served(request: pytest.FixtureRequest) -> Installation:
    """On either of the two databases, whole."""
    served = request.getfixturevalue(request.param)
    served.make_whole()
    return served
