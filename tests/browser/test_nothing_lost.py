"""Every answer that the page called saved is stored, whatever happens to the server, the line or the page."""

import random
import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.lossless.tight import Limited

from .filling import control
from .saving import (
    FOOD,
    HOURS,
    NO_LINE,
    NOT_YET,
    SAVED,
    choose,
    food,
    is_not_saved,
    is_saved,
    state,
    stop_clock,
)
from .serving import Installation, Invited, Line

pytestmark = pytest.mark.browser

COUNT_REQUESTS = """() => {
  const asked = window.fetch;
  window.underWay = 0;
  window.fetch = async (...what) => {
    window.underWay += 1;
    const response = await asked(...what);
    await response.clone().text();
    window.underWay -= 1;
    return response;
  };
}"""


def stored(served: Installation, invited: Invited) -> str:
    """Her remarks."""
    return served.answers(invited).get("close.remarks", "")


def test_an_answer_is_saved_by_itself_within_two_seconds(
    page: Page, served: Installation, invited: Invited
) -> None:
    stop_clock(page)
    choose(page, protein="yes")
    page.clock.run_for(2000)
    is_saved(page)
    assert served.answers(invited) == food(protein="yes")


def test_who_types_on_and_on_is_saved_within_two_seconds_too(
    page: Page, served: Installation, invited: Invited
) -> None:
    page.goto("/screening/close/1/")
    stop_clock(page)
    page.evaluate(COUNT_REQUESTS)
    control(page, "close.remarks").focus()
    typed = ""
    for letter in "Ik werk vaak in de nacht":
        page.keyboard.type(letter)
        typed += letter
        page.clock.run_for(200)
        # While the clock stands still the server may take as long as it likes.
        page.wait_for_function("() => window.underWay === 0")
        assert stored(served, invited).startswith(typed[:-10].strip())


def test_a_server_killed_between_saves_loses_nothing(
    page: Page, served: Installation, invited: Invited
) -> None:
    choose(page, protein="yes")
    is_saved(page)
    served.kill()
    assert served.answers(invited) == {"nutrition.protein": "yes"}
    choose(page, calcium="no")
    is_not_saved(page)
    served.start()
    is_saved(page)
    assert served.answers(invited) == {"nutrition.protein": "yes", "nutrition.calcium": "no"}


def test_a_server_killed_during_a_save_loses_nothing(
    page: Page, served: Installation, invited: Invited
) -> None:
    choose(page, protein="yes")
    is_saved(page)
    served.clerk("lock")
    try:
        served.asked.clear()
        choose(page, calcium="no")
        assert served.asked.wait(5)
        expect(state(page)).to_have_text(NOT_YET)
        served.kill()
    finally:
        served.clerk("unlock")
    is_not_saved(page)
    assert served.answers(invited) == {"nutrition.protein": "yes"}
    served.start()
    is_saved(page)
    assert served.answers(invited) == {"nutrition.protein": "yes", "nutrition.calcium": "no"}


def test_a_save_whose_answer_got_lost_is_made_again_and_stored_once(
    page: Page, served: Installation, invited: Invited
) -> None:
    page.goto("/screening/close/1/")
    served.breaks(Line.LOSES_ANSWERS)
    control(page, "close.remarks").press_sequentially("Ik werk ’s nachts.")
    assert served.lost.wait(5)
    is_not_saved(page)
    assert served.answers(invited)["close.remarks"]
    saves = served.saves(invited)
    served.mend()
    is_saved(page)
    assert served.answers(invited) == {"close.remarks": "Ik werk ’s nachts."}
    assert served.saves(invited) == saves


def test_who_changes_back_after_a_lost_answer_gets_what_she_chose_last(
    page: Page, served: Installation, invited: Invited
) -> None:
    choose(page, protein="yes")
    is_saved(page)
    served.breaks(Line.LOSES_ANSWERS)
    choose(page, protein="no")
    assert served.lost.wait(5)
    assert served.answers(invited) == food(protein="no")
    choose(page, protein="yes")
    served.mend()
    is_saved(page)
    assert served.answers(invited) == food(protein="yes")


def test_nothing_is_called_saved_before_the_server_says_so(
    page: Page, served: Installation, invited: Invited
) -> None:
    served.breaks(Line.HOLDS_ANSWERS)
    choose(page, protein="yes")
    assert served.held.wait(5)
    expect(state(page)).to_have_text(NOT_YET)
    served.mend()
    is_saved(page)
    assert served.answers(invited) == {"nutrition.protein": "yes"}


def test_without_a_network_she_fills_in_on_and_continues_when_it_is_back(
    page: Page, served: Installation, invited: Invited
) -> None:
    page.context.set_offline(True)
    choose(page, protein="yes")
    is_not_saved(page)
    choose(page, calcium="no", vitamin_d="unknown", shakes_for_meals="no")
    page.locator("main button.main").click()
    is_not_saved(page)
    expect(control(page, "nutrition.calcium", "no")).to_be_checked()
    page.context.set_offline(False)
    expect(page).to_have_url(re.compile("/screening/fatigue/"))
    assert served.answers(invited) == {
        "nutrition.protein": "yes",
        "nutrition.calcium": "no",
        "nutrition.vitamin_d": "unknown",
        "nutrition.shakes_for_meals": "no",
    }


def test_a_reload_in_the_middle_puts_back_what_was_not_saved_yet(
    page: Page, served: Installation, invited: Invited
) -> None:
    served.breaks(Line.LOSES_REQUESTS)
    choose(page, protein="yes")
    is_not_saved(page)
    page.reload()
    expect(control(page, "nutrition.protein", "yes")).to_be_checked()
    assert served.answers(invited) == {}
    served.mend()
    is_saved(page)
    assert served.answers(invited) == {"nutrition.protein": "yes"}


def test_a_reload_during_a_save_shows_what_she_chose_though_the_page_left_before_it_was_stored(
    page: Page, served: Installation, invited: Invited
) -> None:
    served.breaks(Line.HOLDS_ANSWERS)
    choose(page, protein="yes")
    assert served.held.wait(5)
    stale = page.context.request.get(FOOD).text().replace("checked", "")

    def late(route: Route) -> None:
        served.mend()  # the save ends while the page that does not know of it is under way
        page.context.request.get(FOOD)
        route.fulfill(body=stale, content_type="text/html")

    page.route(f"**{FOOD}", late, times=1)
    page.reload()
    expect(control(page, "nutrition.protein", "yes")).to_be_checked()
    is_saved(page)
    assert served.answers(invited) == food(protein="yes")


def test_what_cannot_be_read_survives_a_reload(page: Page) -> None:
    page.goto(HOURS)
    control(page, "load.hours_per_week").press_sequentially("veertien")
    page.reload()
    expect(control(page, "load.hours_per_week")).to_have_value("veertien")


def test_another_language_is_the_same_page_with_the_same_answers(
    page: Page, served: Installation, invited: Invited
) -> None:
    choose(page, protein="yes", calcium="no")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.url.split("#")[0].endswith(FOOD)
    expect(control(page, "nutrition.protein", "yes")).to_be_checked()
    expect(control(page, "nutrition.calcium", "no")).to_be_checked()
    assert served.answers(invited) == {"nutrition.protein": "yes", "nutrition.calcium": "no"}


def test_a_line_that_never_answers_is_told_and_tried_again(
    page: Page, served: Installation, invited: Invited
) -> None:
    served.breaks(Line.NEVER_ANSWERS)
    choose(page, protein="yes")
    assert served.asked.wait(5)
    expect(state(page)).to_have_text(NOT_YET)
    expect(state(page)).to_contain_text("Geen verbinding")
    assert served.answers(invited) == {}
    served.mend()
    is_saved(page)
    assert served.answers(invited) == food(protein="yes")


def test_what_she_changes_while_the_next_page_is_on_its_way_is_kept(
    page: Page, served: Installation, invited: Invited
) -> None:
    choose(page, protein="yes", calcium="no", vitamin_d="yes", shakes_for_meals="no")
    is_saved(page)
    served.breaks(Line.HOLDS_ANSWERS)
    page.locator("main button.main").click()
    assert served.held.wait(5)
    choose(page, protein="no")
    served.mend()
    expect(page).to_have_url(re.compile("/screening/fatigue/1/"))
    assert served.answers(invited)["nutrition.protein"] == "no"


def test_a_full_disk_is_told_and_what_she_chose_waits_for_room(
    page: Page, served: Installation, invited: Invited
) -> None:
    choose(page, protein="yes")
    is_saved(page)
    with Limited(served).filled():
        choose(page, protein="no")
        is_not_saved(page)
        page.locator("main button.main").click()
        page.wait_for_timeout(1500)
        is_not_saved(page)
        assert served.answers(invited) == food(protein="yes")
    expect(page.get_by_role("alert")).to_be_visible()  # she went on: it names what is left open
    assert served.answers(invited) == food(protein="no")


def test_a_save_that_was_stuck_does_not_undo_a_newer_one(
    page: Page, served: Installation, invited: Invited
) -> None:
    stuck: list[str] = []

    def keep(route: Route) -> None:
        stuck.append(route.request.post_data or "")
        route.abort()

    page.route(f"**{FOOD}", keep, times=1)
    choose(page, protein="yes")
    expect(state(page)).to_contain_text(NO_LINE)
    choose(page, protein="no")
    is_saved(page)
    boundary = stuck[0].split("\r\n")[0][2:]
    headers = {"Content-Type": f"multipart/form-data; boundary={boundary}", "Origin": served.url}
    late = page.context.request.post(FOOD, data=stuck[0], headers=headers)
    assert late.json()["late"] == ["nutrition.protein"]
    assert served.answers(invited) == food(protein="no")


def test_a_clock_that_is_set_back_loses_nothing(
    page: Page, served: Installation, invited: Invited
) -> None:
    choose(page, protein="yes")
    is_saved(page)
    other = page.context.new_page()
    other.add_init_script("Date.now = () => 1_000_000_000_000")
    other.goto(FOOD)
    choose(other, protein="no")
    is_saved(other)
    assert served.answers(invited) == food(protein="no")


STORMS = (Line.LOSES_REQUESTS, Line.LOSES_ANSWERS, Line.DOWN, Line.OPEN, Line.OPEN)


@pytest.mark.parametrize("seed", [2, 11])
def test_in_any_weather_what_is_called_saved_is_stored(
    page: Page, served: Installation, invited: Invited, seed: int
) -> None:
    """She answers on, while the server dies and comes back and the line breaks in ways that a seed decides."""
    chance = random.Random(seed)
    given: dict[str, str] = {}
    up = True
    for _step in range(12):
        name = chance.choice(["protein", "calcium", "vitamin_d"])
        given[name] = chance.choice(["yes", "no", "unknown"])
        choose(page, **{name: given[name]})
        page.wait_for_timeout(chance.choice([0, 100, 800, 1600]))
        if SAVED.search(state(page).inner_text()):
            assert served.answers(invited) == food(**given)
        match chance.choice(["server", "line", "line", "reload"]):
            case "server" if up:
                served.kill()
                up = False
            case "server":
                served.start()
                up = True
            case "line":
                served.breaks(chance.choice(STORMS))
            case "reload" if up and served.line is not Line.DOWN:
                page.reload()
    served.mend()
    if not up:
        served.start()
    expect(state(page)).to_have_text(SAVED)
    assert served.answers(invited) == food(**given)
