"""The access log is a chain, and says what was done to it by somebody who may do anything with the database."""

from itertools import combinations
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from clinic import audit, chain
from clinic.chain import Problem
from clinic.models import Action, Athlete, Chain, Event, Membership, Practice
from screening.encryption import Unreadable
from screening.models import DataKey

from ..unguarded import log_unguarded

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


@pytest.fixture
def rows(therapist: Membership) -> list[Event]:
    """Six rows of the practice."""
    for what in ("worklist", "athletes", "reports", "exports", "tables", "copies"):
        audit.record(Action.READ, what, by=therapist)
    return list(Event.objects.filter(chain=therapist.practice_id).order_by("number"))


def execute(statement: str, *parameters: Any) -> None:
    with log_unguarded(), connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def set_number(event: Event, number: int) -> None:
    execute("UPDATE clinic_event SET number = %s WHERE id = %s", number, event.pk)


def first_fault() -> chain.Fault:
    (fault,) = chain.faults()
    return fault


def test_rows_are_numbered_without_gaps_in_the_chain_of_their_practice(
    rows: list[Event], outsider: Membership
) -> None:
    audit.record(Action.READ, "worklist", by=outsider)
    audit.record(Action.BACKUP, "database", by=audit.COMMAND)
    audit.record(Action.READ, "worklist", by=outsider)
    assert [event.number for event in rows] == [1, 2, 3, 4, 5, 6]
    elsewhere = Event.objects.filter(chain=outsider.practice_id).values_list("number", flat=True)
    assert list(elsewhere) == [1, 2]
    assert Event.objects.get(practice_id=None).chain == UUID(int=0)
    assert list(chain.faults()) == []
    assert {head.number for head in chain.heads()} == {6, 2, 1}


def test_rows_that_are_added_together_follow_each_other(
    therapist: Membership, athlete: Athlete
) -> None:
    about = [(athlete.pk, f"S-{number}") for number in range(1203)]
    audit.record_each(Action.EXPORT, "table csv", by=therapist, about=about)
    assert list(chain.faults()) == []
    codes = Event.objects.order_by("number").values_list("screening", flat=True)
    assert list(codes) == [code for _athlete, code in about]


CHANGES = {
    "who": uuid4().hex,
    "role": "owner",
    "practice_id": None,
    "athlete_id": uuid4().hex,
    "screening": "S-22222",
    "action": "export",
    "object": "something else",
    "outcome": "refused",
    "address": "192.0.2.7",
    "reason": "because",
    "at": "2020-01-01 10:00:00+00",
}


@pytest.mark.parametrize("field", CHANGES)
def test_a_change_of_any_field_is_found(rows: list[Event], field: str) -> None:
    statement = f"UPDATE clinic_event SET {field} = %s WHERE id = %s"  # noqa: S608
    execute(statement, CHANGES[field], rows[2].pk)
    fault = first_fault()
    assert (fault.problem, fault.number, fault.id) == (Problem.CHANGED, 3, rows[2].pk)
    assert str(rows[2].practice_id) in str(fault)
    assert f"row 3 (id {rows[2].pk}) was changed" in str(fault)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL stores no such value")
@pytest.mark.parametrize("field", sorted({*CHANGES, "mac"} - {"action", "outcome"}))
def test_what_is_no_value_of_its_field_at_all_is_named_as_changed(
    rows: list[Event], field: str
) -> None:
    execute(f"UPDATE clinic_event SET {field} = 'zz' WHERE id = %s", rows[2].pk)  # noqa: S608
    fault = first_fault()
    assert (fault.problem, fault.number, fault.id) == (Problem.CHANGED, 3, rows[2].pk)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL stores no such value")
@pytest.mark.parametrize("field", ["chain", "number"])
def test_a_row_whose_place_is_no_place_at_all_is_missed(rows: list[Event], field: str) -> None:
    execute(f"UPDATE clinic_event SET {field} = 'zz' WHERE id = %s", rows[2].pk)  # noqa: S608
    assert (first_fault().problem, first_fault().number) == (Problem.MISSING, 3)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL stores no such value")
@pytest.mark.parametrize("field", ["number", "mac", "key_id"])
def test_a_head_that_holds_no_value_of_its_field_is_named(rows: list[Event], field: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE clinic_chain SET {field} = 'zz'")  # noqa: S608
    assert first_fault().chain == rows[0].chain
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM clinic_chain")


def test_every_field_but_the_id_is_in_the_code() -> None:
    covered = {*CHANGES, "chain", "number"}
    assert {field.name for field in Event._meta.fields} == covered | {"id", "mac"}


def test_a_row_that_was_taken_out_is_missed(rows: list[Event]) -> None:
    execute("DELETE FROM clinic_event WHERE id = %s", rows[3].pk)
    assert (first_fault().problem, first_fault().number) == (Problem.MISSING, 4)


def test_the_last_rows_are_missed_too(rows: list[Event]) -> None:
    execute("DELETE FROM clinic_event WHERE number > 4")
    assert (first_fault().problem, first_fault().number) == (Problem.MISSING, 5)


def test_the_first_rows_are_missed_too(rows: list[Event]) -> None:
    execute("DELETE FROM clinic_event WHERE number < 3")
    assert (first_fault().problem, first_fault().number) == (Problem.MISSING, 1)


@pytest.mark.parametrize(("one", "other"), list(combinations(range(6), 2)))
def test_two_rows_that_changed_places_are_named(rows: list[Event], one: int, other: int) -> None:
    set_number(rows[one], 99)
    set_number(rows[other], one + 1)
    set_number(rows[one], other + 1)
    fault = first_fault()
    assert (fault.problem, fault.number) == (Problem.MOVED, one + 1)
    assert fault.id == rows[other].pk


def test_a_row_that_was_put_in_between_is_named(rows: list[Event]) -> None:
    for event in reversed(rows[2:]):
        set_number(event, event.number + 1)
    rows[0].pk, rows[0].number, rows[0]._state.adding = None, 3, True
    rows[0].save()
    Chain.objects.update(number=7)
    fault = first_fault()
    assert (fault.problem, fault.number, fault.id) == (Problem.EXTRA, 3, rows[0].pk)


def test_a_row_behind_the_last_is_named(rows: list[Event]) -> None:
    last = rows[-1]
    last.pk, last.number, last._state.adding = None, 7, True
    last.save()
    fault = first_fault()
    assert (fault.problem, fault.number) == (Problem.EXTRA, 7)


def test_a_head_that_was_put_back_is_found(rows: list[Event]) -> None:
    Chain.objects.update(mac=bytes(32))
    assert first_fault().problem == Problem.HEAD


def test_rows_without_a_head_are_found(rows: list[Event]) -> None:
    Chain.objects.all().delete()
    assert first_fault().problem == Problem.EXTRA


def test_rows_taken_from_the_end_with_their_head_show_by_a_head_that_was_noted(
    rows: list[Event],
) -> None:
    (noted,) = chain.heads()
    assert chain.holds(noted.chain, noted.number, noted.fingerprint)
    execute("DELETE FROM clinic_event WHERE number > 4")
    Chain.objects.update(number=4, mac=rows[3].mac)
    assert list(chain.faults()) == []
    assert not chain.holds(noted.chain, noted.number, noted.fingerprint)


def test_a_key_that_does_not_open_is_said(rows: list[Event]) -> None:
    DataKey.objects.filter(pk=Chain.objects.get().key_id).update(wrapped=b"nobody:x")
    assert first_fault().problem == Problem.KEY


def test_a_chain_without_its_key_takes_nothing_and_neither_does_what_is_told(
    rows: list[Event], athlete: Athlete, therapist: Membership
) -> None:
    from clinic.actions import athletes

    DataKey.objects.filter(pk=Chain.objects.get().key_id).update(wrapped=b"nobody:y")
    with pytest.raises(Unreadable):
        athletes.archive(athlete=athlete, by=therapist)
    transaction.set_rollback(False)


def test_only_the_practice_that_is_asked_for_is_checked(
    rows: list[Event], other_practice: Practice, practice: Practice
) -> None:
    audit.record(Action.CREATE, "practice", by=audit.COMMAND, practice_id=other_practice.pk)
    execute("UPDATE clinic_event SET role = 'x' WHERE id = %s", rows[0].pk)
    assert list(chain.faults(practice_id=other_practice.pk)) == []
    assert len(list(chain.faults(practice_id=practice.pk))) == 1


@pytest.mark.parametrize("alone", [False, True])
def test_a_chain_that_is_gone_with_its_head_is_missed(rows: list[Event], alone: bool) -> None:
    """Each practice began with a row."""
    practice_id = rows[0].practice_id
    execute("DELETE FROM clinic_event")
    execute("DELETE FROM clinic_chain")
    (fault,) = chain.faults(practice_id=practice_id if alone else None)
    assert (fault.chain, fault.problem, fault.number) == (practice_id, Problem.MISSING, 1)


def test_what_is_recorded_in_one_action_of_several_is_added_at_its_end(
    therapist: Membership,
) -> None:
    with audit.at_the_end():
        audit.record(Action.READ, "worklist", by=therapist)
        with audit.at_the_end():
            audit.record(Action.READ, "athletes", by=therapist)
        assert not Event.objects.exists()
    assert [event.object for event in Event.objects.order_by("number")] == ["worklist", "athletes"]


@audit.at_the_end()
def fail(by: Membership) -> None:
    audit.record(Action.READ, "athletes", by=by)
    raise ValueError("not this one")


def test_what_is_recorded_in_an_action_that_fails_is_not_added(therapist: Membership) -> None:
    with audit.at_the_end():
        audit.record(Action.READ, "worklist", by=therapist)
        with pytest.raises(ValueError, match="not this one"):
            fail(therapist)
    assert [event.object for event in Event.objects.all()] == ["worklist"]


texts = st.text('ab",[]\\\x00é', max_size=4)
events = st.builds(
    Event,
    at=st.datetimes(timezones=st.just(timezone.get_fixed_timezone(0))),
    who=st.none() | st.uuids(),
    role=texts,
    practice_id=st.none() | st.uuids(),
    athlete_id=st.none() | st.uuids(),
    screening=texts,
    action=texts,
    object=texts,
    outcome=texts,
    address=st.none() | st.ip_addresses().map(str),
    reason=texts,
    chain=st.uuids(),
    number=st.integers(1, 2**63 - 1),
)


@given(events, events)
def test_two_different_rows_never_share_a_form(one: Event, other: Event) -> None:
    names = [*CHANGES, "chain", "number"]
    same = all(getattr(one, name) == getattr(other, name) for name in names)
    assert (chain.canonical(one) == chain.canonical(other)) == same


@given(events, st.sampled_from(["role", "screening", "object", "reason"]), texts)
def test_what_moves_from_one_field_to_the_next_is_another_form(
    event: Event, field: str, text: str
) -> None:
    before = chain.canonical(event)
    setattr(event, field, getattr(event, field) + "\x00" + text)
    assert chain.canonical(event) != before
