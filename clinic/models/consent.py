"""Who agreed to what, and when. Rows are added; the one thing that is ever written later is the withdrawal."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django_scopes import ScopedManager

from .invitation import Invitation
from .isolation import PracticeOwned


class Consenter(models.TextChoices):
    ATHLETE = "athlete"
    PARENT = "parent"


class Consent(PracticeOwned):
    """One consent to the text of one version (clinic/consent.py), for one invitation."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    invitation = models.ForeignKey(Invitation, on_delete=models.PROTECT, related_name="consents")
    version = models.CharField(max_length=20, editable=False)
    by = models.CharField(max_length=8, choices=Consenter.choices, editable=False)
    parent_name = models.CharField(max_length=120, blank=True)
    given_at = models.DateTimeField(default=timezone.now, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = ScopedManager(practice="invitation__athlete__practice")

    class Meta:
        ordering: ClassVar = ["given_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["invitation", "by"],
                condition=models.Q(withdrawn_at=None),
                name="one_standing_consent_of_each",
            ),
            models.CheckConstraint(
                condition=models.Q(by=Consenter.ATHLETE, parent_name="")
                | (models.Q(by=Consenter.PARENT) & ~models.Q(parent_name="")),
                name="a_parent_gives_a_name",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.by} {self.version}"

    def owner_id(self) -> uuid.UUID:
        return self.invitation.owner_id()
