"""The therapist's page of one assessment in a browser: understood at a glance, traceable, for everyone."""

import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from clinic.models import Membership, Practice
from tests import letters
from tests.factories import ReceivedFactory

from .conftest import OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Show = Callable[..., Page]
LAPTOP = {"width": 1366, "height": 768}


@pytest.fixture
def show(
    open_page: OpenPage,
    live_server: Any,
    practice: Practice,
    therapist: Membership,
    client_of: Callable[[Membership], Client],
) -> Show:
    """The page of a case, opened by a therapist who reads `language`."""

    def shown(case: letters.Document, *, language: str = "nl", **window: Any) -> Page:
        raw = json.loads(json.dumps(case, default=float))
        received = ReceivedFactory(athlete__practice=practice, sent=raw["answers"])
        received.screening.measure(raw["measurements"])
        therapist.user.language = language
        therapist.user.save()
        page = open_page(**window)
        page.context.add_cookies(
            [
                {"name": cookie.key, "value": cookie.value, "url": live_server.url}
                for cookie in client_of(therapist).cookies.values()
            ]
        )
        page.goto(f"/assessments/{received.screening.code}/")
        return page

    return shown


@pytest.mark.parametrize("name", ["on_the_pill", "in_order", "withheld", "pregnant"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_outcomes_stand_on_one_screen_of_a_laptop(show: Show, name: str, language: str):
    page = show(letters.CASES[name], language=language, **LAPTOP)
    for part in ("#attention", "#signs", "#profile", "#triad", "#cat2", "#settle"):
        expect(page.locator(part)).to_be_in_viewport()
    end = page.locator(".letter .r2.c2").bounding_box()
    assert end is not None
    assert end["y"] + end["height"] <= LAPTOP["height"]


@pytest.mark.parametrize("name", ["every_sign", "withheld", "man"])
@pytest.mark.parametrize(
    ("language", "width", "dark"), [("nl", 1366, False), ("en", 1366, True), ("nl", 320, False)]
)
def test_anyone_can_use_the_page(show: Show, name: str, language: str, width: int, dark: bool):
    page = show(letters.CASES[name], language=language, width=width, dark=dark)
    for closed in page.locator("details").all():
        closed.evaluate("element => element.open = true")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_every_point_opens_to_its_answer_rule_and_source_by_keyboard_without_script(show: Show):
    page = show(letters.ON_THE_PILL, script=False, **LAPTOP)
    row = page.locator("#factor-energy_availability")
    row.locator("summary").focus()
    page.keyboard.press("Enter")
    for words in ("Soms", "Regel", "De Souza", "genoeg eten voor wat je traint"):
        expect(row.locator(".trace")).to_contain_text(words)
    row.locator(".trace a").first.press("Enter")
    expect(page.locator(".sources li:target")).to_contain_text("De Souza")


def test_with_many_signs_each_says_what_to_do_and_none_is_cut_off(show: Show):
    page = show(letters.TWELVE_SIGNS, **LAPTOP)
    letter = letters.letter_of(letters.TWELVE_SIGNS)
    for flag in letter.flags:
        expect(page.locator(".flag").filter(has_text=flag.title).first).to_be_visible()
    graver = [flag for flag in letter.flags if not flag.folded]
    for flag in graver:
        expect(page.get_by_text(flag.do, exact=True)).to_be_visible()
    columns = page.locator(".letter > div").all()
    boxes = [column.bounding_box() for column in columns]
    assert all(box and box["x"] + box["width"] <= LAPTOP["width"] for box in boxes)


def test_the_report_comes_in_the_language_that_was_asked_for(show: Show):
    page = show(letters.ON_THE_PILL, **LAPTOP)
    for link, words in (("Nederlands", "Screening RED-S"), ("English", "REDs and bone stress")):
        address = page.locator(".acts").get_by_role("link", name=link).get_attribute("href")
        answer = page.request.get(address)
        assert answer.ok
        assert words in PdfReader(io.BytesIO(answer.body())).pages[0].extract_text()


def test_remarks_are_shown_as_text_and_never_run(show: Show):
    page = show(
        letters.document(close__remarks="<script>document.title='x'</script>\n<b>vet</b>"), **LAPTOP
    )
    expect(page.locator(".remarks")).to_contain_text("<script>document.title='x'</script>")
    assert page.title() != "x"
