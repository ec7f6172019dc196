"""A clock that is set forward or back, the two nights on which summer time begins and ends, and 29 February."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from clinic import worklist
from clinic.actions import mailing, sweeping, tables
from clinic.forms.appointment import AppointmentForm
from clinic.importing import table
from clinic.models import (
    Athlete,
    Event,
    Membership,
    Practice,
    TableFile,
)
from screening.models import Screening

from ..factories import AppointmentFactory, AthleteFactory, InvitationFactory
from .import_pages import confirm, shown, upload

pytestmark = pytest.mark.usefixtures("unscoped")

HERE = ZoneInfo("Europe/Amsterdam")
SPRING, AUTUMN = date(2027, 3, 28), date(2027, 10, 31)
"""Of 23 and of 25 hours."""


class Clock:
    """What the server takes for now."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now.astimezone(UTC)

    def set(self, *moment: int) -> None:
        self.now = datetime(*moment, tzinfo=HERE)

    def on(self, **time: int) -> None:
        self.now += timedelta(**time)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock(datetime.now(tz=HERE))
    monkeypatch.setattr(timezone, "now", clock)
    return clock


def at(day: date, hour: int, minute: int = 0, fold: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, fold=fold, tzinfo=HERE)


# ── the nights


def test_a_time_that_the_night_skips_is_refused(clock: Clock) -> None:
    clock.set(2027, 1, 1)
    form = AppointmentForm({"day": "2027-03-28", "at": "02:30"})
    assert not form.is_valid()
    assert list(form.errors) == ["at"]


def test_of_a_time_that_comes_twice_the_first_is_meant(clock: Clock) -> None:
    clock.set(2027, 1, 1)
    form = AppointmentForm({"day": "2027-10-31", "at": "02:30"})
    assert form.is_valid()
    assert form.cleaned_data["starts_at"] == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)


def test_a_file_says_the_same_of_both_nights() -> None:
    head = "voornaam;achternaam;geboortedatum;datum;tijd\n"
    rows = "".join(f"An;Kok;01-03-2000;{day:%d-%m-%Y};02:30\n" for day in (SPRING, AUTUMN))
    skipped, twice = table.read((head + rows).encode())
    assert skipped.fault
    assert twice.starts_at == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(("day", "hours"), [(SPRING, 23), (AUTUMN, 25)])
def test_the_list_of_a_day_has_all_its_hours(
    day: date, hours: int, practice: Practice, clock: Clock
) -> None:
    begins, ends = at(day, 0), at(day + timedelta(days=1), 0)
    assert ends.astimezone(UTC) - begins.astimezone(UTC) == timedelta(hours=hours)
    for moment in (begins - timedelta(minutes=1), begins, at(day, 23, 59), ends):
        AppointmentFactory(athlete=AthleteFactory(practice=practice), starts_at=moment)
    rows = worklist.of_days(practice, day, day, reads=False)
    assert [row.appointment.starts_at for row in rows] == [begins, at(day, 23, 59)]


@pytest.mark.parametrize("day", [SPRING, AUTUMN])
def test_a_link_opens_until_the_day_of_the_appointment_is_over(
    day: date, practice: Practice, therapist: Membership, clock: Clock
) -> None:
    athlete = AthleteFactory(practice=practice, email="zij@example.org")
    clock.set(day.year, day.month - 1, 1, 12)
    AppointmentFactory(athlete=athlete, starts_at=at(day, 10))
    invitation = mailing.invite(athlete=athlete, by=therapist)
    clock.set(day.year, day.month, day.day, 23, 59)
    assert invitation.usable
    clock.on(minutes=1)
    assert not invitation.usable


@pytest.mark.parametrize("day", [SPRING, AUTUMN, SPRING + timedelta(days=1)])
@pytest.mark.parametrize("hour", [0, 3, 23])
def test_reminders_go_by_days_on_whichever_side_of_the_night(
    day: date, hour: int, practice: Practice, clock: Clock, django_capture_on_commit_callbacks: Any
) -> None:
    athlete = AthleteFactory(practice=practice, email="zij@example.org")
    clock.now = at(day, hour, 30) - timedelta(days=20)
    appointment = AppointmentFactory(athlete=athlete, starts_at=at(day, hour, 30))
    InvitationFactory(athlete=athlete, appointment=appointment)
    sent = []
    for ago in range(9, -1, -1):
        clock.now = at(day - timedelta(days=ago), 9)
        for _ in range(3):
            with django_capture_on_commit_callbacks(execute=True):
                if mailing.remind():
                    sent.append(ago)
    assert sent == [7, 2, 1]
    assert len(mail.outbox) == 3


def test_the_same_file_twice_moves_no_appointment_of_that_night(
    staff: Membership, client_of: Callable[[Membership], Client], clock: Clock
) -> None:
    clock.set(2027, 10, 1)
    client = client_of(staff)
    row = "C-1;An;Kok;01-03-2000;;31-10-2027;02:30;88"
    for kind in ("add", "unchanged"):
        page = upload(client, row)
        assert shown(page) == [(2, kind)]
        confirm(client, page)


# ── a clock that is set


def test_a_clock_that_is_set_back_mails_no_reminder_again(
    practice: Practice, clock: Clock, django_capture_on_commit_callbacks: Any
) -> None:
    athlete = AthleteFactory(practice=practice, email="zij@example.org")
    appointment = AppointmentFactory(athlete=athlete, starts_at=clock.now + timedelta(days=9))
    InvitationFactory(athlete=athlete, appointment=appointment)
    reminded = []
    for days in (3, -2, 2, -1, 5, -6, 6):
        clock.on(days=days)
        with django_capture_on_commit_callbacks(execute=True):
            reminded.append(mailing.remind())
    assert sum(reminded) == len(mail.outbox) == 2


@pytest.fixture
def running(settings: Any, clock: Clock, athlete: Athlete, therapist: Membership) -> Clock:
    """A worker has just begun to send a mail; the timer sweeps each minute."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    settings.WORKER = True
    Athlete.objects.update(email="zij@example.org")
    athlete.refresh_from_db()
    sweeping.sweep()
    clock.on(minutes=1)
    sweeping.sweep()
    mailing.invite(athlete=athlete, by=therapist)
    DBTaskResult.objects.update(status="RUNNING", started_at=timezone.now(), worker_ids=["w"])
    clock.on(seconds=5)
    return clock


def test_a_clock_that_is_set_forward_takes_no_work_from_who_does_it(running: Clock) -> None:
    running.on(hours=1)
    assert sweeping.sweep() == 0
    running.on(seconds=20)
    assert sweeping.sweep() == 0
    running.on(seconds=50)
    assert sweeping.sweep() == 1


def test_a_clock_that_is_set_back_leaves_nothing_hanging(running: Clock) -> None:
    running.on(hours=-1)
    assert sweeping.sweep() == 0
    put_back = 0
    for _ in range(3):
        running.on(minutes=1)
        put_back += sweeping.sweep()
    assert put_back == 1


def test_a_table_in_the_making_outlives_a_clock_that_is_set_forward(
    clock: Clock, therapist: Membership
) -> None:
    sweeping.sweep()
    clock.on(minutes=1)
    file = tables.begin(asked={"reason": ""}, total=1, by=therapist)
    clock.on(hours=1)
    sweeping.sweep()
    TableFile.objects.filter(pk=file.pk).update(moved_at=timezone.now())
    clock.on(minutes=1)
    sweeping.sweep()
    assert TableFile.objects.get(pk=file.pk).failed_at is None


def test_answers_and_the_log_stand_in_the_order_in_which_they_came(
    screening_session: Client, screening: Screening, clock: Clock
) -> None:
    for seconds, value in ((0, "yes"), (-50, "no")):
        clock.on(seconds=seconds)
        page = screening_session.get("/screening/nutrition/1/").context["form"]
        screening_session.post(
            "/screening/nutrition/1/", {"was": page.holds, "nutrition.protein": value}
        )
    assert Screening.objects.get(pk=screening.pk).answers["nutrition.protein"] == "no"
    numbers = list(Event.objects.order_by("id").values_list("chain", "number"))
    assert numbers == sorted(numbers, key=lambda row: (str(row[0]), row[1]))


def test_a_tablet_that_is_left_alone_ends_though_the_clock_is_set_back(
    staff_client: Client, athlete: Athlete, clock: Clock
) -> None:
    staff_client.post(f"/athletes/{athlete.pk}/tablet/", {"language": "nl"})
    assert staff_client.get("/screening/").status_code == 200
    clock.on(hours=-1)
    assert staff_client.get("/screening/").status_code in (302, 404)


# ── 29 February


def test_who_was_born_on_29_february_has_her_birthday_on_1_march(practice: Practice) -> None:
    athlete = AthleteFactory(practice=practice, date_of_birth=date(2008, 2, 29))
    days = (date(2026, 2, 28), date(2026, 3, 1), date(2028, 2, 28), date(2028, 2, 29))
    assert [int(athlete.age_on(day)) for day in days] == [17, 18, 19, 20]
