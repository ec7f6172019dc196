"""The access log: who did what to which athlete's data, and when. Rows are added, never changed."""

from typing import Any, ClassVar, Never

from django.db import models
from django.utils import timezone


class Action(models.TextChoices):
    CREATE = "create"
    READ = "read"
    CHANGE = "change"
    ARCHIVE = "archive"
    INVITE = "invite"
    RENEW = "renew"
    REVOKE = "revoke"
    OPEN = "open"
    SAVE = "save"
    SEND = "send"
    MEASURE = "measure"
    EXPORT = "export"
    CONSENT = "consent"
    WITHDRAW = "withdraw"
    FREEZE = "freeze"
    REOPEN = "reopen"
    HAND_OVER = "hand_over"
    URGENT = "urgent"
    MAIL = "mail"
    IMPORT = "import"
    CANCEL = "cancel"
    JOIN = "join"
    END = "end"
    HANDLE = "handle"
    TELL = "tell"
    NOTE = "note"
    SIGN = "sign"
    AMEND = "amend"
    ISSUE = "issue"
    FIND = "find"
    PRINT = "print"
    ERASE = "erase"
    HOLD = "hold"
    NOTICE = "notice"
    SIGN_IN = "sign_in"
    SIGN_OUT = "sign_out"
    FACTOR = "factor"
    LIMIT = "limit"
    BACKUP = "backup"


class Outcome(models.TextChoices):
    DONE = "done"
    REFUSED = "refused"


class AppendOnly(Exception):
    """An event is never changed or deleted."""


class EventQuerySet(models.QuerySet["Event"]):
    def update(self, **kwargs: Any) -> Never:
        raise AppendOnly

    def delete(self) -> Never:
        raise AppendOnly

    def bulk_update(self, *args: Any, **kwargs: Any) -> Never:
        raise AppendOnly


class Event(models.Model):
    """One row of the access log. No foreign keys: it outlives what it tells of. No answers, scores or names."""

    at = models.DateTimeField(default=timezone.now, editable=False)
    who = models.UUIDField(null=True, editable=False)
    """The user's id; null for the athlete herself and for commands, see `role`."""
    role = models.CharField(max_length=12, editable=False)
    practice_id = models.UUIDField(null=True, editable=False)
    athlete_id = models.UUIDField(null=True, editable=False)
    screening = models.CharField(max_length=12, blank=True, editable=False)
    action = models.CharField(max_length=12, choices=Action.choices, editable=False)
    object = models.CharField(max_length=40, editable=False)
    outcome = models.CharField(
        max_length=8, choices=Outcome.choices, default=Outcome.DONE, editable=False
    )
    address = models.GenericIPAddressField(null=True, editable=False)
    reason = models.CharField(max_length=200, blank=True, editable=False)

    objects: ClassVar[models.Manager["Event"]] = models.Manager.from_queryset(EventQuerySet)()

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [
            models.Index(fields=["practice_id", "at"]),
            models.Index(fields=["athlete_id", "at"]),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(action__in=Action.values), name="event_action_known"
            ),
            models.CheckConstraint(
                condition=models.Q(outcome__in=Outcome.values), name="event_outcome_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.role} {self.action} {self.object}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnly
        super().save(*args, force_insert=True)

    def delete(self, *args: Any, **kwargs: Any) -> Never:
        raise AppendOnly
