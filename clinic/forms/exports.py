"""What is chosen on the list of signed reports, and what an export asks."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from clinic.models import Practice
from clinic.models.export import LANGUAGES
from clinic.signed import Filter, Preset, signers

from .days import DayField, MomentField

MOST = 5000
"""Reports of one export."""


class FilterForm(forms.Form):
    """Everything is optional; what cannot be read narrows nothing."""

    show = forms.ChoiceField(choices=[(p.value, p.value) for p in Preset], required=False)
    first = DayField(
        label=_("Signed from"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "inp"}),
    )
    last = DayField(
        label=_("Up to and including"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "inp"}),
    )
    signer = forms.ChoiceField(
        label=_("Signed by"), required=False, widget=forms.Select(attrs={"class": "inp"})
    )
    words = forms.CharField(
        label=_("Name, code or client number"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "class": "inp", "autocomplete": "off"}),
    )
    until = MomentField(required=False)

    def __init__(self, data: QueryDict, *, practice: Practice) -> None:
        super().__init__(data)
        people = [(str(pk), name) for pk, name in signers(practice)]
        self.fields["signer"].choices = [("", _("everyone")), *people]

    def chosen(self) -> Filter:
        self.is_valid()
        found = self.cleaned_data
        return Filter(
            preset=Preset(found.get("show") or Preset.MONTH_NEW),
            first=found.get("first"),
            last=found.get("last"),
            signer=UUID(found["signer"]) if found.get("signer") else None,
            words=found.get("words", "").strip(),
            until=found.get("until"),
        )


class ExportForm(forms.Form):
    language = forms.ChoiceField(
        label=_("Language"), choices=LANGUAGES, widget=forms.Select(attrs={"class": "inp"})
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        widget=forms.TextInput(attrs={"class": "inp", "autocomplete": "off"}),
        error_messages={"required": _("Write why the reports leave the practice.")},
        help_text=_("Once; it stands in the log with each report. No names."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["form"] = "chosen"


def ticked(posted: QueryDict) -> list[UUID]:
    """The ids of the rows that were ticked; what is no id is no row."""
    found = []
    for text in posted.getlist("signature"):
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found
