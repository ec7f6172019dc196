"""Urgent ones stay on top of the list until somebody by name says what was done."""

from django.db import transaction

from clinic import audit
from clinic.models import Action, Handling, Invitation, Membership


@transaction.atomic
def handle(*, invitation: Invitation, by: Membership, text: str) -> Handling:
    """Keep what was done, sealed; nobody has to call any more."""
    invitation.check_owner()
    Invitation.objects.select_for_update().get(pk=invitation.pk)
    handling = Handling(invitation=invitation, by=by.user)
    handling.seal(text)
    handling.save()
    Invitation.objects.filter(pk=invitation.pk).update(urgent_at=None)
    audit.record(
        Action.HANDLE,
        "urgent",
        by=by,
        athlete=invitation.athlete,
        screening=invitation.screening.code,
    )
    return handling
