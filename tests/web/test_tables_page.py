"""The page that gives tables: what it asks for, what it logs, and who gets nothing."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from clinic.models import Action, Athlete, Event, Invitation
from clinic.tables import rows
from screening.models import Screening
from screening.protocols import CURRENT, PROTOCOLS, Protocol

from ..factories import ReceivedFactory

YEARS = {"first": "2020-01-01", "last": "2099-12-31", "which": "all", "language": "nl"}
CSV = {**YEARS, "format": "csv"}
XLSX = {**YEARS, "format": "xlsx"}


def body(response: HttpResponse) -> str:
    return b"".join(response.streaming_content).decode("utf-8-sig")


@pytest.fixture
def later(received: Invitation, athlete: Athlete, monkeypatch: pytest.MonkeyPatch) -> Invitation:
    """A screening of a later protocol, beside one of the current."""
    instrument = replace(CURRENT.instrument, version="2099.1")
    protocol = Protocol(instrument, CURRENT.assess, "2099.1")
    monkeypatch.setitem(PROTOCOLS, protocol.id, protocol)
    invitation = ReceivedFactory(athlete=athlete)
    Screening.objects.filter(pk=invitation.screening_id).update(protocol_id=protocol.id)
    return invitation


def test_each_protocol_has_its_sheet_and_its_codebook(
    later: Invitation, therapist_client: Client
) -> None:
    given = therapist_client.post("/tables/", {**XLSX, "language": "en"})
    book = load_workbook(BytesIO(b"".join(given.streaming_content)))
    assert book.sheetnames == [
        "intake-2026.1",
        "intake-2099.1",
        "codebook intake-2026.1",
        "codebook intake-2099.1",
        "about",
    ]
    assert [book[name].max_row for name in book.sheetnames[:2]] == [2, 2]


def test_a_csv_file_holds_one_protocol(later: Invitation, therapist_client: Client) -> None:
    refused = therapist_client.post("/tables/", CSV)
    assert "protocol" in refused.context["form"].errors
    given = therapist_client.post("/tables/", {**CSV, "protocol": "intake-2099.1"})
    assert [row.split(";")[2] for row in body(given).splitlines()] == ["protocol", "intake-2099.1"]


@pytest.mark.parametrize("form", [CSV, XLSX])
def test_a_file_is_given_under_a_name_that_tells_of_nobody(
    form: dict[str, str], received: Invitation, therapist_client: Client
) -> None:
    given = therapist_client.post("/tables/", form)
    name = f"screenings-{timezone.localdate()}.{form['format']}"
    assert given["Content-Disposition"] == f'attachment; filename="{name}"'
    assert "no-store" in given["Cache-Control"]
    assert len(b"".join(given.streaming_content)) > 1000


def test_the_csv_has_semicolons_and_no_name(received: Invitation, therapist_client: Client) -> None:
    text = body(therapist_client.post("/tables/", CSV))
    heading, row = text.splitlines()
    assert heading.startswith("athlete;state;protocol;sent_on;")
    assert row.startswith("A-")
    assert received.athlete.family_name not in text
    assert received.screening.code not in text


def test_each_screening_in_the_file_stands_in_the_log(
    received: Invitation, athlete: Athlete, therapist_client: Client, unscoped: None
) -> None:
    other = ReceivedFactory(athlete=athlete)
    therapist_client.post("/tables/", CSV)
    logged = Event.objects.filter(action=Action.EXPORT, object="table csv")
    assert set(logged.values_list("screening", "athlete_id")) == {
        ("", None),
        (received.screening.code, received.athlete_id),
        (other.screening.code, other.athlete_id),
    }


def test_a_reason_is_asked_for_codes_and_texts_and_logged(
    received: Invitation, therapist_client: Client
) -> None:
    refused = therapist_client.post("/tables/", {**CSV, "codes": "on"})
    assert "reason" in refused.context["form"].errors
    assert not Event.objects.filter(action=Action.EXPORT).exists()
    why = {**CSV, "codes": "on", "texts": "on", "reason": "Kwaliteitsronde"}
    assert received.screening.code in body(therapist_client.post("/tables/", why))
    logged = Event.objects.filter(action=Action.EXPORT)
    assert set(logged.values_list("object", "reason")) == {
        ("table csv codes texts", "Kwaliteitsronde")
    }


def test_counting_gives_a_number_and_no_file(
    received: Invitation, therapist_client: Client
) -> None:
    counted = therapist_client.post("/tables/", {**CSV, "count": "yes"})
    assert counted.context["matches"] == 1
    assert "Er past 1 screening." in counted.content.decode()
    assert not Event.objects.filter(action=Action.EXPORT).exists()


def test_the_page_begins_with_this_year(received: Invitation, therapist_client: Client) -> None:
    page = therapist_client.get("/tables/")
    assert page.context["matches"] == 1
    assert f'value="{timezone.localdate().year}-01-01"' in page.content.decode()


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"first": "2100-01-01"}, "last"),
        ({"first": ""}, "first"),
        ({"first": "2020-01-01", "last": "2020-12-31"}, "last"),
        ({"format": "exe"}, "format"),
        ({"language": "xx"}, "language"),
        ({"protocol": "intake-1999"}, "protocol"),
    ],
)
def test_what_cannot_be_is_refused(
    change: dict[str, str], where: str, received: Invitation, therapist_client: Client
) -> None:
    refused = therapist_client.post("/tables/", {**CSV, **change})
    assert where in refused.context["form"].errors
    assert not Event.objects.filter(action=Action.EXPORT).exists()


def test_the_labels_have_their_own_language(received: Invitation, therapist_client: Client) -> None:
    assert ";Hardlopen;" in body(therapist_client.post("/tables/", CSV))
    assert ";Running;" in body(therapist_client.post("/tables/", {**CSV, "language": "en"}))


def test_staff_get_no_answers(received: Invitation, staff_client: Client) -> None:
    assert staff_client.post("/tables/", CSV).status_code == 403
    assert "/overview/" not in staff_client.get("/today/").content.decode()


def test_another_practice_exports_none_of_this_one(
    received: Invitation, outsider_client: Client
) -> None:
    assert outsider_client.get("/tables/").context["matches"] == 0
    refused = outsider_client.post("/tables/", CSV)
    assert "last" in refused.context["form"].errors


def test_a_file_goes_on_after_its_request_in_its_own_practice(
    practice: Any,
    received: Invitation,
    therapist_client: Client,
    outsider_client: Client,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ReceivedFactory(athlete__practice=practice)
    monkeypatch.setattr(rows, "A_CHUNK", 1)
    given = therapist_client.post("/tables/", CSV)
    outsider_client.get("/today/")
    assert [row.split(";")[1] for row in body(given).splitlines()[1:]] == ["readable"] * 2


def test_the_codebook_is_there_without_a_screening(therapist_client: Client) -> None:
    text = body(therapist_client.get("/tables/codebook/intake-2026.1.csv?language=en"))
    assert "about.sport;What is your main sport?;Code" in text
    for path in ("intake-1999.csv", "intake-2026.1.csv?language=xx"):
        assert therapist_client.get(f"/tables/codebook/{path}").status_code == 404
