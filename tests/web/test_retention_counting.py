"""From when the time for keeping counts: changes, days of the calendar, and a clock that jumps."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any
from unittest import mock

import pytest
from django.core.management import CommandError
from django.utils import timezone
from hypothesis import example, given
from hypothesis import strategies as st

from clinic import audit, chain, retention
from clinic.actions import athletes, handling, invitations, measurements, records
from clinic.models import Action, Athlete, Invitation, Membership, Outcome, Practice

from ..factories import AthleteFactory
from .aged import DAY, OVER, aged, are_left, purged

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


def test_every_change_of_her_record_counts_anew(
    received: Invitation, therapist: Membership
) -> None:
    athlete = received.athlete
    other = aged(AthleteFactory(practice=athlete.practice))

    def change(how: Callable[[], Any]) -> None:
        aged(athlete, noticed=3)
        how()
        athlete.refresh_from_db()
        assert athlete.changed_at > timezone.now() - DAY, how
        assert athlete.notice_at is None

    change(lambda: athletes.change(athlete=athlete, by=therapist, language="en"))
    change(lambda: invitations.ask(athlete=athlete, by=therapist))
    change(lambda: handling.handle(invitation=received, by=therapist, text="Gebeld"))
    change(lambda: measurements.measure(invitation=received, by=therapist, raw={"weight_kg": 60}))
    change(
        lambda: records.write(
            invitation=received, by=therapist, content={**records.EMPTY, "note": "x"}, read=0
        )
    )
    seen = records.mark_of(records.content_of(received))
    change(lambda: records.sign(invitation=received, by=therapist, seen=seen))
    other.refresh_from_db()
    assert other.changed_at < timezone.now() - OVER + DAY * 20


@pytest.mark.parametrize("action", sorted(retention.NO_CHANGE))
def test_reading_exporting_and_the_like_count_for_nothing(
    action: str, athlete: Athlete, therapist: Membership
) -> None:
    aged(athlete, noticed=3)
    audit.record(Action(action), "athlete", by=therapist, athlete=athlete)
    audit.record(Action.CHANGE, "athlete", by=therapist, athlete=athlete, outcome=Outcome.REFUSED)
    athlete.refresh_from_db()
    assert athlete.changed_at < timezone.now() - DAY * 7000
    assert athlete.notice_at is not None


def test_a_change_that_only_the_log_knows_is_found_before_anything_is_destroyed(
    athlete: Athlete, therapist: Membership
) -> None:
    audit.record(Action.CHANGE, "athlete", by=therapist, athlete=athlete)
    aged(athlete, noticed=40)
    purged()
    assert are_left(athlete) == [True]
    athlete.refresh_from_db()
    assert athlete.changed_at > timezone.now() - DAY


@given(
    day=st.dates(date(2000, 1, 1), date(2060, 12, 31)),
    years=st.integers(20, 99),
    ahead=st.integers(-3, 3),
)
@example(day=date(2007, 3, 1), years=21, ahead=-1)  # 29 February 2028
@example(day=date(2008, 2, 29), years=21, ahead=-1)  # 28 February 2029
def test_the_day_on_the_page_is_the_first_on_which_it_is_destroyed(
    day: date, years: int, ahead: int
) -> None:
    """At noon of a day the file is old enough, exactly if that day is not before the one on the page."""
    changed_at = datetime.combine(day, time(23, 30), timezone.get_current_timezone())
    athlete = Athlete(changed_at=changed_at, practice=Practice(retention_years=years))
    due_on = retention.due_on(athlete)
    on = due_on + DAY * ahead
    noon = datetime.combine(on, time(12), timezone.get_current_timezone())
    assert (changed_at < retention.years_before(noon, years)) == (on >= due_on)


def test_a_clock_that_jumped_ahead_destroys_nothing_for_a_day(
    athlete: Athlete, invitation: Invitation, therapist: Membership
) -> None:
    """At its first run it is as if the installation had slept: nobody has done anything until a day ago."""
    audit.record(Action.READ, "worklist", by=therapist)
    now = timezone.now()

    def run(days: float) -> str:
        backup = audit.row(Action.BACKUP, "backup", by=audit.COMMAND)
        backup.at = now + days * DAY
        chain.append([backup])
        with mock.patch("django.utils.timezone.now", return_value=backup.at):
            return purged()

    with pytest.raises(CommandError, match="may have jumped ahead"):
        run(days=400)
    assert Invitation.objects.filter(pk=invitation.pk).exists()
    assert "1  questionnaires destroyed" in run(days=401.01)
    assert not Invitation.objects.filter(pk=invitation.pk).exists()


def test_whoever_says_that_the_clock_is_right_need_not_wait(
    athlete: Athlete, invitation: Invitation, therapist: Membership
) -> None:
    audit.record(Action.READ, "worklist", by=therapist)
    after = timezone.now() + 400 * DAY
    with mock.patch("django.utils.timezone.now", return_value=after):
        assert "1  questionnaires destroyed" in purged("--clock-is-right")
