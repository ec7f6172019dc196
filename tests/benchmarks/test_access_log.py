"""A hundred thousand rows of one practice: what adding, checking and reading them cost, in time of the processor."""

import sys
import time
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from django_scopes import scopes_disabled

from clinic import audit, chain
from clinic.models import Action, Athlete, Event, Membership

pytestmark = [pytest.mark.benchmark, pytest.mark.django_db]

MANY = 100_000
A_DAY = 200
ROUNDS = 3


def seconds(work: Callable[[], object]) -> float:
    """The best of some rounds; of the whole machine's time only where the database is another process."""
    clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter
    found = []
    for _round in range(ROUNDS):
        begun = clock()
        work()
        found.append(clock() - begun)
    return min(found)


def fill(by: Membership, athlete: Athlete) -> None:
    now = timezone.now()
    seldom = [athlete.pk, *(uuid4() for _each in range(2000))]
    audit.record_all(_row(by, number, seldom[number % len(seldom)], now) for number in range(MANY))


def _row(by: Membership, number: int, athlete: UUID, now: object) -> Event:
    action = Action.AMEND if number % 20_000 == 7 else Action.READ
    event = audit.row(action, "assessment", by=by, athlete_id=athlete, screening="S-22222")
    event.at = now - timedelta(days=(MANY - number) / A_DAY)
    return event


@pytest.mark.usefixtures("athlete")
def test_a_hundred_thousand_rows(
    owner: Membership, owner_client: Client, athlete: Athlete, capsys: pytest.CaptureFixture[str]
) -> None:
    with scopes_disabled():
        begun = time.process_time()
        fill(owner, athlete)
        added = MANY / (time.process_time() - begun)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        one = seconds(lambda: [_add(owner) for _each in range(50)]) / 50
        plain = seconds(lambda: [Event.objects.filter(pk=1).exists() for _each in range(50)]) / 50
        begun = time.process_time()
        assert list(chain.faults()) == []
        checked = MANY / (time.process_time() - begun)

        first = f"{timezone.localdate() - timedelta(days=400):%Y-%m-%d}"
        pages = {
            "first page": "/log/",
            "last page": f"/log/?page={MANY // 50}",
            "an action that is seldom": "/log/?action=amend",
            "nothing found": "/log/?outcome=refused",
            "one athlete": f"/log/?athlete={athlete.pk}",
            "one person": f"/log/?who={owner.user_id}",
            "a week": f"/log/?first={first}&last={first}",
        }
        empty = seconds(lambda: owner_client.get("/practice/mail/"))
        took = {name: seconds(lambda p=path: owner_client.get(p)) for name, path in pages.items()}
    told = {name: round(each * 1000) for name, each in took.items()}
    with capsys.disabled():
        sys.stdout.write(
            f"\none row {one * 1000:.2f} ms (a bare query {plain * 1000:.2f}); {added:.0f} rows/s added together, "
            f"{checked:.0f} checked; pages, ms: {told}\n"
        )
    assert one < 25 * plain
    assert max(took.values()) < 0.25 + 2 * empty


def _add(by: Membership) -> None:
    audit.record(Action.READ, "worklist", by=by)
