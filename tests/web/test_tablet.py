"""The practice's tablet: staff are signed out before it changes hands, and nothing of the athlete stays on it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from clinic import tablet
from clinic.models import Athlete, Event, Invitation, Membership

from ..conftest import prove

pytestmark = pytest.mark.usefixtures("unscoped")

AGREES = {"go": "on", "consent": "yes"}


@pytest.fixture
def handed(staff_client: Client, athlete: Athlete) -> Client:
    staff_client.post(f"/athletes/{athlete.pk}/tablet/", {"language": "en"})
    return staff_client


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Lets so many seconds pass."""

    def passed(seconds: int) -> None:
        moment = timezone.now() + timedelta(seconds=seconds)
        monkeypatch.setattr(tablet.timezone, "now", lambda: moment)

    return passed


def test_it_asks_first_and_signs_nobody_out_by_looking(
    staff_client: Client, athlete: Athlete
) -> None:
    page = staff_client.get(f"/athletes/{athlete.pk}/tablet/")
    assert athlete.name in page.content.decode()
    assert staff_client.get("/today/").status_code == 200
    assert not Invitation.objects.exists()


def test_staff_are_signed_out_before_the_questionnaire_opens(
    handed: Client, athlete: Athlete
) -> None:
    for page in ("/today/", f"/athletes/{athlete.pk}/"):
        assert handed.get(page)["Location"].startswith("/accounts/login/")
    page = handed.get("/screening/").content.decode()
    assert '<html lang="en">' in page
    assert "tablet.js" in page
    assert "<noscript><meta http-equiv=" in page
    assert Event.objects.filter(action="hand_over", role="staff").count() == 1


def test_no_proof_stays_on_the_tablet(handed: Client, athlete: Athlete) -> None:
    assert not [name for name in handed.cookies if name.startswith("screening_")]


def test_done_wipes_it_and_asks_for_a_staff_sign_in(handed: Client) -> None:
    handed.post("/screening/", AGREES)
    assert handed.get("/screening/about/1/").status_code == 200
    assert handed.post("/tablet/")["Location"] == "/tablet/"
    page = handed.get("/tablet/").content.decode()
    assert "/accounts/login/" in page
    assert "De Brug" not in page
    for back in ("", "about/1/", "check/", "sent/"):
        answer = handed.get(f"/screening/{back}")
        assert answer.status_code == 404
        assert "no-store" in answer["Cache-Control"]


def test_whoever_signs_in_on_it_does_not_reach_the_athletes_answers(
    handed: Client, staff: Membership
) -> None:
    handed.post("/screening/", AGREES)
    assert handed.get("/today/", follow=True).status_code == 200
    handed.force_login(staff.user)
    assert handed.get("/today/").status_code == 200
    assert handed.get("/screening/check/").status_code == 404


def test_after_five_idle_minutes_the_next_request_finds_it_wiped(
    handed: Client, later: Callable[[int], None]
) -> None:
    handed.post("/screening/", AGREES)
    later(290)
    assert handed.get("/screening/about/1/").status_code == 200
    later(299)
    assert handed.get("/screening/about/1/").status_code == 200
    later(302)
    assert handed.get("/screening/about/1/")["Location"] == "/tablet/"
    assert handed.get("/screening/about/1/").status_code == 404


def test_after_sending_it_lasts_one_minute(handed: Client, later: Callable[[int], None]) -> None:
    handed.post("/screening/", AGREES)
    assert handed.post("/screening/check/", {"go": "send"})["Location"] == "/screening/sent/"
    assert "60;url=/tablet/" in handed.get("/screening/sent/").content.decode()
    later(62)
    assert handed.get("/screening/sent/")["Location"] == "/tablet/"


def test_what_was_saved_stays_and_the_own_link_goes_on(
    staff_client: Client, invitation: Invitation
) -> None:
    staff_client.post(f"/athletes/{invitation.athlete_id}/tablet/", {"language": "nl"})
    staff_client.post("/screening/", AGREES)
    invitation.screening.record({"gut.stool": "no"})
    staff_client.post("/tablet/")
    phone = Client()
    prove(phone, invitation)
    assert phone.post("/screening/", {"go": "on"}).status_code == 302
    assert Invitation.objects.get().screening.answers == {"gut.stool": "no"}


def test_an_expired_link_gets_new_days_for_the_tablet(
    staff_client: Client, invitation: Invitation
) -> None:
    Invitation.objects.filter(pk=invitation.pk).update(expires_at=timezone.now())
    staff_client.post(f"/athletes/{invitation.athlete_id}/tablet/", {"language": "nl"})
    assert staff_client.get("/screening/").status_code == 200


def test_the_wiped_page_ends_nobody_elses_session(
    screening_session: Client, therapist_client: Client
) -> None:
    for client, page in ((screening_session, "/screening/"), (therapist_client, "/today/")):
        assert client.get("/tablet/").status_code == 200
        assert client.get(page).status_code == 200
    assert "tablet.js" not in screening_session.get("/screening/").content.decode()


def test_a_language_that_is_not_offered_hands_nothing_over(
    staff_client: Client, athlete: Athlete
) -> None:
    assert (
        staff_client.post(f"/athletes/{athlete.pk}/tablet/", {"language": "tlh"}).status_code == 200
    )
    assert staff_client.get("/today/").status_code == 200
