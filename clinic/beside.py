"""The athlete's other screenings beside the one that is read: one query, however many there are."""

from dataclasses import dataclass

from django.utils import timezone

from screening.core.answers import Refused
from screening.encryption import Unreadable
from screening.models import Screening
from screening.protocols import PROTOCOLS
from screening.rules.results import Assessment

from .letter import Later, Past
from .letter.trend import MOST
from .models import Invitation


@dataclass(frozen=True, slots=True)
class Beside:
    """`earlier`: the oldest first, no more than are drawn; `pending`: an invitation that is still open."""

    earlier: tuple[Past, ...]
    left_out: int
    later: Later | None
    pending: Invitation | None


ALONE = Beside((), 0, None, None)
"""For what shows no other screening."""


def beside(invitation: Invitation) -> Beside:
    """Each earlier screening assessed by its own protocol."""
    others = list(
        Invitation.objects.filter(athlete=invitation.athlete_id, revoked_at=None)
        .exclude(pk=invitation.pk)
        .select_related("screening__key")
        .order_by("screening__submitted_at", "pk")
    )
    sent = [other.screening for other in others if other.screening.submitted_at]
    this = (invitation.screening.submitted_at, invitation.screening.pk)
    before = [screening for screening in sent if (screening.submitted_at, screening.pk) < this]
    after = sent[len(before) :]
    drawn = before[-(MOST - 1) :]
    return Beside(
        earlier=tuple(_past(screening) for screening in drawn),
        left_out=len(before) - len(drawn),
        later=Later(after[-1].code, timezone.localdate(after[-1].submitted_at)) if after else None,
        pending=next((other for other in others if other.pending), None),
    )


def assessed(screening: Screening) -> Assessment | None:
    """None where it cannot be read: its key is gone, its answers do not open, or nobody knows its protocol."""
    if screening.protocol_id not in PROTOCOLS:
        return None
    try:
        return screening.assess()
    except (Refused, Unreadable):
        return None


def _past(screening: Screening) -> Past:
    return Past(
        code=screening.code,
        on=timezone.localdate(screening.submitted_at),
        protocol=screening.protocol_id,
        assessment=assessed(screening),
    )
