"""Somebody's own account."""

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils import timezone
from django_scopes import scopes_disabled

from clinic import audit
from clinic.models import Action, ApiToken, Membership, User

from . import sessions


@transaction.atomic
def change(*, user: User, name: str, language: str, by: Membership | None) -> None:
    """Another name or language. A name stands on reports, so its change is recorded where she works now."""
    renamed = user.name != name
    user.name, user.language = name, language
    user.save(update_fields=["name", "language"])
    if renamed and by is not None:
        audit.record(Action.CHANGE, "account", by=by)


@transaction.atomic
def disable(*, user: User) -> int:
    """She gets in no more, and her sessions end at once; how many did. From a command.

    Keys for other systems go on working: they are the practice's, whoever made them; see `working_keys`.
    """
    User.objects.filter(pk=user.pk).update(is_active=False)
    ended = sessions.end_all(user=user)
    _record(Action.END, user)
    return ended


@transaction.atomic
def enable(*, user: User) -> int:
    """She may sign in again."""
    User.objects.filter(pk=user.pk).update(is_active=True)
    _record(Action.REOPEN, user)
    return 0


@transaction.atomic
def reset_second_step(*, user: User) -> int:
    """Every app, passkey and recovery code of hers is forgotten, and her sessions end; how many did."""
    Authenticator.objects.filter(user=user).delete()
    ended = sessions.end_all(user=user)
    _record(Action.FACTOR, user)
    return ended


def working_keys(user: User) -> list[str]:
    """What the keys that she made begin with, at every practice, those that still open something."""
    with scopes_disabled():
        made = ApiToken.objects.filter(
            created_by=user, revoked_at=None, expires_at__gt=timezone.now()
        )
        return list(made.values_list("shown", flat=True))


def _record(action: Action, user: User) -> None:
    """A row for each practice where she works."""
    for practice_id in user.memberships.current().values_list("practice_id", flat=True):
        audit.record(
            action, "account", by=audit.COMMAND, practice_id=practice_id, reason=str(user.pk)
        )
