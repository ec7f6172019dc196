"""What the time for keeping is over for: told first, destroyed later, a row at a time.

Each athlete and each draft is one transaction that looks again at what stands: a run may be killed anywhere, and two at
once share the work.
"""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django_scopes import scope, scopes_disabled
from django_tasks_db.models import DBTaskResult

from clinic import audit, chain, mail, once, retention
from clinic.models import (
    NO_PRACTICE,
    Action,
    Athlete,
    Event,
    Export,
    JoinInvitation,
    Practice,
    Reason,
    Session,
)
from clinic.models.export import LISTED

from . import erasure, tables

JOINING = timedelta(days=90)
"""So long after its end an invitation to work here, with the address it went to, is kept."""

LOG_YEARS = 20
"""For how long the log of what belongs to no practice is kept."""

TASKS = timedelta(days=14)


QUIET = timedelta(days=7)
"""After a longer time in which the log tells of nothing, it is the clock that may have gone on and not the time."""


def quiet_since() -> datetime | None:
    """When something was last done here before yesterday, if that is too long ago; so it is for a day after a jump."""
    now = timezone.now()
    before = Event.objects.filter(at__lt=now - timedelta(days=1)).order_by("-pk").first()
    return before.at if before and before.at < now - QUIET else None


def purge(now: datetime | None = None, *, dry: bool = False) -> list[tuple[Practice, Counter[str]]]:
    """Every practice, and what was done there, or would be."""
    now = now or timezone.now()
    done = []
    for practice in Practice.objects.defer("logo").order_by("pk"):
        with scope(practice=practice):
            found = _would(practice, now) if dry else _purge(practice, now)
        done.append((practice, found))
    return done


@transaction.atomic
def _would(practice: Practice, now: datetime) -> Counter[str]:
    """What a run would do once it has brought the records up to date; nothing of that is kept."""
    retention.catch_up(practice, now)
    found = Counter(
        noticed=retention.to_notice(practice, now).count(),
        athletes=retention.to_destroy(practice, now).count(),
        drafts=retention.drafts(practice, now).count(),
        held=retention.falling_due(practice, now).exclude(held_since=None).count(),
        events=_old_events(practice.pk, practice.log_years, now).count(),
        joinings=_old_joinings(practice, now).count(),
        exports=_old_exports(practice, now).count(),
    )
    transaction.set_rollback(True)
    return found


def _purge(practice: Practice, now: datetime) -> Counter[str]:
    retention.catch_up(practice, now)
    noticed = sum(_notice(practice, pk, now) for pk in _pks(retention.to_notice(practice, now)))
    _tell(practice)
    return Counter(
        noticed=noticed,
        athletes=sum(
            _destroy(practice, pk, now) for pk in _pks(retention.to_destroy(practice, now))
        ),
        drafts=sum(
            _destroy_draft(practice, pk, now) for pk in _pks(retention.drafts(practice, now))
        ),
        held=retention.falling_due(practice, now).exclude(held_since=None).count(),
        events=_cut(practice.pk, practice.log_years, now),
        joinings=_old_joinings(practice, now).delete()[0],
        exports=_old_exports(practice, now).delete()[1].get("clinic.Export", 0),
    )


def _pks(rows: QuerySet[Any]) -> list[UUID]:
    return list(rows.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _notice(practice: Practice, pk: UUID, now: datetime) -> bool:
    """Note that it was told; the log says so too."""
    due = retention.to_notice(practice, now).filter(pk=pk)
    athlete = due.select_for_update(skip_locked=True).first()
    if athlete is None:
        return False
    Athlete.objects.filter(pk=pk).update(notice_at=now)
    audit.record(Action.NOTICE, "athlete", by=audit.SYSTEM, athlete=athlete)
    return True


def _tell(practice: Practice) -> None:
    """A mail for what was noted since the last one; a run that ends before it is noted mails again."""
    latest = Athlete.objects.filter(practice=practice).exclude(notice_at=None)
    if practice.told_due_at is not None:
        latest = latest.filter(notice_at__gt=practice.told_due_at)
    last = latest.order_by("-notice_at").values_list("notice_at", flat=True).first()
    if last is not None:
        mail.tell_now(practice, mail.DUE)
        Practice.objects.filter(pk=practice.pk).update(told_due_at=last)


@transaction.atomic
def _destroy(practice: Practice, pk: UUID, now: datetime) -> bool:
    due = retention.to_destroy(practice, now).filter(pk=pk)
    athlete = due.select_for_update(skip_locked=True).first()
    if athlete is None:
        return False
    athlete.practice = practice
    erasure.erase(athlete=athlete, by=audit.SYSTEM, reason=Reason.RETENTION)
    return True


@transaction.atomic
def _destroy_draft(practice: Practice, pk: UUID, now: datetime) -> bool:
    due = retention.drafts(practice, now).filter(pk=pk).select_related("screening", "athlete")
    invitation = due.select_for_update(skip_locked=True, of=("self",)).first()
    if invitation is None:
        return False
    invitation.athlete.practice = practice
    erasure.erase_draft(invitation=invitation, by=audit.SYSTEM)
    return True


def _old_events(practice_id: UUID | None, years: int, now: datetime) -> QuerySet[Event]:
    before = retention.log_before(years, now)
    return Event.objects.filter(chain=practice_id or NO_PRACTICE, at__lt=before)


def _cut(practice_id: UUID | None, years: int, now: datetime) -> int:
    before = retention.log_before(years, now)
    return chain.cut(practice_id=practice_id, before=before, by=audit.SYSTEM)


def _old_joinings(practice: Practice, now: datetime) -> QuerySet[JoinInvitation]:
    return JoinInvitation.objects.filter(practice=practice, expires_at__lt=now - JOINING)


def _old_exports(practice: Practice, now: datetime) -> QuerySet[Export]:
    """Those that no list shows any more, with the names of their files."""
    return Export.objects.filter(practice=practice, asked_at__lt=now - LISTED)


def leftovers(now: datetime | None = None, *, dry: bool = False) -> Counter[str]:
    """What belongs to no practice: sessions that are over, work that was done, files of tables."""
    now = now or timezone.now()
    sessions = Session.objects.filter(expire_date__lt=now)
    tasks = DBTaskResult.objects.finished().filter(finished_at__lt=now - TASKS)
    with scopes_disabled():
        if dry:
            return Counter(
                events=_old_events(None, LOG_YEARS, now).count(),
                sessions=sessions.count(),
                tasks=tasks.count(),
                forms=once.forgotten(now).count(),
            )
        return Counter(
            events=_cut(None, LOG_YEARS, now),
            sessions=sessions.delete()[0],
            tasks=tasks.delete()[0],
            tables=tables.forget(),
            forms=once.forgotten(now).delete()[0],
        )
