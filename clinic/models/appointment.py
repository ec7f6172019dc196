"""When an athlete is expected at the practice: what the work list, invitations and reminders go by."""

import uuid
from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from .athlete import Athlete
from .isolation import PracticeOwned


class Source(models.TextChoices):
    TYPED = "typed", _("typed here")
    CSV = "csv", _("table file")
    ICS = "ics", _("calendar file")


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def standing(self) -> "AppointmentQuerySet":
        """Those that were not cancelled."""
        return self.filter(cancelled_at=None)

    def upcoming(self, now: datetime | None = None) -> "AppointmentQuerySet":
        """Those that stand and are still to come, the nearest first."""
        return self.standing().filter(starts_at__gte=now or timezone.now()).order_by("starts_at")


class Appointment(PracticeOwned):
    """One moment at which an athlete is expected. Never deleted: cancelled."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    athlete = models.ForeignKey(Athlete, on_delete=models.PROTECT, related_name="appointments")
    starts_at = models.DateTimeField()
    source = models.CharField(max_length=5, choices=Source.choices, default=Source.TYPED)
    source_uid = models.CharField(max_length=64, blank=True)
    """A digest of the number that it has where it came from, by which it is known again after a move."""
    cancelled_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar = ScopedManager(
        practice="athlete__practice",
        _manager_class=models.Manager.from_queryset(AppointmentQuerySet),
    )

    class Meta:
        ordering: ClassVar = ["starts_at"]
        indexes: ClassVar = [models.Index(fields=["starts_at"])]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["athlete", "starts_at"],
                condition=Q(cancelled_at=None),
                name="one_appointment_a_moment",
            ),
            models.UniqueConstraint(
                fields=["athlete", "source", "source_uid"],
                condition=~Q(source_uid=""),
                name="source_number_once_an_athlete",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)

    def owner_id(self) -> uuid.UUID:
        return self.athlete.practice_id

    @property
    def over(self) -> bool:
        return self.starts_at < timezone.now()
