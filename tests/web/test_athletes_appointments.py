"""Appointments on an athlete's page, and the open invitation that follows the next one."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from clinic.actions import appointments
from clinic.models import Action, Appointment, Athlete, Event, Invitation

from ..factories import AppointmentFactory

pytestmark = pytest.mark.usefixtures("unscoped")

YEAR = timezone.localdate().year + 1


def add(client: Client, athlete: Athlete, day: str, at: str = "14:30") -> object:
    return client.post(f"/athletes/{athlete.pk}/appointments/", {"day": day, "at": at})


def last_sunday(year: int, month: int) -> date:
    """Of a month of 31 days: when the clocks of Europe change."""
    end = date(year, month, 31)
    return end - timedelta(days=end.isoweekday() % 7)


@pytest.mark.parametrize(
    ("day", "at"), [(f"{YEAR}-07-03", "14:30"), (f"3-7-{YEAR}", "14.30"), (f"3 jul {YEAR}", "1430")]
)
def test_an_appointment_is_in_the_practices_own_time(
    day: str, at: str, staff_client: Client, athlete: Athlete
) -> None:
    assert add(staff_client, athlete, day, at).status_code == 302
    assert Appointment.objects.get().starts_at == datetime(YEAR, 7, 3, 12, 30, tzinfo=UTC)
    assert "14:30" in staff_client.get(f"/athletes/{athlete.pk}/").content.decode()
    assert Event.objects.filter(action=Action.CREATE, object="appointment").count() == 1


def test_the_hour_that_comes_twice_is_the_first_one_and_the_one_that_is_skipped_is_refused(
    therapist_client: Client, athlete: Athlete
) -> None:
    back, ahead = last_sunday(YEAR, 10), last_sunday(YEAR, 3)
    add(therapist_client, athlete, str(back), "02:30")
    assert Appointment.objects.get().starts_at == datetime(YEAR, 10, back.day, 0, 30, tzinfo=UTC)
    page = add(therapist_client, athlete, str(ahead), "02:30")
    assert 'id="id_at_error"' in page.content.decode()
    assert Appointment.objects.count() == 1


@pytest.mark.parametrize(
    ("day", "at", "field"),
    [
        ("2020-01-01", "09:00", "day"),
        ("binnenkort", "09:00", "day"),
        ("", "09:00", "day"),
        (f"{YEAR}-01-05", "25:00", "at"),
        (f"{YEAR}-01-05", "", "at"),
    ],
)
def test_a_fault_stands_at_its_field_and_what_was_typed_stays(
    day: str, at: str, field: str, therapist_client: Client, athlete: Athlete
) -> None:
    page = add(therapist_client, athlete, day, at).content.decode()
    assert f'id="id_{field}_error"' in page
    assert f'href="#id_{field}"' in page
    assert f'value="{day or at}"' in page
    assert not Appointment.objects.exists()


def test_nobody_is_expected_twice_at_one_moment(therapist_client: Client, athlete: Athlete) -> None:
    add(therapist_client, athlete, f"{YEAR}-01-05")
    page = add(therapist_client, athlete, f"{YEAR}-01-05")
    assert 'id="id_at_error"' in page.content.decode()
    assert Appointment.objects.count() == 1


def test_an_appointment_is_moved_and_cancelled(therapist_client: Client, athlete: Athlete) -> None:
    appointment = AppointmentFactory(athlete=athlete)
    page = therapist_client.get(f"/appointments/{appointment.pk}/").content.decode()
    assert f"{timezone.localtime(appointment.starts_at):%Y-%m-%d}" in page
    therapist_client.post(
        f"/appointments/{appointment.pk}/", {"day": f"{YEAR}-01-05", "at": "9:00"}
    )
    appointment.refresh_from_db()
    assert appointment.starts_at == datetime(YEAR, 1, 5, 8, tzinfo=UTC)
    therapist_client.post(f"/appointments/{appointment.pk}/cancel/")
    appointment.refresh_from_db()
    assert appointment.cancelled_at is not None
    actions = Event.objects.filter(object="appointment").exclude(action=Action.READ)
    assert [e.action for e in actions] == ["change", "cancel"]
    assert {e.athlete_id for e in actions} == {athlete.pk}


def test_an_open_invitation_follows_the_next_appointment(
    therapist_client: Client, athlete: Athlete, invitation: Invitation
) -> None:
    def day() -> str | None:
        invitation.refresh_from_db()
        invitation.__dict__.pop("appointment", None)
        moment = invitation.appointment_at
        return moment and f"{timezone.localtime(moment):%d-%m}"

    add(therapist_client, athlete, f"{YEAR}-03-20")
    assert day() == "20-03"
    add(therapist_client, athlete, f"{YEAR}-03-10")
    assert day() == "10-03"
    first = Appointment.objects.order_by("starts_at").first()
    therapist_client.post(f"/appointments/{first.pk}/", {"day": f"{YEAR}-03-25", "at": "9:00"})
    assert day() == "20-03"
    for appointment in Appointment.objects.all():
        therapist_client.post(f"/appointments/{appointment.pk}/cancel/")
    assert day() is None


def test_when_an_appointment_is_over_the_invitation_goes_on_to_the_next(
    athlete: Athlete, invitation: Invitation
) -> None:
    over = AppointmentFactory(athlete=athlete, starts_at=timezone.now() - timedelta(hours=1))
    following = AppointmentFactory(athlete=athlete)
    invitation.appointment = over
    invitation.save()
    appointments.follow_on()
    invitation.refresh_from_db()
    assert invitation.appointment_id == following.pk


def test_a_link_lasts_until_the_day_of_an_appointment_that_is_far_away(
    therapist_client: Client, athlete: Athlete, invitation: Invitation
) -> None:
    add(therapist_client, athlete, f"{YEAR + 1}-03-20")
    invitation.refresh_from_db()
    assert invitation.expires_at >= datetime(YEAR + 1, 3, 20, 22, tzinfo=UTC)


def test_an_invitation_that_was_sent_keeps_its_appointment(
    therapist_client: Client, received: Invitation
) -> None:
    past = AppointmentFactory(
        athlete=received.athlete, starts_at=timezone.now() - timedelta(days=2)
    )
    received.appointment = past
    received.save()
    add(therapist_client, received.athlete, f"{YEAR}-03-20")
    received.refresh_from_db()
    assert received.appointment_id == past.pk


def test_earlier_appointments_are_folded_away(therapist_client: Client, athlete: Athlete) -> None:
    AppointmentFactory(athlete=athlete, starts_at=timezone.now() - timedelta(days=2))
    context = therapist_client.get(f"/athletes/{athlete.pk}/").context
    assert (len(context["appointments"]), len(context["earlier"])) == (0, 1)


@pytest.mark.parametrize("many", [1, 12])
def test_the_page_asks_the_database_as_often_for_any_number_of_appointments(
    many: int,
    therapist_client: Client,
    athlete: Athlete,
    django_assert_max_num_queries: pytest.FixtureRequest,
) -> None:
    for days in range(many):
        AppointmentFactory(athlete=athlete, starts_at=timezone.now() + timedelta(days=1 + days))
    therapist_client.get(f"/athletes/{athlete.pk}/")
    with django_assert_max_num_queries(14):
        therapist_client.get(f"/athletes/{athlete.pk}/")


def test_another_practice_finds_no_appointment(outsider_client: Client, athlete: Athlete) -> None:
    appointment = AppointmentFactory(athlete=athlete)
    at = {"day": f"{YEAR}-01-05", "at": "9:00"}
    for path in (
        f"/appointments/{appointment.pk}/",
        f"/appointments/{appointment.pk}/cancel/",
        f"/athletes/{athlete.pk}/appointments/",
    ):
        assert outsider_client.post(path, at).status_code == 404
    appointment.refresh_from_db()
    assert appointment.cancelled_at is None
