"""What was done about urgent signs."""

from django import forms
from django.utils.translation import gettext_lazy


class HandlingForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("What was done"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": 1000, "autocomplete": "off"}),
        help_text=gettext_lazy(
            "For example: called at 9:10, goes to the GP today. It is kept with your name."
        ),
        error_messages={"required": gettext_lazy("Write down what was done.")},
    )
