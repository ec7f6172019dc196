"""The whole questionnaire by keyboard alone."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from clinic.models import Invitation
from screening.core.kinds import AnyOf, Group, OneOf, Series
from screening.instruments.intake_2026_1 import INSTRUMENT
from screening.models import Screening

from .conftest import START, OpenPage
from .filling import control, typed
from .test_athlete_journey import ASKED, EVERYTHING
from .walking import walk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SEEN = """
target => {
  const here = document.activeElement;
  if (!here.matches(target)) return false;
  const shown = e => getComputedStyle(e).outlineStyle !== "none" && e.checkVisibility();
  return shown(here) || (here.closest("label") && shown(here.closest("label"))) || "unseen";
}
"""


class Keys:
    """A keyboard and nothing else. Whoever uses it sees where she is."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def to(self, target: str) -> None:
        """On with Tab, to what matches."""
        self.page.wait_for_load_state()
        for _press in range(120):
            if found := self.page.evaluate(SEEN, target):
                assert found != "unseen", f"no focus is shown at {target}, {self.page.url}"
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{target} is not reached with Tab at {self.page.url}")

    def write(self, name: str, raw: Any) -> None:
        """In a box; a word is ticked below it."""
        word = f'[name="{name}.word"][value="{raw}"]'
        if str(raw).isalpha() and self.page.locator(word).count():
            self.to(word)
            self.page.keyboard.press("Space")
        else:
            self.to(f'[name="{name}"]')
            self.page.keyboard.type(raw if isinstance(raw, str) else typed(raw))

    def arrow(self, wanted: Locator) -> None:
        """On with the arrow, to one of the radio buttons."""
        for _press in range(40):
            if wanted.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{wanted} is not reached with the arrows at {self.page.url}")

    def pick(self, name: str, value: str) -> None:
        """From a list that drops down."""
        self.to(f'[name="{name}"]')
        for _press in range(40):
            if control(self.page, name).input_value() == value:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{value} is not reached with the arrows at {self.page.url}")

    def give(self, _page: Page, code: str, raw: Any) -> None:
        """One answer; of a list of radio buttons Tab reaches one, and arrows the others."""
        kind = INSTRUMENT.items[code].kind
        if isinstance(kind, OneOf):
            self.to(f'[name="{code}"]')
            self.page.keyboard.press("Space")
            self.arrow(control(self.page, code, raw))
        elif isinstance(kind, AnyOf):
            for option in raw:
                self.to(f'[name="{code}"][value="{option}"]')
                self.page.keyboard.press("Space")
        elif isinstance(kind, Group):
            for place, row in enumerate(raw):
                self.pick(f"{code}.{place}.site", row["site"])
                for part in set(row) - {"site"}:
                    self.write(f"{code}.{place}.{part}", row[part])
        elif isinstance(kind, Series):
            for week, value in enumerate(raw):
                if value is not None:
                    self.write(f"{code}.{week}", value)
        else:
            self.write(code, raw)

    def go(self, _page: Page) -> None:
        self.to("main button.main")
        self.page.keyboard.press("Enter")


def test_the_whole_form_by_keyboard_alone(open_page: OpenPage, invitation: Invitation) -> None:
    page = open_page(1280)
    keys = Keys(page)
    page.goto(f"/s/{invitation.token}/")
    for name in ("day", "month", "year"):
        keys.to(f"[name={name}]")
        page.keyboard.type(str(getattr(invitation.athlete.date_of_birth, name)))
    keys.go(page)
    expect(page).to_have_url(START)
    keys.to("[name=consent]")
    page.keyboard.press("Space")
    keys.go(page)
    expect(page).not_to_have_url(START)
    walk(page, EVERYTHING, give=keys.give, go=keys.go)
    keys.go(page)
    expect(page).to_have_url(re.compile("/screening/sent/"))
    assert Screening.objects.get(pk=invitation.screening_id).answers == ASKED
