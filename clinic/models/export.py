"""Exports: which reports were asked for at once, by whom and why, and what their files are called."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Count, Max, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from clinic import filenames

from .isolation import PracticeOwned
from .people import Membership, Practice, User
from .report import Report

OWN = "own"
LANGUAGES = [*settings.LANGUAGES, (OWN, _("each athlete’s own language"))]
"""In which language the reports of an export are."""

LISTED = timedelta(days=30)
"""So long an export stands in the list; then it goes, with the names of its files."""

STALLED = timedelta(seconds=60)
"""Work in which nothing moves for so long has lost its worker."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an export is. A report is there, could not be made, or is waited for."""

    asked: int
    there: int
    failed: int
    moved_at: datetime

    @property
    def done(self) -> int:
        return self.there + self.failed

    @property
    def complete(self) -> bool:
        return self.done == self.asked

    @property
    def stalled(self) -> bool:
        return not self.complete and timezone.now() - self.moved_at > STALLED


class ExportQuerySet(models.QuerySet["Export"]):
    def seen_by(self, membership: Membership) -> "ExportQuerySet":
        """Her own; an owner sees all of the practice."""
        found = self.filter(practice=membership.practice_id)
        return found if membership.is_owner else found.filter(by=membership.user_id)

    def counted(self) -> "ExportQuerySet":
        """With `asked`, `there` and `failed`."""
        return self.annotate(
            asked=Count("items"), there=Count("items__report__issued_at"), failed=_failed("items__")
        )


class Export(PracticeOwned):
    """Reports that leave together as one ZIP, which can be taken again with the same bytes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="exports")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=5, choices=LANGUAGES)
    reason = models.CharField(max_length=200)
    """Why; stands on each line that the access log gets. No names."""
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    cancelled_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar = ScopedManager(
        practice="practice", _manager_class=models.Manager.from_queryset(ExportQuerySet)
    )

    class Meta:
        ordering: ClassVar = ["-asked_at"]
        indexes: ClassVar = [models.Index(fields=["practice", "asked_at"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(language__in=[code for code, _name in LANGUAGES]),
                name="export_language_known",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="export_has_its_reason"),
        ]

    def __str__(self) -> str:
        return str(self.id)

    def owner_id(self) -> uuid.UUID:
        return self.practice_id

    @property
    def progress(self) -> Progress:
        """One query."""
        found = self.items.aggregate(
            asked=Count("pk"),
            there=Count("report__issued_at"),
            failed=_failed(""),
            issued=Max("report__issued_at"),
            gave_up=Max("report__failed_at"),
        )
        moved = (self.asked_at, found.pop("issued"), found.pop("gave_up"))
        return Progress(**found, moved_at=max(at for at in moved if at is not None))


def _failed(items: str) -> Count:
    return Count(
        f"{items}report__failed_at", filter=Q(**{f"{items}report__issued_at__isnull": True})
    )


class ExportItem(PracticeOwned):
    """One report of an export, in its place and under its name, which stay whatever is renamed later."""

    export = models.ForeignKey(Export, on_delete=models.CASCADE, related_name="items")
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveIntegerField()
    name = models.CharField(max_length=filenames.LONGEST)
    """Of its file, by the practice's rule of that moment; it may hold the athlete's name."""

    objects: ClassVar = ScopedManager(practice="export__practice")

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["export", "report"], name="each_report_once_an_export"),
            models.UniqueConstraint(fields=["export", "position"], name="one_report_a_position"),
            models.UniqueConstraint(fields=["export", "name"], name="one_report_a_file_name"),
        ]

    def __str__(self) -> str:
        return f"{self.export_id} {self.position}"

    def owner_id(self) -> uuid.UUID:
        return self.export.owner_id()
