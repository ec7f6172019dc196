"""Invented answers of invented athletes, as codes; each differs from one of two that answered everything well."""

from collections.abc import Mapping
from typing import Any

Answers = Mapping[str, Any]

ANYONE: Answers = {
    "about.level": "competitive",
    "about.para_sport": "no",
    "about.hormone_therapy": "none",
    "energy.restriction": "no",
    "energy.eating_problem": "never",
    "energy.ed_diagnosis": "never",
    "energy.weight_loss_month": "no",
    "energy.around_training": "almost_always",
    "energy.more_when_training_more": "yes",
    "nutrition.protein": "yes",
    "nutrition.calcium": "yes",
    "nutrition.vitamin_d": "yes",
    "nutrition.shakes_for_meals": "no",
    "fatigue.tired": "no",
    "fatigue.rest_days": "two_or_more",
    "fatigue.rested": "mostly",
    "fatigue.signs": ["none"],
    "fatigue.collapse": ["none"],
    "gut.bloating_pain": "rarely",
    "gut.stool": "no",
    "bone.pain_now": "no",
    "bone.injury_count": "none",
    "bone.diagnoses": ["none"],
    "load.hours_per_week": 6,
    "load.highest_ever": "no",
    "load.longest_session": "up_to_10_percent",
    "load.changes": ["none"],
    "load.strength_sessions": "two_or_more",
}
WOMAN: Answers = {
    **ANYONE,
    "about.sport": "running",
    "about.body": "female",
    "menstruation.status": "periods",
    "menstruation.contraception": "none",
    "menstruation.known_cause": ["none"],
    "menstruation.menarche_age": 13,
    "menstruation.periods_12m": 12,
    "menstruation.longest_gap_months": 1,
    "menstruation.cycle_over_35_days": "no",
    "menstruation.change_with_training": "no",
}
MAN: Answers = {
    **ANYONE,
    "about.sport": "running",
    "about.body": "male",
    "male.libido": "normal",
    "male.morning_erections": "normal",
}


def but(answers: Answers, without: tuple[str, ...] = (), **changes: Any) -> dict[str, Any]:
    """The same answers with changes, "__" standing for the dot in a code, and some left out."""
    changed = {**answers, **{code.replace("__", "."): value for code, value in changes.items()}}
    return {code: value for code, value in changed.items() if code not in without}


def as_far_as(answers: Answers, *sections: str) -> dict[str, Any]:
    """What somebody has answered who is at the end of these sections."""
    return {code: value for code, value in answers.items() if code.partition(".")[0] in sections}


HIP_PAIN_AT_NIGHT = but(
    WOMAN,
    about__sport="trail_running",
    about__level="elite",
    menstruation__menarche_age=15,
    menstruation__periods_12m=8,
    menstruation__cycle_over_35_days="yes",
    energy__restriction="sometimes",
    bone__pain_now="yes",
    bone__pain_sites=["hip_groin"],
    bone__pain_started="unknown",
    bone__pain_sudden="no",
    bone__pain_rest_night="night",
    bone__pain_walking="yes",
    bone__pain_one_spot="unknown",
    bone__general_signs=["none"],
    load__hours_per_week=13,
    load__changes=["volume", "surface_or_hills"],
    close__topics=["pain", "training"],
)
FIVE_MONTHS_WITHOUT = but(
    WOMAN,
    about__sport="trail_running",
    menstruation__menarche_age=16,
    menstruation__periods_12m=4,
    menstruation__longest_gap_months=5,
    menstruation__cycle_over_35_days="yes",
    menstruation__change_with_training="stays_away",
    energy__restriction="often",
    energy__eating_problem="past",
    energy__around_training="often_not",
    energy__more_when_training_more="no",
    nutrition__protein="no",
    nutrition__vitamin_d="unknown",
    fatigue__tired="most_days",
    fatigue__rest_days="one",
    fatigue__rested="mostly_not",
    fatigue__signs=["performance_drop", "low_mood"],
    gut__bloating_pain="weekly",
    bone__injury_count="one",
    bone__injuries=[{"site": "metatarsal_shaft", "months_ago": 14, "weeks_off": 8}],
    bone__workup="no",
    load__hours_per_week=11,
    load__strength_sessions="none",
    close__topics=["menstruation", "tiredness"],
    close__remarks="Ik wil in april weer een marathon lopen. Kan dat?",
)
ON_THE_PILL = but(
    WOMAN,
    without=("menstruation.change_with_training",),
    menstruation__contraception="combined",
    menstruation__before_contraception="irregular",
    menstruation__menarche_age=14,
    energy__restriction="sometimes",
    bone__pain_now="yes",
    bone__pain_sites=["tibia_inner"],
    bone__pain_started="unknown",
    bone__pain_sudden="no",
    bone__pain_rest_night="no",
    bone__pain_walking="no",
    bone__pain_one_spot="no",
    bone__hop="pain_free",
    bone__general_signs=["none"],
    bone__injury_count="one",
    bone__injuries=[{"site": "metatarsal_shaft", "months_ago": 8, "weeks_off": 13}],
    bone__workup="no",
    load__changes=["volume"],
    load__weekly_km=[28, 30, 31, None, 33, 36, 42, 47, 50, 34, 28, 30],
    close__topics=["training", "pain"],
)
HORMONAL_IUD = but(
    WOMAN,
    without=("menstruation.change_with_training", "bone.workup"),
    about__sport="team_sport",
    menstruation__contraception="hormonal_iud",
    menstruation__before_contraception="regular",
    menstruation__periods_12m="unknown",
    menstruation__longest_gap_months="unknown",
    menstruation__cycle_over_35_days="unknown",
    energy__around_training="not_always",
    energy__eating_problem="past",
    fatigue__tired="weekly",
    load__strength_sessions="one",
)
MUCH_LEFT_BLANK = but(
    WOMAN,
    without=(
        "energy.eating_problem",
        "menstruation.longest_gap_months",
        "fatigue.signs",
        "gut.stool",
        "load.hours_per_week",
        "load.changes",
    ),
    about__sport="gymnastics_dance",
    energy__restriction="declined",
    energy__purging="declined",
    energy__weight_loss_month="declined",
    nutrition__calcium="unknown",
    bone__injury_count="unknown",
)
PREGNANT = but(
    WOMAN,
    without=(
        "menstruation.contraception",
        "menstruation.known_cause",
        "menstruation.periods_12m",
        "menstruation.longest_gap_months",
        "menstruation.cycle_over_35_days",
        "menstruation.change_with_training",
    ),
    about__sport="cycling",
    menstruation__status="pregnant",
    fatigue__tired="weekly",
)
LOW_ENERGY_MAN = but(
    MAN,
    about__sport="track_and_field",
    about__level="elite",
    male__libido="lower",
    male__morning_erections="fewer",
    energy__restriction="often",
    energy__around_training="not_always",
    energy__weight_loss_month="under_5_percent",
    fatigue__signs=["performance_drop"],
    load__hours_per_week=15,
    load__changes=["intensity"],
    close__remarks="Sinds het trainingskamp ben ik sneller moe.",
)
