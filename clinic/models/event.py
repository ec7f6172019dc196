"""The access log: who did what to which athlete's data, and when. Rows are added, never changed.

Each practice's rows are a chain: every row carries a code (MAC) over itself and over the row before it. What is made
and checked with these stands in clinic/chain.py; what the database itself refuses in clinic/triggers.py.
"""

from typing import Any, ClassVar, Never
from uuid import UUID

from django.db import models
from django.utils import timezone

from screening.models import DataKey


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


NO_PRACTICE = UUID(int=0)
"""The chain of what belongs to no practice."""


class AppendOnly(Exception):
    """An event is never changed or deleted."""


class AppendOnlyQuerySet(models.QuerySet[Any]):
    def update(self, **kwargs: Any) -> Never:
        raise AppendOnly

    def delete(self) -> Never:
        raise AppendOnly

    def bulk_update(self, *args: Any, **kwargs: Any) -> Never:
        raise AppendOnly


class AppendOnlyRow(models.Model):
    objects: ClassVar[models.Manager[Any]] = models.Manager.from_queryset(AppendOnlyQuerySet)()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnly
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> Never:
        raise AppendOnly


class Event(AppendOnlyRow):
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
    chain = models.UUIDField(editable=False)
    """Of its practice; NO_PRACTICE where it belongs to none."""
    number = models.PositiveBigIntegerField(editable=False)
    """1, 2, 3 and so on in its chain, none left out."""
    mac = models.BinaryField(max_length=32, editable=False)

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [
            models.Index(fields=["chain", "at"]),
            models.Index(fields=["athlete_id", "at"]),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["chain", "number"], name="event_number_once"),
            models.CheckConstraint(
                condition=models.Q(action__in=Action.values), name="event_action_known"
            ),
            models.CheckConstraint(
                condition=models.Q(outcome__in=Outcome.values), name="event_outcome_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.role} {self.action} {self.object}"


class Chain(models.Model):
    """The head of one chain: what its last row is. Locked while a row is added, after everything else."""

    id = models.UUIDField(primary_key=True, editable=False)
    """The practice's id, or NO_PRACTICE."""
    key = models.OneToOneField(DataKey, on_delete=models.PROTECT, related_name="+", editable=False)
    number = models.PositiveBigIntegerField(default=0, editable=False)
    mac = models.BinaryField(max_length=32, editable=False)

    def __str__(self) -> str:
        return f"{self.id} {self.number}"


class Cut(AppendOnlyRow):
    """Says that a chain's rows up to a number were removed, since they were older than they are kept."""

    chain = models.UUIDField(editable=False)
    number = models.PositiveBigIntegerField(editable=False)
    """Of the last row that was removed."""
    mac = models.BinaryField(max_length=32, editable=False)
    """Of that row: what follows hangs on it."""
    at = models.DateTimeField(default=timezone.now, editable=False)
    seal = models.BinaryField(max_length=32, editable=False)
    """A code over this row, with the chain's key."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["chain", "number"], name="cut_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.chain} up to {self.number}"
