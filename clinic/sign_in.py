"""How people sign in: allauth, without self sign-up, with second factors that are stored sealed."""

from typing import Any, Never

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as package
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _

from clinic import addresses, limits, lockout, mail, sessions
from clinic.actions.sessions import end_all
from clinic.middleware import WITHOUT_STEP_KEY
from clinic.models import User
from screening import encryption

LIMITED = ("too_many_login_attempts", "rate_limited")
"""What the sign-in package calls having been asked too often."""


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by a practice, never by oneself."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """In the language of whom it is for, beside the request: its time tells nobody who is known."""
        user = context.get("user")
        language = user.language if isinstance(user, User) else translation.get_language()
        with translation.override(language):
            letter = self.render_mail(template_prefix, email, {"email": email, **context})
        mail.beside(letter)

    def login(self, request: HttpRequest, user: User) -> None:
        """A session with another key, whose time begins now."""
        super().login(request, user)
        sessions.begin(request)
        if not user.has_second_factor():
            request.session[WITHOUT_STEP_KEY] = True

    @transaction.atomic
    def set_password(self, user: User, password: str) -> None:
        """Whoever is signed in with the old one elsewhere is signed out.

        Of two who set one at once with the same link, or from the same old one, the second is led back to the page.
        """
        held = User.objects.select_for_update().get(pk=user.pk)
        if held.password != user.password:
            raise ImmediateHttpResponse(redirect(package.request.path))
        super().set_password(user, password)
        end_all(user=user, but=sessions.own_digest(package.request))

    def get_client_ip(self, request: HttpRequest) -> str:
        return addresses.address_of(request) or "unknown"

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Besides the package's limits, one for the address that no success clears."""
        try:
            limits.check(limits.WRONG_SIGN_INS, addresses.network_of(request))
        except limits.Reached as reached:
            raise ImmediateHttpResponse(limits.refuse(request, reached)) from None
        super().pre_authenticate(request, **credentials)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        try:
            limits.count(limits.WRONG_SIGN_INS, addresses.network_of(request))
        except limits.Reached as reached:
            raise ImmediateHttpResponse(limits.refuse(request, reached)) from None

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """A limit is answered with a page of its own, not as a fault of the form."""
        if code in LIMITED:
            raise ImmediateHttpResponse(lockout.refuse(package.request))
        return super().validation_error(code, *args)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        return lockout.key_of(credentials.get("email", ""))


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


def too_many(request: HttpRequest) -> HttpResponse:
    """The package's answer to having been asked too often."""
    return lockout.refuse(request)
