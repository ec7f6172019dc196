"""The files themselves: a text is never a formula, a number stays one, nothing is left out silently."""

import csv
import io
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone
from django_scopes import scope, scopes_disabled
from openpyxl import Workbook, load_workbook

from clinic.actions import conversation, measurements, records
from clinic.demo import answers
from clinic.models import Athlete, Invitation, Membership
from clinic.tables import rows
from clinic.tables.csv_file import harmless, write_csv, written
from clinic.tables.export import Choice, Export, prepare
from clinic.tables.xlsx_file import write_xlsx
from screening.models import DataKey, Screening

from ..factories import ReceivedFactory

EVERYTHING = Choice(date(2000, 1, 1), date(2100, 1, 1), language="en")
TRACED = Choice(date(2000, 1, 1), date(2100, 1, 1), language="en", codes=True, texts=True)
EVIL = '=HYPERLINK("https://evil.example")'

Prepare = Callable[..., Export]


@pytest.fixture
def export(therapist: Membership) -> Prepare:
    def prepared(choice: Choice = EVERYTHING) -> Export:
        with scope(practice=therapist.practice):
            return prepare(choice, therapist)

    return prepared


def read_csv(export: Export) -> list[dict[str, str]]:
    out = io.StringIO()
    write_csv(out, export, export.tables[0])
    return list(csv.DictReader(io.StringIO(out.getvalue().removeprefix("\ufeff")), delimiter=";"))


def read_xlsx(export: Export) -> Workbook:
    out = io.BytesIO()
    write_xlsx(out, export)
    return load_workbook(out)


def lines(book: Workbook, sheet: str = "intake-2026.1") -> list[dict[str, Any]]:
    heading, *rest = book[sheet].iter_rows(values_only=True)
    return [dict(zip(heading, row, strict=True)) for row in rest]


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1+cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1"],
)
def test_a_text_that_may_be_taken_for_a_formula_gets_an_apostrophe(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["running", "a = b", "2026-05", "'t gaat goed", ""])
def test_any_other_text_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text


@pytest.mark.parametrize(
    ("cell", "text"),
    [(Decimal("-1.5"), "-1,5"), (-2, "-2"), (0, "0"), (None, ""), (date(2026, 5, 6), "2026-05-06")],
)
def test_a_number_keeps_its_sign_and_an_empty_cell_is_not_a_zero(cell: Any, text: str) -> None:
    assert written(cell) == text


def test_what_an_athlete_wrote_is_text_in_both_files(received: Invitation, export: Prepare) -> None:
    with scopes_disabled():
        ReceivedFactory(
            athlete__practice=received.athlete.practice,
            sent={**answers.WOMAN, "close.remarks": EVIL},
        )
    in_csv = [row["close.remarks"] for row in read_csv(export(TRACED))]
    assert in_csv == ["", f"'{EVIL}"]
    book = read_xlsx(export(TRACED))
    cells = [cell for row in book["intake-2026.1"].iter_rows() for cell in row]
    assert [cell.value for cell in cells if cell.value == EVIL] == [EVIL]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]


def test_free_text_and_codes_are_left_out_unless_they_are_asked_for(
    received: Invitation, export: Prepare
) -> None:
    text = str(read_csv(export()))
    assert received.screening.code not in text
    assert received.athlete.family_name not in text
    assert "close.remarks'" not in text
    assert received.screening.code in str(read_csv(export(TRACED)))


def test_two_screenings_of_an_athlete_share_a_mark_that_is_another_in_the_next_file(
    athlete: Athlete, export: Prepare
) -> None:
    for _each in range(2):
        ReceivedFactory(athlete=athlete)
    ReceivedFactory(athlete__practice=athlete.practice)
    first, second = ([row["athlete"] for row in read_csv(export())] for _each in range(2))
    assert sorted(map(first.count, first)) == [1, 2, 2]
    assert not set(first) & set(second)


def test_numbers_are_numbers_and_dates_are_dates(
    received: Invitation, therapist: Membership, export: Prepare
) -> None:
    with scope(practice=therapist.practice):
        measurements.measure(
            invitation=received, by=therapist, raw={"height_cm": 170, "dxa_z": -1.5}
        )
    row = lines(read_xlsx(export(TRACED)))[0]
    assert (row["measured.height_cm"], row["measured.dxa_z"]) == (170, -1.5)
    assert row["sent_on"] == datetime.combine(timezone.localdate(), datetime.min.time())
    assert row["measured.dxa_z.origin"] == "measured"
    assert row["measured.weight_kg"] is None
    assert row["measured.weight_kg.origin"] == "not_measured"
    assert read_csv(export(TRACED))[0]["measured.dxa_z"] == "-1,5"


def test_a_day_before_spreadsheets_begin_is_written_out(practice: Any, export: Prepare) -> None:
    sent = {**answers.HIP_PAIN_AT_NIGHT, "bone.pain_started": "0201-03-04"}
    ReceivedFactory(athlete__practice=practice, sent=sent)
    assert lines(read_xlsx(export(TRACED)))[0]["bone.pain_started"] == "0201-03-04"


def test_both_files_hold_the_same(received: Invitation, export: Prepare) -> None:
    made = export(TRACED)
    from_xlsx = lines(read_xlsx(made))
    from_csv = read_csv(made)
    assert [list(row) for row in from_xlsx] == [list(row) for row in from_csv]
    for name, value in from_xlsx[0].items():
        if isinstance(value, datetime):
            value = f"{value:%Y-%m-%d}"
        text = "" if value is None else str(value).replace(".", ",")
        assert text == from_csv[0][name].replace(".", ","), name


def test_the_book_has_a_codebook_and_says_what_it_is_not(
    received: Invitation, export: Prepare
) -> None:
    made = export()
    book = read_xlsx(made)
    assert book.sheetnames == ["intake-2026.1", "codebook", "about"]
    described = lines(book, "codebook")
    assert [row["Column"] for row in described] == [c.name for c in made.tables[0].columns]
    about = {row[0]: row[1] for row in book["about"].iter_rows(values_only=True)}
    assert "not a diagnosis" in about["Not a diagnosis"]
    assert "has not been validated" in about["Not a diagnosis"]
    assert "fewer than 10" in about["Small groups"]
    assert about["Practice"] == "Praktijk De Brug"
    sheet = book["intake-2026.1"]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref


def test_what_cannot_be_read_has_a_row_that_says_so(
    received: Invitation, athlete: Athlete, export: Prepare
) -> None:
    gone = ReceivedFactory(athlete=athlete)
    DataKey.objects.filter(pk=gone.screening.key_id).update(wrapped=None)
    found = {row["code"]: row for row in read_csv(export(TRACED))}
    assert found[gone.screening.code]["state"] == "unreadable"
    assert found[gone.screening.code]["attention"] == ""
    assert found[received.screening.code]["state"] == "readable"


def test_what_is_erased_while_the_file_is_made_leaves_its_row(
    received: Invitation, export: Prepare, unscoped: None
) -> None:
    made = export(TRACED)
    Invitation.objects.filter(pk=received.pk).delete()
    assert read_csv(made)[0]["state"] == "unreadable"


def test_an_answer_from_the_talk_is_marked(
    practice: Any, therapist: Membership, export: Prepare
) -> None:
    left = answers.but(answers.WOMAN, without=("fatigue.tired",))
    invitation = ReceivedFactory(athlete__practice=practice, sent=left)
    with scope(practice=practice):
        conversation.tell(invitation=invitation, by=therapist, raw={"fatigue.tired": "weekly"})
    row = read_csv(export())[0]
    assert (row["fatigue.tired"], row["fatigue.tired.told"]) == ("weekly", "1")
    assert row["fatigue.rested.told"] == "0"


def test_only_what_is_signed_goes_in_where_that_is_asked(
    received: Invitation, athlete: Athlete, therapist: Membership, export: Prepare
) -> None:
    ReceivedFactory(athlete=athlete)
    with scope(practice=therapist.practice):
        seen = records.mark_of(records.content_of(received))
        records.sign(invitation=received, by=therapist, seen=seen)
    assert sorted(row["signed"] for row in read_csv(export())) == ["no", "yes"]
    signed = Choice(EVERYTHING.first, EVERYTHING.last, signed=True)
    assert [row["signed"] for row in read_csv(export(signed))] == ["yes"]


def test_days_are_those_of_the_practices_clock(received: Invitation, export: Prepare) -> None:
    at = datetime(2026, 3, 31, 21, 59, tzinfo=UTC)
    Screening.objects.filter(pk=received.screening_id).update(submitted_at=at)
    march = Choice(date(2026, 3, 1), date(2026, 3, 31))
    april = Choice(date(2026, 4, 1), date(2026, 4, 30))
    assert len(export(march).chosen) == 1
    assert len(export(april).chosen) == 0


@pytest.mark.parametrize("many", [3, 7])
def test_a_chunk_takes_one_query_however_many_there_are(
    many: int,
    practice: Any,
    export: Prepare,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries: Any,
) -> None:
    for _each in range(many):
        ReceivedFactory(athlete__practice=practice)
    made = export()
    monkeypatch.setattr(rows, "A_CHUNK", 3)
    with django_assert_num_queries(-(-many // 3)):
        assert len(read_csv(made)) == many


def test_the_work_tells_how_far_it_is_and_can_be_stopped(
    practice: Any, export: Prepare, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stop(Exception):
        pass

    def stop(_done: int, _of: int) -> None:
        raise Stop

    for _each in range(3):
        ReceivedFactory(athlete__practice=practice)
    monkeypatch.setattr(rows, "A_CHUNK", 2)
    made, told = export(), []
    write_csv(io.StringIO(), made, made.tables[0], lambda done, of: told.append((done, of)))
    assert told == [(2, 3), (3, 3)]
    with pytest.raises(Stop):
        write_xlsx(io.BytesIO(), made, stop)


def test_another_practice_gets_nothing_of_this_one(
    received: Invitation, outsider: Membership
) -> None:
    with scope(practice=outsider.practice):
        assert prepare(EVERYTHING, outsider).chosen == []


def test_a_chosen_screening_of_another_practice_is_not_read(
    received: Invitation, outsider: Membership, export: Prepare
) -> None:
    made = export()
    theirs = Export(outsider.practice, made.choice, made.tables)
    assert [row["state"] for row in read_csv(theirs)] == ["unreadable"]
