"""Codes of an app, each taken once.

A code passes during its own half minute and the one before and after it, for clocks that differ. The package that
checks it forgets after half a minute that it was used; here that is remembered for as long as it could pass again.
"""

from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django.core.cache import cache

PASSES = (2 * app_settings.TOTP_TOLERANCE + 1) * app_settings.TOTP_PERIOD
"""For how long one code may pass, in seconds."""


class _Once:
    def clean_code(self) -> str:
        code: str = super().clean_code()
        used = f"clinic.code.used:{self.user.pk}:{normalize_user_code(code)}"
        if not cache.add(used, "yes", timeout=PASSES):
            raise get_adapter().validation_error("incorrect_code")
        return code


class AuthenticateOnceForm(_Once, AuthenticateForm):
    """At the sign-in."""


class ReauthenticateOnceForm(_Once, ReauthenticateForm):
    """Confirming who one is."""


class ActivateOnceForm(_Once, ActivateTOTPForm):
    """Setting up: the code that did it signs nobody in."""
