"""The practice's tablet in a real browser: what it still shows after it changed hands, and after it was left alone."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from clinic.models import Athlete, Membership

from .conftest import OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIPED = re.compile("/tablet/$")
SIGN_IN = re.compile("/accounts/login/")
FIRST = re.compile("/screening/about/1/$")
MINUTES = 60 * 1000


@pytest.fixture
def tablet(
    open_page: OpenPage,
    staff: Membership,
    athlete: Athlete,
    client_of: Callable[[Membership], Client],
    live_server: object,
) -> Page:
    """Where a member of staff is about to hand it over."""
    page = open_page(820)
    cookie = client_of(staff).cookies["sessionid"]
    page.context.add_cookies(
        [{"name": cookie.key, "value": cookie.value, "url": live_server.url, "httpOnly": True}]
    )
    page.clock.install()
    page.goto(f"/athletes/{athlete.pk}/")
    page.get_by_role("link", name="Hier invullen, op deze tablet").click()
    return page


@pytest.fixture
def handed(tablet: Page) -> Page:
    """In the athlete's hands, at her first question."""
    tablet.get_by_label("Taal van de vragenlijst").select_option("en")
    tablet.get_by_role("button", name="Log mij uit en open de vragenlijst").click()
    tablet.get_by_label("I agree that").check()
    tablet.get_by_role("button", name="Begin").click()
    expect(tablet).to_have_url(FIRST)
    tablet.wait_for_load_state()
    return tablet


def goes_back_to_nothing(page: Page, steps: int) -> None:
    """The button Back, pressed so often, shows neither athlete nor staff pages."""
    for _step in range(steps):
        page.go_back()
        page.wait_for_load_state()
        assert page.locator("[data-item]").count() == 0
        assert "De Brug" not in page.locator("body").inner_text()


def test_back_from_the_questionnaire_leads_to_no_page_of_staff(
    handed: Page, athlete: Athlete
) -> None:
    handed.goto(f"/athletes/{athlete.pk}/")
    expect(handed).to_have_url(SIGN_IN)
    goes_back_to_nothing(handed, 4)


def test_done_wipes_it_and_back_shows_nothing(handed: Page) -> None:
    handed.locator("main [data-item] input").first.check()
    handed.get_by_role("button", name="Stop and hand back the tablet").click()
    expect(handed).to_have_url(WIPED)
    goes_back_to_nothing(handed, 3)
    handed.goto("/tablet/")
    handed.get_by_role("main").get_by_role("link").click()
    expect(handed).to_have_url(SIGN_IN)


def test_five_minutes_without_a_touch_wipe_the_screen(handed: Page) -> None:
    handed.clock.fast_forward(4 * MINUTES)
    handed.keyboard.press("Tab")
    handed.clock.fast_forward(4 * MINUTES)
    expect(handed).to_have_url(FIRST)
    handed.clock.fast_forward(2 * MINUTES)
    expect(handed).to_have_url(WIPED)
    goes_back_to_nothing(handed, 2)


def test_a_minute_after_sending_the_screen_is_wiped(handed: Page) -> None:
    handed.goto("/screening/check/")
    handed.locator("main button.main").click()
    expect(handed).to_have_url(re.compile("/screening/sent/$"))
    handed.wait_for_load_state()
    handed.clock.fast_forward(1.5 * MINUTES)
    expect(handed).to_have_url(WIPED)
    goes_back_to_nothing(handed, 2)
