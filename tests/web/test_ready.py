"""/readyz: in order or not, for whoever asks; what is not, for whoever shows the token."""

import json
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from clinic import audit, heartbeat, readiness
from clinic.models import Action, Backup, Event

pytestmark = pytest.mark.django_db

TOKEN = "a token of at least thirty-two characters"


@pytest.fixture(autouse=True)
def _watched(settings: Any) -> None:
    settings.METRICS_TOKEN = TOKEN
    settings.DISK_FREE_MB = 1
    readiness.found.forget()


@pytest.fixture
def _works(settings: Any) -> None:
    """With a worker, that did a beat just now."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    settings.WORKER = True
    heartbeat.ask()
    DBTaskResult.objects.get().set_successful(None)


def ask(client: Client, token: str = TOKEN) -> tuple[int, dict[str, Any]]:
    """Status and answer, anew each time."""
    readiness.found.forget()
    response = client.get("/readyz", headers={"authorization": f"Bearer {token}"})
    return response.status_code, response.json()


def faults(client: Client) -> list[str]:
    status, told = ask(client)
    wrong = [name for name, check in told["checks"].items() if check["status"] != "ok"]
    assert status == (503 if wrong else 200)
    assert told["status"] == ("fault" if wrong else "ok")
    return wrong


def test_it_is_ready_when_all_is_in_order(client: Client) -> None:
    status, told = ask(client)
    assert status == 200
    assert list(told["checks"]) == ["database", "disk", "migrations", "queue", "backup", "clock"]


@pytest.mark.parametrize("token", ["", "wrong", TOKEN[:-1], TOKEN + "x", "é" * 40])
def test_without_the_token_it_says_one_word(client: Client, token: str) -> None:
    assert ask(client, token.encode().decode("latin-1")) == (200, {"status": "ok"})


def test_without_a_token_set_nothing_is_shown_to_an_empty_one(
    client: Client, settings: Any
) -> None:
    settings.METRICS_TOKEN = ""
    assert ask(client, "") == (200, {"status": "ok"})


def test_it_needs_no_sign_in_and_begins_no_session(client: Client) -> None:
    before = Event.objects.count()
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.cookies == {}
    assert Event.objects.count() == before
    assert "no-store" in response.headers["Cache-Control"]


def test_a_migration_that_waits_is_a_fault(client: Client) -> None:
    MigrationRecorder(connection).record_unapplied("clinic", "0009_table_files")
    assert faults(client) == ["migrations"]


def test_a_disk_that_is_nearly_full_is_a_fault(client: Client, settings: Any) -> None:
    settings.DISK_FREE_MB = 10**9
    assert faults(client) == ["disk"]


@pytest.mark.usefixtures("_works")
def test_work_that_waits_long_is_a_fault(client: Client) -> None:
    assert faults(client) == []
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(minutes=6))
    heartbeat.ask()
    assert faults(client) == []
    waiting = DBTaskResult.objects.ready()
    assert waiting.update(enqueued_at=timezone.now() - timedelta(minutes=16)) == 1
    assert faults(client) == ["queue"]


@pytest.mark.usefixtures("_works")
def test_a_worker_that_shows_no_more_is_a_fault(client: Client) -> None:
    DBTaskResult.objects.update(finished_at=timezone.now() - timedelta(minutes=16))
    assert faults(client) == ["queue"]


def work(workers: int = 1) -> None:
    """Workers that start, do what waits, and end."""
    for _each in range(workers):
        call_command("db_worker", "--queue-name=*", "--batch", "--no-startup-delay", verbosity=0)


@pytest.mark.django_db(transaction=True)
def test_a_worker_shows_itself_at_its_start(client: Client, settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    settings.WORKER = True
    assert faults(client) == ["queue"]
    work(workers=2)
    assert faults(client) == []
    assert DBTaskResult.objects.successful().count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("timer", [True, False])
def test_where_no_timer_sweeps_each_beat_asks_for_the_next(timer: bool, settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    settings.WORKER = True
    settings.PRODUCTION = timer
    work()
    later = DBTaskResult.objects.filter(status=TaskResultStatus.READY)
    assert later.count() == (0 if timer else 1)
    for _each in range(3):
        long_ago = timezone.now() - heartbeat.EVERY
        DBTaskResult.objects.update(enqueued_at=long_ago, finished_at=long_ago)
        later.update(run_after=timezone.now())
        if timer:
            call_command("sweep")
        work(workers=2)
        assert timezone.now() - heartbeat.last() < timedelta(minutes=1)
        assert later.count() == (0 if timer else 1)


@pytest.mark.usefixtures("_works")
def test_the_timer_asks_for_one_beat_at_a_time() -> None:
    call_command("sweep")
    assert DBTaskResult.objects.count() == 1
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(minutes=6))
    call_command("sweep")
    call_command("sweep")
    assert DBTaskResult.objects.count() == 2
    waiting = DBTaskResult.objects.ready().get()
    waiting.set_successful(waiting.task.call())
    assert timezone.now() - heartbeat.last() < timedelta(minutes=1)


def test_without_a_worker_nothing_is_asked_of_one(client: Client, settings: Any) -> None:
    settings.WORKER = False
    call_command("sweep")
    assert DBTaskResult.objects.count() == 0
    assert faults(client) == []


def test_a_backup_is_asked_for_where_it_should_be_made(client: Client, settings: Any) -> None:
    assert faults(client) == []
    settings.BACKUP_MAX_HOURS = 26
    assert faults(client) == ["backup"]
    made = Backup.objects.create(made_at=timezone.now() - timedelta(hours=25), seconds=1, size=1000)
    assert faults(client) == []
    assert ask(client)[1]["checks"]["backup"] == {"status": "ok", "hours": 25.0}
    Backup.objects.filter(pk=made.pk).update(made_at=timezone.now() - timedelta(hours=27))
    assert faults(client) == ["backup"]


def test_a_clock_that_went_back_before_the_log_is_a_fault(client: Client) -> None:
    event = audit.row(Action.READ, "athlete", by=audit.COMMAND)
    event.at = timezone.now() + timedelta(minutes=5)
    audit.record_all([event])
    assert faults(client) == ["clock"]


def test_a_database_that_does_not_answer_is_a_fault_and_no_error(
    client: Client, tmp_path: Path
) -> None:
    with connection.execute_wrapper(_gone):
        status, told = ask(client)
    assert status == 503
    wrong = [name for name, check in told["checks"].items() if check["status"] == "fault"]
    assert wrong == ["database", "migrations", "queue", "backup", "clock"]
    assert "secret" not in json.dumps(told)


def _gone(*_each: Any) -> None:
    raise OperationalError("connection refused, password=secret")


def test_many_who_ask_cost_one_look(client: Client, django_assert_num_queries: Any) -> None:
    client.get("/readyz")
    with django_assert_num_queries(0):
        for _each in range(20):
            client.get("/readyz")


def test_a_look_is_quick(client: Client) -> None:
    readiness.look()
    began = time.thread_time()
    readiness.look()
    assert time.thread_time() - began < 0.05
