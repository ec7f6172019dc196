"""What runs outside requests. A task gets ids alone: its arguments stand readable in the queue."""

from collections.abc import Iterable
from contextlib import ContextDecorator, nullcontext
from functools import partial
from types import TracebackType
from typing import Self
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django_tasks import task
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from .logs import wrong


class Failed(Exception):
    """What went wrong in a task, by its kinds and its way through our code."""


class Wordless(ContextDecorator):
    """A task's error is kept readable in the queue, and its words may name somebody or quote an answer."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        if isinstance(error, Exception):
            raise Failed("\n".join(wrong(error))) from None


def later(work: Task[..., None], *args: str) -> None:
    """Have it done once the transaction is committed. Where tasks wait in the database, asking is a part of it."""
    if settings.WORKER:
        work.enqueue(*args)
    else:
        transaction.on_commit(partial(work.enqueue, *args))


@task()
@Wordless()
def deliver(invitation_id: str, kind: str, link_id: str = "") -> None:
    """Mail an athlete a link to her questionnaire."""
    from .actions import mailing  # which enqueues this task

    mailing.deliver(UUID(invitation_id), kind, UUID(link_id) if link_id else None)


@task()
@Wordless()
def issue(report_id: str, export_id: str = "") -> None:
    """Make the PDF of a signed version; not for an export that was cancelled meanwhile."""
    from .actions import reports

    reports.issue(UUID(report_id), UUID(export_id) if export_id else None)


def issue_all(report_ids: Iterable[UUID], export_id: str = "") -> None:
    """Ask for many at once; where they wait in the database, all of them or none."""
    with transaction.atomic() if settings.WORKER else nullcontext():
        for report_id in report_ids:
            issue.enqueue(str(report_id), export_id)


@task()
@Wordless()
def forget_keys() -> None:
    """Let backups, and the database's own files, forget keys that were destroyed.

    Where many such tasks wait, the last does it for all of them.
    """
    from . import database
    from .actions import backups

    if not DBTaskResult.objects.ready().filter(task_path=forget_keys.module_path).exists():
        database.settle()
        backups.forget()


@task()
@Wordless()
def tabulate(table_id: str) -> None:
    """Make a table for analysis."""
    from .actions import tables

    tables.make(UUID(table_id))
