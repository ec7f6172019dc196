"""The weeks that a question about "the last 12 weeks" is about."""

from datetime import date, timedelta

SUNDAY = 6


def week_starts(day: date, length: int) -> tuple[date, ...]:
    """The Mondays of the last `length` whole weeks, oldest first; on a Sunday the week that ends is the last."""
    monday = day - timedelta(days=day.weekday())
    last = monday if day.weekday() == SUNDAY else monday - timedelta(weeks=1)
    return tuple(last - timedelta(weeks=ago) for ago in reversed(range(length)))


def week_ends(start: date) -> date:
    """The Sunday of the week that begins on this Monday."""
    return start + timedelta(days=6)
