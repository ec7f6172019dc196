"""A session: who is signed in where, or what an athlete's device has proven. Written by clinic.sessions alone."""

from typing import ClassVar

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from .people import User


class Session(AbstractBaseSession):
    """Its key is kept as a digest, and what it holds sealed, so that a copy of the database opens no session."""

    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="sessions")
    """Null for an athlete's, and for who has not signed in yet."""
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    browser = models.CharField(max_length=60, blank=True)
    """In words, for its owner to know it by."""

    class Meta:
        ordering: ClassVar = ["-seen_at"]

    def __str__(self) -> str:
        return f"{self.user_id} {self.began_at:%Y-%m-%d %H:%M}"
