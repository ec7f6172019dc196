"""Recording that the coach may know, and releasing the athlete's copy; and taking either back."""

from django.db import transaction
from django.utils import timezone

from clinic import audit
from clinic.access import ALONE_FROM
from clinic.models import (
    Action,
    Athlete,
    CoachConsent,
    Edition,
    Invitation,
    Membership,
    Release,
    Report,
    Signature,
)
from clinic.models.sharing import coach_consent

from . import reports


class ParentMissing(Exception):
    """Below 16 a parent agrees too, by name."""


def parent_needed(athlete: Athlete) -> bool:
    return athlete.years < ALONE_FROM


@transaction.atomic
def consent(*, invitation: Invitation, by: Membership, how: str, parent_name: str = "") -> None:
    """Record that she agrees; nothing is added where a consent stands. Raises ParentMissing."""
    needed = parent_needed(invitation.athlete)
    if needed and not parent_name:
        raise ParentMissing
    _hold(invitation)
    if coach_consent(invitation) is not None:
        return
    CoachConsent.objects.create(
        invitation=invitation,
        how=how,
        parent_name=parent_name if needed else "",
        recorded_by=by.user,
    )
    _record(Action.CONSENT, Edition.COACH, invitation, by, reason=how)


@transaction.atomic
def withdraw_consent(*, invitation: Invitation, by: Membership) -> None:
    """From now on no coach's version leaves, whenever it was made."""
    _hold(invitation)
    standing = invitation.coach_consents.filter(withdrawn_at=None)
    if standing.update(withdrawn_at=timezone.now(), withdrawn_by=by.user):
        _record(Action.WITHDRAW, Edition.COACH, invitation, by)


@transaction.atomic
def release(*, signature: Signature, by: Membership, language: str) -> Report:
    """Let the athlete have her copy of this version; it is made outside this request. Twice releases once."""
    _hold(signature.invitation)
    _release, new = Release.objects.get_or_create(
        signature=signature,
        language=language,
        withdrawn_at=None,
        defaults={"released_by": by.user},
    )
    report = reports.ask(signature=signature, language=language, edition=Edition.ATHLETE)
    if new:
        _record(Action.HAND_OVER, _copy(signature, language), signature.invitation, by)
    return report


@transaction.atomic
def withdraw_release(*, release: Release, by: Membership) -> None:
    """From now on nobody can download that copy."""
    signature = release.signature
    _hold(signature.invitation)
    standing = Release.objects.filter(pk=release.pk, withdrawn_at=None)
    if standing.update(withdrawn_at=timezone.now(), withdrawn_by=by.user):
        _record(Action.WITHDRAW, _copy(signature, release.language), signature.invitation, by)


def _hold(invitation: Invitation) -> None:
    """Until the transaction ends nobody else gives or takes back for this screening."""
    invitation.check_owner()
    Invitation.objects.select_for_update().get(pk=invitation.pk)


def _copy(signature: Signature, language: str) -> str:
    return f"{Edition.ATHLETE} {language} version {signature.number}"


def _record(
    action: Action, what: str, invitation: Invitation, by: Membership, reason: str = ""
) -> None:
    audit.record(
        action,
        what,
        by=by,
        athlete=invitation.athlete,
        screening=invitation.screening.code,
        reason=reason,
    )
