"""Fills in the athlete's questionnaire as a person would: by what stands on the page."""

from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Locator, Page

from screening.core.kinds import AnyOf, FreeText, Group, OneOf, Series
from screening.instruments.intake_2026_1 import INSTRUMENT


def questions(page: Page) -> list[str]:
    """Codes of the questions that are on the page and visible."""
    page.wait_for_load_state()  # after a click it may have begun and no more
    shown = page.locator("[data-item]:visible")
    return shown.evaluate_all("questions => questions.map(one => one.dataset.item)")


def control(page: Page, name: str, value: str | None = None) -> Locator:
    end = f'[value="{value}"]' if value is not None else ""
    return page.locator(f'[name="{name}"]{end}')


def answer(page: Page, code: str, raw: Any) -> None:
    """Give one answer, from its raw codes."""
    kind = INSTRUMENT.items[code].kind
    if isinstance(kind, OneOf):
        control(page, code, raw).check()
    elif isinstance(kind, AnyOf):
        for option in [raw] if isinstance(raw, str) else raw:
            control(page, code, option).check()
    elif isinstance(kind, Group):
        for place, row in enumerate(raw):
            _row(page, f"{code}.{place}", row)
    elif isinstance(kind, Series):
        for week, value in enumerate(raw):
            if value is not None:
                control(page, f"{code}.{week}").fill(typed(value))
    elif isinstance(kind, FreeText):
        control(page, code).fill(raw)
    else:
        _in_box(page, code, raw)


def _in_box(page: Page, name: str, raw: Any) -> None:
    word = control(page, f"{name}.word", str(raw))
    if word.count():
        word.check()
    else:
        control(page, name).fill(typed(raw))


def _row(page: Page, name: str, row: Mapping[str, Any]) -> None:
    control(page, f"{name}.site").select_option(row["site"])
    for part in ("months_ago", "weeks_off"):
        if part in row:
            _in_box(page, f"{name}.{part}", row[part])


def typed(value: Any) -> str:
    """As a Dutch athlete types it."""
    return str(value).replace(".", ",")


def fill_page(page: Page, answers: Mapping[str, Any]) -> None:
    """Answer what is asked, also what an answer brings; then Continue until the next page comes."""
    here = page.url.split("#")[0]
    done: set[str] = set()
    while page.url.split("#")[0] == here:
        while new := [code for code in questions(page) if code not in done and code in answers]:
            answer(page, new[0], answers[new[0]])
            done.add(new[0])
        page.locator("main button.main").click()
        page.wait_for_function(
            "here => location.href.split('#')[0] !== here || document.querySelector('[data-focus]')",
            arg=here,
        )


def fill(page: Page, answers: Mapping[str, Any]) -> None:
    """From the first page of questions to her answers."""
    while not page.url.split("#")[0].endswith("/check/"):
        fill_page(page, answers)
