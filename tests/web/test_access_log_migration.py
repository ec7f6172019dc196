"""Rows that were there before the log was a chain become one."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from clinic import chain, triggers

BESIDE = "beside"
BEFORE, AFTER = "0010_more_actions", "0012_the_log_only_grows"


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


def migrate(beside: str, name: str) -> Any:
    executor = MigrationExecutor(connections[beside])
    executor.migrate([("clinic", name)])
    return executor.loader.project_state([("clinic", name)]).apps.get_model("clinic", "Event")


def test_rows_of_before_are_chained_by_practice_and_guarded(beside: str) -> None:
    old = migrate(beside, BEFORE)
    practices = [uuid4(), uuid4(), None]
    for number in range(30):
        old.objects.using(beside).create(
            at=timezone.now(),
            role="staff",
            who=uuid4(),
            practice_id=practices[number % 3],
            action="read",
            object=f"row {number}",
            outcome="done",
            address="2001:db8::1",
        )
    new = migrate(beside, AFTER)
    assert list(chain.faults(using=beside)) == []
    assert sorted(head.number for head in chain.heads(beside)) == [10, 10, 10]
    first = new.objects.using(beside).filter(practice_id=practices[0]).order_by("number")
    assert [event.object for event in first] == [f"row {number}" for number in range(0, 30, 3)]
    assert triggers.missing(connections[beside]) == []
    with pytest.raises(DatabaseError, match="only grows"):
        first.delete()

    again = migrate(beside, BEFORE)
    again.objects.using(beside).filter(object="row 29").delete()
    migrate(beside, AFTER)
    assert list(chain.faults(using=beside)) == []
    assert sorted(head.number for head in chain.heads(beside)) == [9, 10, 10]
