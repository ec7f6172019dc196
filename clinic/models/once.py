"""Which forms were carried out, so that none is twice."""

from django.db import models
from django.utils import timezone


class Once(models.Model):
    """A form that was carried out; written in the transaction of what it did.

    Holds a digest of the form's token with all that was sent, and where the browser was led to: nothing of the content.
    """

    digest = models.BinaryField(primary_key=True, max_length=32, editable=False)
    led_to = models.CharField(max_length=300, editable=False)
    shown = models.BooleanField(default=False, editable=False)
    """Whether the answer held something that is shown a single time."""
    made_at = models.DateTimeField(default=timezone.now, db_index=True, editable=False)

    def __str__(self) -> str:
        return bytes(self.digest).hex()[:8]
