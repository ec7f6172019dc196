"""Asking an athlete to do a screening, and what becomes of that."""

import secrets
from datetime import datetime, timedelta
from types import EllipsisType

from django.db import transaction
from django.utils import timezone

from clinic import audit
from clinic.models import Action, Athlete, Invitation, Membership
from clinic.models.invitation import digest
from screening.models import Screening

LIFETIME = timedelta(days=30)
TOKEN_BYTES = 32


class NotPending(Exception):
    """The invitation does not stand as the action needs it: it was closed already, or not closed yet."""


@transaction.atomic
def invite(
    *, athlete: Athlete, by: Membership, appointment_at: datetime | EllipsisType | None = ...
) -> tuple[Invitation, str]:
    """A link to a screening, and its token, which is not kept. Without `appointment_at` a known one stays.

    An invitation that is still pending gets a new token and thirty new days; the old link dies, the answers stay.
    """
    athlete = Athlete.objects.select_for_update().get(pk=athlete.pk)
    invitation = athlete.invitations.filter(sent_at=None, revoked_at=None).first()
    action = Action.INVITE if invitation is None else Action.RENEW
    if invitation is None:
        screening = Screening.objects.create(key=athlete.key, language=athlete.language)
        invitation = Invitation(athlete=athlete, screening=screening, created_by=by.user)
    token = _new_link(invitation)
    if not isinstance(appointment_at, EllipsisType):
        invitation.appointment_at = appointment_at
    invitation.save()
    _record(action, invitation, by)
    return invitation, token


@transaction.atomic
def appoint(*, invitation: Invitation, by: Membership, at: datetime | None) -> None:
    """Write when the athlete is expected; the link stays. Nothing is recorded when nothing changes."""
    invitation.check_owner()
    if invitation.appointment_at == at:
        return
    invitation.appointment_at = at
    invitation.save(update_fields=["appointment_at"])
    _record(Action.CHANGE, invitation, by)


@transaction.atomic
def revoke(*, invitation: Invitation, by: Membership) -> None:
    """The link dies. Raises NotPending when there is nothing left to revoke."""
    _close(invitation, "revoked_at")
    _record(Action.REVOKE, invitation, by)


@transaction.atomic
def finish(*, invitation: Invitation) -> None:
    """The screening was sent; the link dies. Raises NotPending when that happened before."""
    _close(invitation, "sent_at")
    # The athlete's page records that it was sent.


@transaction.atomic
def reopen(*, invitation: Invitation, by: Membership) -> str:
    """A sent screening can be filled in further, through a new link, whose token is given; measurements stay.

    Raises NotPending when it was not sent, or when the athlete has another open invitation or is archived.
    """
    invitation.check_owner()
    athlete = Athlete.objects.select_for_update().get(pk=invitation.athlete_id)
    others = athlete.invitations.filter(sent_at=None, revoked_at=None)
    if athlete.archived_at is not None or others.exists() or not invitation.screening.reopen():
        raise NotPending
    invitation.sent_at = None
    token = _new_link(invitation)
    invitation.save(update_fields=["sent_at", *LINK])
    _record(Action.REOPEN, invitation, by)
    return token


@transaction.atomic
def for_tablet(*, athlete: Athlete, language: str, by: Membership) -> Invitation:
    """The open invitation to fill in on the practice's tablet; an athlete's own link goes on working."""
    pending = athlete.invitations.filter(sent_at=None, revoked_at=None).first()
    if pending is None or pending.expired():
        pending, _token = invite(athlete=athlete, by=by)
    pending.screening.language = language
    pending.screening.save(update_fields=["language"])
    _record(Action.HAND_OVER, pending, by)
    return pending


LINK = ("digest", "expires_at", "wrong_tries", "frozen_at")
"""What a new link writes."""


def _new_link(invitation: Invitation) -> str:
    """Thirty new days and no wrong tries; the old link dies, and with it what devices have proven."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    invitation.digest, invitation.expires_at = digest(token), timezone.now() + LIFETIME
    invitation.wrong_tries, invitation.frozen_at = 0, None
    return token


def _close(invitation: Invitation, field: str) -> None:
    """Set a closing time, once; of two requests at once one gets NotPending."""
    invitation.check_owner()
    now = timezone.now()
    pending = Invitation.objects.filter(pk=invitation.pk, sent_at=None, revoked_at=None)
    if not pending.update(**{field: now}):
        raise NotPending
    setattr(invitation, field, now)


def _record(action: Action, invitation: Invitation, by: Membership) -> None:
    audit.record(
        action,
        "invitation",
        by=by,
        athlete=invitation.athlete,
        screening=invitation.screening.code,
    )
