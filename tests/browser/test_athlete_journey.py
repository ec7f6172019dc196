"""The questionnaire in a browser: on a phone, without script, by keyboard alone, and light to load."""

import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from clinic.demo import answers as invented
from clinic.models import Athlete, Invitation
from screening.models import Screening
from tests.factories import AthleteFactory, InvitationFactory

from .conftest import OpenPage, way_in
from .filling import answer, control, fill, fill_page, questions

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


def begin(page: Page, invitation: Invitation, **stored: Any) -> Screening:
    invitation.screening.record({code.replace("__", "."): raw for code, raw in stored.items()})
    way_in(page, "", invitation)
    return invitation.screening


def sent_answers(page: Page, screening: Screening) -> dict[str, Any]:
    page.locator("main button.main").click()
    expect(page).to_have_url(re.compile("/screening/sent/"))
    screening.refresh_from_db()
    assert screening.submitted_at is not None
    return screening.answers


def stored(screening: Screening) -> dict[str, Any]:
    return Screening.objects.get(pk=screening.pk).answers


def test_the_whole_form_in_dutch_on_a_phone(open_page: OpenPage, invited: Any) -> None:
    page = open_page(360)
    screening = begin(page, invited("nl"))
    fill(page, EVERYTHING)
    assert sent_answers(page, screening) == ASKED


def test_the_whole_form_in_english_without_script(open_page: OpenPage, invited: Any) -> None:
    page = open_page(1280, script=False)
    screening = begin(page, invited("en"))
    while not page.url.split("#")[0].endswith("/check/"):
        for code in questions(page):
            if code in EVERYTHING:
                answer(page, code, EVERYTHING[code])
        page.locator("main button.main").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your answers")
    assert sent_answers(page, screening) == ASKED


def test_a_man_never_meets_a_question_about_periods(open_page: OpenPage, invited: Any) -> None:
    page = open_page(360)
    screening = begin(page, invited())
    fill(page, {**invented.MAN, "male.libido": "declined"})
    expect(page.locator("main")).not_to_contain_text("enstruatie")
    assert not any(code.startswith("menstruation") for code in sent_answers(page, screening))


def test_a_question_that_follows_appears_and_disappears_at_once(
    open_page: OpenPage, invited: Any
) -> None:
    page = open_page(360)
    begin(page, invited())
    page.goto("/screening/energy/1/")
    treatment = page.locator("#q-energy-ed_treatment")
    expect(treatment).to_be_hidden()
    answer(page, "energy.ed_diagnosis", "current")
    expect(treatment).to_be_visible()
    answer(page, "energy.ed_diagnosis", "never")
    expect(treatment).to_be_hidden()


def test_hip_pain_asks_nobody_to_have_hopped(open_page: OpenPage, invited: Any) -> None:
    page = open_page(360)
    begin(page, invited(), bone__pain_now="yes")
    page.goto("/screening/bone/2/")
    answer(page, "bone.pain_sites", ["hip_groin"])
    page.locator("main button.main").click()
    expect(page).to_have_url(re.compile("/screening/bone/3/"))
    page.goto("/screening/bone/4/")
    expect(page.locator("#q-bone-hop")).to_be_hidden()


def test_a_place_on_the_drawing_is_the_place_in_the_list(open_page: OpenPage, invited: Any) -> None:
    page = open_page(360)
    screening = begin(page, invited(), bone__pain_now="yes")
    page.goto("/screening/bone/2/")
    page.locator("g[data-for$=knee_patella] path").first.click()
    expect(control(page, "bone.pain_sites", "knee_patella")).to_be_checked()
    expect(page.locator(".chosen")).to_have_text("Gekozen: Knie of knieschijf")
    control(page, "bone.pain_sites", "heel").check()
    expect(page.locator("g[data-for$=heel]")).to_have_class("reg on")
    expect(page.locator("#saving")).to_contain_text("Bewaard om")
    assert stored(screening)["bone.pain_sites"] == ["knee_patella", "heel"]


def test_two_injuries_leave_room_for_another(open_page: OpenPage, invited: Any) -> None:
    page = open_page(360)
    begin(page, invited(), bone__injury_count="two_or_more")
    page.goto("/screening/bone/7/")
    expect(page.locator(".row:visible")).to_have_count(2)
    page.locator("button.add").click()
    expect(page.locator(".row:visible")).to_have_count(3)


def test_none_stands_alone(open_page: OpenPage, invited: Any) -> None:
    page = open_page(360)
    begin(page, invited())
    page.goto("/screening/fatigue/2/")
    answer(page, "fatigue.signs", ["often_ill", "low_mood"])
    answer(page, "fatigue.signs", ["none"])
    expect(control(page, "fatigue.signs", "often_ill")).not_to_be_checked()
    answer(page, "fatigue.signs", ["low_mood"])
    expect(control(page, "fatigue.signs", "none")).not_to_be_checked()


def test_a_chosen_answer_can_be_cleared(open_page: OpenPage, invited: Any) -> None:
    page = open_page(360)
    screening = begin(page, invited())
    page.goto("/screening/gut/1/")
    answer(page, "gut.stool", "often")
    expect(page.locator("#saving")).to_contain_text("Bewaard om")
    page.get_by_role("button", name="Wis dit antwoord").click()
    expect(page.get_by_role("button", name="Wis dit antwoord")).to_have_count(0)
    page.locator("[name=go][value=back]").last.click()
    expect(page).to_have_url(re.compile("/screening/fatigue/2/"))
    assert "gut.stool" not in stored(screening)


def test_the_language_switch_keeps_typed_text(open_page: OpenPage, invited: Any) -> None:
    page = open_page(360)
    begin(page, invited())
    page.goto("/screening/load/1/")
    control(page, "load.hours_per_week").fill("zeven en een half")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(control(page, "load.hours_per_week")).to_have_value("zeven en een half")
    expect(page.get_by_role("alert")).to_have_count(0)
    page.reload()
    expect(control(page, "load.hours_per_week")).to_have_value("zeven en een half")


def test_enter_in_a_box_continues_and_does_not_switch_the_language(
    open_page: OpenPage, invited: Any
) -> None:
    page = open_page(360)
    begin(page, invited())
    page.goto("/screening/load/1/")
    control(page, "load.hours_per_week").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("nog niet beantwoord")
    expect(page.locator("html")).to_have_attribute("lang", "nl")


@pytest.mark.parametrize("script", [True, False])
def test_an_error_is_summed_up_on_top_and_said_at_the_question(
    open_page: OpenPage, invited: Any, script: bool
) -> None:
    page = open_page(360, script=script)
    begin(page, invited())
    page.goto("/screening/load/1/")
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


def test_a_page_by_keyboard_alone(open_page: OpenPage, invited: Any) -> None:
    page = open_page(1280)
    screening = begin(page, invited())
    page.goto("/screening/nutrition/1/")
    for _ in range(2):  # the language switch, then the first question
        page.keyboard.press("Tab")
    for _ in range(4):
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.className === 'clear there'"):
            page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.textContent.trim()") != "Verder":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/screening/fatigue/1/"))
    expect(page.locator("h1")).to_be_focused()
    assert stored(screening) == {
        "nutrition.protein": "yes",
        "nutrition.calcium": "yes",
        "nutrition.vitamin_d": "yes",
        "nutrition.shakes_for_meals": "no",
    }


def test_targets_are_large_enough_for_a_thumb(open_page: OpenPage, invited: Any) -> None:
    page = open_page(360)
    begin(page, invited(), about__body="female", bone__pain_now="yes")
    for path in ("", "about/1/", "menstruation/1/", "bone/2/", "load/4/", "close/1/", "check/"):
        page.goto(f"/screening/{path}")
        small = page.evaluate(
            "[...document.querySelectorAll('label:has(input), button:not(.sr), select, summary,"
            " textarea, input[type=text], .change a')].filter(e => e.checkVisibility())"
            ".map(e => [e.textContent.trim(), e.getBoundingClientRect().height])"
            ".filter(([, height]) => height < 44)"
        )
        assert small == [], path


def test_her_change_comes_back_to_her_answers(open_page: OpenPage, invited: Any) -> None:
    page = open_page(360)
    begin(page, invited())
    page.goto("/screening/check/")
    page.get_by_role("link", name="Wijzig").last.click()
    control(page, "close.remarks").fill("Toch nog iets.")
    fill_page(page, {})
    expect(page).to_have_url(re.compile("/screening/check/"))
    expect(page.get_by_text("Toch nog iets.")).to_be_visible()


def test_the_browsers_own_back_button_loses_nothing(open_page: OpenPage, invited: Any) -> None:
    page = open_page(360)
    screening = begin(page, invited())
    fill_page(page, {"about.sport": "running"})
    expect(page).to_have_url(re.compile("/screening/about/2/"))
    answer(page, "about.level", "elite")
    page.go_back()
    expect(control(page, "about.sport", "running")).to_be_checked()
    page.go_forward()
    expect(control(page, "about.level", "elite")).to_be_checked()
    assert stored(screening) == {"about.sport": "running", "about.level": "elite"}
