"""One click makes an athlete's own file: answers for machines and to read, reports, and who saw it and when."""

import io
import json
import zipfile
from typing import Any

import page as page_validation
import pytest
from django.test import Client
from django_scopes import scope, scopes_disabled
from pypdf import PdfReader

from clinic.actions import records
from clinic.models import Athlete, Event, Invitation, Membership, Report
from screening.models import DataKey

from ..factories import with_pdf

pytestmark = [pytest.mark.django_db, pytest.mark.paper]


def made(client: Client, athlete: Athlete) -> zipfile.ZipFile:
    response = client.post(f"/athletes/{athlete.pk}/own-data/")
    assert response.status_code == 200
    assert athlete.family_name not in response["Content-Disposition"]
    return zipfile.ZipFile(io.BytesIO(response.content))


def text_of(file: zipfile.ZipFile) -> str:
    pages = PdfReader(io.BytesIO(file.read("data.pdf"))).pages
    return " ".join(" ".join(each.extract_text() for each in pages).split())


@pytest.fixture
def signed(received: Invitation, therapist: Membership) -> Report:
    with scope(practice=received.athlete.practice):
        seen = records.mark_of(records.content_of(received))
        signature = records.sign(invitation=received, by=therapist, seen=seen)
        return with_pdf(Report.objects.whole().get(signature=signature, language="nl"))


def test_it_holds_what_is_kept_in_both_forms_and_the_reports(
    received: Invitation, signed: Report, therapist_client: Client, unscoped: None
) -> None:
    code = received.screening.code
    therapist_client.get(f"/assessments/{code}/")
    file = made(therapist_client, received.athlete)
    document = json.loads(file.read("data.json"))
    assert document["athlete"]["family_name"] == received.athlete.family_name
    assert document["screenings"][0]["answers"] == received.screening.answers
    assert document["screenings"][0]["signed"][0]["sha256"] == signed.signature.digest
    assert file.read(f"reports/{code}-v1-nl.pdf") == signed.pdf()
    read = text_of(file)
    assert "Wat wij van je bewaren" in read
    assert "Eet je genoeg voor en na een training?" in read


def test_the_note_and_plan_of_her_therapist_are_in_it(
    received: Invitation, therapist: Membership, therapist_client: Client
) -> None:
    content = {**records.EMPTY, "note": "Slaapt slecht.", "plan": ["strength"]}
    with scope(practice=received.athlete.practice):
        records.write(invitation=received, by=therapist, content=content, read=0)
    assert "Slaapt slecht." in text_of(made(therapist_client, received.athlete))


def test_it_says_who_saw_what_and_that_this_file_was_made(
    received: Invitation, therapist: Membership, therapist_client: Client
) -> None:
    therapist_client.get(f"/assessments/{received.screening.code}/")
    file = made(therapist_client, received.athlete)
    read = text_of(file)
    assert f"{therapist.user.name}, fysiotherapeut Je uitslag is gelezen" in read
    assert "Dit bestand is voor je gemaakt" in read
    log = json.loads(file.read("data.json"))["access_log"]
    assert [event["what"] for event in log if event["action"] == "read"] == ["assessment"]
    assert len(log) == Event.objects.filter(athlete_id=received.athlete_id).count()


def test_it_is_in_her_language_and_valid_on_paper(
    received: Invitation, therapist_client: Client, tmp_path: Any
) -> None:
    with scopes_disabled():
        Athlete.objects.filter(pk=received.athlete_id).update(language="en")
    file = made(therapist_client, received.athlete)
    assert "What we keep about you" in text_of(file)
    path = tmp_path / "data.pdf"
    path.write_bytes(file.read("data.pdf"))
    for profile in ("PDF_UA_1", "PDF_A_3A"):
        found = page_validation.validate_pdf(
            str(path), profile=getattr(page_validation.ValidationProfile, profile)
        )
        faults = [line for line in str(found).splitlines() if line.startswith("[")]
        assert [fault for fault in faults if "STREAM-LENGTH" not in fault] == []


def test_what_does_not_open_any_more_is_said(
    received: Invitation, signed: Report, therapist_client: Client, unscoped: None
) -> None:
    DataKey.objects.filter(pk=received.screening.key_id).update(wrapped=None)
    file = made(therapist_client, received.athlete)
    assert json.loads(file.read("data.json"))["screenings"][0]["answers"] == "unreadable"
    assert "De antwoorden zijn niet meer te openen." in text_of(file)
    assert f"reports/{received.screening.code}-v1-nl.missing.txt" in file.namelist()


def test_somebody_without_any_screening_has_a_file_too(
    athlete: Athlete, therapist_client: Client
) -> None:
    file = made(therapist_client, athlete)
    assert json.loads(file.read("data.json"))["screenings"] == []
    assert athlete.family_name in text_of(file)
