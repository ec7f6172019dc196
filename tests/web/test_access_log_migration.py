"""Rows that were there before the log was a chain become one."""

from typing import Any
from uuid import uuid4

import pytest
from django.apps.registry import Apps
from django.db import DatabaseError, connections
from django.utils import timezone

from clinic import chain, triggers

from .beside import migrate

BEFORE, AFTER = "0010_more_actions", "0012_the_log_only_grows"


def event_of(state: Apps) -> Any:
    return state.get_model("clinic", "Event")


def test_rows_of_before_are_chained_by_practice_and_guarded(beside: str) -> None:
    old = event_of(migrate(beside, BEFORE))
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
    new = event_of(migrate(beside, AFTER))
    assert list(chain.faults(using=beside)) == []
    assert sorted(head.number for head in chain.heads(beside)) == [10, 10, 10]
    first = new.objects.using(beside).filter(practice_id=practices[0]).order_by("number")
    assert [event.object for event in first] == [f"row {number}" for number in range(0, 30, 3)]
    assert triggers.missing(connections[beside]) == []
    with pytest.raises(DatabaseError, match="only grows"):
        first.delete()

    again = event_of(migrate(beside, BEFORE))
    again.objects.using(beside).filter(object="row 29").delete()
    migrate(beside, AFTER)
    assert list(chain.faults(using=beside)) == []
    assert sorted(head.number for head in chain.heads(beside)) == [9, 10, 10]
