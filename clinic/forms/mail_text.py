"""A practice's own words in a mail to an athlete."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clinic import mail_texts


class MailTextForm(forms.Form):
    subject = forms.CharField(label=gettext_lazy("Subject"), max_length=120)
    text = forms.CharField(
        label=gettext_lazy("Text"), max_length=2000, widget=forms.Textarea(attrs={"rows": 14})
    )

    def __init__(self, *args: object, language: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs |= {"lang": language, "autocomplete": "off"}

    def clean_subject(self) -> str:
        subject = " ".join(self.cleaned_data["subject"].split())
        faults = mail_texts.faults(subject, mail_texts.IN_SUBJECT)
        if faults:
            raise forms.ValidationError(faults)
        return subject

    def clean_text(self) -> str:
        text = self.cleaned_data["text"].replace("\r\n", "\n")
        faults = mail_texts.faults(text, mail_texts.PLACEHOLDERS)
        if "{link}" not in text:
            faults.append(_("The link is missing: put {link} where it belongs."))
        if faults:
            raise forms.ValidationError(faults)
        return text
