from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from clinic.actions import invitations
from clinic.models import Athlete, Event, Invitation, Membership
from clinic.models.invitation import digest

from ..factories import MembershipFactory

pytestmark = pytest.mark.usefixtures("unscoped")


def link_shown(client: Client, athlete: Athlete) -> str:
    page = client.post(f"/athletes/{athlete.pk}/invite/").content.decode()
    return page.partition('readonly value="http://testserver')[2].partition('"')[0]


def test_inviting_shows_a_link_that_opens_the_questionnaire(
    therapist_client: Client, athlete: Athlete
) -> None:
    link = link_shown(therapist_client, athlete)
    response = Client().get(link)
    assert response.status_code == 302
    assert response["Location"] == "/screening/"


def test_the_start_page_opens_in_the_language_of_the_athlete(
    therapist_client: Client, athlete: Athlete
) -> None:
    athlete.language = "en"
    athlete.save()
    phone = Client()
    phone.get(link_shown(therapist_client, athlete))
    assert '<html lang="en"' in phone.get("/screening/").content.decode()


def test_only_the_digest_of_a_token_is_kept(therapist_client: Client, athlete: Athlete) -> None:
    token = link_shown(therapist_client, athlete).split("/")[2]
    invitation = Invitation.objects.get()
    assert bytes(invitation.digest) == digest(token)
    assert token not in str(vars(invitation))


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
    assert Client().get(old).status_code == 404
    assert Client().get(new).status_code == 302
    assert Invitation.objects.get().screening.answers == {"about.sport": "running"}


def dead(invitation: Invitation, cause: str) -> None:
    now = timezone.now()
    changes = {
        "expired": {"expires_at": now - timedelta(seconds=1)},
        "revoked": {"revoked_at": now},
        "finished": {"sent_at": now},
        "unknown": {"digest": b"x" * 32},
    }
    Invitation.objects.filter(pk=invitation.pk).update(**changes[cause])


CAUSES = ("expired", "revoked", "finished", "unknown")


@pytest.mark.parametrize("cause", CAUSES)
def test_a_dead_link_gives_the_same_page_whatever_the_cause(
    cause: str, invitation: Invitation, client: Client
) -> None:
    strange = client.get("/s/nobody-ever-made-this-one/")
    dead(invitation, cause)
    response = client.get(f"/s/{invitation.token}/")
    assert response.status_code == strange.status_code == 404
    assert response.content == strange.content


@pytest.mark.parametrize("cause", CAUSES[:3])
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
    session["invitation"] = str(received.pk)
    session.save()
    assert client.get("/screening/sent/").status_code == 200
    for page in ("", "check/", "about/"):
        assert client.get(f"/screening/{page}").status_code == 404


def test_nobody_reaches_the_questionnaire_without_a_link(client: Client, db: None) -> None:
    for page in ("", "about/", "check/", "sent/"):
        assert client.get(f"/screening/{page}").status_code == 404


def test_a_therapist_reaches_no_questionnaire_without_a_link(
    therapist_client: Client, invitation: Invitation
) -> None:
    assert therapist_client.get("/screening/").status_code == 404


def test_opening_a_second_link_leaves_the_first_athlete(
    invitation: Invitation, received: Invitation, screening_session: Client
) -> None:
    assert screening_session.get(f"/s/{received.token}/").status_code == 404
    assert screening_session.get("/screening/").status_code == 404


def test_revoking_ends_the_link_once(therapist_client: Client, invitation: Invitation) -> None:
    for _again in range(2):
        therapist_client.post(f"/invitations/{invitation.pk}/revoke/")
    assert Client().get(f"/s/{invitation.token}/").status_code == 404
    assert Event.objects.filter(action="revoke").count() == 1


def test_what_was_sent_cannot_be_revoked(therapist: Membership, received: Invitation) -> None:
    with pytest.raises(invitations.NotPending):
        invitations.revoke(invitation=received, by=therapist)


def test_an_archived_athlete_cannot_be_invited(therapist_client: Client, athlete: Athlete) -> None:
    therapist_client.post(f"/athletes/{athlete.pk}/archive/")
    assert therapist_client.post(f"/athletes/{athlete.pk}/invite/").status_code == 404


def test_archiving_ends_the_open_link(therapist_client: Client, invitation: Invitation) -> None:
    therapist_client.post(f"/athletes/{invitation.athlete_id}/archive/")
    assert Client().get(f"/s/{invitation.token}/").status_code == 404


def test_after_sending_a_second_screening_can_be_asked_for(received: Invitation) -> None:
    by = MembershipFactory(practice=received.athlete.practice)
    second, _token = invitations.invite(athlete=received.athlete, by=by)
    assert second.screening_id != received.screening_id


def test_the_qr_code_needs_no_inline_style(therapist_client: Client, athlete: Athlete) -> None:
    page = therapist_client.post(f"/athletes/{athlete.pk}/invite/").content.decode()
    assert "<svg" in page
    assert "style=" not in page
