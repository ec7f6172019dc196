"""What comes over the wire to a phone, from the server with the production settings, headers included."""

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import START, prove
from .serving import Installation
from .test_every_page import EVERY_PAGE
from .walking import press, walk

pytestmark = pytest.mark.browser

FIRST, NEXT = 60_000, 15_000


def test_the_first_page_is_small_and_each_next_page_smaller(
    browser: Browser, served: Installation
) -> None:
    invited = served.invite()
    context = browser.new_context(base_url=served.url, viewport={"width": 360, "height": 800})
    page = context.new_page()
    came: dict[str, int] = {}

    def weigh(page: Page) -> None:
        page.wait_for_load_state("networkidle")
        came[page.url] = sum(size for _path, size in served.sizes)
        served.sizes.clear()

    served.sizes.clear()
    page.goto(f"/s/{invited.token}/")
    weigh(page)
    prove(page, invited.athlete.date_of_birth)
    expect(page).to_have_url(START)
    weigh(page)
    page.locator("[name=consent]").check()
    press(page)
    expect(page).not_to_have_url(START)
    walk(page, EVERY_PAGE, weigh)
    weigh(page)
    press(page)
    expect(page).to_have_url(served.url + "/screening/sent/")
    weigh(page)
    context.close()
    first, *others = came.items()
    assert first[1] <= FIRST
    assert {url: size for url, size in others if size > NEXT} == {}
