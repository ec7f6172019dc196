"""Whoever holds a report can ask whether it is the version that stands, and learns nothing else."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django_scopes import scope

from clinic.actions import records
from clinic.models import Invitation, Membership, Report, Signature

from ..factories import with_pdf

pytestmark = pytest.mark.django_db

CURRENT, OLDER, UNKNOWN = "de versie die geldt", "een oudere versie", "Geen verslag met dit kenmerk"


@pytest.fixture
def first(received: Invitation, therapist: Membership) -> Signature:
    return sign(received, therapist)


def sign(received: Invitation, by: Membership) -> Signature:
    with scope(practice=received.athlete.practice):
        seen = records.mark_of(records.content_of(received))
        return records.sign(invitation=received, by=by, seen=seen)


def said(client: Client, digest: str) -> str:
    client.cookies["django_language"] = "nl"
    return client.get(f"/verify/{digest}/", headers={"Accept-Language": "nl"}).content.decode()


def issued(signature: Signature) -> Report:
    with scope(practice=signature.invitation.athlete.practice):
        return with_pdf(Report.objects.whole().get(signature=signature, language="nl"))


def test_a_digest_is_current_then_older_and_never_heard_of(
    client: Client, first: Signature, received: Invitation, therapist: Membership
) -> None:
    pdf = issued(first)
    for digest in (first.digest, pdf.sha256):
        assert CURRENT in said(client, digest)
    with scope(practice=received.athlete.practice):
        records.amend(invitation=received, by=therapist, reason="x")
    assert CURRENT in said(client, pdf.sha256)
    second = sign(received, therapist)
    for digest in (first.digest, pdf.sha256):
        assert OLDER in said(client, digest)
    assert CURRENT in said(client, second.digest)
    assert UNKNOWN in said(client, "0" * 64)


def test_the_page_tells_nothing_else(
    client: Client, first: Signature, received: Invitation, therapist: Membership
) -> None:
    page = said(client, first.digest)
    athlete = received.athlete
    for word in (
        received.screening.code,
        athlete.family_name,
        athlete.practice.name,
        therapist.user.name,
    ):
        assert word not in page


def test_a_file_is_known_by_its_bytes(client: Client, first: Signature) -> None:
    pdf = issued(first).pdf()
    for content in (pdf, pdf + b" "):
        answer = client.post("/verify/", {"file": SimpleUploadedFile("x.pdf", content)})
        assert answer["Location"] == f"/verify/{hashlib.sha256(content).hexdigest()}/"


@pytest.mark.parametrize("typed", ["AB" * 32, f"{'ab' * 16} {'ab' * 16}"])
def test_a_typed_digest_is_read_as_people_write_it(typed: str, client: Client) -> None:
    assert client.post("/verify/", {"typed": typed})["Location"] == f"/verify/{'ab' * 32}/"


@pytest.mark.parametrize("typed", ["", "ab", "x" * 64])
def test_what_is_no_digest_is_refused_and_stays(typed: str, client: Client) -> None:
    page = client.post("/verify/", {"typed": typed})
    assert page.status_code == 200
    assert page.context["form"].errors
    assert typed in page.content.decode()
