"""An athlete asked to do one screening: the only link from a person to a screening."""

import hashlib
import uuid
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django_scopes import ScopedManager

from screening.models import Screening

from .isolation import PracticeOwned
from .people import Athlete, User


def digest(token: str) -> bytes:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).digest()


class Stage(StrEnum):
    """Where an athlete's screening stands, in the order of the work list."""

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
    """Holds the token's digest alone; the link itself is shown once, when it is made."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    athlete = models.ForeignKey(Athlete, on_delete=models.PROTECT, related_name="invitations")
    screening = models.OneToOneField(Screening, on_delete=models.PROTECT, related_name="+")
    digest = models.BinaryField(max_length=32, unique=True, editable=False)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    appointment_at = models.DateTimeField(null=True, blank=True)
    """When the athlete is expected at the practice."""
    wrong_tries = models.PositiveSmallIntegerField(default=0)
    """Wrong dates of birth since the link was made or last proven, from any device."""
    frozen_at = models.DateTimeField(null=True, blank=True)
    """After too many of them no new device gets in; only a new link helps."""

    objects: ClassVar = ScopedManager(practice="athlete__practice")

    class Meta:
        ordering: ClassVar = ["-created_at"]
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
    def appointment(self) -> datetime | None:
        """When the athlete is expected, until that day is over."""
        day = self.appointment_at and timezone.localdate(self.appointment_at)
        return self.appointment_at if day and day >= timezone.localdate() else None

    @property
    def mark(self) -> str:
        """Stands for the link of this moment on a device that was proven; a new link has another."""
        return salted_hmac("clinic.invitation.link", bytes(self.digest)).hexdigest()

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
