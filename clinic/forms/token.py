"""The form for a key of another system."""

from django import forms
from django.utils.translation import gettext_lazy

from clinic.models.token import Scope

DAYS = (
    (30, gettext_lazy("30 days")),
    (90, gettext_lazy("90 days")),
    (365, gettext_lazy("a year")),
)


class TokenForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("What it is for"),
        max_length=80,
        widget=forms.TextInput(attrs={"maxlength": 80, "autocomplete": "off"}),
        help_text=gettext_lazy("For example the name of your record system."),
    )
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("What it may read"),
        choices=Scope.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Tick at least one.")},
    )
    days = forms.TypedChoiceField(
        label=gettext_lazy("How long it works"), choices=DAYS, coerce=int, initial=90
    )
