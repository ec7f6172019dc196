"""When this database was last backed up."""

from typing import ClassVar

from django.db import models


class Backup(models.Model):
    """A backup that was made whole. No backup holds these rows, so that a restored database begins without."""

    made_at = models.DateTimeField(editable=False)
    """Of which moment."""
    seconds = models.PositiveIntegerField(editable=False)
    """How long it took."""
    size = models.PositiveBigIntegerField(editable=False)
    """Bytes of its file."""
    keys = models.TextField(blank=True, editable=False)
    """Where its data keys lie: an absolute path on the machine that made it. Empty where none was noted."""

    class Meta:
        ordering: ClassVar = ["-made_at"]
        indexes: ClassVar = [models.Index(fields=["made_at"])]

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d %H:%M}"
