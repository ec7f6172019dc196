"""What somebody says of herself, and asking for another password."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ResetPasswordForm
from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from clinic import mail


class ForgottenForm(ResetPasswordForm):
    """Whether somebody has that address is looked up beside the request: its time tells nobody."""

    def clean_email(self) -> str:
        email: str = get_adapter().clean_email(self.cleaned_data["email"].lower())
        return email

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        def answer() -> None:
            ResetPasswordForm.clean_email(self)
            ResetPasswordForm.save(self, request, **kwargs)

        mail.apart(answer)
        email: str = self.cleaned_data["email"]
        return email


class AccountForm(forms.Form):
    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name", "maxlength": 120}),
        help_text=_("As it stands on reports and in the log."),
    )
    language = forms.ChoiceField(label=_("Language of the pages"), choices=settings.LANGUAGES)
