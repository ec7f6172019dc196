"""Agreeing to a screening, and taking that back."""

from django.db import transaction
from django.utils import timezone

from clinic import audit
from clinic.consent import CURRENT
from clinic.models import Action, Consent, Consenter, Invitation


@transaction.atomic
def give(*, invitation: Invitation, by: Consenter, parent_name: str = "") -> None:
    """Consent to the text of today; nothing is added where one of the same person stands."""
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if invitation.consents.filter(by=by, withdrawn_at=None).exists():
        return
    Consent.objects.create(
        invitation=invitation, version=CURRENT.version, by=by, parent_name=parent_name
    )
    _record(Action.CONSENT, invitation, by.value)


@transaction.atomic
def withdraw(*, invitation: Invitation) -> None:
    """The athlete takes hers back. A parent's falls with it, since it was to what she agreed to."""
    invitation.check_owner()
    standing = invitation.consents.filter(withdrawn_at=None)
    if standing.update(withdrawn_at=timezone.now()):
        _record(Action.WITHDRAW, invitation)


def _record(action: Action, invitation: Invitation, reason: str = "") -> None:
    audit.record(
        action,
        "consent",
        by=audit.ATHLETE,
        athlete=invitation.athlete,
        screening=invitation.screening.code,
        reason=reason,
    )
