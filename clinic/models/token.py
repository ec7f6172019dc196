"""A key with which another system of the practice reads here; an owner makes it and can take it back."""

import hashlib
import secrets
import uuid
from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from .isolation import PracticeOwned
from .people import Practice, User

PREFIX = "reds_"
TOKEN_BYTES = 32
SHOWN = 10
"""So many of its letters tell which key it is."""


class Scope(models.TextChoices):
    """What a key may read; more than one may be given."""

    SCREENINGS = "screenings", _("which screenings there are, and whether they are signed")
    FHIR = "fhir", _("answers, measurements and outcomes as FHIR")
    REPORTS = "reports", _("reports as PDF")


class ApiToken(PracticeOwned):
    """Holds the digest of the key alone: the key is shown once, when it is made."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    """What it is for."""
    shown = models.CharField(max_length=SHOWN, editable=False)
    digest = models.BinaryField(max_length=32, unique=True, editable=False)
    scopes = models.JSONField(default=list)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = ScopedManager(practice="practice")

    class Meta:
        ordering: ClassVar = ["-created_at"]

    def __str__(self) -> str:
        return str(self.id)

    def owner_id(self) -> uuid.UUID:
        return self.practice_id

    def usable(self, now: datetime | None = None) -> bool:
        return self.revoked_at is None and (now or timezone.now()) < self.expires_at

    def may(self, scope: str) -> bool:
        return scope in self.scopes


def new_token() -> str:
    return PREFIX + secrets.token_urlsafe(TOKEN_BYTES)


def digest_of(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
