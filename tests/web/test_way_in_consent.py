"""Consent: with time and version, taken back on the same page, and of two people below sixteen."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from clinic.consent import CURRENT, VERSIONS
from clinic.models import Consent, Consenter, Event, Invitation

from ..conftest import prove

pytestmark = pytest.mark.usefixtures("unscoped")

AGREES = {"go": "on", "consent": "yes"}
PARENT = {"name": "Anna de Vries", "agree": "on"}


@pytest.fixture
def aged(invitation: Invitation, client: Client) -> Callable[[int], Client]:
    """A proven device of an athlete of so many years today."""

    def of(years: int) -> Client:
        today = timezone.localdate()
        invitation.athlete.date_of_birth = date(today.year - years, today.month, 1)
        invitation.athlete.save()
        prove(client, invitation)
        return client

    return of


def stored(invitation: Invitation) -> list[tuple[Any, ...]]:
    rows = Consent.objects.filter(invitation=invitation)
    return [(row.by, row.version, row.parent_name, row.withdrawn_at is None) for row in rows]


def test_the_start_page_says_who_asks_and_what_happens_with_the_answers(
    aged: Callable[[int], Client],
) -> None:
    page = aged(24).get("/screening/").content.decode()
    for _heading, text in CURRENT.for_athlete("Praktijk De Brug"):
        assert text in page or "De Brug" in page
    assert str(CURRENT.tick) in page
    assert "20 jaar" in page


def test_without_consent_every_question_leads_to_the_start(aged: Callable[[int], Client]) -> None:
    phone = aged(24)
    for page in ("about/1/", "check/"):
        assert phone.get(f"/screening/{page}")["Location"] == "/screening/"
        assert phone.post(f"/screening/{page}")["Location"] == "/screening/"


def test_without_a_tick_nothing_is_recorded_and_the_page_says_what_is_missing(
    aged: Callable[[int], Client], invitation: Invitation
) -> None:
    page = aged(24).post("/screening/", {"go": "on"})
    assert page.context["unticked"]
    assert 'href="#consent"' in page.content.decode()
    assert stored(invitation) == []


def test_consent_is_recorded_with_version_and_time_and_leads_on_at_once(
    aged: Callable[[int], Client], invitation: Invitation
) -> None:
    phone = aged(24)
    assert phone.post("/screening/", AGREES)["Location"] == "/screening/about/1/"
    assert stored(invitation) == [("athlete", "2026.1", "", True)]
    assert Consent.objects.get().given_at is not None
    event = Event.objects.get(action="consent")
    assert (event.object, event.reason) == ("consent", "athlete")


def test_consent_twice_is_one_consent(
    aged: Callable[[int], Client], invitation: Invitation
) -> None:
    phone = aged(24)
    for _again in range(2):
        phone.post("/screening/", AGREES)
    assert len(stored(invitation)) == 1


def test_taking_it_back_asks_first_then_closes_the_questions_and_keeps_the_answers(
    screening_session: Client, invitation: Invitation
) -> None:
    invitation.screening.record({"gut.stool": "no"})
    asked = screening_session.post("/screening/", {"go": "withdraw"})
    assert 'value="withdraw-now"' in asked.content.decode()
    assert stored(invitation) == [("athlete", "2026.1", "", True)]
    screening_session.post("/screening/", {"go": "withdraw-now"})
    assert stored(invitation) == [("athlete", "2026.1", "", False)]
    assert screening_session.get("/screening/about/1/")["Location"] == "/screening/"
    assert "De vragen zijn dicht" in screening_session.get("/screening/").content.decode()
    assert Event.objects.filter(action="withdraw").count() == 1
    screening_session.post("/screening/", AGREES)
    assert [row[-1] for row in stored(invitation)] == [False, True]
    assert screening_session.get("/screening/about/1/").status_code == 200
    assert Invitation.objects.get().screening.answers == {"gut.stool": "no"}


@pytest.mark.parametrize("years", [12, 15])
def test_from_twelve_to_fifteen_a_parent_agrees_too(
    years: int, aged: Callable[[int], Client], invitation: Invitation
) -> None:
    phone = aged(years)
    assert phone.post("/screening/", AGREES)["Location"] == "/welcome/parent/"
    assert phone.get("/screening/about/1/")["Location"] == "/screening/"
    page = phone.get("/welcome/parent/").content.decode()
    assert "Je ziet de antwoorden niet" in page
    phone.post("/welcome/parent/", PARENT)
    assert stored(invitation) == [
        ("athlete", "2026.1", "", True),
        ("parent", "2026.1", "Anna de Vries", True),
    ]
    assert phone.get("/screening/about/1/").status_code == 200
    assert phone.get("/welcome/parent/")["Location"] == "/screening/"


@pytest.mark.parametrize("missing", ["name", "agree"])
def test_a_parent_gives_a_name_and_a_tick(
    missing: str, aged: Callable[[int], Client], invitation: Invitation
) -> None:
    phone = aged(14)
    phone.post("/screening/", AGREES)
    page = phone.post("/welcome/parent/", {**PARENT, missing: ""})
    assert list(page.context["form"].errors) == [missing]
    assert len(stored(invitation)) == 1


def test_a_parent_cannot_come_before_the_athlete(
    aged: Callable[[int], Client], invitation: Invitation
) -> None:
    assert aged(14).post("/welcome/parent/", PARENT)["Location"] == "/screening/"
    assert stored(invitation) == []


def test_a_parents_consent_falls_with_the_athletes(
    aged: Callable[[int], Client], invitation: Invitation
) -> None:
    phone = aged(14)
    phone.post("/screening/", AGREES)
    phone.post("/welcome/parent/", PARENT)
    phone.post("/screening/", {"go": "withdraw-now"})
    assert [row[-1] for row in stored(invitation)] == [False, False]


def test_from_sixteen_nobody_else_is_asked(aged: Callable[[int], Client]) -> None:
    assert aged(16).post("/screening/", AGREES)["Location"] == "/screening/about/1/"


@pytest.mark.parametrize("years", [11, 101])
def test_outside_the_ages_it_stops_kindly_and_asks_no_consent(
    years: int, aged: Callable[[int], Client], invitation: Invitation
) -> None:
    phone = aged(years)
    page = phone.get("/screening/")
    assert page.status_code == 409
    assert "De Brug" in page.content.decode()
    assert phone.post("/screening/", AGREES).status_code == 409
    assert stored(invitation) == []


def test_the_parents_page_follows_the_language_switch(aged: Callable[[int], Client]) -> None:
    phone = aged(14)
    phone.post("/screening/", AGREES)
    page = phone.post("/welcome/parent/", {"language": "en"}, follow=True)
    assert "You do not see the answers" in page.content.decode()


def test_every_version_is_known_by_its_name() -> None:
    assert all(text.version == version for version, text in VERSIONS.items())
    assert CURRENT.version in VERSIONS
    assert Consenter.values == ["athlete", "parent"]


def test_the_practice_sees_who_agreed_when_and_to_which_version(
    aged: Callable[[int], Client], invitation: Invitation, staff_client: Client
) -> None:
    phone, page = aged(14), f"/athletes/{invitation.athlete_id}/"
    assert "versie 2026.1" not in staff_client.get(page).content.decode()
    phone.post("/screening/", AGREES)
    phone.post("/welcome/parent/", PARENT)
    seen = staff_client.get(page).content.decode()
    assert seen.count("versie 2026.1") == 2
    assert "Anna de Vries (ouder)" in seen
    phone.post("/screening/", {"go": "withdraw-now"})
    assert staff_client.get(page).content.decode().count("ingetrokken") == 2
