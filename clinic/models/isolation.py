"""Practices apart: reads are guarded by django-scopes, writes by the check here."""

import uuid
from typing import Any

from django.db import models
from django_scopes import get_scope


class WrongPractice(Exception):
    """A row of one practice was to be written in the scope of another, or in none."""


class PracticeOwned(models.Model):
    """A row that belongs to one practice; written only in that practice's scope.

    Commands that serve every practice turn scopes off by name (django_scopes.scopes_disabled).
    """

    class Meta:
        abstract = True

    def owner_id(self) -> uuid.UUID:
        """The id of the practice that this row belongs to."""
        raise NotImplementedError

    def check_owner(self) -> None:
        """Raises WrongPractice unless the row belongs to the practice in scope."""
        scope = get_scope()
        if not scope.get("_enabled", True):
            return
        practice = scope.get("practice")
        if practice is None or practice.pk != self.owner_id():
            raise WrongPractice(f"{type(self).__name__} {self.pk}")

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.check_owner()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        self.check_owner()
        return super().delete(*args, **kwargs)
