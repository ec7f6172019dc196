"""Asking an athlete to do a screening, and what becomes of that. Mail stands in mailing.py."""

import base64
import secrets
import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from clinic import audit
from clinic.models import Action, Appointment, Athlete, Invitation, Link, Membership
from clinic.models.invitation import digest
from clinic.models.record import hold
from screening.models import Screening

from . import athletes

TOKEN_BYTES = 32


class NotPending(Exception):
    """The invitation does not stand as the action needs it: it was closed already, or not closed yet."""


@transaction.atomic
@audit.at_the_end()
def invite(*, athlete: Athlete, by: Membership) -> tuple[Invitation, str]:
    """A link to a screening before the athlete's next appointment, and its token, which is not kept.

    An invitation that is still pending gets a new link and a new time; older links die, the answers stay.
    """
    invitation = ask(athlete=athlete, by=by)
    return invitation, add_link(invitation=invitation)


@transaction.atomic
def ask(*, athlete: Athlete, by: Membership) -> Invitation:
    """As `invite`, for one whose link is made when it is mailed."""
    athlete = athletes.hold(athlete)
    invitation = athlete.invitations.filter(sent_at=None, revoked_at=None).first()
    action = Action.INVITE if invitation is None else Action.RENEW
    if invitation is None:
        screening = Screening.objects.create(key=athlete.key, language=athlete.language)
        invitation = Invitation(athlete=athlete, screening=screening, created_by=by.user)
    upcoming = Appointment.objects.upcoming().filter(athlete=athlete)
    invitation.appointment = upcoming.first() or invitation.appointment
    _begin_series(invitation)
    invitation.save()
    _record(action, invitation, by)
    return invitation


def add_link(*, invitation: Invitation) -> str:
    """One more link beside those that were given before; its token. Raises NotPending where none would open."""
    if not invitation.usable or invitation.frozen:
        raise NotPending
    token = secrets.token_urlsafe(TOKEN_BYTES)
    Link.objects.create(invitation=invitation, digest=digest(token))
    return token


def link_to_mail(*, invitation: Invitation, pk: uuid.UUID) -> tuple[Link, str]:
    """The same link each time that it is asked for by one id; its token. Raises NotPending as `add_link` does.

    The token is made of the id with the server's secret key: no table holds it, and a mail that has to go out again
    brings no other.
    """
    if not invitation.usable or invitation.frozen:
        raise NotPending
    made = salted_hmac("clinic.link", pk.bytes, algorithm="sha256").digest()
    token = base64.urlsafe_b64encode(made).rstrip(b"=").decode()
    link, _new = Link.objects.update_or_create(
        pk=pk, defaults={"invitation": invitation, "digest": digest(token)}
    )
    return link, token


@transaction.atomic
def for_card(*, athlete: Athlete, by: Membership) -> tuple[Invitation, str]:
    """A link to print: of the open invitation, beside its other links, or of a new one."""
    pending = athlete.invitations.filter(sent_at=None, revoked_at=None).first()
    if pending is None or pending.frozen or pending.expired():
        return invite(athlete=athlete, by=by)
    token = add_link(invitation=pending)
    _record(Action.INVITE, pending, by)
    return pending, token


@transaction.atomic
def revoke(*, invitation: Invitation, by: Membership) -> None:
    """The links die. Raises NotPending when there is nothing left to revoke."""
    _close(invitation, revoked_at=timezone.now())
    _record(Action.REVOKE, invitation, by)


@transaction.atomic
def finish(*, invitation: Invitation, urgent: bool = False) -> None:
    """The screening was sent; the links die. `urgent` where somebody must call. Raises NotPending the second time."""
    now = timezone.now()
    _close(invitation, sent_at=now, **({"urgent_at": now} if urgent else {}))
    # The athlete's page records that it was sent.


@transaction.atomic
def reopen(*, invitation: Invitation, by: Membership) -> str:
    """A sent screening can be filled in further, through a new link, whose token is given; measurements stay.

    Raises NotPending when it was not sent, or when the athlete has another open invitation or is archived; Locked when
    it is signed.
    """
    athlete = athletes.hold(invitation.athlete)
    hold(invitation)
    others = athlete.invitations.filter(sent_at=None, revoked_at=None)
    if athlete.archived_at is not None or others.exists() or not invitation.screening.reopen():
        raise NotPending
    invitation.sent_at, invitation.reopened_at = None, timezone.now()
    _begin_series(invitation)
    invitation.save(update_fields=["sent_at", "reopened_at", *SERIES])
    token = add_link(invitation=invitation)
    _record(Action.REOPEN, invitation, by)
    return token


@transaction.atomic
@audit.at_the_end()
def for_tablet(*, athlete: Athlete, language: str, by: Membership) -> Invitation:
    """The open invitation to fill in on the practice's tablet; an athlete's own links go on working."""
    pending = athlete.invitations.filter(sent_at=None, revoked_at=None).first()
    if pending is None or pending.expired():
        pending = ask(athlete=athlete, by=by)
    pending.screening.language = language
    pending.screening.save(update_fields=["language"])
    _record(Action.HAND_OVER, pending, by)
    return pending


SERIES = ("series", "expires_at", "wrong_tries", "frozen_at", "mail_failed_at")
"""What a new series writes."""


def _begin_series(invitation: Invitation) -> None:
    """A new time and no wrong tries; the old links die, and with them what devices have proven."""
    if not invitation._state.adding:
        invitation.links.all().delete()
    invitation.series, invitation.expires_at = uuid.uuid4(), invitation.new_expiry()
    invitation.wrong_tries, invitation.frozen_at = 0, None
    invitation.mail_failed_at = None


def _close(invitation: Invitation, **values: object) -> None:
    """Set what closes it, once; of two requests at once one gets NotPending."""
    invitation.check_owner()
    pending = Invitation.objects.filter(pk=invitation.pk, sent_at=None, revoked_at=None)
    if not pending.update(**values):
        raise NotPending
    for name, value in values.items():
        setattr(invitation, name, value)


def _record(action: Action, invitation: Invitation, by: Membership) -> None:
    audit.record(
        action,
        "invitation",
        by=by,
        athlete=invitation.athlete,
        screening=invitation.screening.code,
    )
