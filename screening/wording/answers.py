"""An answer, or a measurement, in words of the active language."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext, ngettext, pgettext, pgettext_lazy

from screening.core.answers import Responses, State
from screening.core.instrument import Item, Measure
from screening.core.kinds import AnyOf, Group, Kind, OneOf, Option, Series, Text, WholeNumber

from .figures import capital, day, inside, number

STATE: dict[State, Text] = {
    State.ANSWERED: pgettext_lazy("answer", "answered"),
    State.UNKNOWN: pgettext_lazy("answer", "does not know"),
    State.DECLINED: pgettext_lazy("answer", "would rather not say"),
    State.UNANSWERED: pgettext_lazy("answer", "not answered"),
    State.NOT_ASKED: pgettext_lazy("answer", "not asked"),
}
"""The state of an item, said of the athlete, inside a sentence."""


def in_words(item: Item, responses: Responses) -> str:
    """The answer to an item, or in words why there is none."""
    state = responses.state(item.code)
    if state is not State.ANSWERED:
        return capital(str(STATE[state]))
    value = responses.given[item.code]
    unit = item.unit_of_one if value == 1 and item.unit_of_one else item.unit
    return _value(item.kind, unit, value)


def measure_in_words(measure: Measure, value: Any) -> str:
    """A measurement with its unit."""
    return _value(measure.kind, measure.unit, value)


def _value(kind: Kind, unit: Text, value: Any) -> str:
    match kind:
        case OneOf(options=options):
            return _label(options, value)
        case AnyOf(options=options):
            first, *others = (_label(options, code) for code in value)
            return "; ".join((first, *(inside(label) for label in others)))
        case WholeNumber(words=words) if isinstance(value, str):
            return _label(words, value)
        case Series():
            weeks = "; ".join("?" if week is None else number(week) for week in value)
            return _with_unit(weeks, unit)
        case Group():
            return capital("; ".join(injury_in_words(kind, row) for row in value))
    if isinstance(value, date):
        return day(value)
    return value if isinstance(value, str) else _with_unit(number(value), unit)


def _label(options: Iterable[Option], code: str) -> str:
    return next(str(option.label) for option in options if option.code == code)


def _with_unit(amount: str, unit: Text) -> str:
    if not unit:
        return amount
    if unit == "%":
        return f"{amount}%"
    return gettext("%(amount)s %(unit)s") % {"amount": amount, "unit": unit}


def injury_in_words(group: Group, row: Mapping[str, Any]) -> str:
    """One earlier injury: "sacrum, 9 months ago, 12 weeks off", with what is not known said so."""
    where = pgettext("injury", "site unknown")
    for part in group.parts:
        if part.code == "site" and isinstance(part.kind, OneOf) and row["site"] is not None:
            where = inside(_label(part.kind.options, row["site"]))
    return gettext("%(site)s, %(when)s, %(off)s") % {
        "site": where,
        "when": ago(row["months_ago"]),
        "off": off(row["weeks_off"]),
    }


def ago(months: int | None) -> str:
    """How long ago in months."""
    if months is None:
        return pgettext("injury", "time unknown")
    if months == 0:
        return pgettext("injury", "less than a month ago")
    return ngettext("%(months)s month ago", "%(months)s months ago", months) % {"months": months}


def off(weeks: int | None) -> str:
    """How many weeks of training were lost."""
    if weeks is None:
        return pgettext("injury", "weeks off unknown")
    if weeks == 0:
        return pgettext("injury", "no weeks off")
    return ngettext("%(weeks)s week off", "%(weeks)s weeks off", weeks) % {"weeks": weeks}
