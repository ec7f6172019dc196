"""Twelve weeks of training beside the beginning of the pain."""

from datetime import date

import pytest

from clinic import charts_timeline
from clinic.charts import Medium
from clinic.letter import Facts
from clinic.letter.timeline import Timeline
from screening.weeks import week_starts
from tests import letters
from tests.letters import document, letter_of

KM = [24, 26, 25, 27, None, 27, 29, 33, 35, 30, 22, 20]


def timeline(began: str = "2026-11-02", language: str = "nl", km: list = KM) -> Timeline:
    pain = {code.replace(".", "__"): value for code, value in letters.PAIN.items()}
    case = document(24, **{**pain, "bone__pain_started": began}, load__weekly_km=km)
    drawn = letter_of(case, language).timeline
    assert drawn is not None
    return drawn


def figure(drawn: Timeline, medium: Medium = Medium.SCREEN) -> str:
    return charts_timeline.timeline(
        [week.value for week in drawn.weeks],
        [week.told for week in drawn.weeks],
        [week.short for week in drawn.weeks],
        pain=drawn.pain,
        pain_label=drawn.pain_label,
        before_label=drawn.before_label,
        label=drawn.label,
        medium=medium,
    )


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2026, 11, 22), date(2026, 11, 16)),
        (date(2026, 11, 23), date(2026, 11, 16)),
        (date(2026, 11, 28), date(2026, 11, 16)),
        (date(2026, 11, 29), date(2026, 11, 23)),
        (date(2027, 1, 3), date(2026, 12, 28)),
    ],
)
def test_the_last_week_is_the_last_whole_one(day: date, last: date):
    starts = week_starts(day, 12)
    assert starts[-1] == last
    assert len(starts) == 12
    assert {start.weekday() for start in starts} == {0}
    assert (starts[-1] - starts[0]).days == 77


def test_the_pain_stands_where_it_began():
    drawn = timeline()
    assert [week.short for week in drawn.weeks if week.short] == [
        "wk 36",
        "wk 39",
        "wk 42",
        "wk 45",
        "wk 47",
    ]
    assert drawn.pain == 9
    assert drawn.pain_label == "pijn, 2 nov"
    assert "vanaf 12 okt" in drawn.pain_note


def test_a_week_that_was_not_given_is_hatched_and_never_a_zero():
    drawn = timeline()
    assert drawn.weeks[4].value is None
    assert "niet opgegeven" in drawn.label
    svg = figure(drawn)
    assert svg.count('class="solid"') == 11
    assert svg.count('class="gap"') == 1
    assert ">?<" in svg


def test_pain_before_the_weeks_is_told_and_not_drawn():
    drawn = timeline("2026-01-10")
    assert drawn.pain is None
    assert "10 januari 2026" in drawn.pain_note
    assert 'class="band"' not in figure(drawn)


def test_pain_of_the_last_days_stands_at_the_end():
    drawn = timeline("2026-11-22")
    assert drawn.pain == pytest.approx(11 + 6 / 7)
    assert 'text-anchor="end"' in figure(drawn)


def test_only_gaps_and_zeros_can_be_drawn():
    svg = figure(timeline(km=[0, None, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]))
    assert "nan" not in svg


def test_without_a_day_the_weeks_are_counted_back():
    case = document(24, load__weekly_km=KM)
    drawn = letter_of(case, "en", Facts(code="C-1")).timeline
    assert drawn is not None
    assert drawn.weeks[0].name == "12 weeks ago"
    assert drawn.pain is None


def test_no_weeks_no_drawing():
    assert letter_of(letters.IN_ORDER).timeline is None


def test_on_paper_colours_stand_in_the_drawing_itself():
    svg = figure(timeline(), Medium.PAPER)
    assert "class=" not in svg.replace('class="plot"', "")
    assert "style=" not in svg


def test_the_changes_that_she_named_stand_with_it():
    drawn = letter_of(letters.PAIN_AND_LOAD).timeline
    assert drawn is not None
    assert drawn.changes == "omvang en ondergrond of heuvels"
