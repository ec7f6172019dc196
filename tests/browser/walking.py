"""From page to page through the whole questionnaire, with a stop at each for whoever looks."""

from collections.abc import Callable, Mapping
from typing import Any

from playwright.sync_api import Page, expect

from .filling import answer, questions

Give = Callable[[Page, str, Any], None]
Go = Callable[[Page], None]


def here(page: Page) -> str:
    return page.url.partition("#")[0]


def press(page: Page) -> None:
    page.locator("main button.main").click()


def walk(
    page: Page,
    answers: Mapping[str, Any],
    look: Callable[[Page], None] = lambda _page: None,
    *,
    give: Give = answer,
    go: Go = press,
) -> list[str]:
    """Answers each page of questions, looks, and continues, up to her answers; returns what was asked."""
    asked: list[str] = []
    while not (now := here(page)).endswith("/check/"):
        done: set[str] = set()
        # An answer can bring another question on the same page.
        while new := [code for code in questions(page) if code not in done]:
            done.add(new[0])
            if new[0] in answers:
                give(page, new[0], answers[new[0]])
        asked += done
        look(page)
        go(page)
        expect(page).not_to_have_url(now)
    return asked
