"""How people sign in: allauth, without self sign-up, with second factors that are stored sealed."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from screening import encryption


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by a practice, never by oneself."""
        return False


class MfaAdapter(DefaultMFAAdapter):
    """Without this adapter the secrets would stand in the database in clear."""

    def encrypt(self, text: str) -> str:
        return encryption.seal_text(text, "mfa")

    def decrypt(self, encrypted_text: str) -> str:
        return encryption.open_text(encrypted_text, "mfa")
