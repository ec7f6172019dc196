"""What every Observation carries, and how a value, a span and a missing one are said.

A span of points is a valueRange, a definite number a valueInteger; what has no number has a dataAbsentReason, never a
zero. A span of bands, colours or statuses is two components, `<what>-least` and `<what>-most`.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from screening.core.kinds import Text
from screening.core.span import Span

from .codes import ABSENT, CATEGORY, COMPONENT, OBSERVATION, OWN, UCUM, Json, dated, full_url
from .filled import Filled
from .response import subject
from .words import concept, said, words

POINTS: Text = pgettext_lazy("unit", "points")
INDICATORS: Text = pgettext_lazy("unit", "indicators")
RULES: Text = _("Rules of this screening, version %(version)s")
LEAST: Text = _("%(what)s, at least")
MOST: Text = _("%(what)s, at most")
ABSENT_NAMES = {
    "unknown": "Unknown",
    "not-applicable": "Not Applicable",
    "not-performed": "Not Performed",
}
"""HL7's own words for why a value is absent."""


def observation(filled: Filled, code: Json, category: str) -> Json:
    """The part that measured and computed Observations share."""
    return {
        "resourceType": "Observation",
        "language": "en",
        "status": "final" if filled.signed else "preliminary",
        "category": [{"coding": [{"system": CATEGORY, "code": category}]}],
        "code": code,
        "subject": subject(filled.code),
    }


def derived(
    filled: Filled, code: str, name: Text, value: Json, *components: Json, says: Iterable[Text]
) -> Json:
    """An Observation that rules computed: its rules' version, what it rests on, and how far it may be trusted."""
    version = filled.assessment.version
    method = {
        "coding": [{"system": f"{OWN}:rules", "code": version}],
        **said("text", lambda: str(RULES) % {"version": version}),
    }
    return {
        **observation(filled, concept(OBSERVATION, code, name), "survey"),
        **dated("effectiveDateTime", filled.sent_at),
        **value,
        "note": [words("text", text) for text in says],
        "method": method,
        "derivedFrom": [{"reference": each} for each in rests_on(filled)],
        **({"component": list(components)} if components else {}),
    }


def rests_on(filled: Filled) -> list[str]:
    """What everything computed is read from: the answers, the age and the measurements."""
    parts: list[tuple[str, ...]] = [("response",)]
    if filled.told_codes:
        parts.append(("response", "told"))
    parts.append(("measurement", "age"))
    parts += [("measurement", code) for code in filled.measured]
    return [full_url(filled.code, *part) for part in parts]


def component(code: str, name: Text, value: Json, system: str = COMPONENT) -> Json:
    return {"code": concept(system, code, name), **value}


def coded(system: str, code: str, text: Text) -> Json:
    return {"valueCodeableConcept": concept(system, code, text)}


def points(span: Span) -> Json:
    """Points: a number where it is definite, else its range."""
    return _amount(span, POINTS, "{points}")


def count(span: Span) -> Json:
    """A number of CAT2 indicators, in the same way."""
    return _amount(span, INDICATORS, "{indicators}")


def _amount(span: Span, unit: Text, ucum: str) -> Json:
    if span.definite:
        return {"valueInteger": span.least}
    measure = {**words("unit", unit), "system": UCUM, "code": ucum}
    low, high = ({"value": value, **measure} for value in span)
    return {"valueRange": {"low": low, "high": high}}


def absent(code: str, text: Text) -> Json:
    """Why there is no value, by HL7's code and in words."""
    named = {"system": ABSENT, "code": code, "display": ABSENT_NAMES[code]}
    return {"dataAbsentReason": {"coding": [named], **words("text", text)}}


def pair(
    what: str, name: Text, ends: tuple[StrEnum, StrEnum], texts: Mapping[Any, Text]
) -> list[Json]:
    """The least and the most of a band, colour or status, as two components."""
    least, most = ends
    return [
        _end(f"{what}-least", LEAST, name, coded(f"{OWN}:{what}", least.value, texts[least])),
        _end(f"{what}-most", MOST, name, coded(f"{OWN}:{what}", most.value, texts[most])),
    ]


def _end(code: str, label: Text, name: Text, value: Json) -> Json:
    text = said("text", lambda: str(label) % {"what": name})
    return {"code": {"coding": [{"system": COMPONENT, "code": code}], **text}, **value}


def whole(
    what: str, ends: tuple[StrEnum, StrEnum], texts: Mapping[Any, Text], in_words: Any
) -> Json:
    """The band, colour or status as one value: coded where it is definite, else its span in words alone."""
    least, most = ends
    if least is most:
        return coded(f"{OWN}:{what}", least.value, texts[least])
    return {"valueCodeableConcept": said("text", lambda: in_words(ends))}
