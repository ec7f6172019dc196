"""What the access log is narrowed to, and what taking it along asks."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from clinic.access_log.rows import Filter, names_of
from clinic.access_log.words import ACTIONS, OUTCOMES, ROLES
from clinic.models import Athlete, Practice, Role

from .days import DayField

DATE = {"type": "date", "class": "inp"}


def _choice(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, required=False, widget=forms.Select(attrs={"class": "inp"})
    )


class FilterForm(forms.Form):
    """Everything is optional; what cannot be read narrows nothing."""

    first = DayField(
        label=pgettext_lazy("period", "From"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs=DATE),
    )
    last = DayField(
        label=_("Up to and including"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs=DATE),
    )
    who = _choice(_("Who"))
    outcome = _choice(_("Outcome"))
    action = _choice(_("What was done"))
    athlete = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict, *, practice: Practice) -> None:
        super().__init__(data)
        others = [(code, words) for code, words in ROLES.items() if code not in Role.values]
        actions = sorted(ACTIONS.items(), key=lambda each: str(each[1]))
        for name, first, choices in (
            ("who", _("everybody"), [*names_of(practice).items(), *others]),
            ("action", _("everything"), actions),
            ("outcome", _("done and refused"), list(OUTCOMES.items())),
        ):
            self.fields[name].choices = [("", first), *choices]

    def chosen(self) -> Filter:
        """In the practice's scope."""
        self.is_valid()
        found = self.cleaned_data
        who, athlete = found.get("who", ""), found.get("athlete")
        return Filter(
            first=found.get("first"),
            last=found.get("last"),
            who=UUID(who) if who and who not in ROLES else None,
            role=who if who in ROLES else "",
            athlete=Athlete.objects.filter(pk=athlete).first() if athlete else None,
            action=found.get("action", ""),
            outcome=found.get("outcome", ""),
        )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        widget=forms.TextInput(attrs={"class": "inp", "autocomplete": "off"}),
        error_messages={"required": _("Write why the log leaves the practice.")},
        help_text=_("It stands in the log itself. No names."),
    )
