"""A table for analysis that takes long to make: asked for, made outside the request, taken, and gone after a day."""

import uuid
from datetime import timedelta
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django_scopes import ScopedManager

from screening.models import DataKey

from .export import STALLED
from .isolation import PracticeOwned
from .people import Practice, User

KEPT = timedelta(days=1)


class TableFile(PracticeOwned):
    """What was asked for, how far it is, and the file, sealed under a key of its own that goes with it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="table_files")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked = models.JSONField()
    """What was filled in, as the form holds it."""
    about = models.JSONField(default=list, editable=False)
    """Of whom a made file tells: athlete's id and screening's code, for the access log."""
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    """Screenings that stand in it already."""
    moved_at = models.DateTimeField(default=timezone.now, editable=False)
    made_at = models.DateTimeField(null=True, editable=False)
    failed_at = models.DateTimeField(null=True, editable=False)
    cancelled_at = models.DateTimeField(null=True, editable=False)
    key = models.OneToOneField(DataKey, on_delete=models.PROTECT, related_name="+", editable=False)
    sealed = models.BinaryField(null=True, editable=False)

    objects: ClassVar = ScopedManager(practice="practice")

    class Meta:
        ordering: ClassVar = ["-asked_at"]

    def __str__(self) -> str:
        return str(self.id)

    def owner_id(self) -> uuid.UUID:
        return self.practice_id

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self._state.adding and self.key_id is None:
            self.key = DataKey.objects.create()
        super().save(*args, **kwargs)

    def _about(self) -> str:
        return f"clinic.TableFile.sealed:{self.pk}"

    def seal(self, content: bytes) -> bytes:
        return self.key.seal_bytes(content, self._about())

    def content(self) -> bytes:
        """Raises encryption.Unreadable."""
        return self.key.open_bytes(self.sealed or b"", self._about())

    @property
    def over(self) -> bool:
        """Whether nothing more will happen to it."""
        return bool(self.made_at or self.failed_at or self.cancelled_at)

    @property
    def stalled(self) -> bool:
        return not self.over and timezone.now() - self.moved_at > STALLED

    @property
    def kind(self) -> str:
        return self.asked["format"]

    @property
    def name(self) -> str:
        """What the file is called: nothing about anybody."""
        return f"screenings-{timezone.localdate(self.asked_at)}.{self.kind}"
