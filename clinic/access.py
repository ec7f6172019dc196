"""What an athlete's request may reach: her one screening, through the invitation in her session."""

from decimal import Decimal
from uuid import UUID

from django.utils import timezone
from django_scopes import scopes_disabled

from screening.models import Screening

from . import audit
from .actions import invitations
from .models import Action, Invitation

SESSION_KEY = "invitation"

ACTIONS = {
    "opened": Action.OPEN,
    "saved": Action.SAVE,
    "sent": Action.SEND,
    "read": Action.READ,
}


class InvitationAccess:
    """Implements screening.access.Access for one invitation."""

    def __init__(self, invitation: Invitation) -> None:
        self.invitation = invitation
        practice = invitation.athlete.practice
        self.practice_name: str = practice.name
        self.practice_phone: str = practice.phone

    @property
    def screening(self) -> Screening:
        return self.invitation.screening

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

    def finish(self) -> None:
        invitations.finish(invitation=self.invitation)


def find(invitation_id: str, *, after_sending: bool = False) -> InvitationAccess | None:
    """The access that an invitation gives now; `after_sending` for what is still answered then."""
    with scopes_disabled():
        invitation = (
            Invitation.objects.select_related("athlete__practice", "screening__key")
            .filter(pk=UUID(invitation_id))
            .first()
        )
    if invitation is None or invitation.revoked_at is not None or invitation.expired():
        return None
    if invitation.sent_at is not None and not after_sending:
        return None
    return InvitationAccess(invitation)
