"""A report as it was issued: the bytes of one PDF, which every later download serves."""

import hashlib
import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from screening import encryption

from .isolation import PracticeOwned
from .record import Signature


class Edition(models.TextChoices):
    """For whom it is written."""

    FULL = "full", _("report")
    COACH = "coach", _("coach’s version")
    ATHLETE = "athlete", _("athlete’s copy")


class ReportQuerySet(models.QuerySet["Report"]):
    def issued(self) -> "ReportQuerySet":
        """Those whose PDF is there."""
        return self.exclude(issued_at=None)

    def sealed(self) -> "ReportQuerySet":
        """With what opening one needs, and no more: a thousand of them pass through memory."""
        way = "signature__invitation__screening__key"
        steps = [way.rsplit("__", left)[0] for left in range(4)]
        keys = [f"{way}__{name}" for name in ("wrapped", "former")]
        return self.select_related(way).only("sealed_pdf", "sha256", *keys, *steps)

    def whole(self) -> "ReportQuerySet":
        """With all that making, opening and recording one needs."""
        return self.select_related("signature__invitation__athlete__practice").select_related(
            "signature__invitation__screening__key"
        )


class Report(PracticeOwned):
    """One edition of a signed version in one language. It is asked for, then issued once; its bytes never change."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    signature = models.ForeignKey(Signature, on_delete=models.PROTECT, related_name="reports")
    edition = models.CharField(max_length=8, choices=Edition.choices, default=Edition.FULL)
    language = models.CharField(max_length=5, choices=settings.LANGUAGES)
    asked_at = models.DateTimeField(auto_now_add=True)
    issued_at = models.DateTimeField(null=True, editable=False)
    sealed_pdf = models.BinaryField(null=True, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    """Of the PDF, in hexadecimal; "" until it is issued."""
    size = models.PositiveIntegerField(null=True, editable=False)
    """Bytes of the PDF."""
    failed_at = models.DateTimeField(null=True, editable=False)
    """When it could last not be made; emptied once it is."""
    exported_at = models.DateTimeField(null=True, editable=False)
    """When it last left with an export."""

    objects: ClassVar = ScopedManager(
        practice="signature__invitation__athlete__practice",
        _manager_class=models.Manager.from_queryset(ReportQuerySet),
    )

    class Meta:
        ordering: ClassVar = ["asked_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["signature", "edition", "language"], name="each_report_once"
            ),
            models.CheckConstraint(
                condition=Q(sealed_pdf=None, sha256="", size=None, issued_at=None)
                | Q(sealed_pdf__isnull=False, size__isnull=False, issued_at__isnull=False)
                & ~Q(sha256=""),
                name="report_issued_whole",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["sha256"]),
            models.Index(fields=["signature", "exported_at"]),
        ]

    def __str__(self) -> str:
        return str(self.id)

    def owner_id(self) -> uuid.UUID:
        return self.signature.owner_id()

    def _about(self) -> str:
        return f"clinic.Report.sealed_pdf:{self.pk}"

    def seal(self, pdf: bytes) -> None:
        """Take the bytes, their digest and their size."""
        key = self.signature.invitation.screening.key
        self.sealed_pdf = key.seal_bytes(pdf, self._about())
        self.sha256 = hashlib.sha256(pdf).hexdigest()
        self.size = len(pdf)

    def pdf(self) -> bytes:
        """The bytes as issued. Raises encryption.Unreadable where they do not open, or are not those any more."""
        key = self.signature.invitation.screening.key
        opened = key.open_bytes(self.sealed_pdf or b"", self._about())
        if hashlib.sha256(opened).hexdigest() != self.sha256:
            raise encryption.Unreadable(self._about())
        return opened

    @property
    def issued(self) -> bool:
        return self.issued_at is not None
