"""Age and a clinician's measurements as Observations, with LOINC codes where they are certain."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from screening.core.instrument import Measure
from screening.core.kinds import Number, OneOf, Text
from screening.wording.levels import ORIGIN

from .codes import LOINC, MEASUREMENT, OWN, UCUM, Json, dated, number, options_of
from .derived import observation
from .filled import Filled
from .words import coding, concept, words

LOINC_CODES = {
    "height_cm": ("8302-2", "Body height"),
    "weight_kg": ("29463-7", "Body weight"),
    "age": ("30525-0", "Age"),
}
"""Only where LOINC means exactly this, and reading it as that does no harm. The weight of a month ago must not be taken
for the weight now; T3, testosterone and lipids are read against a laboratory's own range; the Z-score is the lowest of
several sites: their codes are our own."""
VITAL_SIGNS = frozenset({"height_cm", "weight_kg"})
UCUM_CODES = {"cm": "cm", "kg": "kg", "%": "%", "": "1"}
YEARS: Text = pgettext_lazy("unit", "years")


def age(filled: Filled) -> tuple[str, Json]:
    """Years of age when it was sent, cut to hundredths: the rules read it."""
    years = {"value": number(filled.case.age), **words("unit", YEARS)}
    return "age", {
        **observation(filled, _code("age", _("Age")), "survey"),
        **dated("effectiveDateTime", filled.sent_at),
        "valueQuantity": {**years, "system": UCUM, "code": "a"},
    }


def measurements(filled: Filled) -> Iterator[tuple[str, Json]]:
    """Each measurement; beside it, under `<code>-reported`, the athlete's own value that it stands in place of."""
    for measure in filled.instrument.measures:
        if measure.code not in filled.case.measured:
            continue
        origin = filled.origins.get(measure.code, {})
        value = filled.case.measured[measure.code]
        yield measure.code, _measured(filled, measure, value, origin)
        reported = origin.get("reported")
        if reported:
            hers = measure.kind.read(reported["value"])
            yield f"{measure.code}-reported", _measured(filled, measure, hers, reported)


def _measured(filled: Filled, measure: Measure, value: Any, origin: Mapping[str, Any]) -> Json:
    """One value, with its date and origin where they are known."""
    category = "vital-signs" if measure.code in VITAL_SIGNS else "exam"
    made: Json = observation(filled, _code(measure.code, measure.label), category)
    if "on" in origin:
        made["effectiveDateTime"] = origin["on"]
    made |= _value(filled, measure, value)
    if origin.get("origin") in ORIGIN:
        made["method"] = concept(f"{OWN}:origin", origin["origin"], ORIGIN[origin["origin"]])
    return made


def _code(code: str, name: Text) -> Json:
    codes = [coding(MEASUREMENT, code, name)]
    if code in LOINC_CODES:
        loinc, display = LOINC_CODES[code]
        codes.insert(0, {"system": LOINC, "code": loinc, "display": display})
    return {"coding": codes, **words("text", name)}


def _value(filled: Filled, measure: Measure, value: Any) -> Json:
    match measure.kind:
        case OneOf(options=options):
            label = next(option.label for option in options if option.code == value)
            system = options_of(filled.instrument, measure.code)
            return {"valueCodeableConcept": concept(system, value, label)}
        case Number():
            unit = {"unit": measure.unit} if measure.unit else {}
            ucum = {"system": UCUM, "code": UCUM_CODES[measure.unit]}
            return {"valueQuantity": {"value": number(value), **unit, **ucum}}
    if isinstance(value, date):
        return {"valueDateTime": value.isoformat()}
    raise ValueError(f"FHIR has no value for {measure.code}: {value!r}")
