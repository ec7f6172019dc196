"""An athlete asked to do one screening: the only link from a person to a screening."""

import hashlib
import uuid
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django_scopes import ScopedManager

from screening.models import Screening

from .appointment import Appointment
from .athlete import Athlete
from .isolation import PracticeOwned
from .people import User


def digest(token: str) -> bytes:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).digest()


LIFETIME = timedelta(days=30)
"""For how long a link opens, at the least."""


class Stage(StrEnum):
    """Where an athlete's screening stands."""

    SIGNED = "signed"
    RECEIVED = "received"
    UNREADABLE = "unreadable"
    FROZEN = "frozen"
    BUSY = "busy"
    OPENED = "opened"
    INVITED = "invited"
    EXPIRED = "expired"
    REVOKED = "revoked"
    NOT_INVITED = "not_invited"


class Invitation(PracticeOwned):
    """One screening of one athlete, and until when her links open it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    athlete = models.ForeignKey(Athlete, on_delete=models.PROTECT, related_name="invitations")
    screening = models.OneToOneField(Screening, on_delete=models.PROTECT, related_name="+")
    series = models.UUIDField(default=uuid.uuid4, editable=False)
    """Its links of this moment; a new series ends the links before it and what devices have proven with them."""
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    reopened_at = models.DateTimeField(null=True, blank=True, editable=False)
    """When it was last opened again after it was sent: it is no draft then."""
    appointment = models.ForeignKey(
        Appointment, null=True, blank=True, on_delete=models.SET_NULL, related_name="invitations"
    )
    """While it is open: the athlete's next one; see actions.appointments.follow."""
    wrong_tries = models.PositiveSmallIntegerField(default=0)
    """Wrong dates of birth since the link was made or last proven, from any device."""
    frozen_at = models.DateTimeField(null=True, blank=True)
    """After too many of them no new device gets in; only a new link helps."""
    urgent_at = models.DateTimeField(null=True, blank=True, editable=False)
    """Somebody must call: since when. Emptied as soon as somebody says what was done."""
    mailed_at = models.DateTimeField(null=True, blank=True, editable=False)
    """When a mail with a link last went out."""
    mail_failed_at = models.DateTimeField(null=True, blank=True, editable=False)
    """When the last mail could not be sent; emptied when one goes out."""

    objects: ClassVar = ScopedManager(practice="athlete__practice")

    class Meta:
        ordering: ClassVar = ["-created_at"]
        indexes: ClassVar = [
            models.Index(
                fields=["urgent_at"], condition=~Q(urgent_at=None), name="invitation_urgent"
            )
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["athlete"],
                condition=Q(sent_at=None, revoked_at=None),
                name="one_open_invitation_an_athlete",
            ),
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(revoked_at=None), name="sent_or_revoked_not_both"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)

    def owner_id(self) -> uuid.UUID:
        return self.athlete.practice_id

    @property
    def pending(self) -> bool:
        """Neither sent nor revoked: expired ones too, which can be given a new link."""
        return self.sent_at is None and self.revoked_at is None

    @property
    def appointment_at(self) -> datetime | None:
        """When the athlete is expected at the practice."""
        return self.appointment.starts_at if self.appointment else None

    def new_expiry(self) -> datetime:
        """Thirty days from now, or the end of the appointment's day where that is later."""
        return max(timezone.now() + LIFETIME, self._appointment_over())

    def lengthen(self) -> None:
        """An open link goes on until the end of the appointment's day; one that has expired stays so."""
        if not self.expired():
            self.expires_at = max(self.expires_at, self._appointment_over())

    def _appointment_over(self) -> datetime:
        """The end of the appointment's day; now where there is none."""
        if self.appointment is None:
            return timezone.now()
        day = timezone.localdate(self.appointment.starts_at) + timedelta(days=1)
        return timezone.make_aware(datetime.combine(day, time.min))

    def expired(self, now: datetime | None = None) -> bool:
        return (now or timezone.now()) >= self.expires_at

    @property
    def usable(self) -> bool:
        """Whether its link opens the screening."""
        return self.pending and not self.expired()

    @property
    def frozen(self) -> bool:
        return self.pending and self.frozen_at is not None

    @property
    def expected_at(self) -> datetime | None:
        """When the athlete is expected, until that day is over."""
        day = self.appointment_at and timezone.localdate(self.appointment_at)
        return self.appointment_at if day and day >= timezone.localdate() else None

    @property
    def mark(self) -> str:
        """Stands for the links of this moment on a device that was proven; a new series has another."""
        return salted_hmac("clinic.invitation.link", self.series.bytes).hexdigest()

    @property
    def stage(self) -> Stage:
        if self.sent_at:
            return Stage.RECEIVED
        if self.revoked_at:
            return Stage.REVOKED
        if self.frozen_at:
            return Stage.FROZEN
        if self.expired():
            return Stage.EXPIRED
        if self.screening.saved_at:
            return Stage.BUSY
        return Stage.OPENED if self.opened_at else Stage.INVITED

    @property
    def since(self) -> datetime | None:
        """When its stage began; while busy, when it was last saved."""
        return {
            Stage.RECEIVED: self.sent_at,
            Stage.REVOKED: self.revoked_at,
            Stage.FROZEN: self.frozen_at,
            Stage.EXPIRED: self.expires_at,
            Stage.BUSY: self.screening.saved_at,
            Stage.OPENED: self.opened_at,
        }.get(self.stage, self.created_at)


class Link(PracticeOwned):
    """One link to an invitation. Holds the token's digest alone: the token stands where it was given, and nowhere else.

    Each mail and each card brings another, so that none ends one that was given before.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="links")
    digest = models.BinaryField(max_length=32, unique=True, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)
    mailed_at = models.DateTimeField(null=True, editable=False)
    """When the mail that brings it went out."""

    objects: ClassVar = ScopedManager(practice="invitation__athlete__practice")

    class Meta:
        ordering: ClassVar = ["made_at"]

    def __str__(self) -> str:
        return str(self.id)

    def owner_id(self) -> uuid.UUID:
        return self.invitation.owner_id()
