"""Conditions as data for the page's script, so that they are declared once."""

from collections.abc import Collection, Mapping
from typing import Any

from screening.core.answers import Responses
from screening.core.instrument import Condition, Either, Every, HasNot, Is, IsNot

Rule = bool | list[Any]


def codes_of(responses: Responses) -> dict[str, Any]:
    """The codes that conditions read: what was given, and the words for what was withheld."""
    return {**responses.given, **{code: str(state) for code, state in responses.withheld.items()}}


def as_rule(condition: Condition, here: Collection[str], codes: Mapping[str, Any]) -> Rule:
    """A condition with what is answered elsewhere filled in; only items in `here` stay open."""
    match condition:
        case Every(conditions=conditions):
            name = "any" if isinstance(condition, Either) else "all"
            return [name, *(as_rule(part, here, codes) for part in conditions)]
        case Is(item=item, among=among) if item in here:
            return ["not" if isinstance(condition, IsNot) else "is", item, sorted(among)]
        case HasNot(item=item, option=option) if item in here:
            return ["lacks", item, option]
    return condition.holds(codes)
