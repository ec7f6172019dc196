"""Nothing is lost between pages, tabs, phones and days; and after sending the browser keeps nothing."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from .conftest import START, Phone, prove
from .filling import control
from .saving import FOOD, TOO_LATE, choose, food, in_storage, is_not_saved, is_saved, state
from .serving import Installation, Invited, Line

pytestmark = pytest.mark.browser

CHECK = "/screening/check/"
SENT = re.compile("/screening/sent/")


def send(page: Page) -> None:
    page.goto(CHECK)
    page.locator("main button.main").click()
    expect(page).to_have_url(SENT)


def loses_what_it_posts(page: Page) -> None:
    """This tab alone has no line for what it sends."""
    page.route(
        "**/*", lambda route: route.abort() if route.request.method == "POST" else route.continue_()
    )


def test_a_dead_battery_loses_nothing(
    page: Page, phone: Phone, served: Installation, invited: Invited
) -> None:
    served.breaks(Line.LOSES_REQUESTS)
    choose(page, protein="yes")
    is_not_saved(page)
    kept = page.context.storage_state()
    page.context.close()
    assert served.answers(invited) == {}
    served.mend()
    charged = phone(kept)
    charged.goto(FOOD)
    expect(control(charged, "nutrition.protein", "yes")).to_be_checked()
    is_saved(charged)
    assert served.answers(invited) == {"nutrition.protein": "yes"}


def test_of_two_tabs_the_later_save_wins_and_nothing_is_blanked(
    page: Page, served: Installation, invited: Invited
) -> None:
    other = page.context.new_page()
    other.goto(FOOD)
    choose(page, protein="yes")
    is_saved(page)
    choose(other, calcium="no")
    is_saved(other)
    assert served.answers(invited) == {"nutrition.protein": "yes", "nutrition.calcium": "no"}
    choose(other, protein="no")
    is_saved(other)
    choose(page, vitamin_d="yes", shakes_for_meals="no")
    page.locator("main button.main").click()
    expect(page).not_to_have_url(re.compile(FOOD))
    assert served.answers(invited) == {
        "nutrition.protein": "no",
        "nutrition.calcium": "no",
        "nutrition.vitamin_d": "yes",
        "nutrition.shakes_for_meals": "no",
    }


def test_on_a_second_device_she_goes_on_where_she_was(
    page: Page, phone: Phone, served: Installation, invited: Invited
) -> None:
    choose(page, protein="yes")
    is_saved(page)
    tablet = phone()
    tablet.goto(f"/s/{invited.token}/")
    prove(tablet, invited.athlete.date_of_birth)
    expect(tablet).to_have_url(START)
    tablet.locator("main button.main").click()
    expect(tablet).to_have_url(re.compile(FOOD))
    expect(control(tablet, "nutrition.protein", "yes")).to_be_checked()


def test_after_sending_the_browser_keeps_nothing(
    page: Page, served: Installation, invited: Invited
) -> None:
    served.breaks(Line.LOSES_REQUESTS)
    choose(page, protein="yes")
    is_not_saved(page)
    assert in_storage(page) > 0
    page.goto("/screening/check/")
    served.mend()
    page.locator("main button.main").click()
    expect(page).to_have_url(re.compile("/screening/sent/"))
    assert in_storage(page) == 0


def test_two_tabs_in_a_dead_phone_both_keep_what_they_had(
    page: Page, phone: Phone, served: Installation, invited: Invited
) -> None:
    other = page.context.new_page()
    other.goto(FOOD)
    served.breaks(Line.LOSES_REQUESTS)
    choose(page, protein="yes")
    choose(other, calcium="no")
    is_not_saved(other)
    kept = page.context.storage_state()
    page.context.close()
    served.mend()
    charged = phone(kept)
    charged.goto(FOOD)
    is_saved(charged)
    assert served.answers(invited) == food(protein="yes", calcium="no")


def test_what_another_page_still_held_is_saved_when_she_goes_on_elsewhere(
    page: Page, phone: Phone, served: Installation, invited: Invited
) -> None:
    choose(page, protein="yes", calcium="no", vitamin_d="yes", shakes_for_meals="no")
    is_saved(page)
    served.breaks(Line.LOSES_REQUESTS)
    choose(page, protein="no")
    is_not_saved(page)
    kept = page.context.storage_state()
    page.context.close()
    served.mend()
    charged = phone(kept)
    charged.goto(f"/s/{invited.token}/")
    charged.locator("main button.main").click()
    expect(charged).to_have_url(re.compile("/screening/fatigue/1/"))
    charged.wait_for_function("() => localStorage.length === 0")
    assert served.answers(invited)["nutrition.protein"] == "no"


def leaves_unsaved(page: Page, served: Installation) -> None:
    """To her answers, with one on the page before that no line could take along."""
    served.breaks(Line.LOSES_REQUESTS)
    choose(page, protein="yes")
    is_not_saved(page)
    page.goto(CHECK)


def test_what_another_page_still_held_is_sent_along_and_shown_before(
    page: Page, served: Installation, invited: Invited
) -> None:
    leaves_unsaved(page, served)
    is_not_saved(page)
    served.mend()
    expect(page.locator("main")).to_contain_text("Ja")
    assert served.answers(invited) == food(protein="yes")
    send(page)


def test_sending_waits_for_what_another_page_still_held(
    page: Page, served: Installation, invited: Invited
) -> None:
    leaves_unsaved(page, served)
    page.locator("main button.main").click()
    is_not_saved(page)
    served.mend()
    expect(page).to_have_url(SENT)
    assert served.answers(invited) == food(protein="yes")
    assert in_storage(page) == 0


def test_sending_while_the_page_shows_her_answers_anew_is_not_forgotten(
    page: Page, served: Installation, invited: Invited
) -> None:
    leaves_unsaved(page, served)
    is_not_saved(page)
    anew: list[Route] = []
    page.route(f"**{CHECK}", lambda route: anew.append(route), times=1)
    served.mend()
    while not anew:
        page.wait_for_timeout(50)
    page.locator("main button.main").click()
    anew[0].continue_()
    expect(page).to_have_url(SENT)
    assert served.answers(invited) == food(protein="yes")


def test_a_tab_that_could_not_save_before_another_sent_keeps_nothing_and_says_so(
    page: Page, served: Installation, invited: Invited
) -> None:
    other = page.context.new_page()
    other.goto(FOOD)
    loses_what_it_posts(other)
    choose(other, protein="yes")
    is_not_saved(other)
    assert in_storage(other) > 0
    send(page)
    assert in_storage(page) == 0
    choose(other, calcium="no")
    other.unroute("**/*")
    expect(state(other)).to_contain_text(TOO_LATE)
    assert in_storage(other) == 0
    assert in_storage(page) == 0
