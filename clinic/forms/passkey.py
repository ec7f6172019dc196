"""Adding a passkey, and showing one."""

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from allauth.mfa.webauthn.internal import auth
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from clinic import sign_in_log
from clinic.models import User


class AddPasskeyForm(AddWebAuthnForm):
    """As it comes, in our words, and meant to sign in without a password unless that is unticked."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of this passkey")
        self.fields["name"].help_text = _("To tell it from another, for example “laptop”.")
        passwordless = self.fields["passwordless"]
        passwordless.label = _("Also sign in without a password")
        passwordless.help_text = _("The device then asks for a fingerprint, a face or a PIN.")
        passwordless.initial = True


MALFORMED = (KeyError, AttributeError)
"""What the package does not expect: a part that is missing, or that is no text."""


class _Recorded:
    """One that does not open is recorded: the package tells of wrong codes alone."""

    def clean_credential(self) -> Authenticator:
        try:
            return super().clean_credential()  # type: ignore[misc]
        except (ValidationError, *MALFORMED):
            sign_in_log.passkey_refused(self._meant(), alone=self.passwordless)
            raise get_adapter().validation_error("incorrect_code") from None

    def _meant(self) -> User | None:
        """Whom it was made out to, where that is somebody here."""
        if self.user is not None:
            return self.user
        try:
            shown = self.cleaned_data["credential"]
            auth.parse_authentication_response(shown)
            return auth.extract_user_from_response(shown)
        except (ValidationError, *MALFORMED):
            return None


class SignInPasskeyForm(_Recorded, LoginWebAuthnForm):
    pass


class SecondStepPasskeyForm(_Recorded, AuthenticateWebAuthnForm):
    pass


class AgainPasskeyForm(_Recorded, ReauthenticateWebAuthnForm):
    pass
