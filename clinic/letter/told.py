"""What the athlete told and what was measured, in full, and what is not known."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from screening.core.answers import Case, State
from screening.core.instrument import Instrument, Section
from screening.core.kinds import AnyOf, FreeText
from screening.rules.settle import Settling
from screening.wording import answers, figures, results

from .marks import Marked, attention


@dataclass(frozen=True, slots=True)
class Answer:
    """One question with its answer in words. `missing`: it was asked and not given.

    `own_words`: it is free text, which may be long.
    """

    code: str
    name: str
    question: str
    answer: str
    missing: bool
    own_words: bool = False


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


def sections(instrument: Instrument, case: Case) -> tuple[AnswerSection, ...]:
    """Every question that was asked, by section; a section of which nothing was asked is left out."""
    found = (_section(section, case) for section in instrument.sections)
    return tuple(section for section in found if section.answers)


def _section(section: Section, case: Case) -> AnswerSection:
    asked = tuple(
        Answer(
            code=item.code,
            name=str(item.name),
            question=str(item.question),
            answer=answers.in_words(item, case.responses),
            missing=case.responses.missing(item.code) and not item.optional,
            own_words=isinstance(item.kind, FreeText) and item.code in case.responses.given,
        )
        for item in section.items
        if case.responses.state(item.code) is not State.NOT_ASKED
    )
    return AnswerSection(section.code, str(section.title), asked)


def measured(instrument: Instrument, case: Case) -> tuple[Answer, ...]:
    """What a clinician entered."""
    return tuple(
        Answer(
            code=measure.code,
            name=str(measure.label),
            question=str(measure.label),
            answer=answers.measure_in_words(measure, case.measured[measure.code]),
            missing=False,
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
    """What she wants to talk about."""
    kind = instrument.items["close.topics"].kind
    chosen = case.responses.given.get("close.topics", ())
    if not isinstance(kind, AnyOf):
        return ()
    return tuple(str(option.label) for option in kind.options if option.code in chosen)


def remarks(case: Case) -> str:
    """Her own words, as typed."""
    return str(case.responses.given.get("close.remarks", ""))


def settles(instrument: Instrument, settlings: tuple[Settling, ...]) -> tuple[SettleRow, ...]:
    """What would settle most, the most first."""
    return tuple(_settle(settling, instrument) for settling in settlings)


def _settle(settling: Settling, instrument: Instrument) -> SettleRow:
    name = figures.capital(
        figures.several(results.name_of(code, instrument) for code in settling.codes)
    )
    gains = tuple(
        _("%(what)s %(now)s → %(then)s") % {"what": what, "now": now, "then": then}
        for what, (now, then) in (
            (_("Triad"), settling.triad),
            ("P", settling.primary),
            ("S", settling.secondary),
        )
        if then < now
    )
    others = tuple(attention(level) for level in settling.attention[1:])
    return SettleRow(name, gains, others)
