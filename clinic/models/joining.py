"""Somebody asked by mail to come and work at a practice."""

import uuid
from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django_scopes import ScopedManager

from .isolation import PracticeOwned
from .people import Practice, Role, User


class JoinInvitation(PracticeOwned):
    """Holds the digest of its link's token alone; the token stands in the mail and nowhere else."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="joinings")
    email = models.EmailField()
    role = models.CharField(max_length=12, choices=Role.choices)
    digest = models.BinaryField(max_length=32, unique=True, editable=False)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = ScopedManager(practice="practice")

    class Meta:
        ordering: ClassVar = ["-created_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["practice", "email"],
                condition=models.Q(used_at=None, revoked_at=None),
                name="one_open_joining_an_address",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values), name="joining_role_known"
            ),
            models.CheckConstraint(
                condition=models.Q(used_at=None) | models.Q(revoked_at=None),
                name="used_or_revoked_not_both",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)

    def owner_id(self) -> uuid.UUID:
        return self.practice_id

    def expired(self, now: datetime | None = None) -> bool:
        return (now or timezone.now()) >= self.expires_at

    @property
    def usable(self) -> bool:
        """Whether its link still lets somebody join."""
        return self.used_at is None and self.revoked_at is None and not self.expired()
