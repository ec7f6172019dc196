"""Many who add rows at once, on PostgreSQL: no gap, no deadlock, no false alarm. SQLite has one writer at a time."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone
from django_scopes import scope

from clinic import audit, chain
from clinic.actions import appointments, invitations, members, proofs
from clinic.models import Action, Event, Invitation, Membership, Practice, User
from clinic.models.invitation import digest

from ..factories import JoiningFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="needs PostgreSQL: run with DATABASE_URL"
    ),
]

ROUNDS = 12


def at_once(*works: Callable[[], object]) -> list[object]:
    def done(work: Callable[[], object]) -> object:
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(done, works))


def test_rows_of_several_at_once_have_no_gap_and_checking_meanwhile_finds_nothing(
    therapist: Membership,
) -> None:
    def add() -> None:
        for _round in range(ROUNDS):
            audit.record(Action.READ, "worklist", by=therapist)

    def check() -> list[chain.Fault]:
        return [fault for _round in range(ROUNDS) for fault in chain.faults()]

    assert at_once(add, add, add, check)[-1] == []
    assert list(chain.faults()) == []
    numbers = Event.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, 3 * ROUNDS + 1))


def test_actions_on_the_same_athlete_never_wait_for_each_other_in_a_circle(
    invitation: Invitation, therapist: Membership
) -> None:
    athlete, link = invitation.athlete, digest(invitation.token)
    practice = therapist.practice

    def write_in() -> None:
        for days in range(1, ROUNDS + 1):
            with scope(practice=practice):
                starts_at = timezone.now() + timedelta(days=days)
                appointments.add(athlete=athlete, starts_at=starts_at, by=therapist)

    def prove() -> None:
        for _round in range(ROUNDS):
            proofs.prove(link=link, born=athlete.date_of_birth)

    def give_cards() -> None:
        for _round in range(ROUNDS):
            with scope(practice=practice):
                invitations.for_card(athlete=athlete, by=therapist)

    def hand_over() -> None:
        for _round in range(ROUNDS):
            with scope(practice=practice):
                invitations.for_tablet(athlete=athlete, language="nl", by=therapist)

    at_once(write_in, prove, give_cards, hand_over)
    assert list(chain.faults()) == []
    assert Event.objects.filter(action="open", outcome="done").count() == ROUNDS


def test_an_appointment_and_asking_the_same_athlete_never_wait_for_each_other_in_a_circle(
    invitation: Invitation, therapist: Membership
) -> None:
    athlete = invitation.athlete

    def write_in() -> None:
        for days in range(1, ROUNDS + 1):
            with scope(practice=therapist.practice), transaction.atomic(), audit.at_the_end():
                starts_at = timezone.now() + timedelta(days=days)
                appointments.add(athlete=athlete, starts_at=starts_at, by=therapist)

    def ask() -> None:
        for _round in range(ROUNDS):
            with scope(practice=therapist.practice), transaction.atomic(), audit.at_the_end():
                invitations.invite(athlete=athlete, by=therapist)

    at_once(write_in, ask, ask)


def test_reopening_and_asking_the_same_athlete_never_wait_for_each_other_in_a_circle(
    received: Invitation, therapist: Membership
) -> None:
    def reopen() -> None:
        for _round in range(ROUNDS):
            with scope(practice=therapist.practice), suppress(invitations.NotPending):
                invitations.reopen(invitation=received, by=therapist)

    def ask() -> None:
        for _round in range(ROUNDS):
            with scope(practice=therapist.practice):
                asked, _token = invitations.invite(athlete=received.athlete, by=therapist)
                with suppress(invitations.NotPending):
                    invitations.revoke(invitation=asked, by=therapist)

    at_once(reopen, ask)


def test_of_two_who_join_with_one_link_at_once_one_does_and_the_other_is_refused(
    practice: Practice,
) -> None:
    joining = JoiningFactory(practice=practice)

    def join() -> bool:
        try:
            members.join_as_new(joining=joining, name="Iemand", password="een zin", language="nl")
        except members.NotOpen:
            return False
        return True

    assert sorted(at_once(join, join, join, join)) == [False, False, False, True]
    assert User.objects.filter(email=joining.email).count() == 1
