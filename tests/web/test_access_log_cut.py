"""Old rows of the access log go when their time is over, and nothing else ever does."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from clinic import audit, chain
from clinic.chain import Problem
from clinic.models import Action, Chain, Cut, Event, Membership

from ..unguarded import log_unguarded

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]

YEAR = timedelta(days=365.25)


@pytest.fixture
def log(therapist: Membership) -> Membership:
    """Ten rows: of nine years ago, of eight and so on, the last of today."""
    for years in range(9, -1, -1):
        event = audit.row(Action.READ, f"{years} years ago", by=therapist)
        event.at = timezone.now() - years * YEAR
        audit.record_all([event])
    return therapist


def years_left() -> list[int]:
    kept = Event.objects.filter(action="read").order_by("number")
    return [int(event.object.split()[0]) for event in kept]


def cut(log: Membership, years: float) -> int:
    before = timezone.now() - years * YEAR
    return chain.cut(practice_id=log.practice_id, before=before, by=audit.COMMAND)


def test_what_is_older_goes_and_what_stays_still_hangs_together(log: Membership) -> None:
    assert cut(log, 6.5) == 3
    assert years_left() == [6, 5, 4, 3, 2, 1, 0]
    assert list(chain.faults()) == []
    told = Event.objects.get(action="erase")
    assert (told.object, told.reason) == ("access log", "3 rows up to 3")
    assert (told.number, told.practice_id) == (11, log.practice_id)


def test_it_can_be_cut_again_and_twice_removes_once(log: Membership) -> None:
    assert [cut(log, 7.5), cut(log, 7.5), cut(log, 5.5)] == [2, 0, 2]
    assert years_left() == [5, 4, 3, 2, 1, 0]
    assert list(chain.faults()) == []
    assert Cut.objects.count() == 2


def test_younger_than_five_years_is_refused(log: Membership) -> None:
    with pytest.raises(chain.TooYoung):
        cut(log, 4.9)
    assert len(years_left()) == 10


def test_an_old_row_behind_a_younger_one_waits_for_that_one(log: Membership) -> None:
    late = audit.row(Action.READ, "9 years ago", by=log)
    late.at = timezone.now() - 9 * YEAR
    audit.record_all([late])
    assert cut(log, 5.5) == 4
    assert years_left() == [5, 4, 3, 2, 1, 0, 9]
    assert list(chain.faults()) == []


def test_another_practice_keeps_its_own(log: Membership, outsider: Membership) -> None:
    event = audit.row(Action.READ, "8 years ago", by=outsider)
    event.at = timezone.now() - 8 * YEAR
    audit.record_all([event])
    cut(log, 5.5)
    assert Event.objects.filter(practice_id=outsider.practice_id).count() == 1


def test_even_a_cut_lets_nothing_go_that_is_younger_than_five_years(log: Membership) -> None:
    head = Chain.objects.get()
    with connection.cursor() as cursor:
        Cut(chain=head.pk, number=10, mac=head.mac, seal=bytes(32)).save()
        with pytest.raises(DatabaseError), transaction.atomic():
            cursor.execute("DELETE FROM clinic_event WHERE number = 6")
        cursor.execute("DELETE FROM clinic_event WHERE number <= 4")
    assert years_left() == [5, 4, 3, 2, 1, 0]


def test_a_cut_that_is_not_ours_is_named(log: Membership) -> None:
    row = Event.objects.get(number=3)
    Cut(chain=row.chain, number=3, mac=row.mac, seal=bytes(32)).save()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM clinic_event WHERE number <= 3")
    (fault,) = chain.faults()
    assert (fault.problem, fault.number) == (Problem.CUT, 3)


def test_without_the_note_of_the_cut_the_rows_are_missed(log: Membership) -> None:
    cut(log, 5.5)
    with log_unguarded(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM clinic_cut")
    (fault,) = chain.faults()
    assert (fault.problem, fault.number) == (Problem.MISSING, 1)


def test_rows_that_come_back_where_it_was_cut_are_named(log: Membership) -> None:
    row = Event.objects.get(number=2)
    cut(log, 5.5)
    row.pk, row._state.adding = None, True
    row.save()
    (fault,) = chain.faults()
    assert (fault.problem, fault.number) == (Problem.EXTRA, 2)


def test_a_whole_chain_can_go(outsider: Membership) -> None:
    event = audit.row(Action.READ, "worklist", by=outsider)
    event.at = timezone.now() - 8 * YEAR
    audit.record_all([event])
    assert cut(outsider, 5.5) == 1
    assert [event.action for event in Event.objects.all()] == ["erase"]
    assert list(chain.faults()) == []
