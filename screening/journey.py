"""The athlete's way through an instrument: which sections she is asked, in which order, and where she is."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from .core.answers import Fault, Responses, read_answers
from .core.instrument import Instrument, Item, Section

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

    def items(self, section: Section) -> tuple[Item, ...]:
        """The items of a section that are asked."""
        return tuple(item for item in section.items if item.code in self.responses.asked)

    def section(self, code: str) -> Section | None:
        return next((section for section in self.sections if section.code == code), None)

    def place(self, section: Section) -> int:
        """Which one it is, counted from 1."""
        return self.sections.index(section) + 1

    def before(self, section: Section) -> Section | None:
        place = self.place(section) - 2
        return self.sections[place] if place >= 0 else None

    def after(self, section: Section) -> Section | None:
        return next(iter(self.sections[self.place(section) :]), None)

    def questions(self, first: Section | None = None) -> int:
        """How many questions are asked, from a section on."""
        start = self.place(first) - 1 if first else 0
        return sum(len(self.items(section)) for section in self.sections[start:])

    def blank(self, section: Section) -> tuple[Item, ...]:
        """Items that are asked, not optional, and have no answer at all."""
        return tuple(
            item
            for item in self.items(section)
            if not (item.optional or section.optional or self.touched(item))
        )

    def touched(self, item: Item) -> bool:
        return item.code in self.responses.given or item.code in self.responses.withheld

    @cached_property
    def begun(self) -> bool:
        return bool(self.responses.given or self.responses.withheld)

    def resume(self) -> Section | None:
        """Where she was: the last section with an answer, or the next when that one is complete. None at the end."""
        answered = [s for s in self.sections if any(self.touched(item) for item in self.items(s))]
        if not answered:
            return self.sections[0]
        return answered[-1] if self.blank(answered[-1]) else self.after(answered[-1])
