"""An instrument as a FHIR Questionnaire: sections as groups, items as questions, both languages in one resource."""

from collections.abc import Iterable
from functools import singledispatch
from typing import Any

from django.utils.translation import gettext_lazy as _

from screening.core.instrument import Instrument, Item, Section
from screening.core.kinds import (
    AnyOf,
    Day,
    FreeText,
    Group,
    Kind,
    Number,
    OneOf,
    Option,
    Part,
    Series,
    Text,
    WholeNumber,
)

from .codes import (
    CONTROL,
    CONTROLS,
    EXCLUSIVE,
    ITEM,
    LEAST_VALUE,
    MOST_ROWS,
    MOST_VALUE,
    STATE,
    UCUM,
    UNIT,
    Json,
    canonical,
    extension,
    options_of,
)
from .conditions import INSTEAD, asks_instead, enabled
from .words import coding, said, words

TITLE: Text = _("REDs and bone stress screening")
STATES = {
    "unknown": _("I don’t know"),
    "declined": _("I’d rather not say"),
}
NO_NUMBER: Text = _("No number? Then choose here.")
NO_DATE: Text = _("No date? Then choose here.")
UNITS = {
    "menstruation.menarche_age": "a",
    "menstruation.breast_development_age": "a",
    "menstruation.periods_12m": "{periods}",
    "menstruation.longest_gap_months": "mo",
    "load.hours_per_week": "h",
}
"""UCUM codes of what is asked as a number; what has none here has a unit in words alone."""


def questionnaire(instrument: Instrument) -> Json:
    """The Questionnaire of an instrument: English with Dutch in the translation extension (FHIR R4).

    An item's code is its linkId. "I don't know" and "I'd rather not say" are options where the item takes them; where
    it is a number or a date they are asked in a question of their own beside it, `<code>~instead`. What a clinician
    measures is not in it: the athlete is never asked it.
    """
    return {
        "resourceType": "Questionnaire",
        "id": f"{instrument.code}-{instrument.version}",
        "language": "en",
        "url": canonical(instrument),
        "version": instrument.version,
        "name": f"RedsScreening{instrument.code.capitalize()}",
        **words("title", TITLE),
        "status": "active",
        "subjectType": ["Patient"],
        "item": [_section(instrument, section) for section in instrument.sections],
    }


def _section(instrument: Instrument, section: Section) -> Json:
    when = enabled(instrument, section.ask_if)
    items = [part for item in section.items for part in _asked(instrument, item)]
    return {
        "linkId": section.code,
        **words("text", section.title),
        "type": "group",
        **when,
        "item": [*_help(section.code, why=section.why), *items],
    }


def _asked(instrument: Instrument, item: Item) -> Iterable[Json]:
    """The question, and the one beside it for what a number or date cannot say."""
    when = enabled(instrument, item.ask_if)
    yield _question(instrument, item, when)
    if asks_instead(item):
        yield _instead(instrument, item, when)


def _question(instrument: Instrument, item: Item, when: Json) -> Json:
    shaped = shape(item.kind, item.code, options_of(instrument, item.code), _unit(item))
    if "answerOption" in shaped:
        shaped["answerOption"] += _states(item, exclusive=isinstance(item.kind, AnyOf))
    extensions = shaped.pop("extension", [])
    inside = [*_help(item.code, item.hint, item.why), *shaped.pop("item", [])]
    return {
        **({"extension": extensions} if extensions else {}),
        "linkId": item.code,
        "code": [coding(ITEM, item.code, item.name)],
        **words("text", item.question),
        **shaped,
        **when,
        **({"item": inside} if inside else {}),
    }


def _instead(instrument: Instrument, item: Item, when: Json) -> Json:
    options = item.kind.words if isinstance(item.kind, WholeNumber) else ()
    system = options_of(instrument, item.code)
    return {
        "linkId": f"{item.code}{INSTEAD}",
        **words("text", NO_DATE if isinstance(item.kind, Day) else NO_NUMBER),
        "type": "choice",
        **when,
        "answerOption": [*_options(system, options, exclusive=False), *_states(item)],
    }


def _options(system: str, options: Iterable[Option], *, exclusive: bool) -> list[Json]:
    return [
        _option(coding(system, each.code, each.label), exclusive=exclusive and each.code == "none")
        for each in options
    ]


def _states(item: Item, *, exclusive: bool = False) -> list[Json]:
    return [
        _option(coding(STATE, state, text), exclusive=exclusive)
        for state, text in STATES.items()
        if getattr(item, state)
    ]


def _option(value: Json, *, exclusive: bool) -> Json:
    marked = {"extension": [extension(EXCLUSIVE, valueBoolean=True)]} if exclusive else {}
    return {**marked, "valueCoding": value}


def _help(code: str, hint: Text = "", why: Text = "") -> list[Json]:
    """What helps to answer, and why it is asked, as one help text of two paragraphs: renderers show but one."""
    paragraphs = [text for text in (hint, why) if text]
    if not paragraphs:
        return []
    control = {"coding": [{"system": CONTROLS, "code": "help"}]}
    return [
        {
            "extension": [extension(CONTROL, valueCodeableConcept=control)],
            "linkId": f"{code}~help",
            **said("text", lambda: "\n".join(map(str, paragraphs))),
            "type": "display",
        }
    ]


def _unit(item: Item) -> list[Json]:
    if not item.unit:
        return []
    ucum = {"system": UCUM, "code": UNITS[item.code]} if item.code in UNITS else {}
    return [extension(UNIT, valueCoding={**ucum, **words("display", item.unit)})]


@singledispatch
def shape(kind: Kind, code: str, system: str, unit: list[Json]) -> Json:
    """What a kind of answer asks of its item: type, options, limits, nested items."""
    raise ValueError(f"FHIR has no shape for {kind} of {code}")


@shape.register
def _one_of(kind: OneOf, code: str, system: str, unit: list[Json]) -> Json:
    return {"type": "choice", "answerOption": _options(system, kind.options, exclusive=False)}


@shape.register
def _any_of(kind: AnyOf, code: str, system: str, unit: list[Json]) -> Json:
    most = [extension(MOST_ROWS, valueInteger=kind.most)] if kind.most else []
    return {
        "extension": most,
        "type": "choice",
        "repeats": True,
        "answerOption": _options(system, kind.options, exclusive=True),
    }


@shape.register
def _number(kind: Number, code: str, system: str, unit: list[Json]) -> Json:
    return {"extension": [*_limits(kind, "valueDecimal"), *unit], "type": "decimal"}


@shape.register
def _whole_number(kind: WholeNumber, code: str, system: str, unit: list[Json]) -> Json:
    return {"extension": [*_limits(kind, "valueInteger"), *unit], "type": "integer"}


def _limits(kind: Number, value: str) -> list[Json]:
    return [
        {"url": LEAST_VALUE, value: kind.least},
        {"url": MOST_VALUE, value: kind.most},
    ]


@shape.register
def _day(kind: Day, code: str, system: str, unit: list[Json]) -> Json:
    return {"type": "date"}


@shape.register
def _free_text(kind: FreeText, code: str, system: str, unit: list[Json]) -> Json:
    return {"type": "text", "maxLength": kind.most}


@shape.register
def _series(kind: Series, code: str, system: str, unit: list[Json]) -> Json:
    """A question for each week, the oldest first, so that a week left open stays in its place."""
    numbers = range(1, kind.length + 1)
    return {"type": "group", "item": [_week(kind, code, unit, number) for number in numbers]}


def _week(kind: Series, code: str, unit: list[Json], number: int) -> Json:
    return {
        "extension": [*_limits(kind.week, "valueDecimal"), *unit],
        "linkId": week(code, number),
        **said("text", lambda: _week_text(number, kind.length)),
        "type": "decimal",
    }


def week(code: str, number: int) -> str:
    """The linkId of one week of a series; 1 is the oldest."""
    return f"{code}.{number}"


def _week_text(number: int, length: int) -> Any:
    if number == 1:
        return _("Week 1 of %(length)s, the longest ago") % {"length": length}
    return _("Week %(number)s of %(length)s") % {"number": number, "length": length}


@shape.register
def _group(kind: Group, code: str, system: str, unit: list[Json]) -> Json:
    """Rows of the same parts. A part that is not known is left open, as the athlete's own form has it."""
    return {
        "extension": [extension(MOST_ROWS, valueInteger=kind.most)],
        "type": "group",
        "repeats": True,
        "item": [_part(part, code, system) for part in kind.parts],
    }


def _part(part: Part, code: str, system: str) -> Json:
    link = f"{code}.{part.code}"
    shaped = shape(part.kind, link, f"{system}.{part.code}", [])
    extensions = shaped.pop("extension", [])
    inside = [*_help(link, part.hint), *shaped.pop("item", [])]
    return {
        **({"extension": extensions} if extensions else {}),
        "linkId": link,
        **words("text", part.label),
        **shaped,
        **({"item": inside} if inside else {}),
    }
