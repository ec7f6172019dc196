"""Keeping when athletes are expected. An open invitation follows its athlete's next appointment."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from clinic import audit
from clinic.models import Action, Appointment, Athlete, Invitation, Membership, Source

from .athletes import hold


class Taken(Exception):
    """The athlete has another appointment at that moment."""


@transaction.atomic
def add(
    *,
    athlete: Athlete,
    starts_at: datetime,
    by: Membership,
    source: Source = Source.TYPED,
    source_uid: str = "",
) -> Appointment:
    """Raises Taken."""
    hold(athlete)
    _check_free(athlete, starts_at)
    appointment = Appointment.objects.create(
        athlete=athlete, starts_at=starts_at, source=source, source_uid=source_uid
    )
    _done(Action.CREATE, athlete, by)
    return appointment


@transaction.atomic
def move(
    *,
    appointment: Appointment,
    starts_at: datetime,
    by: Membership,
    source: Source | None = None,
    source_uid: str = "",
) -> None:
    """To another moment, where it stands again if it was cancelled; with a source, as that says. Raises Taken."""
    if appointment.starts_at == starts_at and appointment.cancelled_at is None:
        return
    hold(appointment.athlete)
    _check_free(appointment.athlete, starts_at, besides=appointment)
    appointment.starts_at, appointment.cancelled_at = starts_at, None
    if source is not None:
        appointment.source, appointment.source_uid = source, source_uid
    appointment.save(update_fields=["starts_at", "cancelled_at", "source", "source_uid"])
    _done(Action.CHANGE, appointment.athlete, by)


@transaction.atomic
def cancel(*, appointment: Appointment, by: Membership) -> None:
    """It stays in the list as cancelled; nothing happens to one that was cancelled before."""
    if appointment.cancelled_at is not None:
        return
    hold(appointment.athlete)
    appointment.cancelled_at = timezone.now()
    appointment.save(update_fields=["cancelled_at"])
    _done(Action.CANCEL, appointment.athlete, by)


def follow(athlete: Athlete) -> None:
    """Her open invitation belongs to her next appointment, else to the last one unless that was cancelled."""
    pending = athlete.invitations.filter(sent_at=None, revoked_at=None).first()
    if pending is None:
        return
    hers = Appointment.objects.filter(athlete=athlete)
    pending.appointment = hers.upcoming().first() or hers.standing().last()
    pending.lengthen()
    pending.save(update_fields=["appointment", "expires_at"])


def follow_on() -> None:
    """Open invitations whose appointment is over follow the next one, in every practice in scope; for a timer."""
    now = timezone.now()
    left_behind = Invitation.objects.filter(
        sent_at=None, revoked_at=None, appointment__starts_at__lt=now
    )
    following = Appointment.objects.upcoming(now).filter(athlete=OuterRef("athlete"))
    for invitation in left_behind.filter(Exists(following)).select_related("athlete__practice"):
        follow(invitation.athlete)


def _check_free(athlete: Athlete, starts_at: datetime, besides: Appointment | None = None) -> None:
    others = Appointment.objects.standing().filter(athlete=athlete, starts_at=starts_at)
    if others.exclude(pk=besides and besides.pk).exists():
        raise Taken


def _done(action: Action, athlete: Athlete, by: Membership) -> None:
    follow(athlete)
    audit.record(action, "appointment", by=by, athlete=athlete)
