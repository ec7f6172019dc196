"""What stands in the controls, and the raw codes that it means."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import translation

from screening.forms.entries import Entry, day, field_for, numeral
from screening.forms.rows import without_row
from screening.instruments.intake_2026_1 import INSTRUMENT


@pytest.mark.parametrize(
    ("text", "number"),
    [("1,65", 1.65), ("1.65", 1.65), (" 12 ", 12), ("-3", -3), ("007", 7), ("0,5", 0.5)],
)
def test_a_comma_and_a_point_are_the_same_in_a_number(text: str, number: float) -> None:
    assert numeral(text) == number


@pytest.mark.parametrize("text", ["abc", "1,2,3", "1e5", "12 km", "٣", ",5", "1234567890123"])
def test_what_is_no_number_stays_as_typed(text: str) -> None:
    assert numeral(text) == text


def test_a_blank_box_is_no_number() -> None:
    assert numeral("  ") is None


@pytest.mark.parametrize(
    ("text", "iso"),
    [("2026-11-02", "2026-11-02"), ("2-11-2026", "2026-11-02"), ("gisteren", "gisteren")],
)
def test_a_day_may_be_typed_the_dutch_way(text: str, iso: str) -> None:
    assert day(text) == iso


@pytest.mark.parametrize(
    ("code", "raw"),
    [
        ("about.sport", "running"),
        ("energy.restriction", "declined"),
        ("fatigue.signs", ["often_ill", "low_mood"]),
        ("load.changes", "unknown"),
        ("menstruation.menarche_age", 14),
        ("menstruation.menarche_age", "unknown"),
        ("menstruation.breast_development_age", "not_yet"),
        ("load.hours_per_week", 7.5),
        ("bone.pain_started", "2026-01-31"),
        ("bone.pain_started", "unknown"),
        ("load.weekly_km", [12, None, 7.5, *([None] * 9)]),
        ("bone.injuries", [{"site": "rib", "months_ago": 3, "weeks_off": "unknown"}]),
        ("bone.injuries", [{"site": "unknown"}]),
        ("close.remarks", "Ik slik ijzer.\nEn meer."),
    ],
)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_stored_answer_reads_back_as_itself(code: str, raw: Any, language: str) -> None:
    field = field_for(INSTRUMENT.items[code])
    with translation.override(language):
        assert field.clean(field.written(raw)) == raw


def test_a_stored_number_is_written_with_the_comma_of_the_language() -> None:
    field = field_for(INSTRUMENT.items["load.hours_per_week"])
    with translation.override("nl"):
        assert field.written(7.5) == Entry("7,5")
    with translation.override("en"):
        assert field.written(7.5) == Entry("7.5")


def test_a_number_and_a_word_beside_it_exclude_each_other() -> None:
    field = field_for(INSTRUMENT.items["menstruation.menarche_age"])
    with translation.override("en"), pytest.raises(ValidationError, match="Not both"):
        field.clean(Entry("14", ("unknown",)))


def test_a_way_out_excludes_every_other_answer() -> None:
    field = field_for(INSTRUMENT.items["load.changes"])
    with translation.override("en"), pytest.raises(ValidationError, match="Choose one"):
        field.clean(["volume", "unknown"])


def test_a_day_to_come_is_refused() -> None:
    field = field_for(INSTRUMENT.items["bone.pain_started"])
    with translation.override("en"), pytest.raises(ValidationError, match="still to come"):
        field.clean(Entry("2999-01-01"))


def test_a_year_with_a_digit_missing_is_refused() -> None:
    field = field_for(INSTRUMENT.items["bone.pain_started"])
    with translation.override("en"), pytest.raises(ValidationError, match="the year"):
        field.clean(Entry("0026-11-02"))


def test_blank_rows_fall_away_and_the_others_close_up() -> None:
    field = field_for(INSTRUMENT.items["bone.injuries"])
    data = QueryDict(
        "bone.injuries.0.site=&bone.injuries.0.months_ago=&bone.injuries.1.site=rib"
        "&bone.injuries.1.months_ago=2&bone.injuries.1.weeks_off.word=unknown"
    )
    typed = field.typed(data, "bone.injuries")
    assert field.clean(typed) == [{"site": "rib", "months_ago": 2, "weeks_off": "unknown"}]
    assert field.shown == 2


def test_a_row_that_is_taken_away_leaves_the_other_rows() -> None:
    posted = QueryDict("x.0.site=rib&x.1.site=heel&x.1.months_ago=3&remove=x:0")
    data, removed = without_row(posted)
    assert removed
    assert dict(data) == {"x.1.site": ["heel"], "x.1.months_ago": ["3"], "remove": ["x:0"]}


def test_a_forged_row_number_takes_nothing_away() -> None:
    posted = QueryDict("x.0.site=rib&remove=x:all")
    assert without_row(posted) == (posted, False)
