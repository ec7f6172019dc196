"""Mail to athletes: the practice's own texts, and the reminders that went out."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django_scopes import ScopedManager

from .appointment import Appointment
from .invitation import Invitation
from .isolation import PracticeOwned
from .people import Practice


class MailKind(models.TextChoices):
    INVITATION = "invitation"
    REMINDER = "reminder"


class MailText(PracticeOwned):
    """A practice's own text in the place of the programme's (clinic/mail_texts.py)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="mail_texts")
    kind = models.CharField(max_length=10, choices=MailKind.choices)
    language = models.CharField(max_length=5, choices=settings.LANGUAGES)
    subject = models.CharField(max_length=120)
    text = models.TextField(max_length=2000)

    objects: ClassVar = ScopedManager(practice="practice")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["practice", "kind", "language"], name="one_text_a_kind_and_language"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=MailKind.values), name="mail_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.language}"

    def owner_id(self) -> uuid.UUID:
        return self.practice_id


class Reminder(PracticeOwned):
    """A reminder that goes out: the row is there before the mail, so that two workers never send it twice.

    It belongs to the day of the appointment: after a move to another day the reminders begin anew.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="reminders")
    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, related_name="reminders")
    on = models.DateField()
    """The day of the appointment."""
    days = models.PositiveSmallIntegerField()
    """How many days before that day it is due."""
    claimed_on = models.DateField()
    """The day on which it went out; one a day at the most."""

    objects: ClassVar = ScopedManager(practice="invitation__athlete__practice")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["invitation", "appointment", "on", "days"], name="each_reminder_once"
            ),
            models.UniqueConstraint(fields=["invitation", "claimed_on"], name="one_reminder_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.on} -{self.days}"

    def owner_id(self) -> uuid.UUID:
        return self.invitation.owner_id()
