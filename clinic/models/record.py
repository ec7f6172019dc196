"""What the practice writes about a screening: the note and plan, and what was signed."""

import hashlib
import json
import uuid
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django_scopes import ScopedManager

from .invitation import Invitation
from .isolation import PracticeOwned
from .people import User


class Locked(Exception):
    """What was signed does not change; an amendment opens it again."""


class Consultation(PracticeOwned):
    """The note and plan of one screening: written during the talk, changed until it is signed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    invitation = models.OneToOneField(
        Invitation, on_delete=models.PROTECT, related_name="consultation"
    )
    sealed_content = models.BinaryField(editable=False)
    revision = models.PositiveIntegerField(default=0)
    """Counts the changes, so that somebody who read an earlier one is told."""
    updated_at = models.DateTimeField(default=timezone.now)
    updated_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar = ScopedManager(practice="invitation__athlete__practice")

    def __str__(self) -> str:
        return str(self.id)

    def owner_id(self) -> uuid.UUID:
        return self.invitation.owner_id()

    def _about(self) -> str:
        return f"clinic.Consultation.sealed_content:{self.pk}"

    def seal(self, content: dict[str, Any]) -> None:
        key = self.invitation.screening.key
        self.sealed_content = key.seal_json(content, self._about())

    @property
    def content(self) -> dict[str, Any]:
        """`note`, `referral_other`, and codes: `plan`, `referral`, `discussed`, `again`; raises Unreadable."""
        key = self.invitation.screening.key
        return key.open_json(self.sealed_content, self._about())


class Signature(PracticeOwned):
    """One signed version: everything as it stood, whole. Only being opened for change and replaced are added later."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    invitation = models.ForeignKey(Invitation, on_delete=models.PROTECT, related_name="signatures")
    number = models.PositiveSmallIntegerField()
    signed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    signed_by_name = models.CharField(max_length=120)
    """As it was then."""
    signed_at = models.DateTimeField()
    sealed_snapshot = models.BinaryField(editable=False)
    digest = models.CharField(max_length=64, editable=False)
    """SHA-256 of the snapshot's canonical JSON, in hexadecimal."""
    opened_at = models.DateTimeField(null=True, blank=True)
    """Since when it is open for an amendment."""
    opened_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    sealed_reason = models.BinaryField(null=True, editable=False)
    """Why it was opened."""
    again_from = models.DateField(null=True, blank=True, editable=False)
    """From when the athlete may be asked again, as planned when it was signed; null where that is not planned."""
    again_to = models.DateField(null=True, blank=True, editable=False)
    superseded_by = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="supersedes"
    )

    objects: ClassVar = ScopedManager(practice="invitation__athlete__practice")

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["invitation", "number"], name="each_version_once")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["again_from"],
                condition=models.Q(superseded_by=None) & ~models.Q(again_from=None),
                name="signature_again",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)

    def owner_id(self) -> uuid.UUID:
        return self.invitation.owner_id()

    def _seal(self, field: str, value: Any) -> None:
        key = self.invitation.screening.key
        setattr(self, field, key.seal_json(value, f"clinic.Signature.{field}:{self.pk}"))

    def _open(self, field: str) -> Any:
        key = self.invitation.screening.key
        return key.open_json(getattr(self, field), f"clinic.Signature.{field}:{self.pk}")

    def seal(self, snapshot: dict[str, Any]) -> None:
        self.digest = digest(snapshot)
        self._seal("sealed_snapshot", snapshot)

    def seal_reason(self, reason: str) -> None:
        self._seal("sealed_reason", reason)

    @property
    def snapshot(self) -> dict[str, Any]:
        """What was signed; raises encryption.Unreadable."""
        return self._open("sealed_snapshot")

    @property
    def reason(self) -> str:
        """Why it was opened for change; "" where it was not."""
        return self._open("sealed_reason") if self.sealed_reason else ""

    @property
    def intact(self) -> bool:
        """Whether what opens is what was signed."""
        return digest(self.snapshot) == self.digest


def canonical(content: Any) -> str:
    """JSON of which there is one form: sorted keys, no spaces."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(content: Any) -> str:
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def written(invitation: Invitation) -> Consultation | None:
    """The note and plan, if anything was written."""
    found = Consultation.objects.select_related("updated_by").filter(invitation=invitation).first()
    if found is not None:
        found.invitation = invitation
    return found


def standing(invitation: Invitation) -> Signature | None:
    """The signature that counts now, open for an amendment or not."""
    return invitation.signatures.filter(superseded_by=None).first()


def locked_by(invitation: Invitation) -> Signature | None:
    """The signature that stands and under which nothing may change."""
    return invitation.signatures.filter(superseded_by=None, opened_at=None).first()


def locked(invitation: Invitation) -> bool:
    return invitation.signatures.filter(superseded_by=None, opened_at=None).exists()


def hold(invitation: Invitation) -> Invitation:
    """The row, held until the transaction ends, so that nobody signs meanwhile; raises Locked when somebody has."""
    invitation.check_owner()
    held = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if locked(held):
        raise Locked
    return held
