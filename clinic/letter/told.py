"""What the athlete told and what was measured, in full, and what is not known."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from screening.core.answers import Case, State
from screening.core.instrument import Instrument, Item, Section
from screening.core.kinds import AnyOf, FreeText, OneOf
from screening.rules.settle import Settling
from screening.wording import answers, figures, results, settling

from .marks import Marked, attention


@dataclass(frozen=True, slots=True)
class Answer:
    """One question with its answer in words. `missing`: it was asked and not given.

    `own_words`: it is free text, which may be long. `original`: the answer in the language in which it was given, where
    that is another than the reader's.
    """

    code: str
    name: str
    question: str
    answer: str
    missing: bool
    own_words: bool = False
    original: str = ""
    source: str = ""
    """Who wrote it down, when it was told in conversation; where a measurement comes from."""


@dataclass(frozen=True, slots=True)
class AnswerSection:
    code: str
    title: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class SettleRow:
    """An open question, and how many points are open now and would be open then, at most."""

    name: str
    gains: tuple[str, ...]
    levels: tuple[Marked, ...]
    """Other attention levels that an answer can lead to."""
    becomes: tuple[str, ...]
    """What band and colour would become, from what to what."""
    codes: tuple[str, ...] = ()


def sections(
    instrument: Instrument,
    case: Case,
    filled_in: str = "",
    sources: Mapping[str, str] = MappingProxyType({}),
) -> tuple[AnswerSection, ...]:
    """Every question that was asked, by section; a section of which nothing was asked is left out.

    `filled_in`: the language in which the answers were given.
    """
    translated = filled_in not in ("", get_language())
    found = (
        _section(section, case, filled_in if translated else "", sources)
        for section in instrument.sections
    )
    return tuple(section for section in found if section.answers)


def _section(
    section: Section, case: Case, original: str, sources: Mapping[str, str]
) -> AnswerSection:
    asked = tuple(
        Answer(
            code=item.code,
            name=str(item.name),
            question=str(item.question),
            answer=answers.in_words(item, case.responses),
            missing=case.responses.missing(item.code) and not item.optional,
            own_words=isinstance(item.kind, FreeText) and item.code in case.responses.given,
            original="" if item.code in sources else _original(item, case, original),
            source=sources.get(item.code, ""),
        )
        for item in section.items
        if case.responses.state(item.code) is not State.NOT_ASKED
    )
    return AnswerSection(section.code, str(section.title), asked)


def _original(item: Item, case: Case, language: str) -> str:
    """The answer as it read in the athlete's language; "" where there is none, or it is her own text."""
    worded = isinstance(item.kind, OneOf | AnyOf) and item.code in case.responses.given
    if not language or not worded:
        return ""
    with override(language):
        return answers.in_words(item, case.responses)


def measured(
    instrument: Instrument, case: Case, sources: Mapping[str, str] = MappingProxyType({})
) -> tuple[Answer, ...]:
    """What a clinician entered."""
    return tuple(
        Answer(
            code=measure.code,
            name=str(measure.label),
            question=str(measure.label),
            answer=answers.measure_in_words(measure, case.measured[measure.code]),
            missing=False,
            source=sources.get(measure.code, ""),
        )
        for measure in instrument.measures
        if measure.code in case.measured
    )


def missing(instrument: Instrument, case: Case) -> tuple[Answer, ...]:
    """Questions that were asked and have no answer, with the reason in words."""
    return tuple(
        answer
        for section in sections(instrument, case)
        for answer in section.answers
        if answer.missing
    )


def topics(instrument: Instrument, case: Case) -> tuple[str, ...]:
    """What she wants to talk about, to be read as one list: a capital at its start alone."""
    kind = instrument.items["close.topics"].kind
    chosen = case.responses.given.get("close.topics", ())
    if not isinstance(kind, AnyOf):
        return ()
    labels = [str(option.label) for option in kind.options if option.code in chosen]
    return (*labels[:1], *map(figures.inside, labels[1:]))


def remarks(case: Case) -> str:
    """Her own words, as typed."""
    return str(case.responses.given.get("close.remarks", ""))


def settles(instrument: Instrument, settlings: tuple[Settling, ...]) -> tuple[SettleRow, ...]:
    """What would settle most, the most first."""
    return tuple(_settle(found, instrument) for found in settlings)


def _settle(found: Settling, instrument: Instrument) -> SettleRow:
    name = figures.capital(
        figures.several(results.name_of(code, instrument) for code in found.codes)
    )
    gains = tuple(
        _("%(what)s %(now)s → %(then)s") % {"what": what, "now": now, "then": then}
        for what, (now, then) in (
            (_("Triad"), found.triad),
            ("P", found.primary),
            ("S", found.secondary),
        )
        if then < now
    )
    becomes = (settling.colour(found.colour), settling.band(found.band))
    return SettleRow(
        name=name,
        gains=gains,
        levels=tuple(attention(level) for level in found.reaches),
        becomes=tuple(sentence for sentence in becomes if sentence),
        codes=found.codes,
    )
