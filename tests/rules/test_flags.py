"""Worked examples of every flag, and of what stays open."""

from typing import Any

import pytest

from screening.rules.flags import FLAGS
from screening.rules.results import Assessment
from tests.rules.people import LEFT_OUT, NO_CYCLE, PILL, girl, man, pain, woman

PURGING = {"energy__eating_problem": "past"}
CURRENT = {
    "energy__ed_diagnosis": "current",
    "energy__ed_treatment": "yes",
    "energy__purging": "never",
}
EVER = {**NO_CYCLE, "menstruation__menarche_age": 12}


def injuries(
    *rows: tuple[Any, Any], count: str = "two_or_more", workup: Any = "no"
) -> dict[str, Any]:
    listed = [{"site": site, "months_ago": months, "weeks_off": 4} for site, months in rows]
    return {
        "bone__injury_count": count,
        "bone__injuries": listed or LEFT_OUT,
        "bone__workup": workup,
    }


EXAMPLES: list[tuple[str, Assessment]] = [
    ("sudden_pain", woman(**pain(pain_sudden="yes"))),
    ("femoral_neck", woman(**pain(pain_sites=["hip_groin"], pain_rest_night="rest"))),
    ("femoral_neck", man(**pain(pain_sites=["hip_groin"], pain_walking="yes"))),
    ("trabecular_site", woman(**pain(pain_sites=["sacrum"], pain_walking="yes"))),
    ("trabecular_site", woman(**pain(pain_sites=["femoral_shaft"], hop="cannot"))),
    ("high_risk_site", woman(**pain(pain_sites=["talus"], pain_rest_night="both"))),
    ("high_risk_site", woman(**pain(pain_sites=["knee_patella"], hop="cannot"))),
    ("collapse", woman(fatigue__collapse=["chest_pain"])),
    ("ed_severe", woman(24, {"weight_kg": 46.239}, **CURRENT)),
    ("ed_severe", woman(17, {"expected_weight_percent": 84.9}, **CURRENT)),
    ("ed_severe", woman(energy__purging="more_than_four_per_week", **PURGING)),
    ("ed_severe", man(29, {"refuses_food_or_drink": "yes"})),
    ("very_low_body_mass", woman(24, {"weight_kg": 43.349})),
    ("very_low_body_mass", woman(17, {"expected_weight_percent": 74.9})),
    ("self_harm", woman(24, {"self_harm_concern": "yes"})),
    ("rapid_weight_loss", woman(energy__weight_loss_month="10_percent_or_more")),
    ("general_red_flag", woman(**pain(general_signs=["bladder_bowel"]))),
    ("general_red_flag", woman(**pain(general_signs=["cancer_history"], pain_rest_night="night"))),
    ("general_red_flag", woman(**pain(general_signs=["fever"], pain_rest_night="rest"))),
    ("general_red_flag", woman(**pain(pain_sites=["spine"], pain_rest_night="both"))),
    ("hip_pain", woman(**pain(pain_sites=["hip_groin"]))),
    ("high_risk_site_tender", woman(**pain(pain_sites=["tibia_front"], pain_one_spot="yes"))),
    ("high_risk_site_tender", woman(**pain(pain_sites=["navicular_midfoot"], hop="painful"))),
    ("general_sign", woman(**pain(general_signs=["unexplained_weight_loss"]))),
    ("palpitations", woman(fatigue__collapse=["palpitations"])),
    ("amenorrhoea", woman(44.99, menstruation__longest_gap_months=3)),
    ("amenorrhoea", woman(menstruation__periods_12m=0)),
    ("primary_amenorrhoea", girl(15)),
    ("primary_amenorrhoea", girl(14, menstruation__breast_development_age=9)),
    ("early_menopause", woman(44.99, menstruation__status="menopause", **EVER)),
    ("bone_workup", woman(**injuries(("pelvis", 200), count="one"))),
    ("bone_workup", woman(**injuries(("rib", 24), ("fibula", 3), workup="unknown"))),
    ("ed_current", woman(24, {"ed_diagnosis": "other"})),
    ("purging", woman(energy__purging="one_to_four_per_week", **PURGING)),
    ("low_body_mass", woman(24, {"weight_kg": 50.575})),
    ("growth", girl(14, {"growth_deviation": "yes"})),
    ("very_low_bmd", woman(24, {"dxa_z": -2.0})),
    ("male_hormonal", man(male__libido="lower", energy__around_training="not_always")),
    ("long_cycle", woman(menstruation__periods_12m=9)),
    ("perimenopause", woman(45, menstruation__longest_gap_months=3)),
    (
        "amenorrhoea_known_cause",
        woman(menstruation__known_cause=["pcos"], menstruation__longest_gap_months=4),
    ),
    ("masked_cycle", woman(**{**PILL, "menstruation__before_contraception": "absent"})),
    ("masked_cycle", woman(energy__around_training="often_not", **PILL)),
    ("late_puberty", girl(13, menstruation__breast_development_age="not_yet")),
    ("previous_bsi", woman(**injuries(("rib", 300), count="one", workup="yes"))),
    ("low_bone_density", woman(24, {"dxa_z": -1.01})),
    ("low_bone_density", woman(bone__diagnoses=["low_bone_density"])),
    ("weight_loss", woman(energy__weight_loss_month="5_to_10_percent")),
    ("disordered_eating", woman(energy__restriction="often")),
    ("disordered_eating", woman(24, {"ed_diagnosis": "none"}, **CURRENT)),
    ("male_signs", man(male__morning_erections="none")),
    ("bone_pain", woman(**pain())),
    ("load_and_pain", woman(load__changes=["volume", "shoes"], **pain())),
]

QUIET: list[tuple[str, Assessment]] = [
    ("femoral_neck", woman(**pain(pain_sites=["hip_groin"]))),
    ("trabecular_site", woman(**pain(pain_sites=["sacrum"], hop="painful"))),
    ("high_risk_site", woman(**pain(pain_sites=["talus"], pain_walking="yes"))),
    (
        "high_risk_site",
        woman(**pain(pain_sites=["tibia_inner"], pain_rest_night="both", hop="cannot")),
    ),
    ("ed_severe", woman(24, {"weight_kg": 46.24}, **CURRENT)),
    ("ed_severe", woman(24, {"weight_kg": 40})),
    ("very_low_body_mass", woman(24, {"weight_kg": 43.35})),
    ("very_low_body_mass", woman(17, {"weight_kg": 30})),
    (
        "rapid_weight_loss",
        woman(
            menstruation__status="postpartum",
            energy__weight_loss_month="10_percent_or_more",
            **EVER,
        ),
    ),
    ("general_red_flag", woman(**pain(general_signs=["cancer_history"], pain_rest_night="rest"))),
    (
        "high_risk_site_tender",
        woman(**pain(pain_sites=["sesamoid"], pain_one_spot="yes", hop="painful")),
    ),
    ("amenorrhoea", woman(45, menstruation__longest_gap_months=12)),
    ("amenorrhoea", woman(menstruation__longest_gap_months=12, **PILL)),
    ("amenorrhoea", woman(menstruation__longest_gap_months=2)),
    ("primary_amenorrhoea", girl(14.99)),
    ("early_menopause", woman(45, menstruation__status="menopause", **EVER)),
    ("bone_workup", woman(**injuries(("pelvis", 3), count="one", workup="yes"))),
    ("bone_workup", woman(**injuries(("rib", 25), ("fibula", 3)))),
    ("ed_current", woman(**CURRENT)),
    ("low_body_mass", woman(24, {"weight_kg": 50.576})),
    ("low_body_mass", woman(17, {"weight_kg": 40, "expected_weight_percent": 85})),
    ("male_hormonal", man(male__libido="lower")),
    ("long_cycle", woman(menstruation__periods_12m=10)),
    ("masked_cycle", woman(**PILL)),
    ("late_puberty", girl(12.99, menstruation__breast_development_age="not_yet")),
    ("low_bone_density", woman(24, {"dxa_z": -1})),
    ("load_and_pain", woman(load__changes=["volume"], **pain())),
]


def codes(result: Assessment) -> list[str]:
    return [flag.code for flag in result.flags]


@pytest.mark.parametrize(("code", "result"), EXAMPLES)
def test_a_flag_is_raised(code: str, result: Assessment):
    assert code in codes(result)


@pytest.mark.parametrize(("code", "result"), QUIET)
def test_a_flag_is_not_raised_just_beside_its_boundary(code: str, result: Assessment):
    assert code not in codes(result)


def test_there_is_an_example_of_each_of_the_36_flags():
    assert {code for code, _ in EXAMPLES} == {flag.code for flag in FLAGS}
    assert len(FLAGS) == 36


def test_flags_stand_in_the_order_of_the_rules():
    order = [flag.code for flag in FLAGS]
    for _, result in EXAMPLES:
        places = [order.index(code) for code in codes(result)]
        assert places == sorted(places)


def test_pain_not_answered_opens_what_pain_could_raise():
    assert woman(bone__pain_now=LEFT_OUT).open_flags == (
        "sudden_pain",
        "femoral_neck",
        "trabecular_site",
        "high_risk_site",
        "general_red_flag",
        "hip_pain",
        "high_risk_site_tender",
        "general_sign",
    )


@pytest.mark.parametrize(
    ("changes", "opened"),
    [
        (pain(pain_sudden=LEFT_OUT), ("sudden_pain",)),
        (pain(pain_sites=["hip_groin"], pain_rest_night=LEFT_OUT), ("femoral_neck",)),
        (pain(pain_sites=["sacrum"], hop=LEFT_OUT), ("trabecular_site",)),
        (pain(pain_sites=["talus"], hop=LEFT_OUT), ("high_risk_site", "high_risk_site_tender")),
        (pain(pain_sites=["spine"], pain_rest_night=LEFT_OUT), ("general_red_flag",)),
        (pain(pain_sites=["spine"], pain_rest_night="rest"), ()),
        (pain(general_signs=LEFT_OUT), ("general_red_flag", "general_sign")),
        (pain(pain_sites=LEFT_OUT), ("hip_pain",)),
        (pain(pain_one_spot="unknown", pain_sites=["tibia_front"]), ("high_risk_site_tender",)),
        ({"fatigue__collapse": LEFT_OUT}, ("collapse", "palpitations")),
        ({"energy__weight_loss_month": "declined"}, ("rapid_weight_loss",)),
        ({"energy__ed_diagnosis": "declined", "energy__purging": "never"}, ("ed_current",)),
        ({"energy__eating_problem": "past", "energy__purging": LEFT_OUT}, ("ed_severe", "purging")),
        ({"menstruation__longest_gap_months": "unknown"}, ()),
        (
            {"menstruation__longest_gap_months": "unknown", "menstruation__periods_12m": 9},
            ("amenorrhoea",),
        ),
        ({"menstruation__periods_12m": "unknown"}, ()),
        ({"bone__injury_count": "unknown"}, ("bone_workup",)),
        (injuries(("unknown", 60), count="one"), ("bone_workup",)),
        (injuries(("rib", "unknown"), count="one"), ()),
        (injuries(("rib", "unknown"), ("rib", 3)), ("bone_workup",)),
        (injuries(("rib", "unknown"), ("rib", 30)), ()),
        (injuries(("rib", 60)), ("bone_workup",)),
        (injuries(("rib", 60), workup="yes"), ()),
        ({"male__libido": LEFT_OUT}, ()),
    ],
)
def test_a_missing_answer_opens_what_it_could_raise(
    changes: dict[str, Any], opened: tuple[str, ...]
):
    assert woman(**changes).open_flags == opened


def test_measurements_not_taken_open_nothing():
    nothing = dict.fromkeys(
        ("dxa_z", "ede_q_global", "t3", "lipids", "height_cm", "weight_kg"), LEFT_OUT
    )
    assert woman(24, nothing).open_flags == ()


def test_a_missing_diagnosis_opens_the_severe_flag_only_at_a_measured_very_low_mass():
    declined = {"energy__ed_diagnosis": "declined", "energy__purging": "never"}
    assert woman(24, {"weight_kg": 46}, **declined).open_flags == ("ed_severe", "ed_current")


def test_missing_breast_development_opens_primary_amenorrhoea_before_15():
    missing = {"menstruation__breast_development_age": "unknown"}
    assert girl(14.9, **missing).open_flags == ("primary_amenorrhoea",)
    assert girl(15, **missing).open_flags == ()
