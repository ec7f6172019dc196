"""Worked examples of the CAT2 indicators and the colour, on and beside every boundary."""

from typing import Any

import pytest

from screening.rules.cat2 import FIGURE
from screening.rules.results import Assessment
from tests.rules.people import LEFT_OUT, NO_CYCLE, PILL, girl, man, woman

NO, S1, P1, P2 = (0, 0), (0, 1), (1, 0), (2, 0)
ANY = {NO, S1, P1, P2}


def outcomes(result: Assessment, code: str) -> set[tuple[int, int]]:
    assert result.cat2.indicators is not None
    return set(result.cat2.indicators[code].outcomes)


def cycle(gap: Any, periods: Any, over: Any) -> set[tuple[int, int]]:
    result = woman(
        menstruation__longest_gap_months=gap,
        menstruation__periods_12m=periods,
        menstruation__cycle_over_35_days=over,
    )
    return outcomes(result, "menstrual")


@pytest.mark.parametrize(
    ("gap", "periods", "over", "expected"),
    [
        (1, 12, "no", {NO}),
        (2, 8, "yes", {S1}),
        (2, 9, "yes", {NO}),
        (2, 8, "no", {NO}),
        (3, 12, "no", {P1}),
        (11, 5, "yes", {P1}),
        (12, 5, "no", {P2}),
        (2, 0, "no", {P2}),
        (12, 12, "no", {P2}),
        (2, 8, "unknown", {NO, S1}),
        (2, 9, "unknown", {NO}),
        (2, "unknown", "yes", {NO, S1}),
        (2, "unknown", "no", {NO}),
        (2, "unknown", "unknown", {NO, S1}),
        (3, "unknown", "yes", {P1}),
        (12, "unknown", "yes", {P2}),
        ("unknown", 10, "yes", {NO}),
        ("unknown", 9, "yes", {NO, P1}),
        ("unknown", 8, "yes", {S1, P1}),
        ("unknown", 1, "no", {NO, P1}),
        ("unknown", 0, "no", {P2}),
        ("unknown", "unknown", "no", {NO, P1, P2}),
        ("unknown", "unknown", "yes", ANY),
    ],
)
def test_the_cycle_by_gap_periods_and_length(gap: Any, periods: Any, over: Any, expected: set[Any]):
    assert cycle(gap, periods, over) == expected


def test_a_cycle_that_cannot_be_read_takes_any_outcome_or_is_removed():
    assert outcomes(woman(**PILL), "menstrual") == ANY
    assert outcomes(woman(about__hormone_therapy="declined"), "menstrual") == ANY
    no_status = {**NO_CYCLE, "menstruation__menarche_age": 12}
    assert outcomes(woman(menstruation__status=LEFT_OUT, **no_status), "menstrual") == ANY
    unasked = {**NO_CYCLE, "menstruation__status": LEFT_OUT}
    assert outcomes(woman(about__body=LEFT_OUT, **unasked), "menstrual") == ANY
    for changes in (
        {"about__hormone_therapy": "blockers"},
        {"menstruation__known_cause": ["prolactin"]},
        {"menstruation__status": "menopause", **NO_CYCLE},
        {"menstruation__status": "does_not_apply", **NO_CYCLE},
    ):
        result = woman(**changes)
        assert "menstrual" in result.cat2.removed
        assert "menstrual" not in (result.cat2.indicators or {})


@pytest.mark.parametrize(
    ("age", "breasts", "expected"),
    [
        (15, "not_yet", {P2}),
        (14.99, "not_yet", {NO}),
        (14, 9, {P2}),
        (13.99, 9, {NO}),
        (12, 7, {P2}),
        (14, 10, {NO}),
        (14, "unknown", {NO, P2}),
    ],
)
def test_never_a_period_by_age_and_breast_development(age: float, breasts: Any, expected: set[Any]):
    result = girl(age, menstruation__breast_development_age=breasts)
    assert outcomes(result, "menstrual") == expected


def injured(count: str, *injuries: tuple[Any, Any, Any]) -> set[tuple[int, int]]:
    rows = [
        {"site": site, "months_ago": months, "weeks_off": weeks} for site, months, weeks in injuries
    ]
    listed = {"bone__injuries": rows} if rows else {}
    return outcomes(woman(bone__injury_count=count, bone__workup="yes", **listed), "bsi")


@pytest.mark.parametrize(
    ("count", "injuries", "expected"),
    [
        ("one", [("fibula", 24, 25)], {S1}),
        ("one", [("fibula", 25, 25)], {NO}),
        ("one", [("fibula", 24, 26)], {P1}),
        ("one", [("sacrum", 24, 2)], {P1}),
        ("one", [("sacrum", 25, 2)], {NO}),
        ("one", [("femoral_shaft", 3, 2)], {S1}),
        ("one", [("unknown", 3, 2)], {S1, P1}),
        ("one", [("fibula", 3, "unknown")], {S1, P1}),
        ("one", [("fibula", "unknown", 3)], {NO, S1}),
        ("one", [], {NO, S1, P1}),
        ("two_or_more", [("fibula", 3, 3), ("rib", 4, 3)], {P1}),
        ("two_or_more", [("fibula", 3, 3), ("rib", 40, 3)], {S1}),
        ("two_or_more", [("fibula", 3, 3)], {S1, P1}),
        ("two_or_more", [("fibula", 40, 3)], {NO, S1, P1}),
        ("two_or_more", [], {NO, S1, P1}),
    ],
)
def test_bone_stress_injuries_of_the_last_two_years(count: str, injuries: Any, expected: set[Any]):
    assert injured(count, *injuries) == expected


def test_injuries_not_counted_leave_every_outcome_open():
    assert outcomes(woman(bone__injury_count="unknown"), "bsi") == {NO, S1, P1}


@pytest.mark.parametrize(("score", "expected"), [(2.3, {NO}), (2.31, {P1}), (LEFT_OUT, {NO, P1})])
def test_a_womans_eating_score_turns_above_2_30(score: Any, expected: set[Any]):
    assert outcomes(woman(24, {"ede_q_global": score}), "eating_disorder") == expected


@pytest.mark.parametrize(("score", "expected"), [(1.68, {NO}), (1.69, {P1})])
def test_a_mans_eating_score_turns_above_1_68(score: float, expected: set[Any]):
    assert outcomes(man(29, {"ede_q_global": score}), "eating_disorder") == expected


@pytest.mark.parametrize(("score", "expected"), [(1.68, {NO}), (1.69, {NO, P1}), (2.31, {P1})])
def test_between_the_cut_offs_another_body_stays_open(score: float, expected: set[Any]):
    result = woman(24, {"ede_q_global": score}, about__body="other")
    assert outcomes(result, "eating_disorder") == expected


def test_an_eating_disorder_is_told_once():
    changes = {
        "energy__ed_diagnosis": "current",
        "energy__ed_treatment": "yes",
        "energy__purging": "never",
    }
    assert outcomes(woman(24, {"ede_q_global": 5}, **changes), "eating_disorder") == {P1}


def test_bone_density_counts_below_minus_one_or_after_a_true_fall():
    assert outcomes(woman(24, {"dxa_z": -1.0}), "bone_density") == {NO}
    assert outcomes(woman(24, {"dxa_z": -1.01}), "bone_density") == {P1}
    assert outcomes(woman(24, {"dxa_z": 0.5, "dxa_z_fell": "yes"}), "bone_density") == {P1}
    assert outcomes(woman(24, {"dxa_z": LEFT_OUT}), "bone_density") == {NO, P1}
    assert man(50).cat2.removed == ("bone_density",)
    assert man(49.99).cat2.removed == ()


def test_testosterone_is_read_in_men_only():
    assert outcomes(man(29, {"testosterone": "below"}), "testosterone") == {P2}
    assert outcomes(man(29, {"testosterone": LEFT_OUT}), "testosterone") == {NO, P1, P2}
    assert "testosterone" not in (woman().cat2.indicators or {})
    assert man(about__hormone_therapy="testosterone").cat2.removed == ("testosterone",)


def test_the_thyroid_as_named_cause_removes_t3():
    assert woman(menstruation__known_cause=["thyroid"]).cat2.removed == ("menstrual", "t3")


def test_growth_counts_under_18_only():
    assert outcomes(woman(17, {"growth_deviation": "yes"}), "growth") == {P1}
    assert outcomes(woman(17), "growth") == {NO, P1}
    assert "growth" not in (woman(18).cat2.indicators or {})


def test_the_clinicians_word_on_mood_outranks_the_athletes():
    told = {"bone__diagnoses": ["depression", "anxiety"]}
    assert outcomes(woman(**told), "depression_or_anxiety") == {S1}
    assert outcomes(
        woman(24, {"depression_or_anxiety": "no"}, **told), "depression_or_anxiety"
    ) == {NO}
    assert outcomes(woman(bone__diagnoses="declined"), "depression_or_anxiety") == {NO, S1}


def test_the_colour_is_joint_over_indicators_that_take_one_outcome_at_a_time():
    # A cycle that is S 1 or P 1 is never both: (1, 1) is not reached, so yellow is the worst.
    result = woman(menstruation__longest_gap_months="unknown", menstruation__periods_12m=8,
                   menstruation__cycle_over_35_days="yes")  # fmt: skip
    assert result.cat2.reachable == {(0, 1), (1, 0)}
    assert [colour.value for colour in result.cat2.colour or ()] == ["green", "yellow"]


@pytest.mark.parametrize("status", ["pregnant", "postpartum"])
def test_pregnant_and_postpartum_are_not_scored(status: str):
    kept = {"menstruation__menarche_age": 12}
    result = woman(menstruation__status=status, **{**NO_CYCLE, **kept}).cat2
    assert (result.scored, result.reason) == (False, status)
    assert result.primary is result.secondary is result.colour is result.indicators is None
    assert result.removed == ()


def test_the_figure_rises_with_every_indicator():
    order = ["green", "yellow", "orange", "red"]
    for p in range(5):
        for s in range(5):
            here = order.index(FIGURE[p][s])
            assert p == 4 or order.index(FIGURE[p + 1][s]) >= here
            assert s == 4 or order.index(FIGURE[p][s + 1]) >= here
