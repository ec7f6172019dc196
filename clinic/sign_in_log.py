"""What the access log says of signing in and out, of second steps and passwords.

The sign-in package tells of these by signals, received here alone; of passkeys that are refused, its forms tell. They
are recorded at each practice where somebody works; of somebody who works nowhere, or whom nobody knows, at none. No
address of mail is kept.
"""

from collections.abc import Iterable
from typing import Any

from allauth.account import signals as account
from allauth.account.authentication import get_authentication_records
from allauth.mfa import signals as factors
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from . import audit
from .models import Action, Event, Outcome, User


def _record(
    action: Action,
    what: str,
    user: User | None,
    *,
    known: bool = True,
    outcome: Outcome = Outcome.DONE,
    reason: str = "",
) -> None:
    """`known`: whether it was she; else it was somebody who used her address."""
    audit.record_all(_rows(action, what, user, known, outcome, reason))


def _rows(
    action: Action, what: str, user: User | None, known: bool, outcome: Outcome, reason: str
) -> Iterable[Event]:
    told = {"outcome": outcome, "reason": reason}
    if user is not None and not known:
        told["reason"] = f"{user.pk} {reason}".strip()
    memberships = list(user.memberships.current()) if user else []
    for membership in memberships:
        by = membership if known else audit.NOBODY
        yield audit.row(action, what, by=by, practice_id=membership.practice_id, **told)
    if not memberships:
        event = audit.row(action, what, by=audit.NOBODY, **told)
        event.who = user.pk if user and known else None
        yield event


@receiver(account.user_logged_in)
def signed_in(request: HttpRequest, user: User, **kwargs: Any) -> None:
    methods = [
        each.get("type") or each["method"] for each in get_authentication_records(request, user)
    ]
    _record(Action.SIGN_IN, "session", user, reason=" ".join(dict.fromkeys(methods)))


@receiver(user_login_failed)
def refused(credentials: dict[str, Any], **kwargs: Any) -> None:
    email = str(credentials.get("email", "")).lower()
    user = User.objects.filter(email=email).first()
    _record(Action.SIGN_IN, "password", user, known=False, outcome=Outcome.REFUSED)


@receiver(user_logged_out)
def signed_out(user: User | None, **kwargs: Any) -> None:
    if user is not None:
        _record(Action.SIGN_OUT, "session", user)


@receiver(account.authentication_step_completed)
def proven_again(
    user: User | None, method: str, *, reauthenticated: bool = False, **kwargs: Any
) -> None:
    """The password, asked once more before something that matters; second steps tell of that below."""
    if method == "password" and reauthenticated:
        _record(Action.FACTOR, "password", user, reason="again")


@receiver(factors.authenticator_used)
def step_passed(
    user: User, authenticator: Authenticator, reauthenticated: bool, **kwargs: Any
) -> None:
    reason = "again" if reauthenticated else ""
    _record(Action.FACTOR, authenticator.type, user, reason=reason)


@receiver(factors.authentication_failed)
def step_refused(user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    """The password before it was right."""
    _record(Action.FACTOR, authenticator.type, user, known=False, outcome=Outcome.REFUSED)


def passkey_refused(user: User | None, *, alone: bool) -> None:
    """`alone`: without a password before it; else as a second step."""
    action = Action.SIGN_IN if alone else Action.FACTOR
    _record(action, Authenticator.Type.WEBAUTHN, user, known=False, outcome=Outcome.REFUSED)


@receiver(factors.authenticator_added)
def step_added(user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    _record(Action.FACTOR, f"{authenticator.type} added", user)


@receiver(factors.authenticator_removed)
def step_removed(user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    _record(Action.FACTOR, f"{authenticator.type} removed", user)


@receiver(factors.authenticator_reset)
def step_renewed(user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    _record(Action.FACTOR, f"{authenticator.type} renewed", user)


@receiver(account.password_changed)
def password_changed(user: User, **kwargs: Any) -> None:
    _record(Action.CHANGE, "password", user)


@receiver(account.password_reset)
def password_reset(user: User, **kwargs: Any) -> None:
    """By a link in a mail to her own address."""
    _record(Action.CHANGE, "password", user, reason="mail")
