"""How the invented people sign in; the passwords are kept in a file, since the database cannot tell them."""

import json
import os
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from allauth.account.models import EmailAddress
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from clinic.models import Membership, Practice, User

from .person import Worker


@dataclass(frozen=True, slots=True)
class SignIn:
    role: str
    email: str
    password: str
    totp_secret: str
    practices: tuple[str, ...]
    """The names of the practices where this person works."""


class Accounts:
    """Makes whom it does not find. `path` holds the passwords of the earlier runs, and of this one once kept."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._passwords = json.loads(path.read_text()) if path.exists() else {}

    def sign_in(self, worker: Worker, practices: Iterable[Practice]) -> SignIn:
        user = User.objects.filter(email=worker.email).first()
        password = self._passwords.get(worker.email)
        if user is None:
            password = secrets.token_urlsafe(12)
            user = User.objects.create_user(email=worker.email, name=worker.name, password=password)
        elif password is None:
            password = secrets.token_urlsafe(12)
            user.set_password(password)
            user.save(update_fields=["password"])
        self._passwords[worker.email] = password
        EmailAddress.objects.get_or_create(
            user=user, email=worker.email, defaults={"verified": True, "primary": True}
        )
        for practice in practices:
            Membership.objects.get_or_create(
                user=user, practice=practice, defaults={"role": worker.role}
            )
        if not user.has_second_factor():
            TOTP.activate(user, generate_totp_secret())
            RecoveryCodes.activate(user)
        names = tuple(practice.name for practice in practices)
        return SignIn(worker.role.value, worker.email, password, totp_secret(user), names)

    def keep(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
        with os.fdopen(os.open(self._path, flags, 0o600), "w") as file:
            json.dump(self._passwords, file)


def totp_secret(user: User) -> str:
    factor = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP)
    return get_adapter().decrypt(factor.data["secret"])
