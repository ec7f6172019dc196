"""Whether a worker lives: a task that does nothing, asked for every few minutes, tells by when it was last done."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Max
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

EVERY = timedelta(minutes=5)


@task()
def beat() -> None:
    """Done by whichever worker comes to it."""


def ask() -> None:
    """Ask for a beat, where there should be a worker and none is asked for already."""
    if not settings.WORKER:
        return
    recent = timezone.now() - EVERY
    beats = DBTaskResult.objects.filter(task_path=beat.module_path)
    waits = beats.exclude(status__in=(TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED))
    if not waits.exists() and not beats.filter(enqueued_at__gt=recent).exists():
        beat.enqueue()


def last() -> datetime | None:
    """When a worker last did one."""
    done = DBTaskResult.objects.successful().filter(task_path=beat.module_path)
    return done.aggregate(last=Max("finished_at"))["last"]
