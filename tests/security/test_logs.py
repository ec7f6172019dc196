"""Lines of the log: one each, in UTC, whatever somebody types."""

import json
import logging
import os
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from clinic.logs import WAITING, Beside, Json, Redact
from clinic.models import Event, Invitation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


FORGED = 'x\n2026-11-26 10:00:00 INFO clinic {"at": "forged", "level": "INFO"}\r\n\x1b[2K\u2028y'


def line(message: str, *args: object) -> str:
    record = logging.LogRecord("clinic", logging.WARNING, __file__, 1, message, args, None)
    Redact().filter(record)
    return Json().format(record)


@pytest.mark.parametrize(("message", "args"), [(FORGED, ()), ("refused: %s", (FORGED,))])
def test_a_line_break_that_somebody_types_makes_no_second_line(
    message: str, args: tuple[object, ...]
) -> None:
    written = line(message, *args)
    assert written.splitlines() == [written]
    assert written.isprintable()
    assert "forged" in json.loads(written)["message"]


def test_a_moment_in_the_log_is_in_utc_whatever_the_clock_on_the_wall_does() -> None:
    at = datetime.fromisoformat(json.loads(line("x"))["at"])
    assert at.utcoffset() == timedelta(0)
    assert abs(at - datetime.now(UTC)) < timedelta(minutes=1)


def test_a_moment_in_the_access_log_is_in_utc(
    received: Invitation, therapist_client: Client
) -> None:
    therapist_client.get(f"/assessments/{received.screening.code}/")
    event = Event.objects.latest("at")
    assert event.at.utcoffset() == timedelta(0)
    assert abs(event.at - timezone.now()) < timedelta(minutes=1)


def test_no_name_of_an_account_and_no_password_is_in_a_line(
    client: Client, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str], db: None
) -> None:
    secret = "geheim-wachtwoord-8371"
    for address in ("/accounts/login/", "/accounts/password/reset/", "/nowhere/"):
        client.post(address, {"login": FORGED, "email": FORGED, "password": secret})
    said = caplog.text + capsys.readouterr().err
    assert secret not in said
    assert "forged" not in said


def test_nobody_waits_for_a_log_that_nobody_reads_and_it_says_later_what_it_left_out(
    caplog: pytest.LogCaptureFixture,
) -> None:
    end, begin = os.pipe()
    stream = Beside(os.fdopen(begin, "w"))
    began = time.monotonic()
    for number in range(3 * WAITING):
        stream.write(f"{number:099}\n")
    assert time.monotonic() - began < 5
    with os.fdopen(end) as reader:
        lines = [reader.readline() for _ in range(WAITING)]
        stream.finish()
    assert [int(text) for text in lines] == [*range(WAITING)]
    assert "lines of this log were left out" in caplog.text


def test_the_last_line_of_a_process_is_written() -> None:
    run = subprocess.run(
        [
            sys.executable,
            "-c",
            "import django, logging; django.setup(); logging.getLogger('django').warning('the last')",
        ],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "clinic.settings"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stderr.endswith(" the last\n")
