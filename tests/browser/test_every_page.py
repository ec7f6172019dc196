"""Every page and state of the athlete, in both languages: for everyone, on the smallest phone, and light to load."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest
from django.utils import timezone
from django_scopes import scopes_disabled
from playwright.sync_api import Page, expect

from clinic.demo import answers as invented
from clinic.models import Athlete, Invitation
from screening.instruments.intake_2026_1 import INSTRUMENT
from screening.pages import pages_of
from tests.factories import AthleteFactory, InvitationFactory

from .conftest import START, OpenPage, prove, way_in
from .filling import answer, control
from .looking import good
from .saving import FOOD, choose, is_saved
from .test_athlete_journey import EVERYTHING
from .walking import press, walk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Ask = Callable[..., Invitation]

LANGUAGES = pytest.mark.parametrize("language", ["nl", "en"])
EVERY_PAGE: Mapping[str, Any] = {
    **EVERYTHING,
    "about.body": "other",
    "male.libido": "declined",
    "male.morning_erections": "normal",
    "energy.ed_diagnosis": "current",
    "energy.ed_treatment": "yes",
}
"""Answers that lead past every page."""

UNDER_OTHER_ANSWERS: Mapping[str, Any] = {
    "menstruation.change_with_training": {
        "menstruation.status": "periods",
        "menstruation.contraception": "none",
    },
    "menstruation.breast_development_age": {"menstruation.status": "not_yet"},
}

WRONG: Mapping[str, Mapping[str, str]] = {
    "load.hours_per_week": {"load.hours_per_week": "99"},
    "bone.pain_started": {"bone.pain_started": "2999-01-01"},
    "bone.injuries": {"bone.injuries.0.weeks_off": "999"},
    "load.weekly_km": {"load.weekly_km.3": "veel"},
}
"""What cannot be right, at each kind of question where something is typed."""


@pytest.fixture
def ask(athlete: Athlete) -> Ask:
    """Asks another athlete of the practice, in a language and of an age."""

    def asked(language: str = "nl", born: date = date(2001, 3, 14)) -> Invitation:
        other = AthleteFactory(practice=athlete.practice, language=language, date_of_birth=born)
        return InvitationFactory(athlete=other)

    return asked


def address_of(code: str) -> str:
    """Where a question is asked."""
    page = next(page for page in pages_of(INSTRUMENT) if code in {item.code for item in page.items})
    return f"/screening/{page.section.code}/{page.number}/"


def error(page: Page) -> None:
    expect(page.get_by_role("alert")).to_be_visible()
    good(page)


def aged(years: int) -> date:
    """Born so long ago, and some days."""
    today = timezone.localdate()
    return today.replace(year=today.year - years, day=1)


@LANGUAGES
def test_the_way_in_is_for_everyone(open_page: OpenPage, ask: Ask, language: str) -> None:
    page = open_page(320, language=language)
    page.goto("/screening/")  # without a link
    good(page)
    invitation = ask(language, aged(13))
    page.goto(f"/s/{invitation.token}/")
    expect(page.locator("html")).to_have_attribute("lang", language)
    good(page)
    press(page)
    error(page)
    prove(page, date(1950, 1, 1))
    error(page)
    prove(page, invitation.athlete.date_of_birth)
    expect(page).to_have_url(START)
    good(page)
    press(page)
    error(page)
    control(page, "consent").check()
    press(page)
    expect(page).to_have_url(re.compile("/welcome/parent/"))
    good(page)
    press(page)
    error(page)


@LANGUAGES
def test_taking_consent_back_is_for_everyone(open_page: OpenPage, ask: Ask, language: str) -> None:
    page = open_page(320)
    way_in(page, "", ask(language))
    page.goto("/screening/")
    good(page)
    page.locator("[name=go][value=withdraw]").click()
    expect(page.locator("[name=go][value=withdraw-now]")).to_be_visible()
    good(page)


@LANGUAGES
def test_every_page_of_questions_is_for_everyone(
    open_page: OpenPage, ask: Ask, language: str
) -> None:
    """On 320 by 256 pixels, which is a laptop at 400%."""
    page = open_page(320, height=256)
    way_in(page, "", ask(language))
    met = walk(page, EVERY_PAGE, good)
    assert set(INSTRUMENT.items) - set(met) == set(UNDER_OTHER_ANSWERS)
    good(page)  # her answers


@LANGUAGES
def test_the_pages_under_other_answers_are_for_everyone(
    open_page: OpenPage, ask: Ask, language: str
) -> None:
    page = open_page(320)
    invitation = ask(language)
    way_in(page, "", invitation)
    for code, answers in UNDER_OTHER_ANSWERS.items():
        invitation.screening.record({"about.body": "female", **answers})
        page.goto(address_of(code))
        expect(page.locator(f'[data-item="{code}"]')).to_be_visible()
        good(page)


@LANGUAGES
def test_an_error_at_any_kind_of_question_is_told_to_everyone(
    open_page: OpenPage, ask: Ask, language: str
) -> None:
    page = open_page(320)
    invitation = ask(language)
    way_in(page, "", invitation)
    invitation.screening.record({"bone.pain_now": "yes", "bone.injury_count": "two_or_more"})
    for code, typed in WRONG.items():
        page.goto(address_of(code))
        for name, value in typed.items():
            control(page, name).fill(value)
        press(page)
        error(page)
        expect(page.locator("[aria-invalid=true]").first).to_be_visible()
    for code in ("nutrition.protein", "fatigue.signs", "load.hours_per_week", "bone.injuries"):
        invitation.screening.record({code: None})
        page.goto(address_of(code))
        if code in WRONG:
            for name in WRONG[code]:
                control(page, name).fill("")
        press(page)
        error(page)  # gently: not answered yet


@LANGUAGES
def test_errors_that_only_come_without_script_are_told_to_everyone(
    open_page: OpenPage, ask: Ask, language: str
) -> None:
    page = open_page(320)
    page.route("**/*.js", lambda route: route.abort())  # axe itself needs a browser with script
    invitation = ask(language)
    way_in(page, "", invitation)
    page.goto(address_of("fatigue.signs"))
    for option in ("none", "low_mood"):
        control(page, "fatigue.signs", option).check()
    press(page)
    error(page)
    page.goto(address_of("energy.ed_diagnosis"))
    good(page)
    answer(page, "energy.ed_diagnosis", "current")
    press(page)
    error(page)
    page.goto(address_of("bone.pain_sites"))
    good(page)


@LANGUAGES
def test_what_is_said_about_saving_is_for_everyone(
    open_page: OpenPage, ask: Ask, language: str
) -> None:
    page = open_page(320)
    invitation = ask(language)
    way_in(page, "", invitation)
    page.goto(address_of("load.hours_per_week"))
    control(page, "load.hours_per_week").fill("x")
    expect(page.get_by_role("status")).not_to_be_empty()
    good(page)  # not everything is saved
    page.goto(FOOD)
    choose(page, protein="yes")
    is_saved(page)
    good(page)
    page.context.set_offline(True)
    choose(page, protein="no")
    expect(page.get_by_role("status")).not_to_be_empty()
    good(page)  # no connection
    page.context.set_offline(False)
    is_saved(page)
    invitation.screening.record(invented.WOMAN)
    invitation.screening.submit(age=invitation.athlete.age_on(timezone.localdate()))
    choose(page, protein="yes")
    expect(page.get_by_role("status")).not_to_be_empty()
    good(page)  # sent already
    press(page)
    expect(page).to_have_title(re.compile("Al verstuurd|Already sent"))
    good(page)


@LANGUAGES
def test_the_last_pages_are_for_everyone(open_page: OpenPage, ask: Ask, language: str) -> None:
    page = open_page(320)
    faulty = {**invented.WOMAN, "load.hours_per_week": 999}
    nothing: Mapping[str, Any] = {}
    for answers in (faulty, nothing, invented.WOMAN, invented.HIP_PAIN_AT_NIGHT):
        invitation = ask(language)
        way_in(page, "", invitation)
        invitation.screening.record(answers)
        page.goto("/screening/")
        good(page)  # back again
        page.goto("/screening/check/")
        good(page)
        if answers is not faulty:
            press(page)
            expect(page).to_have_url(re.compile("/screening/sent/"))
            good(page)
        else:
            expect(page.get_by_role("alert")).to_be_visible()


@LANGUAGES
def test_an_age_that_the_questions_are_not_for_is_told_to_everyone(
    open_page: OpenPage, ask: Ask, language: str
) -> None:
    page = open_page(320)
    too_young = ask(language, aged(9))
    page.goto(f"/s/{too_young.token}/")
    prove(page, too_young.athlete.date_of_birth)
    expect(page).to_have_url(START)
    good(page)
    corrected = ask(language)
    way_in(page, "", corrected)
    page.goto("/screening/check/")
    corrected.athlete.date_of_birth = aged(105)
    with scopes_disabled():
        corrected.athlete.save()
    press(page)
    expect(page).to_have_title(re.compile("Nog niet verstuurd|Not sent yet"))
    good(page)
