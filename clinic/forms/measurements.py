"""The form for what a clinician measures or takes over. It turns typed text into raw values; the core reads those."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clinic.actions.measurements import Origin
from screening.core.answers import read_measurements
from screening.core.instrument import Instrument, Measure
from screening.core.kinds import Day, Number, OneOf, Text
from screening.wording import faults as wording

from .origins import OriginForm

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
METRES_APART = re.compile(r"([12])\s*m\s*(\d{2})", re.ASCII)
"""A height as it is said: "1m65"."""
METRES = 3
"""A height below this is taken as metres, from here on as centimetres."""


def read_number(text: str, code: str) -> int | float | str:
    """The number that somebody typed ("1,65", "1.65", "1m65", "165 cm"); the text itself when it is none."""
    typed = text.replace("\N{MINUS SIGN}", "-").strip().lower()
    if code == "height_cm":
        typed = METRES_APART.sub(r"\1,\2", typed)
    match = NUMBER.fullmatch(typed)
    if match is None:
        return text
    number = Decimal(match[1].replace(",", "."))
    if code == "height_cm" and number < METRES:
        number *= 100
    return int(number) if number == int(number) else float(number)


class MeasurementsForm(forms.Form):
    """One field for each measure of the instrument; blank means not measured.

    `beside` says under a field where its value came from, and what the athlete said herself. What stands as it did when
    the page was made is left out of `entered`, so that a page that stayed open never blanks another's entry.
    """

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        instrument: Instrument,
        stored: Mapping[str, Any],
        minor: bool,
        beside: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self.instrument = instrument
        self.shown = {code: _shown(value) for code, value in stored.items()}
        super().__init__(data, initial=self.shown)
        for measure in instrument.measures:
            self.fields[measure.code] = field = _field(measure, minor=minor)
            field.beside = (beside or {}).get(measure.code, ())
        if data is None:
            next(iter(self.fields.values())).widget.attrs["autofocus"] = True
        self.whole = OriginForm(data)
        self.single = {
            m.code: OriginForm(data, prefix=m.code, label=m.label) for m in instrument.measures
        }

    @property
    def holds(self) -> str:
        """For the next post: what stood in the fields when the page was made."""
        return self.data.get("was", "") if self.is_bound else json.dumps(self.shown)

    def is_valid(self) -> bool:
        """The fields, and the dates and origins beside them. The first that is at fault gets the cursor."""
        valid = all([super().is_valid(), *(form.is_valid() for form in self.sources)])
        if wrong := next((name for name in self.fields if name in self.errors), None):
            self.fields[wrong].widget.attrs["autofocus"] = True
        return valid

    @property
    def sources(self) -> list[OriginForm]:
        return [self.whole, *self.single.values()]

    @property
    def source_faults(self) -> bool:
        """Whether a value's own date or origin is wrong, so that the page shows them."""
        return any(form.errors for form in self.single.values())

    @property
    def faults(self) -> list[tuple[str, Text, str]]:
        """Every fault for the summary on top: at which control, its name, what is wrong."""
        if not self.is_bound:
            return []
        own = [(f.id_for_label, f.label, error) for f in self for error in f.errors]
        return [*own, *(fault for form in self.sources for fault in form.faults)]

    @property
    def entered(self) -> dict[str, Any]:
        """Raw values that can be read, without those that were left as they stood."""
        before = _held(self.data.get("was", ""))
        return {
            code: raw
            for code, raw in self.cleaned_data.items()
            if code not in self.errors
            and (
                before is None or code in self.origins or self._typed(code) != before.get(code, "")
            )
        }

    def _typed(self, code: str) -> str:
        return str(self.data.get(code, "")).strip()

    @property
    def origin(self) -> Origin | None:
        """Date and origin of the whole entry; None while they are wrong."""
        return self.whole.origin()

    @property
    def origins(self) -> dict[str, Origin]:
        """Those of single values that have another."""
        whole = self.origin
        found = {code: form.origin(whole) for code, form in self.single.items() if form.differs}
        return {code: origin for code, origin in found.items() if origin is not None}

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


def _held(text: str) -> dict[str, str] | None:
    """What the page held; None where it does not say."""
    try:
        held = json.loads(text)
    except ValueError:
        return None
    return held if isinstance(held, dict) else None


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
