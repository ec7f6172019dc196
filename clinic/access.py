"""What an athlete's request may reach: her one screening, through the invitation that this device has proven."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django_scopes import scopes_disabled

from screening.models import Screening

from . import audit, consent, mail, sessions
from .actions import consents, invitations
from .models import Action, Consenter, Invitation

SESSION_KEY = "invitation"
"""What this session has proven: an invitation and the link that it had then."""

IDLE_SECONDS, SENT_SECONDS = 5 * 60, 60
"""How long a tablet lasts untouched while she fills in, and once everything has been sent."""

ALONE_FROM = 16
"""Years from which an athlete decides alone (Dutch law: WGBO, article 7:447 BW)."""

ACTIONS = {
    "opened": Action.OPEN,
    "saved": Action.SAVE,
    "sent": Action.SEND,
    "read": Action.READ,
    "urgent": Action.URGENT,
}


class InvitationAccess:
    """Implements screening.access.Access for one invitation."""

    def __init__(self, invitation: Invitation, *, on_tablet: bool = False) -> None:
        self.invitation = invitation
        self.on_tablet = on_tablet
        practice = invitation.athlete.practice
        self.practice_name: str = practice.name
        self.practice_phone: str = practice.phone
        self.appointment: datetime | None = invitation.expected_at

    @property
    def screening(self) -> Screening:
        return self.invitation.screening

    @property
    def idle_seconds(self) -> int:
        return SENT_SECONDS if self.screening.submitted_at else IDLE_SECONDS

    @cached_property
    def _agreed(self) -> frozenset[str]:
        standing = self.invitation.consents.filter(withdrawn_at=None)
        return frozenset(standing.values_list("by", flat=True))

    @property
    def consented(self) -> bool:
        return Consenter.ATHLETE in self._agreed and not self.parent_missing

    @property
    def withdrawn(self) -> bool:
        hers = self.invitation.consents.filter(by=Consenter.ATHLETE)
        return Consenter.ATHLETE not in self._agreed and hers.exists()

    @property
    def parent_needed(self) -> bool:
        return self.age() < ALONE_FROM

    @property
    def parent_missing(self) -> bool:
        return self.parent_needed and Consenter.PARENT not in self._agreed

    @property
    def parent_step(self) -> str:
        waits = Consenter.ATHLETE in self._agreed and self.parent_missing
        return reverse("parent") if waits else ""

    def terms(self) -> Sequence[tuple[str, str]]:
        return consent.CURRENT.for_athlete(self.practice_name)

    def tick(self) -> str:
        return str(consent.CURRENT.tick)

    def agree(self) -> None:
        consents.give(invitation=self.invitation, by=Consenter.ATHLETE)
        self.__dict__.pop("_agreed", None)

    def agree_as_parent(self, name: str) -> None:
        consents.give(invitation=self.invitation, by=Consenter.PARENT, parent_name=name)
        self.__dict__.pop("_agreed", None)

    def withdraw(self) -> None:
        consents.withdraw(invitation=self.invitation)
        self.__dict__.pop("_agreed", None)

    def age(self) -> Decimal:
        return self.invitation.athlete.age_on(timezone.localdate())

    def record(self, action: str) -> None:
        audit.record(
            ACTIONS[action],
            "screening",
            by=audit.ATHLETE,
            athlete=self.invitation.athlete,
            screening=self.screening.code,
        )

    def finish(self, *, urgent: bool) -> None:
        invitations.finish(invitation=self.invitation, urgent=urgent)
        self.record("sent")
        if urgent:
            self.record("urgent")
            mail.tell(self.invitation.athlete.practice, mail.URGENT)

    def urgent_text(self) -> str:
        return self.invitation.athlete.practice.urgent_text(get_language() or "")


def proof(invitation: Invitation) -> str:
    """What a proven device holds: worth nothing once the link has been replaced."""
    return f"{invitation.pk}:{invitation.mark}"


def let_in(request: HttpRequest, invitation: Invitation) -> None:
    """From here on this session opens the athlete's pages."""
    request.session.cycle_key()
    request.session[SESSION_KEY] = proof(invitation)
    if not request.user.is_authenticated:
        sessions.begin(request)


def find(proven: str, *, on_tablet: bool = False) -> InvitationAccess | None:
    """The access that a proof gives now. After sending its session still shows the last page.

    A frozen invitation stays open on devices that were proven before: whoever guesses dates takes nothing from her.
    """
    pk, _colon, mark = proven.partition(":")
    with scopes_disabled():
        invitation = (
            Invitation.objects.select_related("athlete__practice", "screening__key", "appointment")
            .filter(pk=UUID(pk))
            .first()
        )
    if invitation is None or invitation.revoked_at is not None or invitation.expired():
        return None
    if invitation.mark != mark:
        return None
    return InvitationAccess(invitation, on_tablet=on_tablet)
