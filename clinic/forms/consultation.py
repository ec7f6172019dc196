"""The forms of the record: note and plan, the reason of an amendment."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from screening.core.kinds import Text
from screening.rules.results import Attention
from screening.wording.again import AGAIN, as_the_level_says, level_in_full
from screening.wording.plans import (
    REFERRALS,
    REPLACED,
    STEPS,
    SUGGESTED,
    SUGGESTED_REFERRALS,
)

Choices = list[tuple[str, Text]]


class ConsultationForm(forms.Form):
    """The note and plan. Nothing is obligatory: it is saved while it is being written."""

    note = forms.CharField(
        label=gettext_lazy("Note"),
        required=False,
        max_length=20000,
        widget=forms.Textarea(attrs={"rows": 12, "maxlength": 20000, "autocomplete": "off"}),
    )
    discussed = forms.MultipleChoiceField(
        label=gettext_lazy("Discussed"), required=False, widget=forms.CheckboxSelectMultiple
    )
    plan = forms.MultipleChoiceField(
        label=gettext_lazy("Plan"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    referral = forms.MultipleChoiceField(
        label=gettext_lazy("Referral to"),
        required=False,
        choices=list(REFERRALS.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    referral_other = forms.CharField(
        label=pgettext_lazy("referral", "Somebody else, or in detail"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"maxlength": 200, "autocomplete": "off"}),
    )
    again = forms.ChoiceField(label=gettext_lazy("Screen again"), required=False)
    revision = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        attention: Attention,
        discussed: Choices,
        stored: Mapping[str, Any],
        revision: int,
    ) -> None:
        super().__init__(data, initial={**stored, "revision": revision})
        self.fields["discussed"].choices = discussed
        self.fields["plan"].choices = [
            (code, step)
            for code, step in STEPS.items()
            if code not in REPLACED or code in stored["plan"]
        ]
        self.fields["again"].help_text = level_in_full(attention)
        self.fields["again"].choices = [("", as_the_level_says(attention)), *AGAIN.items()]
        self.first = SUGGESTED[attention]
        self.first_referrals = SUGGESTED_REFERRALS.get(attention, ())

    def _boxes(self, name: str, codes: Iterable[str], *, among: bool) -> list[Any]:
        return [box for box in self[name] if (box.data["value"] in codes) is among]

    @property
    def suggested(self) -> list[Any]:
        """Steps that the level suggests."""
        return self._boxes("plan", self.first, among=True)

    @property
    def further(self) -> list[Any]:
        return self._boxes("plan", self.first, among=False)

    @property
    def further_ticked(self) -> bool:
        """Whether one of the other steps is ticked, so that the page shows them."""
        return any(box.data["selected"] for box in self.further)

    @property
    def content(self) -> dict[str, Any]:
        """What is stored."""
        found = self.cleaned_data
        return {
            "note": found["note"].replace("\r\n", "\n"),
            "plan": [code for code in STEPS if code in found["plan"]],
            "referral": [code for code in REFERRALS if code in found["referral"]],
            "referral_other": found["referral_other"],
            "discussed": sorted(found["discussed"]),
            "again": found["again"],
        }


class AmendForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason for the amendment"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 500, "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Write down why it is amended.")},
    )
