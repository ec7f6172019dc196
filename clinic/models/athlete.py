"""The athletes who come to a practice."""

import uuid
from datetime import date
from decimal import ROUND_DOWN, Decimal
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import pgettext_lazy
from django_scopes import ScopedManager

from clinic import written
from screening.models import DataKey

from .isolation import PracticeOwned
from .people import Practice, User

HUNDREDTH = Decimal("0.01")


class Hold(models.TextChoices):
    """Why a file is kept, whatever its time."""

    COMPLAINT = "complaint", pgettext_lazy("hold", "a complaint")
    CLAIM = "claim", pgettext_lazy("hold", "a claim or lawsuit")
    INSPECTION = "inspection", pgettext_lazy("hold", "an inspection")
    ASKED = "asked", pgettext_lazy("hold", "the athlete asked to keep it longer")


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
