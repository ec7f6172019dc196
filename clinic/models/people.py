"""Practices, and who works there."""

import uuid
from typing import ClassVar

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from clinic import filenames

RANGES = {
    "idle_minutes": (5, 60),
    "retention_years": (20, 99),
    "draft_months": (1, 24),
    "log_years": (5, 99),
}
"""The least and the most of what a practice sets itself. Records: 20 years by law (article 7:454 BW)."""


class Practice(models.Model):
    """The organisation that uses the product."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    street = models.CharField(max_length=120, blank=True)
    postcode = models.CharField(max_length=12, blank=True)
    city = models.CharField(max_length=80, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    second_phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    """Where mail for the practice goes: that something asks for attention, never what."""
    urgent_text_nl = models.TextField(max_length=600, blank=True)
    urgent_text_en = models.TextField(max_length=600, blank=True)
    language = models.CharField(max_length=5, choices=settings.LANGUAGES, default="nl")
    accent = models.CharField(max_length=7, blank=True)
    """Its own accent colour, "#rrggbb"; empty for the product's."""
    logo = models.BinaryField(null=True, editable=False)
    """A PNG that was made here from what was uploaded."""
    logo_at = models.DateTimeField(null=True, blank=True, editable=False)
    """Since when there is a logo; null where there is none."""
    idle_minutes = models.PositiveSmallIntegerField(default=20)
    """After so many minutes without anything asked for, a session ends."""
    retention_years = models.PositiveSmallIntegerField(default=20)
    """For how long a record is kept after its last change."""
    draft_months = models.PositiveSmallIntegerField(default=3)
    """For how long a screening that was never sent is kept."""
    log_years = models.PositiveSmallIntegerField(default=20)
    """For how long the access log is kept."""
    told_due_at = models.DateTimeField(null=True, blank=True, editable=False)
    """When it was last told by mail that records fall due."""
    file_rule = models.CharField(max_length=80, default=filenames.DEFAULT)
    """What the files of an export are called, with placeholders."""

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(**{f"{name}__gte": least, f"{name}__lte": most}),
                name=f"{name}_in_range",
            )
            for name, (least, most) in RANGES.items()
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def address_lines(self) -> list[str]:
        """Street, and postcode with city; without the lines that are empty."""
        lines = (self.street, f"{self.postcode} {self.city}".strip())
        return [line for line in lines if line]

    def urgent_text(self, language: str) -> str:
        """Its own words on an urgent last page, in one language; empty where it wrote none."""
        return {"nl": self.urgent_text_nl, "en": self.urgent_text_en}.get(language, "")


class UserManager(BaseUserManager["User"]):
    def create_user(self, *, email: str, name: str, password: str, language: str = "nl") -> "User":
        user = self.model(email=email.lower(), name=name, language=language)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """Somebody who signs in; what she may do stands in her memberships."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=5, choices=settings.LANGUAGES, default="nl")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[UserManager] = UserManager()

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    def has_second_factor(self) -> bool:
        """Codes from an app, or a passkey. Recovery codes only stand in for one of these."""
        steps = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
        return Authenticator.objects.filter(user=self, type__in=steps).exists()


class Role(models.TextChoices):
    OWNER = "owner", _("owner")
    THERAPIST = "therapist", _("physiotherapist")
    STAFF = "staff", _("staff member")


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self) -> "MembershipQuerySet":
        """Those that have not ended."""
        return self.filter(ended_at=None)


class Membership(models.Model):
    """Somebody's work at one practice. It is ended, never deleted: the log and reports name who worked there."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=12, choices=Role.choices)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = models.Manager.from_queryset(MembershipQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "practice"], name="one_membership_a_practice"),
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values), name="membership_role_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role}"

    @property
    def is_owner(self) -> bool:
        return self.role == Role.OWNER
