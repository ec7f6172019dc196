"""What was destroyed for ever: the certificate that stays. It holds no name and no content."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import pgettext_lazy
from django_scopes import ScopedManager

from .event import AppendOnlyQuerySet, AppendOnlyRow
from .isolation import PracticeOwned
from .people import Practice, User


class Reason(models.TextChoices):
    """Why something is destroyed."""

    ASKED = "asked", pgettext_lazy("destruction", "the athlete asked for it")
    RETENTION = "retention", pgettext_lazy("destruction", "the time for keeping it is over")
    MISTAKE = "mistake", pgettext_lazy("destruction", "entered by mistake")


class Destroyed(models.TextChoices):
    """What was destroyed."""

    ATHLETE = "athlete", pgettext_lazy("destruction", "the whole file of an athlete")
    DRAFT = "draft", pgettext_lazy("destruction", "a questionnaire that was never sent")


class Destruction(PracticeOwned, AppendOnlyRow):
    """One destruction. Rows are added, never changed; no foreign key leads to what is gone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="destructions")
    number = models.PositiveIntegerField(editable=False)
    """Counts a practice's certificates, without gaps."""
    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    """Null where the programme did it by itself."""
    by_name = models.CharField(max_length=120, blank=True, editable=False)
    """As it was then."""
    reason = models.CharField(max_length=12, choices=Reason.choices, editable=False)
    what = models.CharField(max_length=12, choices=Destroyed.choices, editable=False)
    athlete_id = models.UUIDField(editable=False)
    """As the access log has it."""
    screening = models.CharField(max_length=12, blank=True, editable=False)
    """The code of a questionnaire that was destroyed alone."""
    counts = models.JSONField(editable=False)
    """How many of each kind (clinic/belongings.py)."""
    first_year = models.PositiveSmallIntegerField(editable=False)
    last_year = models.PositiveSmallIntegerField(editable=False)
    """The years that it covered."""

    objects: ClassVar = ScopedManager(
        practice="practice", _manager_class=models.Manager.from_queryset(AppendOnlyQuerySet)
    )

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["practice", "number"], name="each_certificate_number_once"
            ),
            models.CheckConstraint(
                condition=models.Q(reason__in=Reason.values), name="destruction_reason_known"
            ),
            models.CheckConstraint(
                condition=models.Q(what__in=Destroyed.values), name="destroyed_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}"

    def owner_id(self) -> uuid.UUID:
        return self.practice_id
