"""The day's list: who is on it, in which state, what stands on top, and who is invited from it."""

from datetime import datetime, time, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from clinic import worklist
from clinic.demo import answers
from clinic.models import (
    Athlete,
    Event,
    Handling,
    Invitation,
    Membership,
    Practice,
    Signature,
)
from tests.factories import (
    AppointmentFactory,
    AthleteFactory,
    InvitationFactory,
    ReceivedFactory,
)

pytestmark = pytest.mark.usefixtures("unscoped")


def at(hour: int, minute: int = 0, *, days: int = 0) -> datetime:
    """A moment of today, or of some days from now, on the practice's clock."""
    day = timezone.localdate() + timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def comes(athlete: Athlete, starts_at: datetime) -> Athlete:
    AppointmentFactory(athlete=athlete, starts_at=starts_at)
    return athlete


def row_of(client: Client, athlete: Athlete, address: str = "/today/") -> worklist.Row:
    return next(row for row in client.get(address).context["rows"] if row.athlete == athlete)


def urgent(invitation: Invitation) -> Invitation:
    invitation.urgent_at = timezone.now()
    invitation.save(update_fields=["urgent_at"])
    return invitation


@pytest.fixture
def received_today(received: Invitation) -> Invitation:
    comes(received.athlete, at(9))
    return received


def test_the_rows_are_the_appointments_of_the_day_by_time(
    therapist_client: Client, practice: Practice
) -> None:
    people = [AthleteFactory(practice=practice) for _each in range(3)]
    for athlete, hour in zip(people, (16, 9, 12), strict=True):
        comes(athlete, at(hour))
    comes(people[0], at(9, days=1))
    AppointmentFactory(athlete=people[1], starts_at=at(20), cancelled_at=timezone.now())
    rows = therapist_client.get("/today/").context["rows"]
    assert [row.athlete for row in rows] == [people[1], people[2], people[0]]


def test_midnight_belongs_to_the_day_in_amsterdam(
    therapist_client: Client, athlete: Athlete
) -> None:
    comes(athlete, at(0, 0, days=1))
    today, tomorrow = timezone.localdate(), timezone.localdate() + timedelta(days=1)
    assert therapist_client.get(f"/today/?day={today}").context["rows"] == []
    assert len(therapist_client.get(f"/today/?day={tomorrow}").context["rows"]) == 1


def test_a_week_runs_from_monday_to_sunday(therapist_client: Client, practice: Practice) -> None:
    monday = timezone.localdate() + timedelta(days=7 - timezone.localdate().weekday())
    for days in (-1, 0, 6, 7):
        moment = timezone.make_aware(datetime.combine(monday + timedelta(days=days), time(8)))
        comes(AthleteFactory(practice=practice), moment)
    assert len(therapist_client.get(f"/today/?week={monday}").context["rows"]) == 2


@pytest.mark.parametrize("typed", ["", "gisteren", "2026-02-31", "0001-01-01"])
def test_a_day_that_is_none_shows_today(typed: str, therapist_client: Client) -> None:
    page = therapist_client.get(f"/today/?day={typed}&week={typed}&show={typed}")
    assert page.context["first"] == timezone.localdate()


def test_a_row_goes_through_every_state(
    therapist: Membership, therapist_client: Client, athlete: Athlete
) -> None:
    comes(athlete, at(10))
    states = [row_of(therapist_client, athlete).stage]
    invitation = InvitationFactory(athlete=athlete)
    states.append(row_of(therapist_client, athlete).stage)
    Invitation.objects.update(opened_at=timezone.now())
    states.append(row_of(therapist_client, athlete).stage)
    invitation.screening.record({"about.sport": "running"})
    states.append(row_of(therapist_client, athlete).stage)
    invitation.screening.submit(age=athlete.age_on(timezone.localdate()))
    Invitation.objects.update(sent_at=timezone.now())
    states.append(row_of(therapist_client, athlete).stage)
    signed(invitation, therapist)
    states.append(row_of(therapist_client, athlete).stage)
    assert states == ["not_invited", "invited", "opened", "busy", "received", "signed"]


def signed(invitation: Invitation, by: Membership) -> Signature:
    signature = Signature(
        invitation=invitation,
        number=1,
        signed_by=by.user,
        signed_by_name=by.user.name,
        signed_at=timezone.now(),
    )
    signature.seal({})
    signature.save()
    return signature


def test_busy_tells_the_section_of_those_that_she_is_asked(
    therapist_client: Client, athlete: Athlete
) -> None:
    comes(athlete, at(10))
    screening = InvitationFactory(athlete=athlete).screening
    screening.record({"about.body": "female", "about.sport": "running"})
    row = row_of(therapist_client, athlete)
    assert row.place == (1, 9)
    screening.record(answers.WOMAN)
    assert row_of(therapist_client, athlete).place == (8, 9)
    assert "onderdeel 8 van 9" in therapist_client.get("/today/").content.decode()


def test_the_questionnaire_that_was_sent_before_the_appointment_was_made_is_found(
    therapist_client: Client, received: Invitation
) -> None:
    comes(received.athlete, at(10))
    assert row_of(therapist_client, received.athlete).stage == "received"


def test_after_a_signature_a_later_appointment_asks_for_a_new_invitation(
    therapist: Membership, therapist_client: Client, received: Invitation
) -> None:
    signed(received, therapist)
    comes(received.athlete, at(10))
    assert row_of(therapist_client, received.athlete).stage == "signed"
    tomorrow = timezone.localdate() + timedelta(days=1)
    comes(received.athlete, at(10, days=1))
    row = row_of(therapist_client, received.athlete, f"/today/?day={tomorrow}")
    assert row.stage == "not_invited"


def test_what_is_opened_for_an_amendment_is_to_review_again(
    therapist: Membership, therapist_client: Client, received_today: Invitation
) -> None:
    Invitation.objects.update(appointment=received_today.athlete.appointments.get())
    signature = signed(received_today, therapist)
    assert row_of(therapist_client, received_today.athlete).group == "signed"
    signature.opened_at = timezone.now()
    signature.save()
    assert row_of(therapist_client, received_today.athlete).group == "review"


def test_filters_count_each_row_once_and_narrow_to_it(
    therapist: Membership, therapist_client: Client, practice: Practice, received_today: Invitation
) -> None:
    for hour in (11, 12):
        comes(AthleteFactory(practice=practice), at(hour))
    comes(urgent(ReceivedFactory(athlete__practice=practice)).athlete, at(15))
    context = therapist_client.get("/today/").context
    counts = {str(group): count for group, _name, count in context["groups"]}
    assert counts == {
        "all": 4,
        "urgent": 1,
        "review": 1,
        "busy": 0,
        "invited": 0,
        "not_invited": 2,
        "signed": 0,
    }
    for group, count in counts.items():
        assert len(therapist_client.get(f"/today/?show={group}").context["rows"]) == count
    assert context["rows"][0].urgent


def test_urgent_ones_of_any_day_stay_on_top_until_somebody_says_what_was_done(
    therapist: Membership, therapist_client: Client, received: Invitation
) -> None:
    urgent(received)
    comes(received.athlete, at(9, days=30))
    address = f"/assessments/{received.screening.code}/handled/"
    assert address in therapist_client.get("/today/").content.decode()
    page = therapist_client.post(address, {"text": "  "})
    assert page.context["form"].errors
    assert address in therapist_client.get("/today/").content.decode()
    assert therapist_client.post(address, {"text": "Om 9.10 uur gebeld."}).status_code == 302
    assert address not in therapist_client.get("/today/").content.decode()
    handling = Handling.objects.get()
    assert (handling.text, handling.by) == ("Om 9.10 uur gebeld.", therapist.user)
    assert b"gebeld" not in bytes(handling.sealed_text)
    event = Event.objects.get(action="handle")
    assert (event.who, event.screening) == (therapist.user_id, received.screening.code)
    shown = therapist_client.get(f"/assessments/{received.screening.code}/").content.decode()
    assert "Om 9.10 uur gebeld." in shown
    assert therapist.user.name in shown


def test_sending_urgent_answers_puts_her_on_top(
    invitation: Invitation, screening_session: Client, therapist_client: Client
) -> None:
    invitation.screening.record(answers.HIP_PAIN_AT_NIGHT)
    assert therapist_client.get("/today/").context["urgent"] == []
    screening_session.post("/screening/check/", {"go": "send"})
    assert therapist_client.get("/today/").context["urgent"] == [invitation]


def test_staff_learn_that_a_therapist_is_waited_for_and_not_by_whom(
    staff_client: Client, received: Invitation
) -> None:
    urgent(received)
    page = staff_client.get("/today/").content.decode()
    assert "wacht vandaag op een fysiotherapeut" in page
    assert received.athlete.family_name not in page
    assert received.screening.code not in page
    comes(received.athlete, at(9))
    row = row_of(staff_client, received.athlete)
    assert (row.group, row.level) == ("review", None)
    assert "lv-" not in staff_client.get("/today/").content.decode()
    assert "/assessments/" not in staff_client.get("/today/").content.decode()


def test_open_work_without_a_coming_appointment_stays_findable(
    therapist: Membership, therapist_client: Client, practice: Practice
) -> None:
    left = [
        InvitationFactory(athlete__practice=practice),
        ReceivedFactory(athlete__practice=practice),
    ]
    past = InvitationFactory(athlete__practice=practice)
    past.appointment = AppointmentFactory(athlete=past.athlete, starts_at=at(9, days=-2))
    past.save()
    coming = InvitationFactory(athlete__practice=practice)
    coming.appointment = AppointmentFactory(athlete=coming.athlete, starts_at=at(9, days=2))
    coming.save()
    signed(ReceivedFactory(athlete__practice=practice), therapist)
    AthleteFactory(practice=practice)
    rows = therapist_client.get("/today/?open").context["rows"]
    assert {row.invitation for row in rows} == {*left, past}


def test_a_list_shows_nobody_of_another_practice(
    outsider_client: Client, received_today: Invitation
) -> None:
    urgent(received_today)
    for address in ("/today/", "/today/?open"):
        page = outsider_client.get(address)
        assert page.context["rows"] == []
        assert page.context["urgent"] == []


@pytest.mark.parametrize("address", ["/today/", "/today/?open"])
@pytest.mark.parametrize("many", [1, 9])
def test_the_list_asks_the_database_as_often_at_any_length(
    many: int,
    address: str,
    therapist: Membership,
    therapist_client: Client,
    practice: Practice,
    django_assert_max_num_queries: pytest.FixtureRequest,
) -> None:
    for _each in range(many):
        for invitation in (
            ReceivedFactory(athlete__practice=practice),
            InvitationFactory(athlete__practice=practice),
        ):
            if "open" not in address:
                comes(invitation.athlete, at(9))
            invitation.screening.record({"about.sport": "running"}) if not invitation.sent_at else 0
        urgent(ReceivedFactory(athlete__practice=practice))
    therapist_client.get(address)
    with django_assert_max_num_queries(15):
        therapist_client.get(address)


def test_all_of_next_week_are_invited_and_the_rest_is_told_why_not(
    therapist_client: Client, practice: Practice, django_capture_on_commit_callbacks: object
) -> None:
    monday = timezone.localdate() + timedelta(days=7 - timezone.localdate().weekday())
    sunday = monday + timedelta(days=6)
    moment = timezone.make_aware(datetime.combine(monday, time(9)))
    mailed = comes(AthleteFactory(practice=practice, email="zij@example.org"), moment)
    comes(mailed, moment + timedelta(days=2))
    without = comes(AthleteFactory(practice=practice), moment)
    asked = InvitationFactory(athlete__practice=practice, athlete__email="b@example.org")
    comes(asked.athlete, moment)
    days = {"first": monday, "last": sunday, "everybody": "yes"}
    plan = therapist_client.post("/invitations/many/", days).context["plan"]
    assert [row.athlete for row in plan.by_mail] == [mailed]
    assert [row.athlete for row in plan.by_card] == [without]
    assert [row.athlete for row, _why in plan.skipped] == [asked.athlete]
    assert not mailed.invitations.exists()
    sure = {**days, "athlete": [mailed.pk, without.pk], "confirmed": "yes"}
    for _twice in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            therapist_client.post("/invitations/many/", sure)
    assert [letter.to for letter in mail.outbox] == [["zij@example.org"]]
    assert mailed.invitations.get().appointment.starts_at == moment
    assert not without.invitations.exists()


def test_ticked_athletes_of_another_practice_are_nobody(
    therapist_client: Client, outsider: Membership, athlete: Athlete
) -> None:
    strange = AthleteFactory(practice=outsider.practice, email="elders@example.org")
    comes(strange, at(9))
    today = timezone.localdate()
    for days in ({"first": today, "last": today}, {}):
        for confirmed in ({}, {"confirmed": "yes"}):
            therapist_client.post(
                "/invitations/many/", {**days, **confirmed, "athlete": [strange.pk, "geen id"]}
            )
    assert not strange.invitations.exists()
    assert therapist_client.post("/invitations/cards/", {"athlete": strange.pk}).status_code == 404
    assert mail.outbox == []


@pytest.mark.parametrize(
    "days",
    [{"first": "2026-01-01"}, {"first": "2026-02-01", "last": "2026-01-01"}, {"first": "x"}],
)
def test_days_that_are_none_invite_nobody(days: dict[str, str], therapist_client: Client) -> None:
    posted = {**days, "everybody": "yes"}
    assert therapist_client.post("/invitations/many/", posted).status_code == 404
