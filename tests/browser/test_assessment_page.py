"""The therapist's page of one assessment in a browser: understood at a glance, traceable, for everyone."""

import io
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from clinic.models import Membership, Practice
from tests import letters
from tests.factories import ReceivedFactory

from .conftest import OpenPage
from .looking import accessible

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
    """The page of a case with a long name, opened by a therapist who reads `language`."""

    def shown(case: letters.Document, *, language: str = "nl", **window: Any) -> Page:
        raw = json.loads(json.dumps(case, default=float))
        received = ReceivedFactory(
            athlete__practice=practice,
            athlete__given_name="Annemarie",
            athlete__family_name="van Nederlotharingen-Heerkens",
            sent=raw["answers"],
        )
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


@pytest.mark.parametrize("name", ["on_the_pill", "in_order", "pain_and_load", "unlike", "pregnant"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_everything_that_matters_stands_on_one_screen_of_a_laptop(
    show: Show, name: str, language: str
):
    page = show(letters.CASES[name], language=language, **LAPTOP)
    parts = ["#attention", "#signs", "#profile", "#triad", "#cat2", "#settle", "#topics"]
    parts += {"pain_and_load": ["#load"], "unlike": ["#points", ".disagree", "#load"]}.get(name, [])
    for part in parts:
        expect(page.locator(part)).to_be_in_viewport()
    for row in page.locator(".letter .c2, .letter .c3, .foot .validity").all():
        end = row.bounding_box()
        assert end is not None
        assert end["y"] + end["height"] <= LAPTOP["height"]
    for flag in page.locator(".flag .do").all():
        expect(flag).to_be_in_viewport()


def test_the_three_that_settle_most_say_both_directions(show: Show):
    page = show(letters.PAIN_AND_LOAD, **LAPTOP)
    expect(page.locator(".settle li")).to_have_count(3)
    first = page.locator(".settle li").first
    expect(first).to_contain_text("DXA, laagste Z-score")
    expect(first).to_contain_text("CAT2 open → geel–rood of gelijk")
    expect(first).to_contain_text("Triad matig–hoog → matig of gelijk")


def test_the_weeks_before_the_pain_are_drawn_and_told(show: Show):
    began = str(timezone.localdate() - timedelta(days=20))
    answers = {**letters.PAIN_AND_LOAD["answers"], "bone.pain_started": began}
    page = show({**letters.PAIN_AND_LOAD, "answers": answers}, script=False, **LAPTOP)
    load = page.locator("section", has=page.locator("#load"))
    expect(load.locator(".band")).to_have_count(1)
    expect(load.locator(".gap")).to_have_count(1)
    load.locator("summary").press("Enter")
    expect(load.get_by_role("row")).to_have_count(13)
    expect(load.get_by_role("table")).to_contain_text("niet opgegeven")
    expect(load.locator("p", has_text="3 weken ervoor, vanaf")).to_be_visible()


def test_a_triad_row_leads_to_its_rule_without_script(show: Show):
    page = show(letters.ON_THE_PILL, script=False, **LAPTOP)
    page.locator(".triad").get_by_role("link", name="Botdichtheid").press("Enter")
    expect(page.locator("#why-bone_density")).to_be_in_viewport()
    expect(page.locator("#why-bone_density")).to_contain_text("lage botdichtheid")


def test_a_sign_opens_to_answers_rule_source_and_phrase(show: Show):
    page = show(letters.ON_THE_PILL, script=False, **LAPTOP)
    flag = page.locator(".flag").filter(has_text="Eerdere botstressblessure")
    flag.locator("summary").first.press("Enter")
    for words in ("Eén", "Ooit een of meer", "Wright", "een eerdere BSI vergroot de kans"):
        expect(flag.locator(".trace")).to_contain_text(words)


def test_answers_stand_in_the_reader_s_language_and_as_they_were_read(show: Show):
    page = show(letters.UNLIKE, language="en", **LAPTOP)
    answer = page.locator("td", has_text="Yes, most days, for 2 weeks or longer")
    expect(answer.locator("[lang=nl]")).to_have_text("Ja, de meeste dagen, al 2 weken of langer")
    page = show(letters.UNLIKE, language="nl", **LAPTOP)
    expect(page.locator(".original")).to_have_count(0)


WIDE, DARK, SMALL = ("nl", 1366, False), ("en", 1366, True), ("nl", 320, False)


@pytest.mark.parametrize(
    ("name", "language", "width", "dark"),
    [
        ("every_sign", *WIDE),
        ("every_sign", *DARK),
        ("every_sign", *SMALL),
        ("withheld", *SMALL),
        ("man", *DARK),
        ("unlike", *WIDE),
        ("unlike", *SMALL),
    ],
)
def test_anyone_can_use_the_page(show: Show, name: str, language: str, width: int, dark: bool):
    page = show(letters.CASES[name], language=language, width=width, dark=dark)
    for closed in page.locator("details").all():
        closed.evaluate("element => element.open = true")
    accessible(page)


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
