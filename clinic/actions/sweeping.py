"""Work that lost its worker is put back: a killed one leaves its task running for ever, or ended half-way."""

from collections import Counter
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django_scopes import scopes_disabled
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from clinic import tasks
from clinic.models import Report, TableFile

from . import reports, tables

LOST_AFTER = timedelta(seconds=60)
"""A report takes a second, a mail ten at the most. Work that was only slow is done twice, and stored once."""

TRIES = 3
"""After so many workers that ended with it, it is not tried again."""


JUMP = timedelta(minutes=3)
"""A timer sweeps each minute: a longer time between two sweeps, or one backwards, tells nothing about who works on."""

SWEPT = "swept"
"""When it was last swept, and since when without a jump."""


def sweep() -> int:
    """Put back what was lost; how many. Safe at any time, and twice at once.

    When the clock was set, nothing is taken for lost until LOST_AFTER has really gone by.
    """
    tables.forget()
    if not _steady(timezone.now()):
        return 0
    with scopes_disabled():
        _give_up_tables()
        return _restart() + _ask_again()


def _steady(now: datetime) -> bool:
    """Whether the clock has gone on without a jump for so long; also where no sweep is remembered."""
    known: tuple[datetime, datetime] | None = cache.get(SWEPT)
    if known is None:
        cache.set(SWEPT, (now, now - LOST_AFTER), None)
        return True
    last, since = known
    if not timedelta(0) <= now - last <= JUMP:
        since = now
    cache.set(SWEPT, (now, since), None)
    return now - since >= LOST_AFTER


def _give_up_tables() -> None:
    """Tables in which nothing has moved since long after their last worker was due."""
    long_ago = timezone.now() - LOST_AFTER * (TRIES + 2)
    stuck = TableFile.objects.filter(made_at=None, failed_at=None, cancelled_at=None)
    stuck.filter(moved_at__gt=timezone.now() + LOST_AFTER).update(moved_at=timezone.now())
    stuck.filter(moved_at__lt=long_ago).update(failed_at=timezone.now())


@transaction.atomic
def _restart() -> int:
    """Tasks that have been running for too long."""
    now = timezone.now()
    begun = now - LOST_AFTER
    # Begun before the clock was set back: its time starts now.
    DBTaskResult.objects.running().filter(started_at__gt=now + LOST_AFTER).update(started_at=now)
    lost = DBTaskResult.objects.running().filter(started_at__lt=begun)
    put_back = 0
    for task in lost.select_for_update(skip_locked=True):
        again = len(task.worker_ids) < TRIES
        task.status = TaskResultStatus.READY if again else TaskResultStatus.FAILED
        task.finished_at = None if again else timezone.now()
        task.save(update_fields=["status", "finished_at"])
        put_back += again
    return put_back


def _ask_again() -> int:
    """Reports that somebody waits for, and no task makes: its worker was stopped, or the request ended before it asked.

    One that no worker could finish is given up, so that its export ends with a line that says so. Where work is done at
    once, there is none that could.
    """
    waited_for = Q(items=None) | Q(items__export__cancelled_at=None)
    waiting = set(
        Report.objects.filter(
            waited_for, issued_at=None, failed_at=None, asked_at__lt=timezone.now() - LOST_AFTER
        ).values_list("pk", flat=True)
    )
    if not waiting:
        return 0
    coming, ended = _asked()
    alone = waiting - coming
    lost = {pk for pk in alone if ended[pk] >= TRIES or not settings.WORKER}
    for pk in lost:
        reports.give_up(pk)
    tasks.issue_all(alone - lost)
    return len(alone - lost)


def _asked() -> tuple[set[UUID], Counter[UUID]]:
    """The reports that tasks will make, and how many workers ended with each that failed."""
    coming, ended = set(), Counter[UUID]()
    asked = DBTaskResult.objects.filter(task_path=tasks.issue.module_path)
    for task in asked.exclude(status=TaskResultStatus.SUCCESSFUL):
        report_id = UUID(task.args_kwargs["args"][0])
        if task.status == TaskResultStatus.FAILED:
            ended[report_id] += len(task.worker_ids)
        else:
            coming.add(report_id)
    return coming, ended
