"""Answers as FHIR QuestionnaireResponses: her own, and apart from them what she told in conversation.

An item that is there was asked; one that is there without an answer was left open. One that was not asked is absent.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from screening.core.answers import Responses
from screening.core.instrument import Item, Section
from screening.core.kinds import (
    AnyOf,
    FreeText,
    Group,
    Kind,
    Number,
    OneOf,
    Option,
    Series,
    WholeNumber,
)

from .codes import SCREENING, STATE, Json, canonical, dated, number, options_of, plain
from .conditions import INSTEAD, asks_instead
from .filled import Filled
from .questionnaire import STATES, week
from .words import coding, words

WRITTEN_DOWN = _("Written down by the practice, as told in conversation")


def subject(code: str) -> Json:
    """Whom it is about: a reference that holds the screening's code, and nothing of the person."""
    return {"type": "Patient", "identifier": {"system": SCREENING, "value": code}}


def response(filled: Filled) -> Json:
    """What the athlete filled in herself.

    `language` is that of her form, in which her own words are; what is shown for a code stands in English with its
    Dutch, as in the Questionnaire, because readers compare the two.
    """
    own = filled.own
    items = _items(filled, own, own.asked)
    return {
        **_head(filled, filled.language),
        "source": subject(filled.code),
        **({"item": items} if items else {}),
    }


def told_response(filled: Filled) -> Json | None:
    """What she told in conversation and counts, because her own answer is missing; None where nothing was.

    It holds those items, and the ones that are asked only because of them. The author is the practice. When it was
    told is not in it: each answer may have its own time.
    """
    codes = filled.told_codes
    if not codes:
        return None
    both = filled.case.responses
    head = _head(filled, "en")
    del head["authored"]
    return {
        **head,
        "author": {"type": "Practitioner", **words("display", WRITTEN_DOWN)},
        "source": subject(filled.code),
        "item": _items(filled, both, codes | (both.asked - filled.own.asked)),
    }


def _head(filled: Filled, language: str) -> Json:
    instrument = filled.instrument
    return {
        "resourceType": "QuestionnaireResponse",
        "language": language,
        "questionnaire": f"{canonical(instrument)}|{instrument.version}",
        "status": "completed",
        "subject": subject(filled.code),
        **dated("authored", filled.sent_at),
    }


def _items(filled: Filled, responses: Responses, codes: Iterable[str]) -> list[Json]:
    """Sections with those of their items that are among the codes."""
    wanted = frozenset(codes)
    sections = (
        (section, list(_section(filled, responses, section, wanted)))
        for section in filled.instrument.sections
    )
    return [{"linkId": section.code, "item": items} for section, items in sections if items]


def _section(
    filled: Filled, responses: Responses, section: Section, wanted: frozenset[str]
) -> Iterator[Json]:
    for item in section.items:
        if item.code in wanted:
            yield from _answered(filled, responses, item)


def _answered(filled: Filled, responses: Responses, item: Item) -> Iterator[Json]:
    """The item with its answer; a word or state that its kind cannot say is the answer of the question beside it."""
    system = options_of(filled.instrument, item.code)
    value = responses.given.get(item.code)
    state = responses.withheld.get(item.code)
    if state is not None:
        said = {"valueCoding": coding(STATE, state.value, STATES[state.value])}
    elif asks_instead(item) and isinstance(value, str):
        options: tuple[Option, ...] = getattr(item.kind, "words", ())
        said = {"valueCoding": _chosen(options, system, value)}
    else:
        yield from _given(item.code, item.kind, system, value)
        return
    if asks_instead(item):
        yield {"linkId": item.code}
        yield {"linkId": f"{item.code}{INSTEAD}", "answer": [said]}
    else:
        yield {"linkId": item.code, "answer": [said]}


def _given(link: str, kind: Kind, system: str, value: Any) -> Iterator[Json]:
    """The items that hold a value; one without an answer where there is none."""
    match kind:
        case Series(length=length):
            weeks = value or (None,) * length
            inside = [
                _with_answer(week(link, place), kind.week, system, each)
                for place, each in enumerate(weeks, 1)
            ]
            yield {"linkId": link, "item": inside}
        case Group(parts=parts) if value:
            for row in value:
                inside = [
                    _with_answer(
                        f"{link}.{part.code}",
                        part.kind,
                        f"{system}.{part.code}",
                        row[part.code],
                    )
                    for part in parts
                ]
                yield {"linkId": link, "item": inside}
        case _:
            yield _with_answer(link, kind, system, value)


def _with_answer(link: str, kind: Kind, system: str, value: Any) -> Json:
    if value is None:
        return {"linkId": link}
    return {"linkId": link, "answer": _answers(kind, system, value)}


def _answers(kind: Kind, system: str, value: Any) -> list[Json]:
    match kind:
        case OneOf(options=options):
            return [{"valueCoding": _chosen(options, system, value)}]
        case AnyOf(options=options):
            return [{"valueCoding": _chosen(options, system, each)} for each in value]
        case FreeText():
            return [{"valueString": plain(value)}]
        case WholeNumber():
            return [{"valueInteger": value}]
        case Number():
            return [{"valueDecimal": number(value)}]
    if isinstance(value, date):
        return [{"valueDate": value.isoformat()}]
    raise ValueError(f"FHIR has no answer for {value!r}")


def _chosen(options: Iterable[Option], system: str, code: str) -> Json:
    label = next(option.label for option in options if option.code == code)
    return coding(system, code, label)
