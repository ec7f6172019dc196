"""A session that nobody touches ends, counted on the server."""

from datetime import timedelta
from unittest import mock

import pytest
from django.test import Client
from django.utils import timezone

from clinic.models import Athlete, Membership, Practice

pytestmark = pytest.mark.usefixtures("unscoped")

BACKGROUND = {"HTTP_X_BACKGROUND": "1"}


def after(minutes: float) -> "mock._patch[mock.Mock]":
    """As if so many minutes had gone by."""
    later = timezone.now() + timedelta(minutes=minutes)
    return mock.patch("django.utils.timezone.now", return_value=later)


def test_after_twenty_minutes_she_is_signed_out_and_led_back(therapist_client: Client) -> None:
    therapist_client.get("/account/")
    with after(20.1):
        ended = therapist_client.get("/athletes/new/")
        assert ended["Location"] == "/idle/?next=%2Fathletes%2Fnew%2F"
        assert "_auth_user_id" not in therapist_client.session
        page = therapist_client.get(ended["Location"])
        assert "/accounts/login/?next=/athletes/new/" in page.content.decode()


def test_what_she_does_begins_the_time_anew(therapist_client: Client) -> None:
    therapist_client.get("/account/")
    for minutes in (15, 30, 45):
        with after(minutes):
            assert therapist_client.get("/account/").status_code == 200


def test_what_a_script_asks_by_itself_keeps_nothing_alive(therapist_client: Client) -> None:
    therapist_client.get("/account/")
    with after(15):
        left = therapist_client.get("/idle/left/", **BACKGROUND).json()["seconds"]
        assert left == pytest.approx(300, abs=2)
        therapist_client.get("/account/", **BACKGROUND)
    with after(20.1):
        assert therapist_client.get("/idle/left/", **BACKGROUND).status_code == 401
        assert "_auth_user_id" not in therapist_client.session


def test_the_page_can_say_that_somebody_is_there(therapist_client: Client) -> None:
    therapist_client.get("/account/")
    with after(15):
        assert therapist_client.post("/idle/left/").json()["seconds"] == 20 * 60
    with after(30):
        assert therapist_client.get("/account/").status_code == 200


@pytest.mark.parametrize(("minutes", "lasts"), [(5, 4.9), (60, 59.9)])
def test_the_practice_sets_the_time(
    minutes: int, lasts: float, practice: Practice, therapist_client: Client
) -> None:
    Practice.objects.filter(pk=practice.pk).update(idle_minutes=minutes)
    therapist_client.get("/account/")
    with after(lasts):
        assert therapist_client.get("/idle/left/", **BACKGROUND).status_code == 200
    with after(minutes + 0.1):
        assert therapist_client.get("/account/").status_code == 302


def test_a_form_that_comes_too_late_changes_nothing(
    therapist_client: Client, athlete: Athlete
) -> None:
    page = f"/athletes/{athlete.pk}/"
    therapist_client.get(page)
    with after(21):
        late = therapist_client.post(f"{page}archive/", HTTP_REFERER=f"http://testserver{page}?x=1")
    assert late["Location"] == f"/idle/?next=%2Fathletes%2F{athlete.pk}%2F"
    athlete.refresh_from_db()
    assert athlete.archived_at is None


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example", "javascript:x"])
def test_the_way_back_leads_to_no_other_site(address: str, client: Client, db: None) -> None:
    assert "evil" not in client.get("/idle/", {"next": address}).content.decode()
    assert client.post("/idle/", {"next": address})["Location"] == "/idle/"
    elsewhere = client.get("/idle/", {"next": address}, HTTP_REFERER=address)
    assert "javascript:x" not in elsewhere.content.decode()


def test_the_page_that_gives_up_signs_out_on_the_server(therapist_client: Client) -> None:
    therapist_client.get("/account/")
    ended = therapist_client.post("/idle/", {"next": "/account/"})
    assert ended["Location"] == "/idle/?next=%2Faccount%2F"
    assert therapist_client.get("/account/").status_code == 302


def test_who_signed_in_again_elsewhere_goes_on_where_she_was(therapist_client: Client) -> None:
    assert therapist_client.get("/idle/", {"next": "/account/"})["Location"] == "/account/"


def test_an_athlete_at_her_questionnaire_is_not_counted(screening_session: Client) -> None:
    with after(21):
        assert screening_session.get("/screening/").status_code == 200


def test_who_works_nowhere_yet_is_counted_too(client: Client, outsider: Membership) -> None:
    outsider.delete()
    client.force_login(outsider.user)
    client.get("/accounts/2fa/")
    with after(21):
        assert client.get("/accounts/2fa/")["Location"].startswith("/idle/")
