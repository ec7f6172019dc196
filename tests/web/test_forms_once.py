"""A form of the practice's side that is sent twice is carried out once."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.http import Http404, HttpResponse
from django.test import Client, RequestFactory
from django.urls import URLPattern, get_resolver
from django.utils import timezone

from clinic import audit, once
from clinic.actions import athletes, invitations, purging
from clinic.models import Action, Athlete, Event, Invitation, Membership, Once, TableFile
from clinic.views import tables

from .. import twice
from ..factories import AthleteFactory
from .test_tables_page import CSV

pytestmark = pytest.mark.usefixtures("unscoped")

NEW = {"given_name": "Anouk", "family_name": "de Wit", "date_of_birth": "2001-05-04"}
NAMES = [
    *("athlete", "appointment", "invitation", "mail", "import", "measurement", "handling"),
    *("note", "consent", "sign", "export", "amendment", "key", "member"),
]


def count(query: str) -> int:
    with connection.cursor() as cursor:
        return cursor.execute(query).fetchone()[0]


def token(client: Client, page: str) -> dict[str, str]:
    return {"csrfmiddlewaretoken": twice.TOKEN.findall(client.get(page).content.decode())[0]}


def add(client: Client, **changed: str) -> HttpResponse:
    return client.post("/athletes/new/", {**NEW, "language": "nl", **changed})


@pytest.mark.parametrize("name", NAMES)
def test_each_kind_that_is_sent_twice_is_made_once(
    name: str, owner: Membership, owner_client: Client
) -> None:
    form = next(form for form in twice.forms(owner) if form.name == name)
    sent = {**token(owner_client, form.page), **form.data}
    before = count(form.count)
    first, again = (owner_client.post(form.path, sent) for _ in range(2))
    assert count(form.count) == before + 1
    assert again.status_code == 302
    assert again["Location"] == first.headers.get("Location", form.path)


def test_every_kind_is_tried(owner: Membership) -> None:
    assert [form.name for form in twice.forms(owner)] == NAMES


def test_a_form_that_is_made_anew_is_another_form(staff_client: Client) -> None:
    for _ in range(2):
        add(staff_client, another="yes", **token(staff_client, "/athletes/new/"))
    assert Athlete.objects.count() == 2


def test_the_same_form_filled_in_differently_is_another_form(staff_client: Client) -> None:
    page = token(staff_client, "/athletes/new/")
    for name in ("Anouk", "Bo"):
        add(staff_client, given_name=name, another="yes", **page)
    assert Athlete.objects.count() == 2


def test_a_form_with_a_fault_is_looked_at_each_time(staff_client: Client) -> None:
    page = token(staff_client, "/athletes/new/")
    for _ in range(2):
        assert add(staff_client, date_of_birth="?", **page).status_code == 200
    assert not Once.objects.exists()


def test_the_form_of_a_colleague_is_not_hers(
    staff_client: Client, colleague_client: Client
) -> None:
    page = token(staff_client, "/athletes/new/")
    for client in (staff_client, colleague_client):
        add(client, another="yes", **page)
    assert Athlete.objects.count() == 2


def test_what_failed_is_taken_back_whole_and_can_be_sent_again(
    staff_client: Client, athlete: Athlete, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = token(staff_client, "/athletes/new/")
    staff_client.raise_request_exception = False
    with monkeypatch.context() as patched:
        patched.setattr(once, "_remember", _disk_full)
        assert add(staff_client, **page).status_code == 503
    assert Athlete.objects.count() == 1
    assert add(staff_client, **page).status_code == 302
    assert Athlete.objects.count() == 2


def _disk_full(*_args: Any) -> bool:
    raise OperationalError("database or disk is full")


def test_a_form_about_somebody_who_is_destroyed_meanwhile_finds_nobody_and_does_nothing(
    rf: RequestFactory, staff: Membership, athlete: Athlete
) -> None:
    request = rf.post("/athletes/new/", {"csrfmiddlewaretoken": "x"})
    request.membership = staff

    def work() -> HttpResponse:
        athletes.add(by=staff, **NEW)
        Athlete.objects.filter(pk=athlete.pk).delete()
        invitations.ask(athlete=athlete, by=staff)
        return HttpResponse()

    with pytest.raises(Http404):
        once.carry_out(request, work)
    assert list(Athlete.objects.all()) == [athlete]
    assert not Event.objects.exists()
    assert not Once.objects.exists()


def test_a_refusal_stays_in_the_log(staff_client: Client, received: Invitation) -> None:
    page = token(staff_client, "/athletes/new/")
    refused = "SELECT count(*) FROM clinic_event WHERE outcome = 'refused'"
    answer = staff_client.post(f"/assessments/{received.screening.code}/sign/", page)
    assert answer.status_code == 403
    assert count(refused) == 1


def test_a_key_that_was_shown_is_not_shown_again_and_that_is_said(owner_client: Client) -> None:
    data = {**token(owner_client, "/practice/tokens/"), "name": "EPD", "scopes": "fhir"}
    first, again = (
        owner_client.post("/practice/tokens/", {**data, "days": 90}, follow=True) for _ in range(2)
    )
    assert "reds_" in first.context["made"]
    assert again.context["made"] == ""
    assert len(again.context["messages"]) == 1


def test_a_table_that_takes_long_is_begun_once(
    therapist_client: Client, received: Invitation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "AT_ONCE", 0)
    sent = {**token(therapist_client, "/tables/"), **CSV, "protocol": "intake-2026.1"}
    first, again = (therapist_client.post("/tables/", sent) for _ in range(2))
    assert first["Location"] == again["Location"]
    assert TableFile.objects.count() == 1


def test_a_colleague_who_is_asked_twice_gets_one_mail(owner_client: Client) -> None:
    data = {**token(owner_client, "/members/ask/"), "email": "x@example.org", "role": "staff"}
    for _ in range(2):
        assert owner_client.post("/members/ask/", data)["Location"] == "/members/"
    assert len(mail.outbox) == 1


def test_a_mail_to_an_athlete_goes_out_once(
    staff_client: Client, practice: Any, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    her = AthleteFactory(practice=practice, email="anouk@example.org")
    page = token(staff_client, f"/athletes/{her.pk}/")
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            staff_client.post(f"/athletes/{her.pk}/invite/", page)
    assert len(mail.outbox) == 1


def test_another_file_under_the_same_name_is_another_form(
    owner: Membership, rf: RequestFactory
) -> None:
    def mark(content: bytes) -> bytes | None:
        file = SimpleUploadedFile("logo.png", content)
        request = rf.post("/practice/logo/", {"csrfmiddlewaretoken": "x", "logo": file})
        request.membership = owner
        found = once._mark(request)
        assert request.FILES["logo"].read() == content
        return found

    assert mark(b"one") == mark(b"one") != mark(b"two")


def test_nothing_of_what_was_sent_is_kept(staff_client: Client) -> None:
    add(staff_client, **token(staff_client, "/athletes/new/"))
    row = Once.objects.get()
    assert row.led_to == f"/athletes/{Athlete.objects.get().pk}/"
    assert len(bytes(row.digest)) == 32


def test_old_rows_are_dropped(staff_client: Client) -> None:
    add(staff_client, **token(staff_client, "/athletes/new/"))
    assert purging.leftovers()["forms"] == 0
    Once.objects.update(made_at=timezone.now() - once.KEPT - timedelta(seconds=1))
    assert purging.leftovers(dry=True)["forms"] == 1
    assert purging.leftovers()["forms"] == 1
    assert not Once.objects.exists()


def test_the_views_that_are_left_out_are_there() -> None:
    named = {p.name for p in get_resolver().url_patterns if isinstance(p, URLPattern)}
    assert named >= once.APART.keys()


def test_what_a_form_records_is_added_when_all_else_is_written(
    therapist: Membership, rf: RequestFactory
) -> None:
    request = rf.post("/athletes/new/", {"csrfmiddlewaretoken": "x"})
    request.membership = therapist
    before: list[int] = []

    def work() -> HttpResponse:
        audit.record(Action.CREATE, "athlete", by=therapist)
        before.append(Event.objects.count())
        return HttpResponse()

    once.carry_out(request, work)
    assert before == [0]
    assert Event.objects.get().object == "athlete"
