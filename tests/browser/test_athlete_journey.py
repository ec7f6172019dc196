"""The questionnaire in a browser: on a phone, without script, by keyboard alone, and for everyone."""

import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from clinic.demo import answers as invented
from clinic.models import Athlete, Invitation
from screening.models import Screening
from tests.factories import AthleteFactory, InvitationFactory

from .conftest import OpenPage
from .filling import answer, control, fill, fill_section

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

EVERYTHING: Mapping[str, Any] = {
    **invented.WOMAN,
    "menstruation.contraception": "combined",
    "menstruation.before_contraception": "unknown",
    "menstruation.change_with_training": "no",
    "energy.restriction": "sometimes",
    "energy.eating_problem": "declined",
    "energy.purging": "never",
    "fatigue.signs": ["performance_drop", "low_mood"],
    "bone.pain_now": "yes",
    "bone.pain_sites": ["tibia_inner"],
    "bone.pain_started": "unknown",
    "bone.pain_sudden": "no",
    "bone.pain_rest_night": "no",
    "bone.pain_walking": "no",
    "bone.pain_one_spot": "yes",
    "bone.hop": "not_tried",
    "bone.general_signs": ["none"],
    "bone.injury_count": "two_or_more",
    "bone.injuries": [
        {"site": "sacrum", "months_ago": 9, "weeks_off": 12},
        {"site": "unknown", "months_ago": "unknown"},
    ],
    "bone.workup": "no",
    "load.hours_per_week": 7.5,
    "load.weekly_km": [30, 32.5, None, 41, 40, 38, 42, 44, 20, 45, 47, 48],
    "close.topics": ["training", "pain"],
    "close.remarks": "Ik werk ’s nachts.\nDat maakt het lastig.",
}
NOT_ASKED = {"menstruation.change_with_training"}
ASKED = {code: value for code, value in EVERYTHING.items() if code not in NOT_ASKED}


@pytest.fixture
def invited(athlete: Athlete) -> Callable[..., Invitation]:
    """An invitation of a fresh athlete, in a language."""

    def made(language: str = "nl") -> Invitation:
        other = AthleteFactory(practice=athlete.practice, language=language)
        return InvitationFactory(athlete=other)

    return made


def begin(page: Page, invitation: Invitation) -> Screening:
    page.goto(f"/s/{invitation.token}/")
    return invitation.screening


def no_violations(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def no_sideways_scroll(page: Page) -> None:
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0, page.url


def sent_answers(page: Page, screening: Screening) -> dict[str, Any]:
    page.locator("main button.main").click()
    expect(page).to_have_url(re.compile("/screening/sent/"))
    screening.refresh_from_db()
    assert screening.submitted_at is not None
    return screening.answers


def test_the_whole_form_in_dutch_on_a_phone(open_page: OpenPage, invited: Any) -> None:
    page = open_page(360)
    screening = begin(page, invited("nl"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Vragen over je sport en je lichaam")
    fill(page, EVERYTHING)
    assert sent_answers(page, screening) == ASKED


def test_the_whole_form_in_english_without_script(open_page: OpenPage, invited: Any) -> None:
    page = open_page(1280, script=False)
    screening = begin(page, invited("en"))
    fill(page, EVERYTHING)
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your answers")
    assert sent_answers(page, screening) == ASKED


def test_a_man_never_meets_a_question_about_periods(open_page: OpenPage, invited: Any) -> None:
    page = open_page(360)
    screening = begin(page, invited())
    fill(page, {**invented.MAN, "male.libido": "declined"})
    expect(page.locator("main")).not_to_contain_text("enstruatie")
    assert not any(code.startswith("menstruation") for code in sent_answers(page, screening))


def test_conditional_questions_appear_and_disappear_at_once(
    open_page: OpenPage, invited: Any
) -> None:
    page = open_page(360)
    begin(page, invited())
    page.goto("/screening/bone/")
    hop = page.locator("#q-bone-hop")
    expect(hop).to_be_hidden()
    answer(page, "bone.pain_now", "yes")
    expect(hop).to_be_visible()
    answer(page, "bone.pain_sites", ["hip_groin"])
    expect(hop).to_be_hidden()
    control(page, "bone.pain_sites", "hip_groin").uncheck()
    expect(hop).to_be_visible()
    answer(page, "bone.pain_now", "no")
    expect(hop).to_be_hidden()


def test_one_injury_counted_leaves_room_for_one(open_page: OpenPage, invited: Any) -> None:
    page = open_page(360)
    begin(page, invited())
    page.goto("/screening/bone/")
    answer(page, "bone.injury_count", "one")
    expect(page.locator(".row:visible")).to_have_count(1)
    expect(page.locator("button.add")).to_be_hidden()
    answer(page, "bone.injury_count", "two_or_more")
    expect(page.locator(".row:visible")).to_have_count(2)
    page.locator("button.add").click()
    expect(page.locator(".row:visible")).to_have_count(3)


def test_none_stands_alone(open_page: OpenPage, invited: Any) -> None:
    page = open_page(360)
    begin(page, invited())
    page.goto("/screening/fatigue/")
    answer(page, "fatigue.signs", ["often_ill", "low_mood"])
    answer(page, "fatigue.signs", ["none"])
    expect(control(page, "fatigue.signs", "often_ill")).not_to_be_checked()
    answer(page, "fatigue.signs", ["low_mood"])
    expect(control(page, "fatigue.signs", "none")).not_to_be_checked()


def test_the_language_switch_keeps_typed_text(open_page: OpenPage, invited: Any) -> None:
    page = open_page(360)
    begin(page, invited())
    page.goto("/screening/load/")
    control(page, "load.hours_per_week").fill("zeven en een half")
    answer(page, "load.highest_ever", "yes")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(control(page, "load.hours_per_week")).to_have_value("zeven en een half")
    expect(control(page, "load.highest_ever", "yes")).to_be_checked()
    expect(page.get_by_role("alert")).to_have_count(0)


def test_enter_in_a_box_continues_and_does_not_switch_the_language(
    open_page: OpenPage, invited: Any
) -> None:
    page = open_page(360)
    begin(page, invited())
    page.goto("/screening/load/")
    control(page, "load.hours_per_week").press("Enter")
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    expect(page.get_by_role("alert")).to_contain_text("nog niet beantwoord")


@pytest.mark.parametrize("script", [True, False])
def test_an_error_is_summed_up_on_top_and_said_at_the_question(
    open_page: OpenPage, invited: Any, script: bool
) -> None:
    page = open_page(360, script=script)
    begin(page, invited())
    page.goto("/screening/load/")
    control(page, "load.hours_per_week").fill("99")
    page.locator("main button.main").click()
    summary = page.get_by_role("alert")
    expect(summary).to_be_in_viewport()
    if script:
        expect(summary).to_be_focused()
    box = control(page, "load.hours_per_week")
    expect(box).to_have_attribute("aria-invalid", "true")
    expect(box).to_have_value("99")
    described = box.get_attribute("aria-describedby").split()
    expect(page.locator(f"#{described[-1]}")).to_contain_text("60")
    summary.get_by_role("link").click()
    expect(box).to_be_in_viewport()


def test_a_section_by_keyboard_alone(open_page: OpenPage, invited: Any) -> None:
    page = open_page(1280)
    screening = begin(page, invited())
    page.goto("/screening/nutrition/")
    for _ in range(2):  # the language switch, then the first question
        page.keyboard.press("Tab")
    for _ in range(4):
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.textContent.trim()") != "Verder":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/screening/fatigue/"))
    assert screening_answers(screening) == {
        "nutrition.protein": "yes",
        "nutrition.calcium": "yes",
        "nutrition.vitamin_d": "yes",
        "nutrition.shakes_for_meals": "no",
    }


def screening_answers(screening: Screening) -> dict[str, Any]:
    return Screening.objects.get(pk=screening.pk).answers


@pytest.mark.parametrize(("width", "dark"), [(320, False), (360, True), (1280, False)])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_page_is_accessible_and_fits(
    open_page: OpenPage, invited: Any, width: int, dark: bool, language: str
) -> None:
    page = open_page(width, dark=dark)
    screening = begin(page, invited(language))

    def good() -> None:
        no_violations(page)
        no_sideways_scroll(page)

    good()
    page.goto("/screening/bone/")
    for code in ("bone.pain_now", "bone.injury_count", "bone.injuries"):
        answer(page, code, EVERYTHING[code])
    good()
    control(page, "bone.injuries.0.weeks_off").fill("lang")
    page.locator("main button.main").click()
    expect(page.get_by_role("alert")).to_be_visible()
    good()
    page.goto("/screening/load/")
    page.locator("main button.main").click()
    expect(page.get_by_role("alert")).to_be_visible()
    good()
    screening.record(invented.HIP_PAIN_AT_NIGHT)
    page.goto("/screening/check/")
    good()
    page.locator("main button.main").click()
    expect(page).to_have_url(re.compile("/screening/sent/"))
    good()
    page.goto("/screening/load/")
    good()


def test_targets_are_large_enough_for_a_thumb(open_page: OpenPage, invited: Any) -> None:
    page = open_page(360)
    begin(page, invited())
    for path in ("", "about/", "menstruation/", "bone/", "load/", "close/", "check/"):
        page.goto(f"/screening/{path}")
        small = page.evaluate(
            "[...document.querySelectorAll('label:has(input), button:not(.sr), select, summary,"
            " textarea, input[type=text], .change a')].filter(e => e.checkVisibility())"
            ".map(e => [e.textContent.trim(), e.getBoundingClientRect().height])"
            ".filter(([, height]) => height < 44)"
        )
        assert small == [], path


def test_the_first_page_is_small(open_page: OpenPage, invited: Any) -> None:
    page = open_page(360)
    sizes: list[int] = []
    page.on("response", lambda r: sizes.append(len(r.body()) if r.ok else 0))
    begin(page, invited())
    page.wait_for_load_state("networkidle")
    assert 0 < sum(sizes) <= 60_000


def test_her_change_comes_back_to_her_answers(open_page: OpenPage, invited: Any) -> None:
    page = open_page(360)
    screening = begin(page, invited())
    screening.record(invented.WOMAN)
    page.goto("/screening/check/")
    page.get_by_role("link", name="Wijzig").last.click()
    control(page, "close.remarks").fill("Toch nog iets.")
    fill_section(page, {})
    expect(page.get_by_text("Toch nog iets.")).to_be_visible()
