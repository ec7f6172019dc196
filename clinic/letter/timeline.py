"""Twelve weeks of training beside the beginning of the pain: its cause lies weeks before it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from screening.core.answers import Case
from screening.core.instrument import Instrument
from screening.weeks import week_starts
from screening.wording import figures
from screening.wording.short import SHORT

WEAKENING = 3
"""So many weeks training can take before bone is weakened, says the article (row S03)."""


@dataclass(frozen=True, slots=True)
class Week:
    """`name` says which week, `short` the same under its bar ("" under most); `value` is None where not given."""

    name: str
    short: str
    value: Decimal | int | None
    told: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """`pain`: when it began, in weeks after the first week began; None without a day, or with one out of view."""

    weeks: tuple[Week, ...]
    unit: str
    changes: str
    pain: float | None
    pain_label: str
    before_label: str
    pain_note: str
    label: str
    """Everything that the drawing shows, in a sentence."""


def timeline(instrument: Instrument, case: Case, filled_on: date | None) -> Timeline | None:
    """None where no week was given. `filled_on`: when it was sent; without it no week has a date."""
    values: Sequence[Decimal | int | None] | None = case.responses.given.get("load.weekly_km")
    if values is None:
        return None
    starts = week_starts(filled_on, len(values)) if filled_on else None
    weeks = tuple(_week(place, value, starts, len(values)) for place, value in enumerate(values))
    began: date | None = case.responses.given.get("bone.pain_started")
    pain = _place(began, starts)
    note = _pain_note(began, starts, pain)
    changes = _changes(case)
    unit = str(instrument.items["load.weekly_km"].unit)
    told = _("%(unit)s in each week, the oldest first: %(weeks)s.") % {
        "unit": figures.capital(unit),
        "weeks": "; ".join(week.told for week in weeks),
    }
    return Timeline(
        weeks=weeks,
        unit=unit,
        changes=changes,
        pain=pain,
        pain_label=_("pain, %(day)s") % {"day": figures.short_day(began)} if began else "",
        before_label=_("3 weeks before"),
        pain_note=note,
        label=" ".join(part for part in (told, note) if part),
    )


def _week(
    place: int, value: Decimal | int | None, starts: Sequence[date] | None, length: int
) -> Week:
    told = figures.number(value) if value is not None else pgettext("week", "not given")
    ago = length - place
    if starts is None:
        name = ngettext("%(weeks)s week ago", "%(weeks)s weeks ago", ago) % {"weeks": ago}
        return Week(name, str(-ago), value, told)
    first = starts[place]
    number = first.isocalendar().week
    name = _("week %(number)s, from %(day)s") % {
        "number": number,
        "day": figures.short_day(first),
    }
    short = _("wk %(number)s") % {"number": number} if place % WEAKENING == 0 or ago == 1 else ""
    return Week(name, short, value, told)


def _place(began: date | None, starts: Sequence[date] | None) -> float | None:
    """Where in the drawing the pain began; at its end where that was after the last week."""
    if began is None or starts is None or began < starts[0]:
        return None
    return min((began - starts[0]).days / 7, len(starts))


def _pain_note(began: date | None, starts: Sequence[date] | None, place: float | None) -> str:
    """What the shading means; or that the pain began before the weeks that are drawn."""
    if began is None or starts is None:
        return ""
    if place is None:
        return _("The pain began before these weeks, on %(day)s.") % {"day": figures.day(began)}
    earliest = began - timedelta(weeks=WEAKENING)
    return _(
        "Pain since %(day)s. Shaded: the 3 weeks before, from %(from)s; it can take that long "
        "before load weakens bone, according to the article."
    ) % {"day": figures.day(began), "from": figures.short_day(earliest)}


def _changes(case: Case) -> str:
    """What the athlete says that changed in the last 8 weeks; "" without an answer."""
    chosen = case.responses.given.get("load.changes", ())
    return figures.several(str(SHORT["load.changes"][code]) for code in chosen) if chosen else ""
