"""Practices, who works there, and the athletes who come there."""

import uuid
from datetime import date
from decimal import ROUND_DOWN, Decimal
from typing import Any, ClassVar

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_scopes import ScopedManager

from clinic import filenames, written
from screening.models import DataKey

from .isolation import PracticeOwned

HUNDREDTH = Decimal("0.01")

RANGES = {
    "idle_minutes": (5, 60),
    "retention_years": (20, 99),
    "draft_months": (1, 24),
    "log_years": (5, 99),
}
"""The least and the most of what a practice sets itself. Records: 20 years by law (article 7:454 BW)."""


class Hold(models.TextChoices):
    """Why a file is kept, whatever its time."""

    COMPLAINT = "complaint", pgettext_lazy("hold", "a complaint")
    CLAIM = "claim", pgettext_lazy("hold", "a claim or lawsuit")
    INSPECTION = "inspection", pgettext_lazy("hold", "an inspection")
    ASKED = "asked", pgettext_lazy("hold", "the athlete asked to keep it longer")


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


class AthleteQuerySet(models.QuerySet["Athlete"]):
    def current(self) -> "AthleteQuerySet":
        """Those who are not archived."""
        return self.filter(archived_at=None)

    def archived(self) -> "AthleteQuerySet":
        return self.exclude(archived_at=None)

    def found(self, typed: str) -> "AthleteQuerySet":
        """Those whose name holds every word, or who have this date of birth or client number; all for no words."""
        typed = typed.strip()
        if not typed:
            return self
        if len(typed) > written.LONGEST:
            return self.none()
        fits = models.Q(client_number__iexact=typed)
        born = written.read_date(typed)
        if born is not None:
            return self.filter(fits | models.Q(date_of_birth=born))
        words = written.words(typed)
        if words:
            fits |= models.Q(*(models.Q(sorted_name__contains=word) for word in words))
        return self.filter(fits)

    def resembling(self, *, name: str, born: date, email: str) -> list["Athlete"]:
        """Those who may be the same person as somebody new, whose `name` is a sorted one; archived ones too."""
        may_be = models.Q(date_of_birth=born)
        if email:
            may_be |= models.Q(email__iexact=email)
        return [
            athlete
            for athlete in self.filter(may_be)
            if (email and athlete.email.casefold() == email.casefold())
            or written.alike(name, athlete.sorted_name)
        ]


class Athlete(PracticeOwned):
    """The person who is screened. Her health data hang on `key`, and on no name."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="athletes")
    given_name = models.CharField(max_length=80)
    family_name = models.CharField(max_length=80)
    sorted_name = models.CharField(max_length=written.LONGEST, default="", editable=False)
    """Made of the name at each save; what lists are sorted by and searched in."""
    date_of_birth = models.DateField()
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=5, choices=settings.LANGUAGES, default="nl")
    client_number = models.CharField(max_length=40, blank=True)
    key = models.OneToOneField(DataKey, on_delete=models.PROTECT, related_name="+", editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    archived_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)
    """The last change of her record, from which the time for keeping it counts; see clinic.retention.touch."""
    notice_at = models.DateTimeField(null=True, blank=True, editable=False)
    """When it was told that her record falls due; emptied by a change."""
    held_since = models.DateTimeField(null=True, blank=True, editable=False)
    """While it is set nothing of hers is destroyed."""
    held_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    hold_reason = models.CharField(max_length=12, choices=Hold.choices, blank=True)

    objects: ClassVar = ScopedManager(
        practice="practice", _manager_class=models.Manager.from_queryset(AthleteQuerySet)
    )

    class Meta:
        ordering: ClassVar = ["sorted_name", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["practice", "client_number"],
                condition=~models.Q(client_number=""),
                name="client_number_once_a_practice",
            ),
            models.CheckConstraint(
                condition=models.Q(held_since=None, held_by=None, hold_reason="")
                | models.Q(held_since__isnull=False, hold_reason__in=Hold.values),
                name="hold_is_whole",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["practice", "archived_at", "sorted_name", "id"]),
            models.Index(fields=["practice", "date_of_birth"]),
            models.Index(fields=["practice", "changed_at"]),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}"

    def owner_id(self) -> uuid.UUID:
        return self.practice_id

    def age_on(self, day: date) -> Decimal:
        """Years of age, cut to hundredths: 18.00 on the eighteenth birthday and less the day before.

        Somebody born on 29 February has a birthday on 1 March in other years.
        """
        return age_between(self.date_of_birth, day)

    @property
    def years(self) -> int:
        """Whole years of age today."""
        return int(self.age_on(timezone.localdate()))

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.check_owner()
        if self._state.adding and self.key_id is None:
            self.key = DataKey.objects.create()
        self.sorted_name = written.sorted_name(self.given_name, self.family_name)
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "sorted_name"}
        super().save(*args, **kwargs)


def age_between(born: date, day: date) -> Decimal:
    """Years from a birth to a day: whole ones exact at birthdays, the rest by days, cut to hundredths."""
    years = day.year - born.year
    if day < _birthday(born, day.year):
        years -= 1
    last = _birthday(born, born.year + years)
    following = _birthday(born, born.year + years + 1)
    part = Decimal((day - last).days) / (following - last).days
    return (years + part).quantize(HUNDREDTH, rounding=ROUND_DOWN)


def _birthday(born: date, year: int) -> date:
    try:
        return born.replace(year=year)
    except ValueError:
        return date(year, 3, 1)
