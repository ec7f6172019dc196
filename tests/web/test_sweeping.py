"""Work that has lost its worker comes back, and what no worker can do is given up."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from clinic import tasks
from clinic.actions import exports, sweeping
from clinic.models import Event, Export, Invitation, Membership, Outcome, Report
from tests.factories import signed

pytestmark = pytest.mark.usefixtures("unscoped")

LONG_AGO = timedelta(minutes=5)


@pytest.fixture
def export(
    settings: Any,
    received: Invitation,
    therapist: Membership,
    django_capture_on_commit_callbacks: Any,
) -> Export:
    """Of one report, asked for some minutes ago, that waits for a worker."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    settings.WORKER = True
    signature = signed(received, therapist)
    with django_capture_on_commit_callbacks(execute=True):
        asked = exports.begin(signatures=[signature], language="nl", reason="Arts", by=therapist)
    Report.objects.update(asked_at=timezone.now() - LONG_AGO)
    return asked


def leave(status: str, *, workers: int = 1, ago: timedelta = LONG_AGO) -> None:
    """The task as a worker left it."""
    DBTaskResult.objects.update(
        status=status, started_at=timezone.now() - ago, worker_ids=["w"] * workers
    )


def statuses() -> list[str]:
    return sorted(DBTaskResult.objects.values_list("status", flat=True))


def test_a_task_holds_ids_alone(export: Export) -> None:
    [task] = DBTaskResult.objects.all()
    assert task.args_kwargs == {
        "args": [str(Report.objects.get().pk), str(export.pk)],
        "kwargs": {},
    }


def test_what_waits_or_runs_is_left_alone(export: Export) -> None:
    assert sweeping.sweep() == 0
    leave("RUNNING", ago=timedelta(seconds=50))
    assert sweeping.sweep() == 0
    assert statuses() == ["RUNNING"]


def test_what_has_run_for_too_long_is_put_back_once(export: Export) -> None:
    leave("RUNNING")
    assert sweeping.sweep() == 1
    assert statuses() == ["READY"]
    assert sweeping.sweep() == 0


def test_a_report_whose_task_ended_without_it_is_asked_for_again(export: Export) -> None:
    leave("FAILED")
    assert sweeping.sweep() == 1
    assert statuses() == ["FAILED", "READY"]


def test_a_report_that_nobody_asked_a_worker_for_is_asked_for(export: Export) -> None:
    DBTaskResult.objects.all().delete()
    assert sweeping.sweep() == 1
    [task] = DBTaskResult.objects.all()
    assert UUID(task.args_kwargs["args"][0]) == Report.objects.get().pk


def test_what_ends_every_worker_is_given_up_and_has_its_line(
    export: Export, therapist: Membership
) -> None:
    leave("RUNNING", workers=3)
    assert sweeping.sweep() == 0
    assert statuses() == ["FAILED"]
    assert export.progress.failed == 1
    assert Event.objects.get(action="issue").outcome == Outcome.REFUSED
    [line] = exports.take(export=export, by=therapist).lines
    assert line.fault
    assert sweeping.sweep() == 0


def test_what_was_cancelled_is_not_asked_for_again_nor_made(
    export: Export, therapist: Membership
) -> None:
    exports.cancel(export=export, by=therapist)
    leave("FAILED")
    assert sweeping.sweep() == 0
    report = Report.objects.get()
    tasks.issue.func(str(report.pk), str(export.pk))
    report.refresh_from_db()
    assert (report.issued, report.failed_at) == (False, None)


def test_another_export_of_the_same_report_keeps_its_work(
    export: Export, therapist: Membership, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        exports.begin(
            signatures=[export.items.get().report.signature],
            language="nl",
            reason="Coach",
            by=therapist,
        )
    exports.cancel(export=export, by=therapist)
    asked = DBTaskResult.objects.values_list("args_kwargs", flat=True)
    assert len({given["args"][1] for given in asked}) == 2
    DBTaskResult.objects.all().delete()
    assert sweeping.sweep() == 1


def test_looking_at_progress_puts_back_what_was_lost_once_nothing_moves(
    export: Export, therapist_client: Any
) -> None:
    leave("RUNNING")
    address = f"/exports/{export.pk}/progress/"
    therapist_client.get(address)
    assert statuses() == ["RUNNING"]
    Export.objects.update(asked_at=timezone.now() - LONG_AGO)
    assert "minuut" in therapist_client.get(address).json()["said"]
    assert statuses() == ["READY"]
