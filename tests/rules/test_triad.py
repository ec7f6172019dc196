"""Worked examples of the Triad rows, on and beside every boundary."""

import pytest

from screening.rules.results import Assessment
from tests.rules.people import LEFT_OUT, NO_CYCLE, PILL, girl, man, woman

ONE_AT = {
    site: {"bone__injury_count": "one", "bone__injuries": [{"site": site, "months_ago": 60, "weeks_off": 6}],
           "bone__workup": "yes"}
    for site in ("femoral_neck", "sacrum", "pelvis", "navicular", "other", "unknown")
}  # fmt: skip


def row(result: Assessment, code: str) -> list[int]:
    assert result.triad.rows is not None
    return list(result.triad.rows[code])


@pytest.mark.parametrize(
    ("weight", "points"), [(50.575, 2), (50.576, 1), (53.4649, 1), (53.465, 0), (40, 2), (90, 0)]
)
def test_body_mass_turns_at_exactly_17_5_and_18_5(weight: float, points: int):
    assert row(woman(24, {"weight_kg": weight}), "body_mass") == [points, points]


@pytest.mark.parametrize(("percent", "points"), [(84.9, 2), (85, 1), (89.9, 1), (90, 0), (130, 0)])
def test_under_18_the_expected_weight_decides_and_never_the_bmi(percent: float, points: int):
    result = woman(17.99, {"expected_weight_percent": percent, "weight_kg": 40})
    assert row(result, "body_mass") == [points, points]


def test_at_18_the_bmi_decides():
    assert row(woman(18, {"expected_weight_percent": 60}), "body_mass") == [0, 0]


@pytest.mark.parametrize(
    ("before", "points"), [(62, 0), (65.263, 0), (65.264, 1), (68.888, 1), (68.889, 2), (60, 0)]
)
def test_two_measured_weights_outrank_what_she_told(before: float, points: int):
    measured = {"weight_month_ago_kg": before}
    result = woman(24, measured, energy__weight_loss_month="10_percent_or_more")
    assert row(result, "body_mass") == [points, points]


def test_weight_loss_of_exactly_five_and_ten_percent_counts():
    assert row(woman(24, {"weight_month_ago_kg": 100, "weight_kg": 95}), "body_mass") == [1, 1]
    assert row(woman(24, {"weight_month_ago_kg": 100, "weight_kg": 90}), "body_mass") == [2, 2]


def test_a_missing_criterion_of_body_mass_opens_the_row_upwards_only():
    assert row(woman(24, {"weight_kg": LEFT_OUT}), "body_mass") == [0, 2]
    low = woman(24, {"weight_kg": 52}, energy__weight_loss_month="declined")
    assert row(low, "body_mass") == [1, 2]
    assert row(woman(24, {"weight_kg": 40}, energy__weight_loss_month="unknown"), "body_mass") == [
        2,
        2,
    ]


@pytest.mark.parametrize(("periods", "points"), [(12, 0), (10, 0), (9, 1), (6, 1), (5, 2), (0, 2)])
def test_periods_in_a_year_decide_menses(periods: int, points: int):
    assert row(woman(menstruation__periods_12m=periods), "menses") == [points, points]


def test_a_gap_of_a_year_stands_in_for_missing_periods_and_a_shorter_one_does_not():
    year = woman(menstruation__periods_12m="unknown", menstruation__longest_gap_months=12)
    short = woman(menstruation__periods_12m="unknown", menstruation__longest_gap_months=11)
    assert row(year, "menses") == [2, 2]
    assert row(short, "menses") == [0, 2]


def test_missing_contraception_or_hormone_therapy_leaves_the_cycle_open():
    answers = {"menstruation__change_with_training": LEFT_OUT}
    result = woman(menstruation__contraception="declined", **answers)
    assert row(result, "menses") == [0, 2]
    assert result.triad.not_assessable == ()
    assert row(woman(about__hormone_therapy=LEFT_OUT), "menses") == [0, 2]


@pytest.mark.parametrize(
    "changes",
    [
        PILL,
        {"about__hormone_therapy": "oestrogen"},
        {"menstruation__known_cause": ["pcos"]},
    ],
)
def test_a_hidden_cycle_is_the_whole_row_and_says_so(changes: dict[str, object]):
    result = woman(**changes)
    assert row(result, "menses") == [0, 2]
    assert result.triad.not_assessable == ("menses",)


@pytest.mark.parametrize(("age", "points"), [(14, 0), (15, 1), (16, 2), ("unknown", None)])
def test_menarche_by_age(age: object, points: int | None):
    expected = [0, 2] if points is None else [points, points]
    assert row(woman(menstruation__menarche_age=age), "menarche") == expected


@pytest.mark.parametrize(
    ("age", "menarche", "menses", "maximum"),
    [
        (14.99, [0, 0], None, 10),
        (15, [1, 2], [2, 2], 12),
        (15.99, [1, 2], [2, 2], 12),
        (16, [2, 2], [2, 2], 12),
    ],
)
def test_never_a_period_is_judged_by_age(
    age: float, menarche: list[int], menses: list[int] | None, maximum: int
):
    result = girl(age)
    assert row(result, "menarche") == menarche
    assert result.triad.maximum == maximum
    if menses is None:
        assert "menses" not in (result.triad.rows or {})
    else:
        assert row(result, "menses") == menses


def test_hormonal_contraception_outranks_never_a_period():
    changes = {
        "menstruation__contraception": "combined",
        "menstruation__before_contraception": "absent",
    }
    result = girl(13, **changes)
    assert row(result, "menses") == [0, 2]
    assert result.triad.maximum == 12
    assert result.triad.not_assessable == ("menses",)


@pytest.mark.parametrize(
    ("z", "points"), [(0, 0), (-1.0, 0), (-1.01, 1), (-1.99, 1), (-2.0, 2), (-3, 2)]
)
def test_bone_density_turns_at_minus_one_and_minus_two(z: float, points: int):
    assert row(woman(24, {"dxa_z": z}), "bone_density") == [points, points]


def test_a_named_low_bone_density_without_a_z_leaves_one_or_two():
    result = woman(24, {"dxa_z": LEFT_OUT}, bone__diagnoses=["low_bone_density"])
    assert row(result, "bone_density") == [1, 2]


@pytest.mark.parametrize(
    ("site", "points"),
    [
        ("femoral_neck", [2, 2]),
        ("sacrum", [2, 2]),
        ("pelvis", [2, 2]),
        ("navicular", [1, 1]),
        ("other", [1, 1]),
        ("unknown", [1, 2]),
    ],
)
def test_one_injury_counts_by_its_site_whenever_it_was(site: str, points: list[int]):
    assert row(woman(**ONE_AT[site]), "previous_bsi") == points


def test_one_injury_without_a_list_is_one_or_two_and_two_are_two():
    assert row(woman(bone__injury_count="one", bone__workup="yes"), "previous_bsi") == [1, 2]
    assert row(woman(bone__injury_count="two_or_more", bone__workup="yes"), "previous_bsi") == [
        2,
        2,
    ]
    assert row(woman(bone__injury_count="unknown"), "previous_bsi") == [0, 2]


@pytest.mark.parametrize(
    ("told", "diagnosed", "points"),
    [
        ("never", None, [0, 0]),
        ("past", None, [1, 1]),
        ("current", None, [2, 2]),
        ("declined", None, [0, 2]),
        ("never", "other", [2, 2]),
        ("current", "none", [1, 1]),
        ("past", "none", [1, 1]),
        ("declined", "none", [0, 1]),
        ("never", "none", [0, 0]),
    ],
)
def test_the_clinician_decides_on_an_eating_disorder_now(
    told: str, diagnosed: str | None, points: list[int]
):
    changes = {} if told == "never" else {"energy__purging": "never"}
    if told == "current":
        changes["energy__ed_treatment"] = "yes"
    measured = {"ed_diagnosis": diagnosed or LEFT_OUT}
    result = woman(24, measured, energy__ed_diagnosis=told, **changes)
    assert row(result, "energy_availability") == points


def test_men_have_four_rows_and_no_band():
    result = man(29, {"dxa_z": -2.0})
    assert result.triad.maximum == 8
    assert result.triad.band is None
    assert result.triad.estimate is None
    assert list(result.triad.total or ()) == [2, 2]


def test_another_body_situation_has_four_rows_and_a_declined_one_has_six():
    assert woman(menstruation__status="does_not_apply", **NO_CYCLE).triad.maximum == 8
    declined = woman(about__body="declined")
    assert declined.triad.maximum == 12


def test_pregnancy_is_not_scored_and_restriction_is_still_told():
    result = woman(
        24,
        {"ed_diagnosis": "anorexia_nervosa", "weight_kg": 46},
        menstruation__status="pregnant",
        **NO_CYCLE,
    )
    triad = result.triad
    assert (triad.scored, triad.reason, triad.rows, triad.total) == (False, "pregnant", None, None)
    assert triad.not_assessable == ()
    assert triad.restricted


def test_the_band_follows_both_ends_of_the_total():
    result = woman(
        24, {"dxa_z": LEFT_OUT}, energy__restriction="sometimes", menstruation__menarche_age=15
    )
    assert list(result.triad.total or ()) == [2, 4]
    assert [band.value for band in result.triad.band or ()] == ["moderate", "moderate"]


def test_the_estimate_needs_every_other_row_definite():
    assert woman(24, {"dxa_z": LEFT_OUT}, energy__restriction="often", **PILL).triad.estimate == 2
    assert woman(24, {"weight_kg": LEFT_OUT}, **PILL).triad.estimate is None
    assert woman().triad.estimate is None
