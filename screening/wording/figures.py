"""Numbers, dates, spans and lists as a reader writes them in the active language."""

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import pgettext, pgettext_lazy

from screening.core.span import Span

_MONTHS = (
    pgettext_lazy("date", "January"),
    pgettext_lazy("date", "February"),
    pgettext_lazy("date", "March"),
    pgettext_lazy("date", "April"),
    pgettext_lazy("date", "May"),
    pgettext_lazy("date", "June"),
    pgettext_lazy("date", "July"),
    pgettext_lazy("date", "August"),
    pgettext_lazy("date", "September"),
    pgettext_lazy("date", "October"),
    pgettext_lazy("date", "November"),
    pgettext_lazy("date", "December"),
)
_SHORT_MONTHS = (
    pgettext_lazy("short date", "Jan"),
    pgettext_lazy("short date", "Feb"),
    pgettext_lazy("short date", "Mar"),
    pgettext_lazy("short date", "Apr"),
    pgettext_lazy("short date", "May"),
    pgettext_lazy("short date", "Jun"),
    pgettext_lazy("short date", "Jul"),
    pgettext_lazy("short date", "Aug"),
    pgettext_lazy("short date", "Sep"),
    pgettext_lazy("short date", "Oct"),
    pgettext_lazy("short date", "Nov"),
    pgettext_lazy("short date", "Dec"),
)
_COUNTS = (
    pgettext_lazy("count", "two"),
    pgettext_lazy("count", "three"),
    pgettext_lazy("count", "four"),
    pgettext_lazy("count", "five"),
    pgettext_lazy("count", "six"),
    pgettext_lazy("count", "seven"),
    pgettext_lazy("count", "eight"),
    pgettext_lazy("count", "nine"),
    pgettext_lazy("count", "ten"),
    pgettext_lazy("count", "eleven"),
    pgettext_lazy("count", "twelve"),
)


def number(value: Decimal | int, places: int | None = None) -> str:
    """The number with the language's decimal sign and a true minus; rounded only where `places`."""
    exact = Decimal(value)
    if places is not None:
        exact = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    elif exact == exact.to_integral_value():
        exact = exact.to_integral_value()
    else:
        exact = exact.normalize()
    text = f"{exact:f}".replace("-", "−")
    return text.replace(".", pgettext("decimal sign", "."))


def score(value: Decimal | int) -> str:
    """A score as given, with at least one decimal: "−1.0"."""
    exact = Decimal(value).normalize()
    return number(exact, places=max(1, -int(exact.as_tuple().exponent)))


def count(value: int) -> str:
    """A small count in a word (two to twelve), a larger one in figures."""
    return str(_COUNTS[value - 2]) if 2 <= value <= len(_COUNTS) + 1 else str(value)


def span(value: Span) -> str:
    """A pair as one number, or as "2–6"."""
    return str(value.least) if value.definite else f"{value.least}–{value.most}"


def day(value: date) -> str:
    return pgettext("date", "%(day)s %(month)s %(year)s") % {
        "day": value.day,
        "month": _MONTHS[value.month - 1],
        "year": value.year,
    }


def short_day(value: date) -> str:
    """The day and the first three letters of the month: "2 Nov"."""
    return pgettext("date", "%(day)s %(month)s") % {
        "day": value.day,
        "month": _SHORT_MONTHS[value.month - 1],
    }


def short_date(value: date) -> str:
    """The short day with its year: "2 Nov 2026"."""
    return pgettext("date", "%(day)s %(year)s") % {"day": short_day(value), "year": value.year}


def several(parts: Iterable[str]) -> str:
    """A list in words: "a", "a and b", "a, b and c"."""
    *first, last = parts
    if not first:
        return last
    return pgettext("list", "%(first)s and %(last)s") % {"first": ", ".join(first), "last": last}


def capital(text: str) -> str:
    """The same with a capital at its start; in Dutch "één" gives "Eén", "’s nachts" "’s Nachts"."""
    if text.startswith("é"):
        return f"E{text[1:]}"
    if text.startswith("’s "):
        return text[:3] + text[3:4].upper() + text[4:]
    return text[:1].upper() + text[1:]


def inside(label: str) -> str:
    """A label as it stands inside a sentence: a lower first letter, unless it opens an acronym."""
    return label[0].lower() + label[1:] if len(label) > 1 and label[1].islower() else label
