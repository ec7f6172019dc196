"""The forms of an import: the file, and later the same file again with what was decided."""

import base64
import binascii
import re

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clinic.importing.lines import MOST_BYTES

LINE = re.compile("line-([0-9]{1,5})")
"""The field with what was answered about one line."""


class FileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.ics,text/csv,text/calendar"}),
        error_messages={
            "required": gettext_lazy("Choose a file."),
            "empty": gettext_lazy("This file is empty."),
        },
    )

    def clean_file(self) -> bytes:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(
                _("The file is larger than 1 MB. Divide it over several files.")
            )
        return file.read()


class ConfirmForm(forms.Form):
    """Holds the file between what was shown and what is carried out: nothing of it stays on the server."""

    content = forms.CharField(max_length=MOST_BYTES * 4 // 3 + 4, strip=False)
    shown = forms.CharField(max_length=64)

    def clean_content(self) -> bytes:
        try:
            return base64.b64decode(self.cleaned_data["content"], altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            raise forms.ValidationError(_("Choose the file again.")) from None

    def answers(self) -> dict[int, str]:
        """What was answered, by line number."""
        answered = ((LINE.fullmatch(name), value) for name, value in self.data.items())
        return {int(line[1]): value for line, value in answered if line}


def packed(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode()
