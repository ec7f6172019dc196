"""Adding a passkey."""

from typing import Any

from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.utils.translation import gettext_lazy as _


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
