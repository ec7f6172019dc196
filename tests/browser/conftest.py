"""A real browser on a real server. One browser for the whole run, a fresh session for each test."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect, sync_playwright

from clinic.models import Invitation, Membership

from .saving import FOOD
from .serving import Installation, Invited

# The shell draws and runs pages as the browser does, and opens one at a fifth of the cost. None, where none of them is
# there, stands for what Playwright itself installed.
BROWSERS = ("chromium-headless-shell", "chromium", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, BROWSERS)), None)
# Letters as wide as on a screen: the shell rounds each to whole pixels.
ARGUMENTS = ["--no-sandbox", "--font-render-hinting=none"]

PATIENCE = 30_000
"""Milliseconds in which a machine that is busy with other things does what it is asked."""
expect.set_options(timeout=PATIENCE)

# Playwright keeps an event loop in this thread; the database is used here by one thread at a time.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

OpenPage = Callable[..., Page]
SignedIn = Callable[..., Page]
Phone = Callable[..., Page]

START = re.compile(r"/screening/(#.*)?$")


def way_in(page: Page, url: str, invitation: Invitation) -> None:
    """Open the link, prove the date of birth, consent and begin. `url` is the server's, or empty for the page's own."""
    page.goto(f"{url}/s/{invitation.token}/")
    prove(page, invitation.athlete.date_of_birth)
    page.locator("[name=consent]").check()
    page.locator("main button.main").click()
    expect(page).not_to_have_url(START)


def prove(page: Page, born: date) -> None:
    """Fill in a date of birth where it is asked."""
    for part in ("day", "month", "year"):
        page.locator(f"[name={part}]").fill(str(getattr(born, part)))
    page.locator("main button.main").click()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser, live_server: object) -> Iterator[OpenPage]:
    """A page of the running server in a session of its own. Its script errors fail the test."""
    contexts = []
    errors: list[str] = []

    def opened(
        width: int = 1280,
        *,
        script: bool = True,
        dark: bool = False,
        height: int = 800,
        language: str = "nl",
    ) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": height},
            java_script_enabled=script,
            color_scheme="dark" if dark else "light",
            locale=language,
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on(
            "console", lambda m: errors.append(m.text) if "Content Security" in m.text else None
        )
        return page

    yield opened
    for context in contexts:
        for page in context.pages:
            # A page saves what is open when it is left: that request ends before the database is emptied.
            page.goto("about:blank")
            page.wait_for_timeout(150)
        context.close()
    assert errors == []


@pytest.fixture(scope="session")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    installation = Installation(tmp_path_factory.mktemp("installation"))
    installation.clerk("prepare")
    yield installation
    installation.close()


@pytest.fixture
def served(installation: Installation) -> Installation:
    """A server of its own with the production settings, whole; a test may break it."""
    installation.make_whole()
    return installation


@pytest.fixture
def phone(browser: Browser, served: Installation) -> Iterator[Phone]:
    """A phone of its own at the installation; `kept` is what an earlier phone had in its memory."""
    contexts = []

    def opened(kept: Any = None) -> Page:
        context = browser.new_context(
            base_url=served.url,
            viewport={"width": 360, "height": 800},
            locale="nl-NL",
            storage_state=kept,
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def invited(served: Installation) -> Invited:
    return served.invite()


@pytest.fixture
def page(phone: Phone, served: Installation, invited: Invited) -> Page:
    """Her phone, at four questions about food."""
    page = phone()
    way_in(page, served.url, invited)
    page.goto(FOOD)
    return page


@pytest.fixture
def signed_in(
    open_page: OpenPage, live_server: Any, client_of: Callable[[Membership], Client]
) -> SignedIn:
    """A page of a member of the practice, who reads a language."""

    def opened(member: Membership, language: str, width: int = 1280) -> Page:
        member.user.language = language
        member.user.save()
        page = open_page(width)
        page.context.add_cookies(
            [
                {"name": cookie.key, "value": cookie.value, "url": live_server.url}
                for cookie in client_of(member).cookies.values()
            ]
        )
        return page

    return opened
