"""Destroying an athlete's file, and keeping it longer."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clinic import written
from clinic.models import Athlete, Hold, Reason


class EraseForm(forms.Form):
    """Typing her last name shows that this athlete is meant, and no other."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Why it is destroyed"),
        choices=Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose a reason.")},
    )
    family_name = forms.CharField(
        label=gettext_lazy("Last name of the athlete"),
        max_length=80,
        help_text=gettext_lazy(
            "Type it as it stands above, to be sure that this athlete is meant."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": gettext_lazy("Type the last name.")},
    )

    def __init__(self, *args: Any, athlete: Athlete, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._athlete = athlete

    def clean_family_name(self) -> str:
        typed = self.cleaned_data["family_name"]
        if written.words(typed) != written.words(self._athlete.family_name):
            raise forms.ValidationError(_("This is not the last name of this athlete."))
        return typed


class HoldForm(forms.Form):
    reason = forms.ChoiceField(
        label=gettext_lazy("Why it is kept"),
        choices=Hold.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose a reason.")},
    )
