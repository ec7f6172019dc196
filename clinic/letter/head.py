"""Who, when and for whom: the head of the letter. It knows no name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext, pgettext_lazy

from screening.core.answers import Case
from screening.core.instrument import Instrument
from screening.wording import answers, figures

from .past import Later, Past


@dataclass(frozen=True, slots=True)
class Facts:
    """What the letter says that is not in the case; None or "" for what is not known.

    `filled_in` is a language code. `printed_on` is the date on the paper; without it the paper has none. `sources` says
    in words, by code, who wrote down what was told in conversation, and where a measurement comes from. `written` is
    the content of the note and plan. `signed` says who signed which `version` and when, `replaces` of which earlier one
    it takes the place, `link` where one can ask whether it stands; `phone` is the practice's. `earlier` are the
    athlete's screenings before this one, the oldest first, no more than are drawn, and `left_out` how many there were
    before those; `later` is her last one, where this is not. `data` is the same screening as a FHIR bundle, for the PDF
    to hold.
    """

    code: str
    practice: str = ""
    filled_on: date | None = None
    filled_in: str = ""
    printed_on: date | None = None
    sources: Mapping[str, str] = field(default_factory=dict)
    written: Mapping[str, Any] = field(default_factory=dict)
    version: int | None = None
    signed: str = ""
    replaces: str = ""
    link: str = ""
    phone: str = ""
    data: bytes = b""
    earlier: tuple[Past, ...] = ()
    left_out: int = 0
    later: Later | None = None


@dataclass(frozen=True, slots=True)
class Head:
    code: str
    practice: str
    athlete: str
    sport: str
    filled: str
    filled_in: str
    """The language in which the athlete filled it in; "" where that is not known."""
    filled_short: str
    """Day and language in few letters, for the head of the page."""
    printed: str
    created: str
    """The date on the paper as metadata want it."""
    standing: str
    """Whether it is a draft."""
    short: str
    """The same in few letters, for the foot of each page."""
    draft: bool
    replaces: str
    link: str
    """Where the code on the paper leads."""


BODIES = {
    "female": pgettext_lazy("body", "woman"),
    "male": pgettext_lazy("body", "man"),
    "other": pgettext_lazy("body", "other body situation"),
}
LEVELS = {
    "recreational": pgettext_lazy("level of sport", "recreational"),
    "competitive": pgettext_lazy("level of sport", "competition"),
    "elite": pgettext_lazy("level of sport", "elite"),
}
"""Shorter than the options of the questionnaire: they stand in one line with the sport."""
IN_LANGUAGE = {
    "nl": pgettext_lazy("filled in", "in Dutch"),
    "en": pgettext_lazy("filled in", "in English"),
}


def head(instrument: Instrument, case: Case, facts: Facts) -> Head:
    body = BODIES.get(case.responses.given.get("about.body", ""), _("body not given"))
    years = int(case.age)
    old = ngettext("%(count)s year", "%(count)s years", years) % {"count": years}
    language = str(IN_LANGUAGE.get(facts.filled_in, ""))
    return Head(
        code=facts.code,
        practice=facts.practice or _("unknown practice"),
        athlete=_("%(body)s, %(age)s") % {"body": body, "age": old},
        sport=_sport(instrument, case),
        filled=_joined(figures.day(facts.filled_on) if facts.filled_on else "", language),
        filled_in=facts.filled_in,
        filled_short=_joined(
            figures.short_date(facts.filled_on) if facts.filled_on else "", language
        ),
        printed=figures.day(facts.printed_on) if facts.printed_on else "",
        created=facts.printed_on.isoformat() if facts.printed_on else "",
        standing=facts.signed or _("Draft, not signed"),
        short=_("version %(number)s") % {"number": facts.version}
        if facts.version
        else _("draft, not signed"),
        draft=not facts.signed,
        replaces=facts.replaces,
        link=facts.link,
    )


def _joined(day: str, language: str) -> str:
    """When it was filled in and in which language."""
    return ", ".join(part for part in (day, language) if part) or pgettext("date", "not known")


def _sport(instrument: Instrument, case: Case) -> str:
    """Sport and level."""
    given = case.responses.given
    parts = []
    if "about.sport" in given:
        sport = answers.in_words(instrument.items["about.sport"], case.responses)
        parts.append(figures.inside(sport))
    if "about.level" in given:
        parts.append(str(LEVELS[given["about.level"]]))
    return ", ".join(parts) or pgettext("sport", "not given")
