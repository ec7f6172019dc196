"""What somebody did about a screening with urgent signs."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django_scopes import ScopedManager

from .invitation import Invitation
from .isolation import PracticeOwned
from .people import User


class Handling(PracticeOwned):
    """Who did what, and when. Rows are added, never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    invitation = models.ForeignKey(Invitation, on_delete=models.PROTECT, related_name="handlings")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    sealed_text = models.BinaryField(editable=False)

    objects: ClassVar = ScopedManager(practice="invitation__athlete__practice")

    class Meta:
        ordering: ClassVar = ["at"]

    def __str__(self) -> str:
        return str(self.id)

    def owner_id(self) -> uuid.UUID:
        return self.invitation.owner_id()

    def _about(self) -> str:
        return f"clinic.Handling.sealed_text:{self.pk}"

    def seal(self, text: str) -> None:
        """Put what was done in, under the athlete's key."""
        key = self.invitation.screening.key
        self.sealed_text = key.seal_json(text, self._about())

    @property
    def text(self) -> str:
        """What was done; raises encryption.Unreadable."""
        key = self.invitation.screening.key
        return key.open_json(self.sealed_text, self._about())
