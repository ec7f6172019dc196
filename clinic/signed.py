"""The list of signed reports: the version that stands of each screening, and whether it has left with an export."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from screening.models import SEALED

from .models import Edition, Practice, Report, Signature


class Preset(StrEnum):
    """What the list can begin with."""

    MONTH_NEW = "month_new"
    NEW = "new"
    MONTH = "month"
    ALL = "all"


PRESETS: dict[Preset, str | Promise] = {
    Preset.MONTH_NEW: _("Signed this month, not exported yet"),
    Preset.NEW: _("Not exported yet"),
    Preset.MONTH: _("Signed this month"),
    Preset.ALL: _("All"),
}


@dataclass(frozen=True, slots=True)
class Filter:
    """What the list is narrowed to: all of it together."""

    preset: Preset = Preset.MONTH_NEW
    first: date | None = None
    last: date | None = None
    signer: UUID | None = None
    words: str = ""
    """Of a name, a date of birth, a client number or a code."""
    until: datetime | None = None
    """What was signed later was not shown yet."""

    @property
    def narrows(self) -> bool:
        """Whether more than the preset is asked."""
        return bool(self.first or self.last or self.signer or self.words)


def standing(practice: Practice) -> QuerySet[Signature]:
    """The version that stands of each screening, without what was signed, the last one first."""
    exported = Report.objects.exclude(exported_at=None)
    return (
        Signature.objects.filter(superseded_by=None, invitation__athlete__practice=practice)
        .annotate(exported=Exists(exported.filter(signature=OuterRef("pk"))))
        .select_related("invitation__athlete", "invitation__screening")
        .defer("sealed_snapshot", "sealed_reason", *(f"invitation__screening__{n}" for n in SEALED))
        .order_by("-signed_at", "pk")
    )


def narrowed(practice: Practice, asked: Filter) -> QuerySet[Signature]:
    found = standing(practice).filter(_preset(asked.preset))
    if asked.first:
        found = found.filter(signed_at__gte=_midnight(asked.first))
    if asked.last:
        found = found.filter(signed_at__lt=_midnight(asked.last + timedelta(days=1)))
    if asked.signer:
        found = found.filter(signed_by=asked.signer)
    if asked.until:
        found = found.filter(signed_at__lte=asked.until)
    if asked.words:
        code = asked.words.strip()
        athletes = practice.athletes.found(asked.words).values("pk")
        found = found.filter(
            Q(invitation__athlete__in=athletes)
            | Q(invitation__screening__code__iexact=code)
            | Q(invitation__screening__code__iexact=f"S-{code}")
        )
    return found


def with_reports(found: QuerySet[Signature]) -> QuerySet[Signature]:
    """Each with `issued`, its reports that are there; `left_at`; `before`, whether an earlier version has left."""
    issued = Report.objects.issued().filter(edition=Edition.FULL).order_by("language")
    gone = Report.objects.exclude(exported_at=None).order_by("-exported_at")
    own = gone.filter(signature=OuterRef("pk")).values("exported_at")[:1]
    earlier = gone.filter(signature__invitation=OuterRef("invitation"))
    return found.annotate(
        left_at=Subquery(own), before=Exists(earlier.exclude(signature=OuterRef("pk")))
    ).prefetch_related(
        Prefetch("reports", issued.only("signature", "language", "exported_at"), to_attr="issued")
    )


def counted(practice: Practice) -> list[tuple[Preset, str | Promise, int]]:
    """The presets with how many there are in each, in one query."""
    counts = {preset.value: Count("pk", filter=_preset(preset)) for preset in Preset}
    found = standing(practice).order_by().aggregate(**counts)
    return [(preset, name, found[preset.value]) for preset, name in PRESETS.items()]


def signers(practice: Practice) -> list[tuple[Any, str]]:
    """Who signed what stands, by name."""
    rows = (
        standing(practice).order_by("signed_by__name").values_list("signed_by", "signed_by__name")
    )
    return list(rows.distinct())


def _preset(preset: Preset) -> Q:
    fits = Q()
    if preset in (Preset.MONTH_NEW, Preset.MONTH):
        fits &= Q(signed_at__gte=_midnight(timezone.localdate().replace(day=1)))
    if preset in (Preset.MONTH_NEW, Preset.NEW):
        fits &= Q(exported=False)
    return fits


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
