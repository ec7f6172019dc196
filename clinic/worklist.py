"""The day's list: who comes when, where each one's questionnaire stands, and what asks for attention first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import F, Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from screening.core.answers import Refused
from screening.encryption import Unreadable
from screening.journey import Journey
from screening.models import Screening
from screening.rules.results import Attention

from . import charts
from .again import Next, planned
from .again import due as signed_and_due
from .letter.marks import Marked
from .letter.marks import attention as marked
from .models import Appointment, Athlete, Invitation, Practice, Signature, Stage


class Group(StrEnum):
    """What the list can be narrowed to."""

    ALL = "all"
    URGENT = "urgent"
    REVIEW = "review"
    BUSY = "busy"
    INVITED = "invited"
    NOT_INVITED = "not_invited"
    SIGNED = "signed"


GROUPS: dict[Group, str | Promise] = {
    Group.ALL: _("All"),
    Group.URGENT: _("Urgent"),
    Group.REVIEW: _("To review"),
    Group.BUSY: _("Busy"),
    Group.INVITED: _("Invited"),
    Group.NOT_INVITED: _("Not invited"),
    Group.SIGNED: _("Signed"),
}

STAGES = {
    Stage.SIGNED: Group.SIGNED,
    Stage.RECEIVED: Group.REVIEW,
    Stage.UNREADABLE: Group.REVIEW,
    Stage.BUSY: Group.BUSY,
    Stage.OPENED: Group.INVITED,
    Stage.INVITED: Group.INVITED,
}
"""The others wait for an invitation: they have none, or one that no longer opens."""


@dataclass(frozen=True)
class Row:
    """An appointment, or an athlete without one, with her questionnaire."""

    athlete: Athlete
    invitation: Invitation | None
    appointment: Appointment | None
    reads: bool
    """Whether the reader may know attention levels."""
    due: Next | None = None
    """When the next screening was planned, of somebody who is due."""

    @cached_property
    def stage(self) -> Stage:
        if self.invitation is None:
            return Stage.NOT_INVITED
        if self.invitation.sent_at is None:
            return self.invitation.stage
        if signature(self.invitation) is not None:
            return Stage.SIGNED
        return Stage.UNREADABLE if self.reads and self._level is None else Stage.RECEIVED

    @property
    def since(self) -> datetime | None:
        if self.invitation is None:
            return None
        signed = signature(self.invitation)
        return signed.signed_at if signed else self.invitation.since

    @property
    def day(self) -> date | None:
        """The day of the appointment."""
        return timezone.localdate(self.appointment.starts_at) if self.appointment else None

    @property
    def screening(self) -> Screening | None:
        return self.invitation.screening if self.invitation else None

    @property
    def urgent(self) -> bool:
        """Somebody must still call."""
        return self.reads and self.invitation is not None and self.invitation.urgent_at is not None

    @property
    def group(self) -> Group:
        return Group.URGENT if self.urgent else STAGES.get(self.stage, Group.NOT_INVITED)

    @cached_property
    def _level(self) -> Attention | None:
        if self.invitation is None or self.invitation.sent_at is None:
            return None
        try:
            return self.invitation.screening.assess().attention
        except (Refused, Unreadable):
            return None

    @cached_property
    def level(self) -> Marked | None:
        return marked(self._level) if self.reads and self._level else None

    @property
    def mark(self) -> str:
        return charts.mark(self.level.shape) if self.level else ""

    @cached_property
    def place(self) -> tuple[int, int] | None:
        """While busy: in which of the sections that she is asked she is, and how many there are."""
        if self.stage is not Stage.BUSY or self.screening is None:
            return None
        try:
            journey = Journey.of(self.screening.protocol.instrument, self.screening.answers)
        except Unreadable:
            return None
        page = journey.resume()
        count = len(journey.sections)
        return (journey.place(page.section) if page else count), count

    @property
    def mail_failed(self) -> bool:
        return (
            self.invitation is not None
            and self.invitation.usable
            and bool(self.invitation.mail_failed_at)
        )

    @property
    def askable(self) -> bool:
        """Whether an invitation would do something."""
        return self.stage in (Stage.NOT_INVITED, Stage.EXPIRED, Stage.FROZEN)


def signature(invitation: Invitation) -> Signature | None:
    """The signature that stands and is not open for an amendment, of a row that was read with `with_signatures`."""
    return next(iter(invitation.standing), None)


def with_signatures(invitations: QuerySet[Invitation]) -> QuerySet[Invitation]:
    """The same, each with what `signature` tells; one query more."""
    closed = _closed().only("invitation", "signed_at")
    return invitations.prefetch_related(Prefetch("signatures", closed, to_attr="standing"))


def _asked() -> QuerySet[Invitation]:
    """Invitations with all that a row needs; revoked ones are none."""
    asked = Invitation.objects.filter(revoked_at=None)
    return with_signatures(
        asked.select_related("screening__key", "appointment").order_by("-created_at")
    )


def _closed() -> QuerySet[Signature]:
    """What was signed and not opened again."""
    return Signature.objects.filter(superseded_by=None, opened_at=None)


def of_days(practice: Practice, first: date, last: date, *, reads: bool) -> list[Row]:
    """The appointments from a day to a day, both included, by time. Three queries at any length."""
    appointments = list(
        Appointment.objects.standing()
        .filter(starts_at__gte=_midnight(first), starts_at__lt=_midnight(last + timedelta(days=1)))
        .filter(athlete__archived_at=None, athlete__practice=practice)
        .select_related("athlete")
        .order_by("starts_at", "athlete__sorted_name")
    )
    asked: dict[Any, list[Invitation]] = {}
    for invitation in _asked().filter(athlete__in={a.athlete_id for a in appointments}):
        asked.setdefault(invitation.athlete_id, []).append(invitation)
    return [
        Row(a.athlete, belonging(a, asked.get(a.athlete_id, [])), a, reads) for a in appointments
    ]


def belonging(appointment: Appointment, invitations: Sequence[Invitation]) -> Invitation | None:
    """Whose questionnaire it is: made for this appointment, else open, else sent and not signed before that day.

    `invitations` are the athlete's, the newest first.
    """
    day = timezone.localdate(appointment.starts_at)
    kinds = (
        lambda i: i.appointment_id == appointment.pk,
        lambda i: i.pending,
        lambda i: not _done_before(i, day),
    )
    return next((i for fits in kinds for i in invitations if fits(i)), None)


def _done_before(invitation: Invitation, day: date) -> bool:
    """Whether it was signed on an earlier day, or for another appointment."""
    signed = signature(invitation)
    return signed is not None and (
        invitation.appointment_id is not None or timezone.localdate(signed.signed_at) < day
    )


def left_open(practice: Practice, today: date) -> QuerySet[Invitation, UUID]:
    """The ids of open work that no coming day shows: without an appointment, or with one over or cancelled."""
    comes = Q(appointment__cancelled_at=None, appointment__starts_at__gte=_midnight(today))
    return (
        Invitation.objects.filter(
            revoked_at=None, athlete__practice=practice, athlete__archived_at=None
        )
        .exclude(comes)
        # Not Exists: SQLite would look through all signatures for each invitation.
        .exclude(pk__in=_closed().values("invitation"))
        .order_by(
            F("urgent_at").desc(nulls_last=True),
            F("sent_at").desc(nulls_last=True),
            "-created_at",
            "pk",
        )
        # Whole rows are read by rows_of, a page at a time: sorting thousands of them takes long.
        .values_list("pk", flat=True)
    )


def rows_of(ids: Iterable[UUID], *, reads: bool) -> list[Row]:
    """The rows of invitations, in the order of their ids."""
    order = list(ids)
    found = _asked().select_related("athlete", "screening__key", "appointment").in_bulk(order)
    return as_rows((found[pk] for pk in order if pk in found), reads=reads)


def as_rows(invitations: Iterable[Invitation], *, reads: bool) -> list[Row]:
    return [Row(i.athlete, i, i.appointment, reads) for i in invitations]


def due(practice: Practice, today: date) -> QuerySet[Signature]:
    """Who is to be screened again and was not asked yet."""
    coming = Prefetch(
        "invitation__athlete__appointments", Appointment.objects.upcoming(), to_attr="upcoming"
    )
    return signed_and_due(practice, today).prefetch_related(coming)


def due_rows(signatures: Iterable[Signature], today: date, *, reads: bool) -> list[Row]:
    """Without the days for those who may not read results: six weeks hint at a level."""
    return [
        Row(
            athlete=signature.invitation.athlete,
            invitation=None,
            appointment=next(iter(signature.invitation.athlete.upcoming), None),
            reads=reads,
            due=planned(signature, today) if reads else None,
        )
        for signature in signatures
    ]


def urgent(practice: Practice) -> list[Invitation]:
    """Of any day: somebody must still call. The longest waiting first."""
    return list(
        Invitation.objects.filter(athlete__practice=practice, urgent_at__isnull=False)
        .select_related("athlete", "screening")
        .order_by("urgent_at")
    )


def counted(rows: Sequence[Row], *, reads: bool) -> list[tuple[Group, str | Promise, int]]:
    """The groups with how many there are in each; staff have no urgent ones."""
    return [
        (group, name, sum(group in (Group.ALL, row.group) for row in rows))
        for group, name in GROUPS.items()
        if reads or group is not Group.URGENT
    ]


def narrowed(rows: Sequence[Row], group: Group, *, by_day: bool = False) -> list[Row]:
    """The rows of a group, urgent ones first; in a week they stay on their day."""
    kept = [row for row in rows if group in (Group.ALL, row.group)]
    return kept if by_day else sorted(kept, key=lambda row: not row.urgent)


def week_of(day: date) -> tuple[date, date]:
    """Monday and Sunday."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
