"""Whether a worker lives: a task that does nothing, asked for every few minutes, tells by when it was last done."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Max
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult, DBTaskResultQuerySet

EVERY = timedelta(minutes=5)


@task()
def beat() -> None:
    """Done by whichever worker comes to it. Where no timer sweeps, it asks for the next one itself."""
    if not settings.PRODUCTION and not _waiting().exists():
        beat.using(run_after=timezone.now() + EVERY).enqueue()


def ask() -> None:
    """Ask for a beat, where there should be a worker and none is asked for already."""
    if not settings.WORKER or _waiting().exists():
        return
    if not _beats().filter(enqueued_at__gt=timezone.now() - EVERY).exists():
        beat.enqueue()


def last() -> datetime | None:
    """When a worker last did one."""
    return _beats().successful().aggregate(last=Max("finished_at"))["last"]


def _beats() -> DBTaskResultQuerySet:
    return DBTaskResult.objects.filter(task_path=beat.module_path)


def _waiting() -> DBTaskResultQuerySet:
    """Also those whose time has not come."""
    return _beats().filter(status=TaskResultStatus.READY)
