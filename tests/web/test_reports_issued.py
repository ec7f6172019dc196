"""A report is made once when it is signed, and kept: every later download is those bytes."""

import hashlib
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django_scopes import scope, scopes_disabled

from clinic.actions import records, reports
from clinic.models import Event, Invitation, Membership, Outcome, Report, Signature
from screening.models import DataKey

from ..stuck import workers_stand_still

pytestmark = pytest.mark.paper

Sign = Callable[[], Signature]


@pytest.fixture
def sign(
    received: Invitation, therapist: Membership, django_capture_on_commit_callbacks: Any
) -> Sign:
    """Sign what stands, and let the worker do what waits for it."""

    def signed() -> Signature:
        with (
            scope(practice=received.athlete.practice),
            django_capture_on_commit_callbacks(execute=True),
        ):
            seen = records.mark_of(records.content_of(received))
            return records.sign(invitation=received, by=therapist, seen=seen)

    return signed


def amended(received: Invitation, therapist: Membership) -> None:
    with scope(practice=received.athlete.practice):
        records.amend(invitation=received, by=therapist, reason="Z-score vergeten")


def pdf_of(client: Client, code: str, query: str = "lang=nl") -> bytes:
    response = client.get(f"/assessments/{code}/report.pdf?{query}")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    return response.content


def test_signing_issues_it_in_the_practices_language_and_the_athletes(
    received: Invitation, sign: Sign, unscoped: None
) -> None:
    received.screening.language = "en"
    received.screening.save()
    sign()
    made = Report.objects.whole().order_by("language")
    assert [report.language for report in made] == ["en", "nl"]
    for report in made:
        pdf = report.pdf()
        assert pdf.startswith(b"%PDF")
        assert (report.sha256, report.size) == (hashlib.sha256(pdf).hexdigest(), len(pdf))
        assert pdf not in bytes(report.sealed_pdf)


def test_every_download_is_the_bytes_that_were_issued(
    received: Invitation, sign: Sign, therapist_client: Client, staff_client: Client, unscoped: None
) -> None:
    sign()
    code = received.screening.code
    first = pdf_of(therapist_client, code)
    received.athlete.practice.name = "Another name"
    received.athlete.practice.save()
    assert pdf_of(staff_client, code) == first
    assert hashlib.sha256(first).hexdigest() == Report.objects.get(language="nl").sha256


def test_a_language_that_was_not_asked_for_yet_is_issued_when_it_is(
    received: Invitation, sign: Sign, staff_client: Client, unscoped: None
) -> None:
    sign()
    first = pdf_of(staff_client, received.screening.code, "lang=en")
    assert pdf_of(staff_client, received.screening.code, "lang=en") == first
    assert Report.objects.issued().filter(language="en").count() == 1


def test_the_worker_that_comes_second_changes_nothing(
    received: Invitation, sign: Sign, unscoped: None
) -> None:
    sign()
    report = Report.objects.whole().get(language="nl")
    before = (report.sha256, report.issued_at, Event.objects.filter(action="issue").count())
    reports.issue(report.pk)
    stale = Report.objects.whole().get(pk=report.pk)
    stale.issued_at = None
    with scope(practice=received.athlete.practice):
        assert reports.make(stale) == report.pdf()
    report.refresh_from_db()
    assert (report.sha256, report.issued_at) == before[:2]
    assert Event.objects.filter(action="issue").count() == before[2]


def test_before_signing_it_is_a_draft_for_who_may_read_answers(
    received: Invitation, therapist_client: Client, staff_client: Client, unscoped: None
) -> None:
    code = received.screening.code
    response = therapist_client.get(f"/assessments/{code}/report.pdf?lang=nl")
    assert response["Content-Disposition"].endswith('-nl-draft.pdf"')
    assert staff_client.get(f"/assessments/{code}/report.pdf?lang=nl").status_code == 403
    assert Event.objects.filter(role="staff", outcome=Outcome.REFUSED).count() == 1
    assert not Report.objects.exists()


def test_while_it_is_amended_the_signed_version_is_downloaded_and_a_draft_on_request(
    received: Invitation,
    sign: Sign,
    therapist: Membership,
    therapist_client: Client,
    unscoped: None,
) -> None:
    sign()
    code = received.screening.code
    first = pdf_of(therapist_client, code)
    amended(received, therapist)
    assert pdf_of(therapist_client, code) == first
    assert pdf_of(therapist_client, code, "lang=nl&draft") != first


def test_an_amendment_gives_a_new_version_and_the_old_bytes_stay(
    received: Invitation, sign: Sign, therapist: Membership, staff_client: Client, unscoped: None
) -> None:
    sign()
    old = Report.objects.whole().get(language="nl")
    amended(received, therapist)
    second = sign()
    new = Report.objects.whole().get(language="nl", signature=second)
    assert new.pdf() != old.pdf()
    assert pdf_of(staff_client, received.screening.code) == new.pdf()
    assert staff_client.get(f"/reports/{old.pk}.pdf").content == old.pdf()


def test_a_report_that_cannot_be_made_says_so_and_is_recorded(
    received: Invitation, sign: Sign, staff_client: Client, unscoped: None
) -> None:
    sign()
    code = received.screening.code
    DataKey.objects.filter(pk=received.screening.key_id).update(wrapped=None)
    for lang in ("nl", "en"):
        answer = staff_client.get(f"/assessments/{code}/report.pdf?lang={lang}")
        assert answer.status_code == 410
    assert Report.objects.get(language="en").failed_at is not None
    assert Event.objects.filter(action="issue", outcome=Outcome.REFUSED).count() == 1


def test_a_report_that_hangs_is_told_and_the_next_one_is_made(
    received: Invitation, sign: Sign, staff_client: Client, unscoped: None
) -> None:
    with workers_stand_still():
        sign()
        [report] = Report.objects.all()
        assert report.failed_at is not None
    assert Event.objects.filter(action="issue", outcome=Outcome.REFUSED).count() == 1
    assert pdf_of(staff_client, received.screening.code).startswith(b"%PDF")
    report.refresh_from_db()
    assert (report.issued, report.failed_at) == (True, None)


def test_a_draft_that_hangs_asks_to_try_again(
    received: Invitation, therapist_client: Client, unscoped: None
) -> None:
    therapist_client.raise_request_exception = False
    with workers_stand_still():
        answer = therapist_client.get(f"/assessments/{received.screening.code}/report.pdf?draft")
    assert answer.status_code == 503
    assert int(answer["Retry-After"]) > 0


def test_bytes_that_were_touched_are_never_served(
    received: Invitation, sign: Sign, staff_client: Client, unscoped: None
) -> None:
    sign()
    Report.objects.update(sha256="0" * 64)
    answer = staff_client.get(f"/assessments/{received.screening.code}/report.pdf?lang=nl")
    assert answer.status_code == 410


def test_the_database_holds_no_half_issued_report(sign: Sign, unscoped: None) -> None:
    sign()
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.update(sealed_pdf=None)


def test_every_download_is_recorded_and_outsiders_find_nothing(
    received: Invitation, sign: Sign, staff_client: Client, outsider_client: Client
) -> None:
    sign()
    with scopes_disabled():
        report = Report.objects.get(language="nl")
    staff_client.get(f"/reports/{report.pk}.pdf")
    event = Event.objects.filter(action="export").latest("id")
    assert (event.role, event.object) == ("staff", "full nl version 1")
    assert outsider_client.get(f"/reports/{report.pk}.pdf").status_code == 404
