"""When an athlete is screened again: what each attention level suggests, and the days that it comes to."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from .results import Attention


class Again(StrEnum):
    """A choice of the plan; all count from the day on which the screening was sent."""

    IN_6_TO_12_WEEKS = "6_12_weeks"
    IN_6_WEEKS = "6_weeks"
    IN_8_WEEKS = "8_weeks"
    IN_12_WEEKS = "12_weeks"
    IN_A_YEAR = "year"
    NOT = "not"


SUGGESTED = {
    Attention.URGENT: Again.NOT,
    Attention.HIGH: Again.IN_6_WEEKS,
    Attention.RAISED: Again.IN_6_TO_12_WEEKS,
    Attention.INCOMPLETE: Again.NOT,
    Attention.LOW: Again.IN_A_YEAR,
    Attention.NOT_SCORED: Again.NOT,
}
"""High: after the physician's visit. Incomplete: the open questions are asked now. Urgent: first the physician."""

WEEKS = {
    Again.IN_6_TO_12_WEEKS: (6, 12),
    Again.IN_6_WEEKS: (6, 8),
    Again.IN_8_WEEKS: (8, 10),
    Again.IN_12_WEEKS: (12, 14),
    Again.IN_A_YEAR: (52, 56),
}
"""From how many weeks until how many. A single number leaves two weeks to plan it, a year four."""


@dataclass(frozen=True, slots=True)
class Window:
    """The days between which the next screening is meant to be, both included."""

    first: date
    last: date


def chosen(written: str, level: Attention) -> Again:
    """What the plan says, or the level's suggestion where it says nothing ("")."""
    return Again(written) if written else SUGGESTED[level]


def window(choice: Again, sent_on: date) -> Window | None:
    """None where no next screening is meant."""
    weeks = WEEKS.get(choice)
    if weeks is None:
        return None
    first, last = (sent_on + timedelta(weeks=number) for number in weeks)
    return Window(first, last)
