"""What goes into a table for analysis."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from clinic.tables.export import Choice
from screening.protocols import PROTOCOLS

from .days import DayField

XLSX, CSV = "xlsx", "csv"
FORMATS = (
    (XLSX, gettext_lazy("Excel (XLSX), with codebook")),
    (CSV, gettext_lazy("CSV, semicolons and decimal commas")),
)
WHICH = (
    ("all", gettext_lazy("All that were sent in")),
    ("signed", gettext_lazy("Signed ones only")),
)
LONGEST_REASON = 200


def _day(label: Any) -> forms.DateField:
    return DayField(label=label, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))


class TableForm(forms.Form):
    first = _day(pgettext_lazy("period", "From"))
    last = _day(pgettext_lazy("period", "Up to and including"))
    protocol = forms.ChoiceField(label=gettext_lazy("Questionnaire"), required=False)
    which = forms.ChoiceField(label=gettext_lazy("Screenings"), choices=WHICH)
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the labels"), choices=settings.LANGUAGES
    )
    format = forms.ChoiceField(label=gettext_lazy("File"), choices=FORMATS)
    codes = forms.BooleanField(
        label=gettext_lazy("With the codes of the practice and whole dates"),
        required=False,
        help_text=gettext_lazy("Only to trace rows back to athletes."),
    )
    texts = forms.BooleanField(
        label=gettext_lazy("With what athletes wrote in their own words"),
        required=False,
        help_text=gettext_lazy("May name somebody."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        required=False,
        max_length=LONGEST_REASON,
        help_text=gettext_lazy("Goes into the access log. Write no names."),
        widget=forms.TextInput(attrs={"maxlength": LONGEST_REASON, "autocomplete": "off"}),
    )

    def __init__(self, data: Any, *, language: str) -> None:
        today = timezone.localdate()
        initial = {"first": today.replace(month=1, day=1), "last": today, "language": language}
        super().__init__(data, initial=initial)
        self.fields["protocol"].choices = [("", _("All versions"))] + [
            (code, code) for code in PROTOCOLS
        ]

    def clean(self) -> dict[str, Any]:
        found = self.cleaned_data
        first, last = found.get("first"), found.get("last")
        if first and last and first > last:
            self.add_error("last", _("This day is before the first one."))
        if (found.get("codes") or found.get("texts")) and not found.get("reason"):
            self.add_error("reason", _("Say why the file must hold more than usual."))
        if found.get("format") == CSV and not found.get("protocol") and len(PROTOCOLS) > 1:
            self.add_error("protocol", _("A CSV file holds one version: choose which."))
        return found

    @property
    def choice(self) -> Choice:
        """What was chosen; of a form that is not filled in yet, what it begins with."""
        found = self.cleaned_data if self.is_bound else self.initial
        return Choice(
            first=found["first"],
            last=found["last"],
            protocol=found.get("protocol", ""),
            signed=found.get("which") == "signed",
            language=found["language"],
            codes=found.get("codes", False),
            texts=found.get("texts", False),
        )
