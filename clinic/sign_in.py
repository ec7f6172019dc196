"""How people sign in: allauth, without self sign-up, with second factors that are stored sealed."""

import logging
from typing import Any, Never

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import Http404, HttpRequest
from django.utils import translation
from django.utils.translation import gettext as _

from clinic.models import User
from screening import encryption

logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by a practice, never by oneself."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """In the language of whom it is for. A mail server that is down stops nobody, and tells nobody who is known."""
        user = context.get("user")
        language = user.language if isinstance(user, User) else translation.get_language()
        with translation.override(language):
            try:
                super().send_mail(template_prefix, email, context)
            except OSError as error:
                logger.warning("mail about an account was not sent: %s", type(error).__name__)


class MfaAdapter(DefaultMFAAdapter):
    """Without this adapter the secrets would stand in the database in clear."""

    def encrypt(self, text: str) -> str:
        return encryption.seal_text(text, "mfa")

    def decrypt(self, encrypted_text: str) -> str:
        return encryption.open_text(encrypted_text, "mfa")

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return _("Passkey %(number)s") % {"number": number}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": site_name()}


def site_name() -> str:
    """What the programme is called here, also in authenticator apps."""
    return settings.MFA_TOTP_ISSUER


def closed(request: HttpRequest) -> Never:
    """Pages of the sign-in package that nobody gets: accounts are made, and their addresses kept, by a practice."""
    raise Http404
