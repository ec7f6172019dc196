"""Many reports at once: who may take which, what the ZIP holds, and that nothing is left out in silence."""

import csv
import hashlib
import io
import zipfile
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from clinic.actions import records
from clinic.models import (
    Event,
    Export,
    ExportItem,
    Invitation,
    Membership,
    Outcome,
    Practice,
    Report,
    Signature,
)
from screening.models import DataKey
from tests.factories import AthleteFactory, ReceivedFactory, issued, signed

pytestmark = pytest.mark.usefixtures("unscoped")

REASON = "Maandelijks naar de huisartsen"
Begin = Callable[..., HttpResponse]


@pytest.fixture
def begin(django_capture_on_commit_callbacks: Any) -> Begin:
    """Ask for an export of signatures; what is to be done outside the request is done."""

    def asked(client: Client, *signatures: Signature, **more: str) -> HttpResponse:
        posted = {"language": "nl", "reason": REASON, **more}
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(
                "/reports/export/", {**posted, "signature": [s.pk for s in signatures]}
            )

    return asked


@pytest.fixture
def some(practice: Practice, therapist: Membership) -> list[Signature]:
    """Three that were signed, of which the Dutch reports are there."""
    return [issued(ReceivedFactory(athlete__practice=practice), therapist) for _each in range(3)]


def zip_of(client: Client, export: Export | None = None, **headers: str) -> bytes:
    export = export or Export.objects.latest("asked_at")
    answer = client.get(f"/exports/{export.pk}/reports.zip", headers=headers)
    assert answer.status_code in (200, 206), answer
    sent = b"".join(answer.streaming_content)
    assert len(sent) == int(answer["Content-Length"])
    return sent


def opened(content: bytes) -> tuple[dict[str, bytes], list[dict[str, str]]]:
    """The PDFs by name, and the lines of the manifest."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        files = {name: archive.read(name) for name in archive.namelist()}
    text = files.pop("manifest.csv").decode("utf-8-sig")
    return files, list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_a_zip_has_a_file_for_each_and_a_line_for_each(
    staff_client: Client, some: list[Signature], begin: Begin
) -> None:
    assert begin(staff_client, *some).status_code == 302
    files, lines = opened(zip_of(staff_client))
    reports = {r.sha256: r for r in Report.objects.whole()}
    assert {line["code"] for line in lines} == {s.invitation.screening.code for s in some}
    for line in lines:
        pdf = files[line["file"]]
        assert hashlib.sha256(pdf).hexdigest() == line["sha256"]
        assert pdf == reports[line["sha256"]].pdf()
        assert line["file"] == f"{line['code']}-v1-nl.pdf"
        assert (line["version"], line["language"], line["edition"]) == ("1", "nl", "full")
        assert (line["status"], line["reason"]) == ("ok", "")
    assert len(files) == len(lines) == 3


def test_each_report_gets_a_line_in_the_log_each_time_with_the_reason_that_was_asked_once(
    staff_client: Client, some: list[Signature], begin: Begin, staff: Membership
) -> None:
    begin(staff_client, *some)
    for times in (1, 2):
        zip_of(staff_client)
        events = Event.objects.filter(action="export")
        assert events.count() == 3 * times
    for event in events:
        assert (event.who, event.role, event.reason) == (staff.user_id, "staff", REASON)
        assert (event.object, event.outcome) == ("full nl version 1", "done")
        assert event.practice_id == staff.practice_id
        assert event.address
    assert {e.screening for e in events} == {s.invitation.screening.code for s in some}
    assert {e.athlete_id for e in events} == {s.invitation.athlete_id for s in some}
    assert not Report.objects.filter(exported_at=None).exists()


def test_the_reason_is_asked_once_a_day(
    staff_client: Client, some: list[Signature], begin: Begin
) -> None:
    assert staff_client.get("/reports/").context["form"]["reason"].value() == ""
    begin(staff_client, some[0])
    assert staff_client.get("/reports/").context["form"]["reason"].value() == REASON
    session = staff_client.session
    session["export_reason"] = ["2026-01-01", REASON]
    session.save()
    assert staff_client.get("/reports/").context["form"]["reason"].value() == ""


def test_without_a_reason_nothing_is_asked_and_the_ticks_stay(
    staff_client: Client, some: list[Signature], begin: Begin
) -> None:
    answer = begin(staff_client, some[1], reason="  ")
    assert "reason" in answer.context["form"].errors
    assert answer.content.decode().count(" checked") == 1
    assert not Export.objects.exists()


def test_without_a_choice_nothing_is_asked(staff_client: Client, begin: Begin) -> None:
    assert begin(staff_client).context["form"].non_field_errors()
    assert not Export.objects.exists()


def test_a_second_download_is_the_same_file_whatever_was_renamed(
    staff_client: Client, some: list[Signature], begin: Begin, practice: Practice
) -> None:
    practice.file_rule = "{name} {signed}"
    practice.save()
    begin(staff_client, *some)
    first = zip_of(staff_client)
    practice.file_rule = "{code}"
    practice.save()
    athlete = some[0].invitation.athlete
    athlete.family_name = "Anders"
    athlete.save()
    assert zip_of(staff_client) == first


@pytest.mark.parametrize("at", [1, 40, 5000, -1])
def test_a_broken_download_goes_on_where_it_broke_off(
    at: int, staff_client: Client, some: list[Signature], begin: Begin
) -> None:
    begin(staff_client, *some)
    address = f"/exports/{Export.objects.get().pk}/reports.zip"
    answer = staff_client.get(address)
    whole = b"".join(answer.streaming_content)
    at %= len(whole)
    asked = {"range": f"bytes={at}-", "if-range": answer["ETag"]}
    rest = staff_client.get(address, headers=asked)
    assert rest.status_code == 206
    assert rest["Content-Range"] == f"bytes {at}-{len(whole) - 1}/{len(whole)}"
    assert b"".join(rest.streaming_content) == whole[at:]


@pytest.mark.parametrize(
    "headers",
    [
        {"range": "bytes=9-", "if-range": '"another"'},
        {"range": "bytes=0-5"},
        {"range": "bytes=-5"},
        {"range": "bytes=99999999-"},
    ],
)
def test_what_cannot_go_on_begins_again(
    headers: dict[str, str], staff_client: Client, some: list[Signature], begin: Begin
) -> None:
    begin(staff_client, *some)
    assert zip_of(staff_client, **headers) == zip_of(staff_client)


def test_it_is_not_compressed_again_and_its_length_is_known(
    staff_client: Client, some: list[Signature], begin: Begin
) -> None:
    begin(staff_client, *some)
    answer = staff_client.get(
        f"/exports/{Export.objects.get().pk}/reports.zip", headers={"accept-encoding": "gzip"}
    )
    assert "Content-Encoding" not in answer
    assert int(answer["Content-Length"]) == len(b"".join(answer.streaming_content))
    assert "no-store" in answer["Cache-Control"]


def test_a_report_that_does_not_open_has_a_line_and_a_reason_and_no_file(
    staff_client: Client, some: list[Signature], begin: Begin
) -> None:
    begin(staff_client, *some)
    lost = some[1]
    DataKey.objects.filter(pk=lost.invitation.screening.key_id).update(wrapped=None)
    files, lines = opened(zip_of(staff_client))
    assert len(files) == 2
    [line] = [line for line in lines if line["status"] == "failed"]
    assert (line["code"], line["file"]) == (lost.invitation.screening.code, "")
    assert line["reason"] == "is bewaard maar kan niet meer worden geopend"
    event = Event.objects.get(action="export", screening=line["code"])
    assert event.outcome == Outcome.REFUSED
    assert Report.objects.get(signature=lost).exported_at is None


def test_bytes_that_were_touched_never_leave(
    staff_client: Client, some: list[Signature], begin: Begin
) -> None:
    begin(staff_client, *some)
    Report.objects.filter(signature=some[0]).update(sha256="0" * 64)
    files, lines = opened(zip_of(staff_client))
    assert len(files) == 2
    assert [line["status"] for line in lines].count("failed") == 1


@pytest.mark.paper
def test_a_report_that_cannot_be_made_is_shown_and_has_its_line(
    staff_client: Client, some: list[Signature], begin: Begin
) -> None:
    DataKey.objects.filter(pk=some[2].invitation.screening.key_id).update(wrapped=None)
    begin(staff_client, some[2], language="en")
    export = Export.objects.get()
    page = staff_client.get(f"/exports/{export.pk}/")
    assert page.context["progress"].failed == 1
    assert some[2].invitation.screening.code in page.content.decode()
    files, [line] = opened(zip_of(staff_client))
    assert files == {}
    assert (line["status"], line["reason"]) == ("failed", "kon niet worden gemaakt")


@pytest.mark.paper
def test_languages_that_are_not_there_are_made(
    staff_client: Client,
    some: list[Signature],
    begin: Begin,
    received: Invitation,
    therapist: Membership,
) -> None:
    received.screening.language = "en"
    received.screening.save()
    seen = records.mark_of(records.content_of(received))
    english = records.sign(invitation=received, by=therapist, seen=seen)
    begin(staff_client, english, *some, language="own")
    files, lines = opened(zip_of(staff_client))
    assert sorted(line["language"] for line in lines) == ["en", "nl", "nl", "nl"]
    assert files[f"{received.screening.code}-v1-en.pdf"].startswith(b"%PDF")


def test_ticked_reports_of_another_practice_are_none(
    outsider_client: Client, some: list[Signature], begin: Begin
) -> None:
    answer = begin(outsider_client, *some)
    assert answer.context["form"].non_field_errors()
    assert begin(outsider_client, everything="yes", show="all").context["form"].errors
    assert not Export.objects.exists()


@pytest.mark.parametrize("part", ["", "progress/", "reports.zip"])
def test_an_export_is_seen_by_who_asked_for_it_and_by_owners(
    part: str,
    staff_client: Client,
    therapist_client: Client,
    owner_client: Client,
    outsider_client: Client,
    some: list[Signature],
    begin: Begin,
) -> None:
    begin(staff_client, *some)
    address = f"/exports/{Export.objects.get().pk}/{part}"
    answers = [
        client.get(address).status_code
        for client in (staff_client, owner_client, therapist_client, outsider_client)
    ]
    assert answers == [200, 200, 404, 404]
    listed = [
        len(client.get("/exports/").context["exports"])
        for client in (staff_client, owner_client, therapist_client, outsider_client)
    ]
    assert listed == [1, 1, 0, 0]


def test_earlier_exports_stand_the_last_first_and_go_after_thirty_days(
    staff_client: Client, some: list[Signature], begin: Begin
) -> None:
    begin(staff_client, *some)
    begin(staff_client, some[0])
    exports = staff_client.get("/exports/").context["exports"]
    assert [(e.asked, e.there, e.failed) for e in exports] == [(1, 1, 0), (3, 3, 0)]
    Export.objects.update(asked_at=timezone.now() - timedelta(days=31))
    assert len(staff_client.get("/exports/").context["exports"]) == 0


def test_what_was_cancelled_gives_nothing(
    staff_client: Client, some: list[Signature], begin: Begin
) -> None:
    begin(staff_client, *some)
    export = Export.objects.get()
    for _twice in range(2):
        assert staff_client.post(f"/exports/{export.pk}/cancel/").status_code == 302
    assert Event.objects.filter(action="cancel").count() == 1
    assert staff_client.get(f"/exports/{export.pk}/reports.zip").status_code == 302
    assert staff_client.get(f"/exports/{export.pk}/progress/").json()["over"]
    assert not Event.objects.filter(action="export").exists()


def test_a_replaced_version_is_still_the_one_that_was_asked_for(
    staff_client: Client, some: list[Signature], begin: Begin, therapist: Membership
) -> None:
    begin(staff_client, *some)
    before = zip_of(staff_client)
    newer = signed(some[0].invitation, therapist, number=2)
    some[0].superseded_by = newer
    some[0].save()
    assert zip_of(staff_client) == before


def test_names_that_are_alike_get_a_number_and_formulas_no_chance(
    staff_client: Client, practice: Practice, therapist: Membership, begin: Begin
) -> None:
    practice.file_rule = "{client}"
    practice.save()
    athlete = AthleteFactory(practice=practice, client_number='=1+1|" /x')
    both = [issued(ReceivedFactory(athlete=athlete), therapist) for _twice in range(2)]
    begin(staff_client, *both)
    files, lines = opened(zip_of(staff_client))
    assert sorted(files) == ["=1+1-- -x (2).pdf", "=1+1-- -x.pdf"]
    assert sorted(line["file"] for line in lines) == ["'=1+1-- -x (2).pdf", "'=1+1-- -x.pdf"]


def test_the_database_holds_each_report_once_an_export_and_no_export_without_reason(
    staff_client: Client, some: list[Signature], begin: Begin
) -> None:
    begin(staff_client, *some)
    item = ExportItem.objects.first()
    for wrong in ({"position": 9, "name": "x"}, {"report": item.report, "name": "x"}):
        other = {"export": item.export, "report": item.report, "position": 1, **wrong}
        with pytest.raises(IntegrityError), transaction.atomic():
            ExportItem.objects.bulk_create([ExportItem(**other)])
    with pytest.raises(IntegrityError), transaction.atomic():
        Export.objects.update(reason="")


def test_looking_at_progress_keeps_no_session_alive(
    staff_client: Client, some: list[Signature], begin: Begin
) -> None:
    begin(staff_client, *some)
    seen = staff_client.session["seen"] - 100
    session = staff_client.session
    session["seen"] = seen
    session.save()
    address = f"/exports/{Export.objects.get().pk}/progress/"
    found = staff_client.get(address, headers={"X-Background": "1"}).json()
    assert found == {"done": 3, "said": "3 van 3 verslagen zijn klaar.", "over": True}
    assert staff_client.session["seen"] == seen
