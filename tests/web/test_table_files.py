"""A table that takes long is made outside the request: followed, cancelled, taken, and gone after a day."""

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from clinic.actions import sweeping, tables
from clinic.models import Event, Invitation, Membership, Practice, TableFile
from screening.models import DataKey

from ..factories import ReceivedFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]

SENT = 4
Ask = Callable[..., TableFile]


@pytest.fixture(autouse=True)
def long_ones(monkeypatch: pytest.MonkeyPatch, practice: Practice) -> list[Invitation]:
    """A few screenings, which count as many here; read two at a time."""
    monkeypatch.setattr("clinic.views.tables.AT_ONCE", 0)
    monkeypatch.setattr("clinic.tables.rows.A_CHUNK", 2)
    return [ReceivedFactory(athlete__practice=practice) for _number in range(SENT)]


@pytest.fixture
def ask(therapist_client: Client, django_capture_on_commit_callbacks: Any) -> Ask:
    """Ask for a table; `made` lets a worker do it."""

    def asked(*, made: bool = True, **changes: str) -> TableFile:
        today = timezone.localdate()
        values = {
            "first": f"{today - timedelta(days=400)}",
            "last": f"{today}",
            "which": "all",
            "language": "nl",
            "format": "xlsx",
            "protocol": "intake-2026.1",
        }
        with django_capture_on_commit_callbacks(execute=made):
            answer = therapist_client.post("/tables/", {**values, **changes})
        assert answer.status_code == 302
        return TableFile.objects.get(pk=UUID(answer["Location"].split("/")[2]))

    return asked


def rows_of(content: bytes) -> int:
    return load_workbook(io.BytesIO(content)).worksheets[0].max_row - 1


def test_it_is_made_beside_the_request_and_stored_sealed(
    ask: Ask, therapist_client: Client
) -> None:
    file = ask()
    assert (file.total, file.done) == (SENT, SENT)
    taken = therapist_client.get(f"/tables/{file.pk}/file/")
    assert rows_of(taken.content) == SENT
    assert taken["Content-Disposition"].startswith('attachment; filename="screenings-')
    assert taken.content not in bytes(file.sealed)


def test_a_csv_file_too(ask: Ask, therapist_client: Client) -> None:
    file = ask(format="csv")
    taken = therapist_client.get(f"/tables/{file.pk}/file/").content.decode("utf-8-sig")
    assert len(taken.splitlines()) == SENT + 1


def test_taking_it_is_recorded_for_each_screening_each_time(
    ask: Ask, therapist_client: Client, long_ones: list[Invitation]
) -> None:
    file = ask(codes="on", reason="Kwaliteitsronde")
    assert not Event.objects.filter(action="export").exists()
    for turn in (1, 2):
        therapist_client.get(f"/tables/{file.pk}/file/")
        rows = Event.objects.filter(action="export", object="table xlsx codes")
        assert rows.count() == turn * (SENT + 1)
    assert {row.screening for row in rows} == {i.screening.code for i in long_ones} | {""}
    assert {row.reason for row in rows} == {"Kwaliteitsronde"}


def test_its_progress_is_told_and_survives_a_reload(ask: Ask, therapist_client: Client) -> None:
    file = ask(made=False)
    TableFile.objects.filter(pk=file.pk).update(done=2)
    said = therapist_client.get(f"/tables/{file.pk}/progress/").json()
    assert said == {"done": 2, "said": "2 van 4 screenings staan erin.", "over": False}
    page = therapist_client.get(f"/tables/{file.pk}/").content.decode()
    assert '<progress max="4" value="2"' in page
    assert f"/tables/{file.pk}/" in therapist_client.get("/tables/").content.decode()


def test_what_is_cancelled_is_not_made_any_further(ask: Ask, therapist_client: Client) -> None:
    file = ask(made=False)
    therapist_client.post(f"/tables/{file.pk}/cancel/")
    tables.make(file.pk)
    file.refresh_from_db()
    assert (file.done, file.sealed) == (0, None)
    assert therapist_client.get(f"/tables/{file.pk}/file/").status_code == 302


def test_cancelling_half_way_stops_the_work(
    ask: Ask, therapist: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = ask(made=False)
    told: list[int] = []
    write = tables.write_xlsx

    def cancelled_half_way(out: Any, made: Any, tell: Callable[[int, int], None]) -> None:
        def tell_and_cancel(done: int, total: int) -> None:
            told.append(done)
            tell(done, total)
            tables.cancel(file=file, by=therapist)

        write(out, made, tell_and_cancel)

    monkeypatch.setattr("clinic.actions.tables.write_xlsx", cancelled_half_way)
    tables.make(file.pk)
    file.refresh_from_db()
    assert told == [2, 4]
    assert file.sealed is None


def test_a_worker_that_comes_second_changes_nothing(ask: Ask) -> None:
    file = ask()
    before = bytes(file.sealed)
    tables.make(file.pk)
    file.refresh_from_db()
    assert bytes(file.sealed) == before


def test_who_left_the_practice_gets_no_table(ask: Ask, therapist: Membership) -> None:
    file = ask(made=False)
    therapist.ended_at = timezone.now()
    therapist.save()
    tables.make(file.pk)
    file.refresh_from_db()
    assert file.failed_at is not None


def test_it_is_gone_with_its_key_after_a_day(ask: Ask, therapist_client: Client) -> None:
    file = ask()
    TableFile.objects.update(asked_at=timezone.now() - timedelta(days=1, minutes=1))
    assert therapist_client.get(f"/tables/{file.pk}/file/").status_code == 404
    sweeping.sweep()
    assert not TableFile.objects.exists()
    assert not DataKey.objects.filter(pk=file.key_id).exists()


def test_one_that_no_worker_finishes_is_given_up(ask: Ask, therapist_client: Client) -> None:
    file = ask(made=False)
    TableFile.objects.update(moved_at=timezone.now() - timedelta(minutes=6))
    sweeping.sweep()
    assert "kon niet worden gemaakt" in therapist_client.get(f"/tables/{file.pk}/").content.decode()


def test_one_that_does_not_open_any_more_is_to_be_asked_for_again(
    ask: Ask, therapist_client: Client
) -> None:
    file = ask()
    TableFile.objects.update(sealed=b"damaged")
    answer = therapist_client.get(f"/tables/{file.pk}/file/", follow=True)
    assert "kon niet worden gemaakt" in answer.content.decode()
    assert not Event.objects.filter(action="export").exists()


def test_nobody_else_finds_it(ask: Ask, owner_client: Client, outsider_client: Client) -> None:
    file = ask()
    for client in (owner_client, outsider_client):
        assert client.get(f"/tables/{file.pk}/file/").status_code == 404
