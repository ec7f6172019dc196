"""Ending sessions: a row that is gone opens nothing, from the next thing that is asked for."""

from django.db import transaction

from clinic import audit
from clinic.models import Action, Membership, Session, User


def end_all(*, user: User, but: str = "") -> int:
    """Her sessions end, all but the one that is kept under this digest; how many did. Recorded by what asks for it."""
    ended, _rows = Session.objects.filter(user=user).exclude(session_key=but).delete()
    return ended


@transaction.atomic
def end_others(*, user: User, but: str, by: Membership | None) -> int:
    """Somebody ends her own sessions elsewhere; how many there were."""
    ended = end_all(user=user, but=but)
    _record(ended, by)
    return ended


@transaction.atomic
def end_one(*, user: User, digest: str, by: Membership | None) -> int:
    """One of her own; 0 when it had ended already."""
    ended, _rows = Session.objects.filter(user=user, session_key=digest).delete()
    _record(ended, by)
    return ended


def _record(ended: int, by: Membership | None) -> None:
    if ended:
        audit.record(Action.END, "session", by=by or audit.NOBODY, reason=str(ended))
