"""The practice's pages around an invitation, and its tablet in an athlete's hands: for everyone, in both languages."""

import re

import pytest
from django_scopes import scope
from playwright.sync_api import expect

from clinic.actions import records
from clinic.demo import answers as invented
from clinic.models import Athlete, Invitation, Membership
from screening.models import Screening
from screening.protocols import PROTOCOLS

from ..versions import with_sign
from .conftest import SignedIn
from .filling import control
from .looking import good
from .walking import press

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LANGUAGES = pytest.mark.parametrize("language", ["nl", "en"])
WINDOWS = pytest.mark.parametrize(("language", "width"), [("nl", 1280), ("en", 320)])
QUESTIONS = re.compile(r"/screening/about/1/")


@WINDOWS
def test_the_practices_own_page_is_for_everyone(
    signed_in: SignedIn, owner: Membership, language: str, width: int
) -> None:
    page = signed_in(owner, language, width)
    page.goto("/practice/")
    expect(page.locator("html")).to_have_attribute("lang", language)
    good(page, touched=False)
    page.locator("[name=email]").fill("geen adres")
    page.locator("main form button").first.click()
    expect(page.get_by_role("alert")).to_be_visible()
    good(page, touched=False)


@WINDOWS
def test_inviting_and_reopening_are_for_everyone(
    signed_in: SignedIn, therapist: Membership, received: Invitation, language: str, width: int
) -> None:
    page = signed_in(therapist, language, width)
    page.goto(f"/invitations/{received.pk}/reopen/")
    expect(page.locator("html")).to_have_attribute("lang", language)
    good(page, touched=False)
    page.locator("main button.main").click()
    expect(page.locator("#link")).to_have_value(re.compile("/s/"))
    good(page, touched=False)
    page.goto(f"/athletes/{received.athlete_id}/")
    good(page, touched=False)
    page.goto("/today/")
    good(page, touched=False)


@WINDOWS
def test_what_leaves_for_coach_and_athlete_is_for_everyone(
    signed_in: SignedIn, therapist: Membership, received: Invitation, language: str, width: int
) -> None:
    with scope(practice=therapist.practice):
        seen = records.mark_of(records.content_of(received))
        records.sign(invitation=received, by=therapist, seen=seen)
    base = f"/assessments/{received.screening.code}"
    page = signed_in(therapist, language, width)
    page.goto(f"{base}/copies/")
    good(page, touched=False)
    page.goto(f"{base}/coach/")
    page.locator("main button.main").click()
    expect(page.get_by_role("alert")).to_be_visible()
    good(page, touched=False)
    page.locator("[name=how]").select_option("said")
    page.locator("main button.main").click()
    page.goto(f"{base}/release/?lang={language}")
    good(page, touched=False)
    page.locator("main button.main").click()
    expect(page).to_have_url(re.compile("/copies/$"))
    good(page, touched=False)
    page.goto(f"{base}/coach/")
    good(page, touched=False)


@LANGUAGES
def test_the_tablet_is_for_everyone_and_forgets_its_athlete(
    signed_in: SignedIn, staff: Membership, athlete: Athlete, language: str
) -> None:
    page = signed_in(staff, "nl", 768)
    page.goto(f"/athletes/{athlete.pk}/tablet/")
    good(page, touched=False)
    page.locator("select[name=language]").select_option(language)
    page.locator("main button.main").click()
    expect(page).to_have_url(re.compile("/screening/$"))
    expect(page.locator("html")).to_have_attribute("lang", language)
    good(page)
    control(page, "consent").check()
    press(page)
    expect(page).to_have_url(QUESTIONS)
    good(page)
    control(page, "about.sport", "running").check()
    expect(page.locator("#saving")).to_have_text(re.compile(r"\d\d:\d\d"))
    Screening.objects.get().record(invented.WOMAN)
    page.goto("/screening/check/")
    good(page)
    press(page)
    expect(page).to_have_url(re.compile("/screening/sent/"))
    good(page)
    page.locator("form[action='/tablet/'] button").click()
    expect(page).to_have_url(re.compile("/tablet/$"))
    good(page)
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    page.go_back()
    expect(page.locator("body")).not_to_contain_text(athlete.practice.name)


@WINDOWS
def test_the_versions_and_what_one_would_change_are_for_everyone(
    signed_in: SignedIn,
    owner: Membership,
    received: Invitation,
    language: str,
    width: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    everyone = with_sign(lambda case: True)
    monkeypatch.setitem(PROTOCOLS, everyone.id, everyone)
    page = signed_in(owner, language, width)
    page.goto("/practice/rules/")
    good(page, touched=False)
    page.locator(f"button[value='{everyone.id}']").click()
    expect(page.locator("#trial")).to_be_visible()
    expect(page.get_by_text(received.screening.code)).to_be_visible()
    good(page, touched=False)
