from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from clinic.access import proof
from clinic.actions import invitations
from clinic.models import Athlete, Event, Invitation, Membership
from clinic.models.invitation import digest
from screening.models import Screening

from ..conftest import prove
from ..factories import AppointmentFactory, MembershipFactory

pytestmark = pytest.mark.usefixtures("unscoped")


def born_on(phone: Client, athlete: Athlete) -> HttpResponse:
    born = athlete.date_of_birth
    return phone.post("/welcome/", {"day": born.day, "month": born.month, "year": born.year})


def opens(invitation: Invitation) -> bool:
    """Whether the link and the right date get in on a new device."""
    phone = Client()
    prove(phone, invitation)
    return phone.get("/screening/").status_code == 200


def link_shown(client: Client, athlete: Athlete) -> str:
    page = client.post(f"/athletes/{athlete.pk}/invite/").content.decode()
    return page.partition('readonly value="http://testserver')[2].partition('"')[0]


def test_inviting_shows_a_link_that_opens_the_questionnaire(
    therapist_client: Client, athlete: Athlete
) -> None:
    phone = Client()
    assert phone.get(link_shown(therapist_client, athlete))["Location"] == "/welcome/"
    assert born_on(phone, athlete)["Location"] == "/screening/"


def test_the_start_page_opens_in_the_language_of_the_athlete(
    therapist_client: Client, athlete: Athlete
) -> None:
    athlete.language = "en"
    athlete.save()
    phone = Client()
    phone.get(link_shown(therapist_client, athlete))
    born_on(phone, athlete)
    assert '<html lang="en"' in phone.get("/screening/").content.decode()


def test_only_the_digest_of_a_token_is_kept(therapist_client: Client, athlete: Athlete) -> None:
    token = link_shown(therapist_client, athlete).split("/")[2]
    invitation = Invitation.objects.get()
    [link] = invitation.links.all()
    assert bytes(link.digest) == digest(token)
    assert token not in f"{vars(invitation)} {vars(link)}"


def test_the_link_is_not_shown_a_second_time(therapist_client: Client, athlete: Athlete) -> None:
    link = link_shown(therapist_client, athlete)
    for page in (f"/athletes/{athlete.pk}/", "/today/"):
        assert link not in therapist_client.get(page).content.decode()
    assert therapist_client.get(f"/athletes/{athlete.pk}/invite/").status_code == 302


def test_a_new_link_ends_the_old_one_and_keeps_what_was_filled_in(
    therapist_client: Client, athlete: Athlete
) -> None:
    old = link_shown(therapist_client, athlete)
    Invitation.objects.get().screening.record({"about.sport": "running"})
    new = link_shown(therapist_client, athlete)
    for link, status in ((old, 404), (new, 302)):
        phone = Client()
        phone.get(link)
        assert born_on(phone, athlete).status_code == status
    assert Invitation.objects.get().screening.answers == {"about.sport": "running"}


def dead(invitation: Invitation, cause: str) -> None:
    now = timezone.now()
    changes = {
        "expired": {"expires_at": now - timedelta(seconds=1)},
        "revoked": {"revoked_at": now},
    }
    Invitation.objects.filter(pk=invitation.pk).update(**changes[cause])


@pytest.mark.parametrize("cause", ["expired", "revoked"])
def test_a_session_ends_when_its_invitation_does(
    cause: str, invitation: Invitation, screening_session: Client
) -> None:
    assert screening_session.get("/screening/").status_code == 200
    dead(invitation, cause)
    assert screening_session.get("/screening/").status_code == 404


def test_after_sending_the_session_shows_the_last_page_alone(
    received: Invitation, client: Client
) -> None:
    session = client.session
    session["invitation"] = proof(received)
    session.save()
    assert client.get("/screening/sent/").status_code == 200
    for page in ("", "check/", "about/1/"):
        assert client.get(f"/screening/{page}").headers["Location"] == "/screening/sent/"


def test_nobody_reaches_the_questionnaire_without_a_link(client: Client, db: None) -> None:
    for page in ("", "about/1/", "check/", "sent/"):
        assert client.get(f"/screening/{page}").status_code == 404


def test_a_therapist_reaches_no_questionnaire_without_a_link(
    therapist_client: Client, invitation: Invitation
) -> None:
    assert therapist_client.get("/screening/").status_code == 404


def test_opening_a_second_link_leaves_the_first_athlete(
    invitation: Invitation, received: Invitation, screening_session: Client
) -> None:
    screening_session.get(f"/s/{received.token}/")
    assert screening_session.get("/screening/").status_code == 404


def test_revoking_ends_the_link_once(therapist_client: Client, invitation: Invitation) -> None:
    for _again in range(2):
        therapist_client.post(f"/invitations/{invitation.pk}/revoke/")
    assert not opens(invitation)
    assert Event.objects.filter(action="revoke").count() == 1


def test_what_was_sent_cannot_be_revoked(therapist: Membership, received: Invitation) -> None:
    with pytest.raises(invitations.NotPending):
        invitations.revoke(invitation=received, by=therapist)


def test_an_archived_athlete_cannot_be_invited(therapist_client: Client, athlete: Athlete) -> None:
    therapist_client.post(f"/athletes/{athlete.pk}/archive/")
    assert therapist_client.post(f"/athletes/{athlete.pk}/invite/").status_code == 404


def test_archiving_ends_the_open_link(therapist_client: Client, invitation: Invitation) -> None:
    therapist_client.post(f"/athletes/{invitation.athlete_id}/archive/")
    assert not opens(invitation)


def test_after_sending_a_second_screening_can_be_asked_for(received: Invitation) -> None:
    by = MembershipFactory(practice=received.athlete.practice)
    second, _token = invitations.invite(athlete=received.athlete, by=by)
    assert second.screening_id != received.screening_id


def test_the_qr_code_needs_no_inline_style(therapist_client: Client, athlete: Athlete) -> None:
    page = therapist_client.post(f"/athletes/{athlete.pk}/invite/").content.decode()
    assert "<svg" in page
    assert "style=" not in page


def test_the_athlete_sees_her_appointment_after_a_new_link_too(
    therapist_client: Client, athlete: Athlete
) -> None:
    day = (timezone.localtime() + timedelta(days=3)).replace(hour=14, minute=30)
    AppointmentFactory(athlete=athlete, starts_at=day)
    for _again in range(2):
        phone = Client()
        phone.get(link_shown(therapist_client, athlete))
        born_on(phone, athlete)
        assert "14:30" in phone.get("/screening/").content.decode()


def test_reopening_gives_a_new_link_and_keeps_answers_and_measurements(
    therapist_client: Client, received: Invitation
) -> None:
    received.screening.measure({"weight_kg": 61})
    answers = received.screening.answers
    address = f"/invitations/{received.pk}/reopen/"
    assert "reopen" in therapist_client.get(f"/athletes/{received.athlete_id}/").content.decode()
    assert therapist_client.get(address).status_code == 200
    page = therapist_client.post(address).content.decode()
    link = page.partition('readonly value="http://testserver')[2].partition('"')[0]
    phone = Client()
    phone.get(link)
    assert born_on(phone, received.athlete)["Location"] == "/screening/"
    screening = Invitation.objects.get(pk=received.pk).screening
    assert (screening.submitted_at, screening.age) == (None, None)
    assert screening.answers == answers
    assert screening.measurements == {"weight_kg": 61}
    assert therapist_client.get(f"/assessments/{screening.code}/").status_code == 404
    phone.post("/screening/", {"go": "on", "consent": "yes"})
    phone.post("/screening/check/", {"go": "send"})
    assert therapist_client.get(f"/assessments/{screening.code}/").status_code == 200
    assert Event.objects.filter(action="reopen", screening=screening.code).count() == 1


def test_what_is_open_cannot_be_reopened(therapist_client: Client, invitation: Invitation) -> None:
    response = therapist_client.post(f"/invitations/{invitation.pk}/reopen/")
    assert response["Location"] == f"/athletes/{invitation.athlete_id}/"
    assert not Event.objects.filter(action="reopen").exists()


def test_nothing_is_reopened_beside_another_open_invitation(
    therapist: Membership, received: Invitation
) -> None:
    invitations.invite(athlete=received.athlete, by=therapist)
    with pytest.raises(invitations.NotPending):
        invitations.reopen(invitation=received, by=therapist)
    assert Invitation.objects.get(pk=received.pk).screening.submitted_at is not None


@pytest.mark.parametrize(("days", "there"), [(-1, False), (0, True), (1, True)])
def test_an_appointment_is_shown_until_its_day_is_over(
    days: int, there: bool, invitation: Invitation
) -> None:
    moment = timezone.localtime().replace(hour=0, minute=10) + timedelta(days=days)
    invitation.appointment = AppointmentFactory(athlete=invitation.athlete, starts_at=moment)
    invitation.save()
    phone = Client()
    prove(phone, invitation)
    assert ("00:10" in phone.get("/screening/").content.decode()) is there


def test_a_code_that_is_taken_is_given_to_nobody_else(athlete: Athlete) -> None:
    taken = Screening.objects.create(key=athlete.key)
    other = Screening.objects.create(key=athlete.key, code=taken.code)
    assert other.code != taken.code
    other.save()
    assert Screening.objects.filter(code=taken.code).count() == 1
