"""What the practice may hand on: the athlete's consent for her coach, and her own copy once it is released."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import pgettext_lazy
from django_scopes import ScopedManager

from .invitation import Invitation
from .isolation import PracticeOwned
from .people import User
from .record import Signature
from .report import Edition

WITHDRAWN_WHOLE = Q(withdrawn_at=None, withdrawn_by=None) | Q(
    withdrawn_at__isnull=False, withdrawn_by__isnull=False
)


class How(models.TextChoices):
    SAID = "said", pgettext_lazy("consent", "said to the physiotherapist")
    WRITTEN = "written", pgettext_lazy("consent", "in writing")


class CoachConsent(PracticeOwned):
    """That the coach may get the coach's version of one screening. The one thing ever added later is the withdrawal."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    invitation = models.ForeignKey(
        Invitation, on_delete=models.PROTECT, related_name="coach_consents"
    )
    how = models.CharField(max_length=8, choices=How.choices)
    parent_name = models.CharField(max_length=120, blank=True)
    """Who agreed beside an athlete below 16."""
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=timezone.now, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    """Who recorded that it was taken back."""

    objects: ClassVar = ScopedManager(practice="invitation__athlete__practice")

    class Meta:
        ordering: ClassVar = ["given_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["invitation"],
                condition=Q(withdrawn_at=None),
                name="one_standing_coach_consent",
            ),
            models.CheckConstraint(condition=WITHDRAWN_WHOLE, name="coach_consent_withdrawn_by"),
            models.CheckConstraint(condition=Q(how__in=How.values), name="coach_consent_how"),
        ]

    def __str__(self) -> str:
        return str(self.id)

    def owner_id(self) -> uuid.UUID:
        return self.invitation.owner_id()


class Release(PracticeOwned):
    """That the athlete's copy of a signed version may be handed over, in one language."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    signature = models.ForeignKey(Signature, on_delete=models.PROTECT, related_name="releases")
    language = models.CharField(max_length=5, choices=settings.LANGUAGES)
    released_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField(default=timezone.now, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar = ScopedManager(practice="signature__invitation__athlete__practice")

    class Meta:
        ordering: ClassVar = ["released_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["signature", "language"],
                condition=Q(withdrawn_at=None),
                name="one_standing_release",
            ),
            models.CheckConstraint(condition=WITHDRAWN_WHOLE, name="release_withdrawn_by"),
        ]

    def __str__(self) -> str:
        return str(self.id)

    def owner_id(self) -> uuid.UUID:
        return self.signature.owner_id()


def coach_consent(invitation: Invitation) -> CoachConsent | None:
    """The consent that stands."""
    standing = invitation.coach_consents.filter(withdrawn_at=None)
    return standing.select_related("recorded_by").first()


def shared(signature: Signature, edition: str, language: str) -> bool:
    """Whether this edition may be made and may leave now. The full report always may, once it is signed."""
    match edition:
        case Edition.COACH:
            return coach_consent(signature.invitation) is not None
        case Edition.ATHLETE:
            return signature.releases.filter(language=language, withdrawn_at=None).exists()
    return True
