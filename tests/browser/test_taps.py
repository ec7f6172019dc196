"""How much work the questionnaire is on a phone: every tap on the screen and every digit is counted."""

import re
from collections.abc import Mapping
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from clinic.demo import answers as invented
from clinic.models import Invitation
from screening.core.kinds import AnyOf, OneOf
from screening.instruments.intake_2026_1 import INSTRUMENT
from screening.models import Screening

from .conftest import OpenPage, way_in
from .filling import control, questions, typed
from .looking import accessible

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


class Thumb:
    """Touches the page, and counts."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.taps = 0
        self.answers = 0

    def tap(self, target: Locator) -> None:
        target.click()
        self.taps += 1

    def key_in(self, box: Locator, number: str) -> None:
        """Opens the digit pad, unless it is open already, and touches a key for each digit."""
        if not box.evaluate("box => box === document.activeElement"):
            self.tap(box)
        for digit in number:
            box.press(digit)
            self.taps += 1

    def give(self, code: str, raw: Any) -> None:
        """One answer, at one question."""
        kind = INSTRUMENT.items[code].kind
        self.answers += 1
        if isinstance(kind, OneOf | AnyOf):
            for option in [raw] if isinstance(raw, str) else raw:
                self.tap(control(self.page, code, option))
        else:
            self.key_in(control(self.page, code), typed(raw))

    def through(self, answers: Mapping[str, Any]) -> None:
        """From the first page of questions to her answers."""
        while not (here := self.page.url.split("#")[0]).endswith("/check/"):
            for code in questions(self.page):
                if code in answers:
                    self.give(code, answers[code])
            self.tap(self.page.locator("main button.main"))
            expect(self.page).not_to_have_url(here)


WEEKS = [24, 24, 24, 26, 26, 26, 30, 30, 12, 12, 28, 28]
"""Twelve weeks with four changes."""


def week(page: Page, place: int) -> Locator:
    return control(page, f"load.weekly_km.{place}")


def same(page: Page, place: int) -> Locator:
    return control(page, "same", f"load.weekly_km:{place}")


@pytest.mark.parametrize("script", [True, False])
def test_twelve_weeks_of_training_take_at_most_thirty_taps(
    script: bool, open_page: OpenPage, invitation: Invitation
) -> None:
    page = open_page(360, script=script)
    way_in(page, "", invitation)
    page.goto("/screening/load/4/")
    thumb = Thumb(page)
    for place, km in enumerate(WEEKS):
        if place and km == WEEKS[place - 1]:
            thumb.tap(same(page, place))
            expect(week(page, place)).to_have_value(str(km))
        else:
            thumb.key_in(week(page, place), str(km))
    assert thumb.taps <= 30
    page.locator("main button.main").click()
    expect(page).not_to_have_url(re.compile("load/4"))
    assert Screening.objects.get(pk=invitation.screening_id).answers["load.weekly_km"] == WEEKS


@pytest.mark.parametrize(("width", "language"), [(320, "nl"), (390, "en")])
def test_the_weeks_stand_in_one_column_that_anyone_can_use(
    width: int, language: str, open_page: OpenPage, invitation: Invitation
) -> None:
    page = open_page(width, language=language)
    way_in(page, "", invitation)
    page.goto("/screening/load/4/")
    accessible(page)


@pytest.mark.parametrize(
    ("answers", "given", "most"), [(invented.MAN, 32, 62), (invented.WOMAN, 38, 74)]
)
def test_the_whole_form_takes_fewer_than_two_taps_an_answer(
    answers: Mapping[str, Any], given: int, most: int, open_page: OpenPage, invitation: Invitation
) -> None:
    page = open_page(360)
    way_in(page, "", invitation)
    thumb = Thumb(page)
    thumb.through(answers)
    thumb.tap(page.locator("main button.main"))
    expect(page).to_have_url(re.compile("/screening/sent/"))
    assert thumb.answers == given
    assert Screening.objects.get(pk=invitation.screening_id).answers == dict(answers)
    assert thumb.taps <= most
