"""A database beside the tests' own, for migrations from a version to another."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.apps.registry import Apps
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

BESIDE = "beside"


@pytest.fixture
def beside(tmp_path: Any, django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """A database without tables; on PostgreSQL a schema of its own. No test case rolls it back: it is thrown away."""
    settings = deepcopy(connection.settings_dict)
    settings["OPTIONS"].pop("pool", None)
    with django_db_blocker.unblock():
        if connection.vendor == "postgresql":
            settings["OPTIONS"]["options"] = f"-c search_path={BESIDE}"
            execute(f"CREATE SCHEMA {BESIDE}")
        else:
            settings["NAME"] = str(tmp_path / "beside.sqlite3")
        connections.databases[BESIDE] = settings
        yield BESIDE
        connections[BESIDE].close()
        del connections[BESIDE]
        del connections.databases[BESIDE]
        if connection.vendor == "postgresql":
            execute(f"DROP SCHEMA {BESIDE} CASCADE")
            connection.close()


def execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def migrate(beside: str, name: str) -> Apps:
    """The models as they were then, with a database that is so; those of screening as they are now."""
    executor = MigrationExecutor(connections[beside])
    targets = [("clinic", name), *executor.loader.graph.leaf_nodes("screening")]
    executor.migrate(targets)
    return executor.loader.project_state(targets).apps
