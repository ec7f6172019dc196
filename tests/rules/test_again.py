"""When an athlete is screened again, by her level or by her plan."""

from datetime import date

import pytest

from screening.rules.again import Again, Window, chosen, window
from screening.rules.results import Attention

SENT = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        (Attention.RAISED, Window(date(2027, 1, 3), date(2027, 2, 14))),
        (Attention.HIGH, Window(date(2027, 1, 3), date(2027, 1, 17))),
        (Attention.LOW, Window(date(2027, 11, 21), date(2027, 12, 19))),
        (Attention.URGENT, None),
        (Attention.INCOMPLETE, None),
        (Attention.NOT_SCORED, None),
    ],
)
def test_each_level_suggests_its_own_days(level: Attention, expected: Window | None):
    assert window(chosen("", level), SENT) == expected


def test_the_plan_goes_before_the_level():
    assert window(chosen("8_weeks", Attention.LOW), SENT) == Window(
        date(2027, 1, 17), date(2027, 1, 31)
    )
    assert window(chosen("not", Attention.RAISED), SENT) is None


@pytest.mark.parametrize("choice", Again)
def test_every_choice_but_not_has_its_days(choice: Again):
    days = window(choice, SENT)
    assert (days is None) is (choice is Again.NOT)
    assert days is None or SENT < days.first < days.last
