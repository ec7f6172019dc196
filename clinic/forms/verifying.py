"""The form that asks which report is meant."""

import hashlib
import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MOST_BYTES = 10 * 1024 * 1024
DIGEST = re.compile(r"[0-9a-f]{64}")


class VerifyForm(forms.Form):
    """A valid one has `digest`."""

    file = forms.FileField(
        label=gettext_lazy("The PDF"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
        help_text=gettext_lazy("It is not kept; only its SHA-256 is computed."),
    )
    typed = forms.CharField(
        label=gettext_lazy("Or its SHA-256"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=gettext_lazy("64 digits and letters from a to f, with or without spaces."),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file is not None and file.size > MOST_BYTES:
            raise forms.ValidationError(_("This file is larger than 10 MB: no report is."))
        return file

    def clean_typed(self) -> str:
        typed = "".join(self.cleaned_data["typed"].split()).lower()
        if typed and not DIGEST.fullmatch(typed):
            raise forms.ValidationError(
                _("This is no SHA-256: 64 digits and letters from a to f are needed.")
            )
        return typed

    def clean(self) -> dict[str, Any]:
        found = self.cleaned_data
        if not self.errors and not found.get("file") and not found.get("typed"):
            self.add_error("file", _("Choose a file, or fill in its SHA-256."))
        return found

    @property
    def digest(self) -> str:
        file = self.cleaned_data["file"]
        return hashlib.sha256(file.read()).hexdigest() if file else self.cleaned_data["typed"]
