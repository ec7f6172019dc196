"""What a page says about saving, and answers to save: on four questions about food."""

import re

from playwright.sync_api import Locator, Page, expect

from .filling import answer

SAVED = re.compile(r"(Bewaard om|Saved at) \d\d:\d\d")
NOT_YET = "Nog niet bewaard"
NO_LINE = "Geen verbinding"
TOO_LATE = "al verstuurd"
FOOD = "/screening/nutrition/1/"
HOURS = "/screening/load/1/"


def state(page: Page) -> Locator:
    """What the page says about saving."""
    return page.locator("#saving")


def choose(page: Page, **chosen: str) -> None:
    for name, value in chosen.items():
        answer(page, f"nutrition.{name}", value)


def food(**chosen: str) -> dict[str, str]:
    """The same as raw answers."""
    return {f"nutrition.{name}": value for name, value in chosen.items()}


def is_saved(page: Page) -> None:
    expect(state(page)).to_have_text(SAVED)


def is_not_saved(page: Page) -> None:
    expect(state(page)).to_contain_text(NO_LINE)


def stop_clock(page: Page) -> None:
    """From now on time passes in the page with `page.clock.run_for` alone."""
    now = page.evaluate("Date.now()")
    page.clock.install(time=now)
    page.clock.pause_at(now + 1000)


def in_storage(page: Page) -> int:
    return page.evaluate("localStorage.length + sessionStorage.length")
