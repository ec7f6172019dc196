"""Words for when an athlete is screened again."""

from datetime import date

from django.utils.translation import gettext, pgettext_lazy

from screening.core.kinds import Text
from screening.rules.again import SUGGESTED, Again, Window, chosen, window
from screening.rules.results import Attention

from . import figures

AGAIN: dict[Again, Text] = {
    Again.IN_6_TO_12_WEEKS: pgettext_lazy("again", "in 6–12 weeks"),
    Again.IN_6_WEEKS: pgettext_lazy("again", "in 6 weeks"),
    Again.IN_8_WEEKS: pgettext_lazy("again", "in 8 weeks"),
    Again.IN_12_WEEKS: pgettext_lazy("again", "in 12 weeks"),
    Again.IN_A_YEAR: pgettext_lazy("again", "in a year"),
    Again.NOT: pgettext_lazy("again", "not planned"),
}

LEVEL: dict[Attention, Text] = {
    Attention.URGENT: pgettext_lazy("again", "not planned; a physician first"),
    Attention.HIGH: pgettext_lazy("again", "in 6 weeks, after the physician’s visit"),
    Attention.RAISED: pgettext_lazy("again", "in 6–12 weeks"),
    Attention.INCOMPLETE: pgettext_lazy("again", "not planned; ask the open questions now"),
    Attention.LOW: pgettext_lazy(
        "again", "in a year; sooner at the season’s start or after an injury"
    ),
    Attention.NOT_SCORED: pgettext_lazy("again", "after the pregnancy"),
}
"""What each level suggests (rules.again.SUGGESTED)."""


def as_the_level_says(level: Attention) -> str:
    """The choice that follows the level, also when a measurement changes it."""
    return gettext("As the level says: %(when)s") % {"when": AGAIN[SUGGESTED[level]]}


def level_in_full(level: Attention) -> str:
    """What the level suggests, where that is more than its choice; else ""."""
    words = str(LEVEL[level])
    return "" if words == str(AGAIN[SUGGESTED[level]]) else figures.capital(words) + "."


def between(days: Window) -> str:
    """Such as "between 3 Jan and 14 Feb 2027"; both years where they differ."""
    same = days.first.year == days.last.year
    return gettext("between %(first)s and %(last)s") % {
        "first": figures.short_day(days.first) if same else figures.short_date(days.first),
        "last": figures.short_date(days.last),
    }


def planned(written: str, level: Attention, days: Window | None) -> str:
    """When, in words, and the days that it comes to."""
    words = str(AGAIN[Again(written)] if written else LEVEL[level])
    return f"{figures.capital(words)} ({between(days)})" if days else figures.capital(words)


def planned_after(written: str, level: Attention, sent_on: date) -> str:
    """The same for a screening that was sent on a day."""
    return planned(written, level, window(chosen(written, level), sent_on))
