"""Asking an athlete to do a screening, and what becomes of that."""

import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django_scopes import scopes_disabled

from clinic import audit
from clinic.models import Action, Athlete, Invitation, Membership
from clinic.models.invitation import digest
from screening.models import Screening

LIFETIME = timedelta(days=30)
TOKEN_BYTES = 24


class NotPending(Exception):
    """The invitation was sent in or revoked already."""


class Unusable(Exception):
    """No link that opens a screening: unknown, expired, revoked or finished. Which of these is not told."""


@transaction.atomic
def invite(*, athlete: Athlete, by: Membership) -> tuple[Invitation, str]:
    """A link to a screening, and its token, which is not kept.

    An invitation that is still pending gets a new token and thirty new days; the old link dies, the answers stay.
    """
    athlete = Athlete.objects.select_for_update().get(pk=athlete.pk)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    expires_at = timezone.now() + LIFETIME
    pending = athlete.invitations.filter(sent_at=None, revoked_at=None).first()
    if pending is not None:
        pending.digest, pending.expires_at = digest(token), expires_at
        pending.save(update_fields=["digest", "expires_at"])
        _record(Action.RENEW, pending, by)
        return pending, token
    invitation = Invitation.objects.create(
        athlete=athlete,
        screening=Screening.objects.create(key=athlete.key, language=athlete.language),
        digest=digest(token),
        created_by=by.user,
        expires_at=expires_at,
    )
    _record(Action.INVITE, invitation, by)
    return invitation, token


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
def open_link(*, token: str) -> Invitation:
    """The invitation of a link that opens now; raises Unusable, whatever the cause."""
    with scopes_disabled():
        invitation = (
            Invitation.objects.select_related("athlete__practice", "screening")
            .filter(digest=digest(token))
            .first()
        )
        if invitation is None or not invitation.usable:
            raise Unusable
        now = timezone.now()
        if invitation.opened_at is None:
            invitation.opened_at = now
            invitation.save(update_fields=["opened_at"])
        Screening.objects.filter(pk=invitation.screening_id, opened_at=None).update(opened_at=now)
    audit.record(
        Action.OPEN,
        "invitation",
        by=audit.ATHLETE,
        athlete=invitation.athlete,
        screening=invitation.screening.code,
    )
    return invitation


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
