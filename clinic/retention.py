"""How long records are kept: what moves the count on, and what falls due."""

import calendar
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from .models import Action, Athlete, Event, Invitation, Link, Outcome, Practice

NOTICE = timedelta(days=60)
"""So long before, it is told that a record falls due."""

WAIT = timedelta(days=30)
"""Nothing is destroyed sooner after that was told."""

NO_CHANGE = frozenset(
    {
        Action.READ,
        Action.EXPORT,
        Action.FIND,
        Action.PRINT,
        Action.ERASE,
        Action.HOLD,
        Action.NOTICE,
        Action.SIGN_IN,
        Action.SIGN_OUT,
        Action.FACTOR,
        Action.LIMIT,
        Action.BACKUP,
    }
)
CHANGES = frozenset(Action) - NO_CHANGE
"""What changes an athlete's record: whatever is not known to leave it as it is."""


def touch(events: Iterable[Event]) -> None:
    """Count from now, where events tell of a change of an athlete's record; in their transaction.

    Nobody is waited for: who holds her row is changing it too, and `catch_up` finds what was missed.
    """
    changed = {
        event.athlete_id
        for event in events
        if event.athlete_id and event.action in CHANGES and event.outcome == Outcome.DONE
    }
    if not changed:
        return
    rows = Athlete._base_manager.filter(pk__in=changed).select_for_update(
        skip_locked=True, no_key=True
    )
    with transaction.atomic(savepoint=False):
        free = list(rows.values_list("pk", flat=True))
        Athlete._base_manager.filter(pk__in=free).update(changed_at=timezone.now(), notice_at=None)


LATELY = timedelta(days=30)


def catch_up(practice: Practice, now: datetime) -> int:
    """Move on what the log tells of the last weeks and a record's own count does not; how many records."""
    told = Event.objects.filter(
        chain=practice.pk, at__gt=now - LATELY, action__in=CHANGES, outcome=Outcome.DONE
    ).exclude(athlete_id=None)
    last = told.order_by().values("athlete_id").annotate(last=Max("at"))
    return sum(
        Athlete.objects.filter(pk=each["athlete_id"], changed_at__lt=each["last"]).update(
            changed_at=each["last"], notice_at=None
        )
        for each in last
    )


def years_before(now: datetime, years: int) -> datetime:
    """The end of the same day some years ago, at the practice: what was changed until then is old enough."""
    day = timezone.localdate(now)
    return _end(_years(day, -years))


def due_on(athlete: Athlete) -> date:
    """The first day on which her record may be destroyed."""
    return _years(timezone.localdate(athlete.changed_at), athlete.practice.retention_years)


def log_before(practice_years: int, now: datetime) -> datetime:
    """From before when lines of the access log go: two days later than need be, since the log keeps a spare day."""
    return years_before(now, practice_years) - timedelta(days=2)


def _years(day: date, years: int) -> date:
    """The same day of another year. Where there is no 29 February: ahead 1 March, back 28 February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1) if years > 0 else date(day.year + years, 2, 28)


def _end(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def falling_due(practice: Practice, now: datetime) -> QuerySet[Athlete]:
    """Those whose time is over within the time of notice, held or not."""
    until = years_before(now + NOTICE, practice.retention_years)
    return Athlete.objects.filter(practice=practice, changed_at__lt=until)


def to_notice(practice: Practice, now: datetime) -> QuerySet[Athlete]:
    return falling_due(practice, now).filter(notice_at=None, held_since=None)


def to_destroy(practice: Practice, now: datetime) -> QuerySet[Athlete]:
    """Those whose time is over, of which that was told long enough ago, and that nobody holds."""
    until = years_before(now, practice.retention_years)
    return Athlete.objects.filter(
        practice=practice, changed_at__lt=until, notice_at__lte=now - WAIT, held_since=None
    )


TOUCHED = (
    "created_at",
    "opened_at",
    "revoked_at",
    "mailed_at",
    "mail_failed_at",
    "frozen_at",
    "screening__saved_at",
)


def drafts(practice: Practice, now: datetime) -> QuerySet[Invitation]:
    """Questionnaires never sent, that nothing was done with in the practice's months, and no link opens any more.

    Where the practice measured, wrote or noted anything it is part of a record, and so is one that was sent before.
    """
    before = _end(_months(timezone.localdate(now), -practice.draft_months)) - timedelta(days=1)
    untouched = Q()
    for name in TOUCHED:
        untouched &= Q(**{name: None}) | Q(**{f"{name}__lt": before})
    fresh = Link.objects.filter(invitation=OuterRef("pk"), made_at__gte=before)
    return Invitation.objects.filter(
        untouched,
        ~Exists(fresh),
        Q(expires_at__lt=now) | ~Q(revoked_at=None),
        athlete__practice=practice,
        athlete__held_since=None,
        sent_at=None,
        reopened_at=None,
        urgent_at=None,
        screening__submitted_at=None,
        screening__sealed_told=None,
        screening__sealed_measurements=None,
        consultation=None,
        signatures=None,
        handlings=None,
    )


def _months(day: date, months: int) -> date:
    """The same day of another month, or the last there is."""
    month = day.year * 12 + day.month - 1 + months
    last = calendar.monthrange(month // 12, month % 12 + 1)[1]
    return date(month // 12, month % 12 + 1, min(day.day, last))


def listed(practice: Practice, now: datetime) -> QuerySet[Athlete]:
    """Those who fall due or are held, the soonest first."""
    soon = falling_due(practice, now).values("pk")
    shown = Athlete.objects.filter(Q(pk__in=soon) | ~Q(held_since=None), practice=practice)
    return shown.select_related("practice", "held_by").order_by("changed_at", "pk")
