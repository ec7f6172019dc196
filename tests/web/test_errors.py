"""What somebody sees, and what the log says, when a request could not be answered."""

import errno
import io
import json
import logging
import re
from collections.abc import Iterator

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from clinic.logs import Json, Line, Redact
from clinic.models import Athlete
from clinic.urls import handler500 as handler500
from clinic.urls import urlpatterns as all_patterns

SECRET = "Lotte Zwaan heeft geen menstruatie"


class Broken(Exception):
    """Raised with words that nobody may read back."""


FAULTS = {
    "ours": lambda: Broken(SECRET),
    "database": lambda: OperationalError(f"server closed the connection: {SECRET}"),
    "interface": lambda: InterfaceError(f"connection already closed: {SECRET}"),
    "disk": lambda: OSError(errno.ENOSPC, "No space left on device", SECRET),
}
DOWN = ("database", "interface", "disk")


def fail(request: HttpRequest, kind: str) -> HttpResponse:
    raise FAULTS[kind]()


def ask(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT no_such_column FROM clinic_athlete -- Lotte")
    return HttpResponse()


urlpatterns = [
    path("fail/<str:kind>/", fail),
    path("accounts/fail/<str:kind>/", fail),
    path("api/fail/<str:kind>/", fail),
    path("ask/", ask),
    *all_patterns,
]


@pytest.fixture
def client() -> Iterator[Client]:
    with override_settings(ROOT_URLCONF="tests.web.test_errors"):
        yield Client(raise_request_exception=False)


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """What the production handler writes of every logger."""
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.addFilter(Redact())
    handler.setFormatter(Json())
    loggers = [logging.getLogger(name) for name in ("django", "clinic.request", None)]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
    yield out
    for logger, level in zip(loggers, levels, strict=True):
        logger.removeHandler(handler)
        logger.setLevel(level)


def lines(out: io.StringIO) -> list[dict]:
    return [json.loads(line) for line in out.getvalue().splitlines()]


@pytest.mark.parametrize("kind", DOWN)
def test_a_database_or_disk_that_is_down_answers_503_and_says_when_to_come_back(
    client: Client, kind: str
) -> None:
    response = client.get(f"/fail/{kind}/")
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "10"
    assert "no-store" in response.headers["Cache-Control"]
    assert SECRET not in response.content.decode()


def test_an_error_of_ours_answers_500_without_its_words(client: Client) -> None:
    response = client.get("/fail/ours/")
    assert response.status_code == 500
    assert "Retry-After" not in response.headers
    assert SECRET not in response.content.decode()
    assert "Traceback" not in response.content.decode()


def test_what_was_typed_can_be_sent_again_from_the_page_itself(client: Client) -> None:
    typed = {"note": 'een "eerste" <b>regel</b>\r\nen een tweede', "day": ["1", "2"]}
    page = client.post("/fail/database/?to=check", typed).content.decode()
    assert 'action="/fail/database/?to=check"' in page
    assert "een &quot;eerste&quot; &lt;b&gt;regel&lt;/b&gt;" in page
    assert re.findall(r'name="day" value="(\d)"', page) == ["1", "2"]


def test_a_password_is_not_written_into_that_page(client: Client) -> None:
    page = client.post("/accounts/fail/database/", {"password": "geheim-en-lang"}).content.decode()
    assert "geheim-en-lang" not in page
    assert "<form" not in page


def test_another_system_gets_json(client: Client) -> None:
    response = client.get("/api/fail/database/")
    assert response.status_code == 503
    assert response.headers["Content-Type"] == "application/json"
    assert response.json().keys() == {"detail"}


def test_the_page_does_not_need_the_database(client: Client) -> None:
    """No fixture opens the database here, so that any query would fail the test."""
    assert client.get("/fail/database/").status_code == 503


@pytest.mark.parametrize("address", ["/fail/ours/", "/fail/database/", "/no/such/page/"])
@pytest.mark.django_db
def test_an_error_page_names_the_number_of_its_log_line(
    client: Client, logged: io.StringIO, address: str
) -> None:
    response = client.get(address, headers={"accept-language": "en"})
    number = response.headers["X-Request-ID"]
    assert f"Reference: {number}" in response.content.decode()
    assert {line["request"] for line in lines(logged)} == {number}


def test_a_number_that_a_request_brings_is_not_taken_over(client: Client) -> None:
    response = client.get("/healthz", headers={"x-request-id": "forged\nline"})
    assert re.fullmatch("[0-9a-f]{8}", response.headers["X-Request-ID"])


@pytest.mark.parametrize("kind", FAULTS)
def test_the_log_names_the_kind_of_error_and_the_line_but_never_its_words(
    client: Client, logged: io.StringIO, kind: str
) -> None:
    client.get(f"/fail/{kind}/?q={SECRET}")
    (error,) = [line for line in lines(logged) if "error" in line]
    assert error["level"] == "ERROR"
    assert error["error"][0].endswith(type(FAULTS[kind]()).__name__)
    assert any("test_errors.py" in place for place in error["error"])
    assert "Lotte" not in logged.getvalue()


@pytest.mark.django_db
def test_the_words_of_a_query_are_not_logged(client: Client, logged: io.StringIO) -> None:
    assert client.get("/ask/").status_code in (500, 503)  # as the database calls it
    assert "no_such_column" not in logged.getvalue()
    assert "Lotte" not in logged.getvalue()


def test_the_lines_for_people_hold_as_little(client: Client) -> None:
    try:
        raise FAULTS["ours"]()
    except Broken as error:
        about = (type(error), error, error.__traceback__)
    record = logging.LogRecord("x", logging.ERROR, __file__, 1, "Not done", (), about)
    Redact().filter(record)
    written = Line("{levelname} {request_id} {message}", style="{").format(record)
    assert written.startswith("ERROR - Not done\ntests.web.test_errors.Broken")
    assert "Lotte" not in written


@pytest.mark.django_db
def test_a_request_is_one_line_with_the_page_and_never_the_address(
    therapist_client: Client, athlete: Athlete, logged: io.StringIO
) -> None:
    therapist_client.get("/athletes/", {"q": athlete.family_name})
    therapist_client.get(f"/athletes/{athlete.pk}/")
    therapist_client.get(f"/s/{'x' * 40}/")
    told = [line["message"] for line in lines(logged) if line["logger"] == "clinic.request"]
    assert [re.sub(r"\d+ ms", "n ms", message) for message in told] == [
        "GET /athletes/ 200 in n ms",
        "GET /athletes/<uuid:pk>/ 200 in n ms",
        "GET /s/…/ 302 in n ms",
    ]
    assert athlete.family_name not in logged.getvalue()
    assert str(athlete.pk) not in logged.getvalue()


def test_what_somebody_types_as_an_address_makes_no_line_of_its_own(
    client: Client, logged: io.StringIO
) -> None:
    client.get("/fail/ours/%0A2026-11-26%20FAKE%20line")
    assert "FAKE" not in logged.getvalue()
    assert all(line["message"].count("\n") == 0 for line in lines(logged))
