"""The periods of the overview: the quarters of this year, and whole years before it.

They never overlap, so that the numbers of one cannot be taken from those of another.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Self

from django.utils import timezone
from django.utils.translation import gettext as _

QUARTERS = 4
YEARS_BACK = 5


@dataclass(frozen=True, slots=True)
class Period:
    """A year, or a quarter of one."""

    year: int
    quarter: int | None = None

    @property
    def code(self) -> str:
        """As addresses carry it: "2025", or "2026-3"."""
        return f"{self.year}" if self.quarter is None else f"{self.year}-{self.quarter}"

    @property
    def name(self) -> str:
        if self.quarter is None:
            return str(self.year)
        return _("Quarter %(quarter)s of %(year)s") % {"quarter": self.quarter, "year": self.year}

    @property
    def first(self) -> date:
        return date(self.year, 3 * ((self.quarter or 1) - 1) + 1, 1)

    @property
    def following(self) -> date:
        """The first day after it."""
        if self.quarter in (None, QUARTERS):
            return date(self.year + 1, 1, 1)
        return date(self.year, 3 * self.quarter + 1, 1)

    @property
    def last(self) -> date:
        return self.following - timedelta(days=1)

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """From the first moment of it to the first one after it."""
        days = (self.first, self.following)
        first, following = (timezone.make_aware(datetime.combine(day, time.min)) for day in days)
        return first, following

    @classmethod
    def of(cls, day: date) -> Self:
        """The quarter of a day."""
        return cls(day.year, (day.month - 1) // 3 + 1)


def periods(today: date) -> list[Period]:
    """Those that can be chosen, the latest first."""
    now = Period.of(today)
    quarters = [Period(now.year, quarter) for quarter in range(now.quarter, 0, -1)]
    return quarters + [Period(now.year - ago) for ago in range(1, YEARS_BACK + 1)]
