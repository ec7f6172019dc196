"""/metrics: figures for whoever shows the token, counts of nobody, right over several processes."""

import base64
import os
import resource
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import MiddlewareNotUsed
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from prometheus_client.parser import text_string_to_metric_families

from clinic import audit, heartbeat, readiness
from clinic.metrics import requests
from clinic.models import Action, Backup, Event, Invitation, Outcome, Practice
from tests.factories import issued
from tests.installations import TOP, Installation
from tests.workers import until

TOKEN = "a token of at least thirty-two characters"

Figures = dict[tuple[str, tuple[tuple[str, str], ...]], float]


def figures(text: str) -> Figures:
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


@pytest.fixture
def asked(client: Client, settings: Any, db: None) -> Any:
    settings.METRICS_TOKEN = TOKEN

    def ask() -> Figures:
        response = client.get("/metrics", headers={"authorization": f"Bearer {TOKEN}"})
        assert response.status_code == 200
        assert response.headers["Content-Type"].startswith("text/plain; version=0.0.4")
        return figures(response.content.decode())

    return ask


def one(name: str, **labels: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    return name, tuple(sorted(labels.items()))


@pytest.mark.django_db
def test_there_is_no_such_page_where_no_token_is_set(client: Client, settings: Any) -> None:
    settings.METRICS_TOKEN = ""
    assert client.get("/metrics").status_code == 404
    assert client.get("/metrics", headers={"authorization": "Bearer "}).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("shown", ["", "Bearer", "Bearer wrong", f"Basic {TOKEN}", TOKEN])
def test_another_token_opens_nothing(client: Client, settings: Any, shown: str) -> None:
    settings.METRICS_TOKEN = TOKEN
    response = client.get("/metrics", headers={"authorization": shown})
    assert (response.status_code, response.content) == (401, b"")


@pytest.mark.django_db
def test_an_owner_who_is_signed_in_needs_it_too(owner_client: Client, settings: Any) -> None:
    settings.METRICS_TOKEN = TOKEN
    assert owner_client.get("/metrics").status_code == 401


@pytest.mark.usefixtures("unscoped")
def test_it_tells_what_was_made_and_what_waits(
    asked: Any, received: Invitation, therapist: Any, settings: Any
) -> None:
    issued(received, therapist)
    Invitation.objects.update(mail_failed_at=timezone.now())
    made_at = timezone.now() - timedelta(hours=3)
    Backup.objects.create(made_at=made_at, seconds=7, size=1234)
    settings.WORKER = True
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    heartbeat.ask()
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(seconds=90))
    told = asked()
    assert told[one("clinic_reports", state="made")] == 1
    assert told[one("clinic_reports", state="failed")] == 0
    assert told[one("clinic_mail_failed")] == 1
    assert told[one("clinic_tasks", state="ready")] == 1
    assert 90 <= told[one("clinic_task_oldest_waiting_seconds")] < 120
    assert told[one("clinic_backup_timestamp_seconds")] == pytest.approx(made_at.timestamp())
    assert told[one("clinic_backup_bytes")] == 1234
    assert told[one("clinic_build_info", version="0.1.0")] == 1
    assert told[one("clinic_check_ok", check="database")] == 1
    assert told[one("clinic_processes")] == 1
    assert told[one("clinic_resident_memory_bytes")] > 30_000_000
    assert abs(told[one("clinic_start_timestamp_seconds")] - time.time()) < 3 * 60 * 60


@pytest.mark.usefixtures("unscoped")
def test_what_was_refused_in_the_last_hour_is_counted(asked: Any) -> None:
    def refuse(action: Action, minutes: int, outcome: Outcome = Outcome.REFUSED) -> Event:
        event = audit.row(action, "session", by=audit.NOBODY, outcome=outcome)
        event.at = timezone.now() - timedelta(minutes=minutes)
        return event

    audit.record_all(refuse(Action.SIGN_IN, minutes) for minutes in (500, 90, 61, 59, 5))
    audit.record_all([refuse(Action.SIGN_IN, 3, Outcome.DONE), refuse(Action.LIMIT, 2)])
    told = asked()
    assert told[one("clinic_refused_last_hour", action="sign_in")] == 2
    assert told[one("clinic_refused_last_hour", action="limit")] == 1
    assert told[one("clinic_refused_last_hour", action="factor")] == 0


@pytest.mark.usefixtures("unscoped")
def test_it_names_no_practice_and_nobody(
    asked: Any, received: Invitation, practice: Practice
) -> None:
    labels = {name for _name, pairs in asked() for name, _value in pairs}
    assert labels <= {"version", "check", "state", "action", "method", "view", "status", "le"}
    values = {value for _name, pairs in asked() for _label, value in pairs}
    assert not values & {str(practice.pk), practice.name, received.screening.code}


def test_a_database_that_is_down_leaves_the_other_figures(asked: Any) -> None:
    def gone(*_each: Any) -> None:
        raise OperationalError

    readiness.found.forget()
    with connection.execute_wrapper(gone):
        told = asked()
    readiness.found.forget()
    assert told[one("clinic_check_ok", check="database")] == 0
    assert one("clinic_tasks", state="ready") not in told
    assert told[one("clinic_processes")] == 1


def test_without_a_token_nothing_is_measured(settings: Any) -> None:
    settings.METRICS_TOKEN = ""
    with pytest.raises(MiddlewareNotUsed):
        requests.timed(lambda request: HttpResponse())


def test_measuring_a_request_costs_little(settings: Any) -> None:
    settings.METRICS_TOKEN = TOKEN
    request: HttpRequest = RequestFactory().get("/healthz")
    request.resolver_match = None
    response = HttpResponse()
    respond = requests.timed(lambda request: response)
    respond(request)
    began = time.thread_time()
    for _each in range(1000):
        respond(request)
    assert time.thread_time() - began < 0.2  # 200 microseconds each, on a busy machine


@pytest.fixture
def served(tmp_path: Path) -> Iterator[str]:
    """Two processes of gunicorn in production, with the project's own configuration; the address before the path."""
    with socket.socket() as spare:
        spare.bind(("127.0.0.1", 0))
        port = spare.getsockname()[1]
    place = Installation(
        tmp_path,
        f"sqlite:///{tmp_path}/live.sqlite3",
        PRODUCTION="1",
        SECRET_KEY=secrets.token_urlsafe(64),
        MASTER_KEYS=f"test:{base64.b64encode(os.urandom(32)).decode()}",
        ALLOWED_HOSTS="127.0.0.1",
        DEFAULT_FROM_EMAIL="info@example.org",
        EMAIL_URL="smtp+tls://user:password@mail.example.org:587",
        METRICS_TOKEN=TOKEN,
    )
    (tmp_path / "metrics").mkdir()
    (tmp_path / "metrics" / "histogram_1.db").write_bytes(b"of processes that are gone")
    serve = ["-m", "gunicorn", "--config=python:clinic.serving", "clinic.wsgi", "--workers=2"]
    serve.append(f"--bind=127.0.0.1:{port}")
    server = subprocess.Popen(
        [sys.executable, *serve], cwd=TOP, env=place.environment, stderr=subprocess.DEVNULL
    )
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)


def on_disk(path: Path) -> int:
    """Bytes that really have a place there."""
    return path.stat().st_blocks * 512


def test_who_has_no_room_to_count_answers_all_the_same(
    client: Client, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.METRICS_TOKEN, settings.METRICS_SHARED = TOKEN, True
    settings.METRICS_DIR = tmp_path
    _soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    monkeypatch.setattr(requests, "_has_room", set())
    resource.setrlimit(resource.RLIMIT_FSIZE, (requests.ROOM - 1, hard))
    try:
        assert client.get("/healthz").status_code == 200
        assert not requests.room()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (_soft, hard))
    assert [*tmp_path.iterdir()] == []
    assert requests.room()
    assert [on_disk(path) >= requests.ROOM for path in tmp_path.iterdir()] == [True]


def test_several_processes_are_added_up(served: str, tmp_path: Path) -> None:
    def get(path: str) -> bytes:
        shown = {"Authorization": f"Bearer {TOKEN}", "Connection": "close"}
        request = urllib.request.Request(f"{served}{path}", headers=shown)  # noqa: S310
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
            return answer.read()

    def up() -> bool:
        try:
            return get("/healthz") == b"ok"
        except OSError:
            return False

    until(up)
    health = one("clinic_request_seconds_count", method="GET", view="healthz", status="2xx")

    def both() -> bool:
        get("/healthz")
        return figures(get("/metrics").decode())[one("clinic_processes")] == 2

    until(both)
    before = figures(get("/metrics").decode())[health]
    for _each in range(20):
        get("/healthz")
    for _each in range(4):
        assert figures(get("/metrics").decode())[health] == before + 20
    counting = (tmp_path / "metrics").glob("*.db")
    assert [on_disk(path) >= requests.ROOM for path in counting] == [True, True]
