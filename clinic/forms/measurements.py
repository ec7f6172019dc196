"""The form for what a clinician measures or takes over. It turns typed text into raw values; the core reads those."""

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from screening.core.answers import read_measurements
from screening.core.instrument import Instrument, Measure
from screening.core.kinds import Day, Number, OneOf, Text
from screening.wording import faults as wording

GROUPS: tuple[tuple[Text, tuple[str, ...]], ...] = (
    (
        gettext_lazy("Body"),
        (
            "height_cm",
            "weight_kg",
            "weight_month_ago_kg",
            "expected_weight_percent",
            "growth_deviation",
        ),
    ),
    (gettext_lazy("Bone density (DXA)"), ("dxa_z", "dxa_z_fell", "dxa_date")),
    (gettext_lazy("Blood tests"), ("t3", "testosterone", "lipids")),
    (
        gettext_lazy("Eating and mood"),
        (
            "ede_q_global",
            "ed_diagnosis",
            "depression_or_anxiety",
            "refuses_food_or_drink",
            "self_harm_concern",
        ),
    ),
)
MINOR_HINTS: dict[str, Text] = {
    "expected_weight_percent": gettext_lazy("From a growth chart for age and sex."),
}
"""Under 18 nothing is said in terms of adults' body mass."""

NUMBER = re.compile(r"([+-]?\d{1,5}(?:[.,]\d{1,4})?)\s*(?:m|cm|kg|%)?", re.ASCII)
METRES = 3
"""A height below this is taken as metres, from here on as centimetres."""


def read_number(text: str, code: str) -> int | float | str:
    """The number that somebody typed ("1,65", "1.65", "165 cm"); the text itself when it is none."""
    match = NUMBER.fullmatch(text.replace("\N{MINUS SIGN}", "-").strip().lower())
    if match is None:
        return text
    number = Decimal(match[1].replace(",", "."))
    if code == "height_cm" and number < METRES:
        number *= 100
    return int(number) if number == int(number) else float(number)


class MeasurementsForm(forms.Form):
    """One field for each measure of the instrument; blank means not measured."""

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        instrument: Instrument,
        stored: Mapping[str, Any],
        minor: bool,
    ) -> None:
        self.instrument = instrument
        initial = {code: _shown(value) for code, value in stored.items()}
        super().__init__(data, initial=initial)
        for measure in instrument.measures:
            self.fields[measure.code] = _field(measure, minor=minor)

    @property
    def groups(self) -> Iterator[tuple[Text, list[forms.BoundField]]]:
        """The fields under their headings, in the order in which they are entered."""
        for title, codes in GROUPS:
            yield title, [self[code] for code in codes if code in self.fields]
        grouped = {code for _title, codes in GROUPS for code in codes}
        rest = [self[code] for code in self.fields if code not in grouped]
        if rest:
            yield _("Other"), rest

    def clean(self) -> dict[str, Any]:
        """Raw values by code, None for what is left blank; the core's faults become errors at the fields."""
        raw = {m.code: self._raw(m, self.cleaned_data.get(m.code, "")) for m in self._readable()}
        entered = {code: value for code, value in raw.items() if value is not None}
        _values, faults = read_measurements(self.instrument, entered)
        for fault in faults:
            self.add_error(fault.where, wording.sentence(fault, self.instrument))
        return raw

    def _readable(self) -> Iterable[Measure]:
        return (m for m in self.instrument.measures if m.code not in self.errors)

    @staticmethod
    def _raw(measure: Measure, text: str) -> Any:
        text = text.strip()
        if not text:
            return None
        return read_number(text, measure.code) if isinstance(measure.kind, Number) else text


def _shown(value: Any) -> str:
    """A stored raw value as somebody would type it."""
    if isinstance(value, int | float):
        return number_format(Decimal(repr(value)))
    return str(value)


def _field(measure: Measure, *, minor: bool) -> forms.Field:
    hint = MINOR_HINTS.get(measure.code, measure.hint) if minor else measure.hint
    label = measure.label
    if isinstance(measure.kind, OneOf):
        choices = [("", _("not entered")), *((o.code, o.label) for o in measure.kind.options)]
        field: forms.Field = forms.CharField(widget=forms.Select(choices=choices))
    elif isinstance(measure.kind, Day):
        field = forms.CharField(widget=forms.TextInput(attrs={"type": "date"}))
    else:
        attrs = {"inputmode": "decimal", "maxlength": 12, "class": "short", "autocomplete": "off"}
        if measure.code == "dxa_z":
            attrs["inputmode"] = "text"
        field = forms.CharField(widget=forms.TextInput(attrs=attrs))
    field.label, field.help_text, field.required = label, hint, False
    field.unit = measure.unit
    return field
