"""When athletes are asked again: what the page of one of them says, and who is due."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q, QuerySet

from screening.rules.again import Window
from screening.wording.again import between

from .models import Invitation, Practice, Signature


class When(StrEnum):
    """Where today stands towards the days of the next screening."""

    AHEAD = "ahead"
    OPEN = "open"
    PAST = "past"


@dataclass(frozen=True, slots=True)
class Next:
    """The next screening as planned; `asked_at` is since when it is asked for, if it is."""

    days: Window
    today: date
    asked_at: datetime | None = None

    @property
    def when(self) -> When:
        if self.today < self.days.first:
            return When.AHEAD
        return When.OPEN if self.today <= self.days.last else When.PAST

    @property
    def invites(self) -> bool:
        """Whether the days have begun and nobody asked her yet."""
        return self.asked_at is None and self.when is not When.AHEAD

    @property
    def words(self) -> str:
        return between(self.days)


def planned(
    signature: Signature | None, today: date, pending: Invitation | None = None
) -> Next | None:
    """None where nothing was planned when it was signed."""
    if signature is None or signature.again_from is None or signature.again_to is None:
        return None
    days = Window(signature.again_from, signature.again_to)
    return Next(days, today, pending.created_at if pending else None)


def last_signed(invitations: Iterable[Invitation]) -> Signature | None:
    """The signature under the last of an athlete's screenings that was sent; None where that is not signed."""
    sent = [(each.sent_at, each.pk) for each in invitations if each.sent_at]
    if not sent:
        return None
    _sent_at, last = max(sent)
    return Signature.objects.filter(superseded_by=None, invitation=last).first()


def due(practice: Practice, today: date) -> QuerySet[Signature]:
    """Whose last screening is signed, has its days begun, and none open or later: the longest due first.

    One that was sent and not signed is open work of the list, and has no days yet.
    """
    newer = Invitation.objects.filter(
        Q(sent_at=None) | Q(sent_at__gt=OuterRef("invitation__sent_at")),
        athlete=OuterRef("invitation__athlete"),
        revoked_at=None,
    )
    return (
        Signature.objects.filter(
            superseded_by=None,
            again_from__lte=today,
            invitation__sent_at__isnull=False,
            invitation__athlete__practice=practice,
            invitation__athlete__archived_at=None,
        )
        .exclude(Exists(newer))
        .select_related("invitation__athlete")
        .order_by("again_from", "invitation__athlete__sorted_name", "pk")
    )
