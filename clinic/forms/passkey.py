"""Passkeys: adding one, and reading what a browser sends of one.

The package that reads it expects a browser at the other end: it fails at much that is none, and takes what counts as
nothing in Python ({}, 0) for a passkey. Here whatever else is sent is a wrong passkey.
"""

import json
import struct
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from allauth.mfa.webauthn.internal import auth
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from clinic import sign_in_log
from clinic.models import User

NO_PASSKEY = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
)
"""What reading raises where that which was sent is none."""

MOST_CHARACTERS = 100_000


class CredentialField(forms.CharField):
    """A JSON object, as a browser writes it: of letters that every database keeps."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(max_length=MOST_CHARACTERS)

    def clean(self, value: Any) -> dict[str, Any]:
        text = super().clean(value)
        try:
            found = json.loads(text)
            kept = json.dumps(found, ensure_ascii=False).encode()
        except (ValueError, RecursionError):
            raise get_adapter().validation_error("incorrect_code") from None
        if not found or not isinstance(found, dict) or rb"\u0000" in kept:
            raise get_adapter().validation_error("incorrect_code")
        return found


class _Credential:
    """A passkey is shown. One that does not open is recorded: the package tells of wrong codes alone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._shown: dict[str, Any] = {}
        super().__init__(*args, **kwargs)
        self.fields["credential"] = CredentialField()

    def clean_credential(self) -> Any:
        self._shown = self.cleaned_data["credential"]
        try:
            return super().clean_credential()
        except (ValidationError, *NO_PASSKEY):
            raise get_adapter().validation_error("incorrect_code") from None

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and self.errors:
            sign_in_log.passkey_refused(self._meant(), alone=self.passwordless)

    def _meant(self) -> User | None:
        """Whom it was made out to, where that is somebody here."""
        if self.user is not None:
            return self.user
        try:
            auth.parse_authentication_response(self._shown)
            return auth.extract_user_from_response(self._shown)
        except (ValidationError, *NO_PASSKEY):
            return None


class AuthenticateWithPasskeyForm(_Credential, AuthenticateWebAuthnForm):
    """As the second step of signing in."""


class LoginWithPasskeyForm(_Credential, LoginWebAuthnForm):
    """Signing in with nothing else."""


class ReauthenticateWithPasskeyForm(_Credential, ReauthenticateWebAuthnForm):
    """Confirming who one is."""


class AddPasskeyForm(AddWebAuthnForm):
    """As it comes, in our words, and meant to sign in without a password unless that is unticked."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"] = CredentialField()
        self.fields["name"].label = _("Name of this passkey")
        self.fields["name"].help_text = _("To tell it from another, for example “laptop”.")
        passwordless = self.fields["passwordless"]
        passwordless.label = _("Also sign in without a password")
        passwordless.help_text = _("The device then asks for a fingerprint, a face or a PIN.")
        passwordless.initial = True

    def clean(self) -> dict[str, Any]:
        try:
            return super().clean()
        except NO_PASSKEY:
            raise get_adapter().validation_error("incorrect_code") from None
