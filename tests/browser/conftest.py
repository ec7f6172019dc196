"""A real browser on a real server. One browser for the whole run, a fresh session for each test."""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

# None, where neither is there, stands for the browser that Playwright itself installed.
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")

# Playwright keeps an event loop in this thread; the database is used here by one thread at a time.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser, live_server: object) -> Iterator[OpenPage]:
    """A page of the running server in a session of its own. Its script errors fail the test."""
    contexts = []
    errors: list[str] = []

    def opened(
        width: int = 1280, *, script: bool = True, dark: bool = False, height: int = 800
    ) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": height},
            java_script_enabled=script,
            color_scheme="dark" if dark else "light",
            locale="nl-NL",
        )
        context.set_default_timeout(8000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on(
            "console", lambda m: errors.append(m.text) if "Content Security" in m.text else None
        )
        return page

    yield opened
    for context in contexts:
        context.close()
    assert errors == []
