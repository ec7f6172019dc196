"""What an owner decides for the practice."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

WORDS = {"rows": 4, "maxlength": 600}


class PracticeForm(forms.Form):
    phone = forms.CharField(
        label=_("Phone number"),
        max_length=30,
        required=False,
        help_text=_("Athletes see it. With urgent signs it is the first thing on their last page."),
    )
    email = forms.EmailField(
        label=_("E-mail address of the practice"),
        required=False,
        help_text=_(
            "Gets a short mail when something asks for attention today. Never with names. "
            "Without an address the owners get it."
        ),
    )
    urgent_text_nl = forms.CharField(
        label=_("Your own words on an urgent last page, in Dutch"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={**WORDS, "lang": "nl"}),
        help_text=_("For example when you can be reached, and whom to call outside those hours."),
    )
    urgent_text_en = forms.CharField(
        label=_("Your own words on an urgent last page, in English"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={**WORDS, "lang": "en"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.optional = True
            field.widget.attrs["autocomplete"] = "off"
