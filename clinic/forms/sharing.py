"""Recording the athlete's consent for her coach."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from clinic.models import How


class CoachConsentForm(forms.Form):
    how = forms.ChoiceField(
        label=gettext_lazy("How the consent was given"),
        choices=[("", pgettext_lazy("consent", "Choose")), *How.choices],
        error_messages={"required": gettext_lazy("Choose how the consent was given.")},
    )
    parent_name = forms.CharField(
        label=gettext_lazy("Parent or guardian who agrees too"),
        help_text=gettext_lazy("Until the athlete is 16, a parent or guardian agrees as well."),
        max_length=120,
        widget=forms.TextInput(attrs={"maxlength": 120, "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Fill in who agrees beside the athlete.")},
    )

    def __init__(self, *args: Any, parent_needed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not parent_needed:
            del self.fields["parent_name"]
