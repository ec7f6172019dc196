"""One athlete over time, as the letter tells it and the figures draw it."""

import dataclasses
import re
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest

from clinic import charts_trend
from clinic.charts import Medium
from clinic.letter import Past
from clinic.letter.trend import MOST, Panel, Trend
from screening.core.span import Span
from screening.protocols import read_document
from screening.rules.change import Change
from tests import letters
from tests.letters import FACTS, document, letter_of

THIS = FACTS.filled_on


def past(days: int, case: letters.Document | None, protocol: str = "intake-2026.1") -> Past:
    """A screening so many days before FACTS; None is one that cannot be read."""
    assessment = None
    if case is not None:
        read, typed = read_document(case)
        assessment = read.assess(typed)
    return Past(f"S-{days}", THIS - timedelta(days=days), protocol, assessment)


def trend(case: letters.Document, *earlier: Past, language: str = "en", **more: Any) -> Trend:
    facts = dataclasses.replace(FACTS, earlier=earlier, **more)
    found = letter_of(case, language, facts).trend
    assert found is not None
    return found


def told(found: Trend) -> dict[str, tuple[str, ...]]:
    return {group.kind: group.items for group in found.groups}


def panel(found: Trend, code: str) -> Panel:
    return next(each for each in (found.triad, *found.domains) if each.code == code)


def test_without_earlier_screenings_there_is_no_trend():
    assert letter_of(letters.IN_ORDER).trend is None


def test_a_case_without_a_day_has_no_trend():
    facts = dataclasses.replace(FACTS, filled_on=None, earlier=(past(60, letters.IN_ORDER),))
    assert letter_of(letters.IN_ORDER, facts=facts).trend is None


def test_what_is_worse_better_and_the_same_is_named_with_its_points():
    before = document(load__changes=["volume", "intensity"], load__hours_per_week=12)
    now = document(energy__restriction="often")
    found = trend(now, past(60, before))
    assert found.since == "23 Sep 2026"
    groups = told(found)
    assert groups["better"] == ("load 3 → 0",)
    assert groups["worse"] == ("attention low → raised", "Triad 0 → 1", "energy 0 → 1")
    assert "gut" in groups["same"]
    assert panel(found, "load").change == "3 → 0, better"
    assert [group.kind for group in found.line] == ["worse", "better"]


def test_the_line_names_three_and_counts_the_rest():
    now = document(
        energy__restriction="often",
        fatigue__tired="most_days",
        gut__stool="often",
        load__strength_sessions="none",
    )
    worse = trend(now, past(60, letters.IN_ORDER)).line[0]
    assert len(worse.items) == 6
    assert worse.short.endswith(" and 3 more")


def test_where_nothing_changed_the_line_says_what_is_the_same():
    (group,) = trend(letters.IN_ORDER, past(60, letters.IN_ORDER)).line
    assert group.kind == "same"


def test_it_compares_with_the_last_one_that_can_be_read():
    found = trend(letters.IN_ORDER, past(90, letters.IN_ORDER), past(30, None))
    assert found.since == "24 Aug 2026"
    gap = found.triad.points[1]
    assert (gap.span, gap.shown, gap.said) == (None, "–", "cannot be read")
    assert not found.triad.points[2].joined
    assert found.visits[1].level is None


def test_where_no_earlier_one_can_be_read_nothing_is_compared():
    found = trend(letters.IN_ORDER, past(30, None))
    assert found.since == ""
    assert found.groups == found.line == ()


def test_pregnancy_and_a_hidden_cycle_are_gaps_with_their_reason():
    found = trend(letters.ON_THE_PILL, past(400, letters.PREGNANT), past(90, letters.IN_ORDER))
    assert found.triad.points[0].said == "not scored: pregnancy"
    menstrual = panel(found, "menstrual")
    assert [point.shown for point in menstrual.points] == ["–", "0", "–"]
    assert menstrual.change == "Not compared: now cannot be assessed"
    assert "cannot be assessed" in menstrual.label


def test_another_protocol_is_marked_and_compares_with_nothing():
    found = trend(
        letters.IN_ORDER,
        past(90, letters.IN_ORDER, "intake-2025.3"),
        past(60, letters.IN_ORDER, "intake-2025.3"),
    )
    assert found.breaks == ((2, "intake 2026.1"),)
    assert set(told(found)) == {Change.APART.value}
    assert [point.joined for point in found.triad.points] == [False, True, False]
    assert [visit.questionnaire for visit in found.visits] == [
        "intake 2026.1",
        "intake 2025.3",
        "intake 2025.3",
    ]


def test_a_man_has_no_menstruation_over_time():
    codes = [each.code for each in trend(letters.MAN, past(60, letters.MAN)).domains]
    assert "menstrual" not in codes
    assert len(codes) == 7


def test_screenings_stand_by_their_dates():
    found = trend(letters.IN_ORDER, past(100, letters.IN_ORDER), past(25, letters.IN_ORDER))
    assert found.places == (0, 0.75, 1)
    assert found.ends == ("14 Aug 2026", "22 Nov 2026")
    assert [visit.this for visit in found.visits] == [True, False, False]


def test_two_of_one_day_have_places_of_their_own():
    assert trend(letters.IN_ORDER, past(0, letters.IN_ORDER)).places == (0, 1)


def test_it_says_how_many_are_left_out():
    earlier = [past(30 * n, letters.IN_ORDER) for n in range(MOST - 1, 0, -1)]
    found = trend(letters.IN_ORDER, *earlier, left_out=3)
    assert len(found.visits) == MOST
    assert found.left_out == "The last 12 of 15 screenings."


@pytest.mark.parametrize("name", letters.CASES)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_any_case_stands_beside_any_other(name: str, language: str):
    earlier = [past(30 * (20 - n), case) for n, case in enumerate(letters.CASES.values())]
    found = trend(letters.CASES[name], *earlier, language=language)
    for each in (found.triad, *found.domains):
        assert len(each.points) == len(earlier) + 1
        assert all(p.span is None or p.span.most <= each.most for p in each.points)
        assert all(point.said for point in each.points)


def drawn(
    spans: list[Span | None],
    joined: list[bool] | None = None,
    medium: Medium = Medium.SCREEN,
    breaks: tuple[tuple[int, str], ...] = (),
    places: list[float] | None = None,
) -> str:
    count = len(spans)
    return charts_trend.trend(
        spans,
        places or [place / max(count - 1, 1) for place in range(count)],
        joined or [False] + [True] * (count - 1),
        most=6,
        thresholds=(1, 3),
        ends=("1 jan 2026", "1 <feb> 2026"),
        breaks=breaks,
        empty="niet te beoordelen",
        label="label",
        medium=medium,
        width=220,
        unit=10,
        tallest=8,
    )


def test_a_definite_outcome_is_a_point_and_an_open_one_a_hatched_box():
    figure = drawn([Span(2, 2), Span(1, 4), Span(3, 3)])
    assert figure.count("<circle") == 2
    assert figure.count('class="hatch"') == figure.count('class="open"') == 1
    assert 'height="30"' in figure


def test_a_gap_breaks_the_line_and_has_a_dash():
    figure = drawn([Span(2, 2), None, Span(3, 3)], [False, False, False])
    assert 'class="join"' not in figure
    assert ">–</text>" in figure
    assert "niet te beoordelen" not in figure


def test_a_drawing_without_points_says_why():
    assert "niet te beoordelen" in drawn([None, None])


def test_lines_run_from_least_to_least_and_from_most_to_most():
    path = re.search(r'class="join" d="([^"]*)"', drawn([Span(2, 2), Span(1, 4)]))
    assert path is not None
    assert path[1].count("M") == 2
    definite = re.search(r'class="join" d="([^"]*)"', drawn([Span(2, 2), Span(1, 1)]))
    assert definite is not None
    assert definite[1].count("M") == 1


def test_another_protocol_is_a_dashed_line_with_its_name():
    figure = drawn([Span(2, 2), Span(3, 3)], breaks=((1, "intake 2026.2"),))
    assert 'class="break"' in figure
    assert "intake 2026.2" in figure
    assert "stroke-dasharray" in drawn([Span(1, 1), Span(1, 1)], None, Medium.PAPER, ((1, "x"),))


def test_marks_of_near_days_hide_nothing_and_stay_inside():
    figure = drawn([Span(1, 1)] * 4, places=[0, 0.98, 0.99, 1])
    xs = [float(x) for x in re.findall(r'cx="([\d.]+)"', figure)]
    assert all(b - a >= charts_trend.APART for a, b in pairwise(xs))
    assert max(xs) <= 220 - charts_trend.RIGHT


@pytest.mark.parametrize("medium", Medium)
def test_the_figure_has_a_title_and_nothing_that_paper_or_policy_forbid(medium: Medium):
    figure = drawn([Span(2, 2), Span(1, 4), None], [False, True, False], medium)
    assert "<title>label</title>" in figure
    assert "&lt;feb&gt;" in figure
    for part in ("style=", "<pattern", "clip", "url(", "<script"):
        assert part not in figure
    assert figure.count("class=") == (1 if medium is Medium.PAPER else figure.count("class="))
