"""The athlete's way through an instrument: which pages she is asked, in which order, and where she is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from .core.answers import Fault, Responses, read_answers
from .core.instrument import Instrument, Item, Section
from .pages import Page, following, pages_of

NUMBER = re.compile("[0-9]{1,3}")
"""Of a page. Python refuses to read a number of thousands of digits."""

SECONDS_A_QUESTION = 10
"""A calm reader on a phone. Rounded up to whole minutes, so that it is never promised too short."""


def minutes(questions: int) -> int:
    return max(1, -(-questions * SECONDS_A_QUESTION // 60))


@dataclass(frozen=True)
class Journey:
    """What is asked, given the answers so far."""

    instrument: Instrument
    responses: Responses
    faults: tuple[Fault, ...] = ()

    @classmethod
    def of(cls, instrument: Instrument, answers: Mapping[str, Any]) -> "Journey":
        responses, faults = read_answers(instrument, answers, drop_hidden=True)
        return cls(instrument, responses, tuple(faults))

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The sections that are asked, in order."""
        return tuple(section for section in self.instrument.sections if self.items(section))

    @cached_property
    def every_page(self) -> tuple[Page, ...]:
        """All pages of the instrument, asked or not."""
        return pages_of(self.instrument)

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """The pages that are asked, in order."""
        return tuple(page for page in self.every_page if self.items(page))

    def items(self, part: Section | Page) -> tuple[Item, ...]:
        """The items of a section or a page that are asked."""
        return tuple(item for item in part.items if item.code in self.responses.asked)

    def page(self, section: str, number: int) -> Page | None:
        """A page by its address, asked or not."""
        return next((page for page in self.every_page if page.where == (section, number)), None)

    def changed_at(self, code: str) -> Page | None:
        """A page by its section and number in one word, as `?of=` carries it."""
        section, _, number = code.rpartition("-")
        return self.page(section, int(number)) if NUMBER.fullmatch(number) else None

    def page_of(self, code: str) -> Page:
        """The page on which an item stands."""
        return next(page for page in self.every_page if any(i.code == code for i in page.items))

    def place(self, section: Section) -> int:
        """Which of the sections that are asked it is, counted from 1."""
        return self.sections.index(section) + 1

    def before(self, page: Page) -> Page | None:
        """The page that is asked before it; the page itself need not be asked."""
        place = self.every_page.index(page)
        return next((p for p in reversed(self.every_page[:place]) if p in self.pages), None)

    def after(self, page: Page) -> Page | None:
        """The page that is asked after it; the page itself need not be asked."""
        place = self.every_page.index(page) + 1
        return next((p for p in self.every_page[place:] if p in self.pages), None)

    def opened_by(self, root: Page, after: Page) -> Page | None:
        """The next page without any answer that is there because of the answers at `root`."""
        brought = following(self.instrument, root)
        for page in self.every_page[self.every_page.index(after) + 1 :]:
            items = self.items(page)
            untouched = not any(self.touched(item) for item in items)
            if items and untouched and any(item.code in brought for item in items):
                return page
        return None

    def questions(self, first: Page | None = None) -> int:
        """How many questions are asked, from a page on."""
        start = self.every_page.index(first) if first else 0
        return sum(len(self.items(page)) for page in self.every_page[start:])

    def blank(self, part: Section | Page) -> tuple[Item, ...]:
        """Items that are asked, not optional, and have no answer at all."""
        return tuple(
            item
            for item in self.items(part)
            if not (item.optional or part.optional or self.touched(item))
        )

    def touched(self, item: Item) -> bool:
        return item.code in self.responses.given or item.code in self.responses.withheld

    @cached_property
    def begun(self) -> bool:
        return bool(self.responses.given or self.responses.withheld)

    def resume(self) -> Page | None:
        """Where she was: the last page with an answer, or the next when that one is complete. None at the end."""
        answered = [p for p in self.pages if any(self.touched(item) for item in self.items(p))]
        if not answered:
            return self.pages[0]
        return answered[-1] if self.blank(answered[-1]) else self.after(answered[-1])
