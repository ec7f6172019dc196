"""Invented answers whose story lies in pain, earlier injuries and training."""

from .answers import MAN, WOMAN, but

PAIN_AFTER_MORE_KM = but(
    WOMAN,
    about__level="elite",
    energy__around_training="not_always",
    fatigue__rest_days="one",
    bone__pain_now="yes",
    bone__pain_sites=["tibia_inner", "metatarsal_shaft"],
    bone__pain_sudden="no",
    bone__pain_rest_night="no",
    bone__pain_walking="yes",
    bone__pain_one_spot="yes",
    bone__hop="painful",
    bone__general_signs=["none"],
    load__hours_per_week=9.5,
    load__highest_ever="yes",
    load__longest_session="10_to_100_percent",
    load__changes=["volume", "shoes"],
    load__weekly_km=[34, 36, 35, 38, 44, 52, None, 61, 64, 58, 22, 8],
    close__topics=["pain", "training"],
    close__remarks=(
        "De pijn begon na de trainingsweek in Portugal. "
        "Op vlakke weg gaat het beter dan op de baan."
    ),
)
FOOT_PAIN_AT_REST = but(
    WOMAN,
    without=(
        "menstruation.contraception",
        "menstruation.known_cause",
        "menstruation.periods_12m",
        "menstruation.longest_gap_months",
        "menstruation.cycle_over_35_days",
        "menstruation.change_with_training",
    ),
    about__sport="team_sport",
    menstruation__status="menopause",
    bone__pain_now="yes",
    bone__pain_sites=["navicular_midfoot"],
    bone__pain_sudden="no",
    bone__pain_rest_night="both",
    bone__pain_walking="yes",
    bone__pain_one_spot="yes",
    bone__hop="cannot",
    bone__general_signs=["none"],
    load__changes=["surface_or_hills"],
    close__topics=["pain"],
)
TWO_INJURIES = but(
    WOMAN,
    about__sport="triathlon",
    about__level="elite",
    menstruation__menarche_age=15,
    menstruation__periods_12m=10,
    energy__restriction="sometimes",
    energy__eating_problem="past",
    energy__purging="never",
    nutrition__calcium="no",
    fatigue__rest_days="none",
    bone__injury_count="two_or_more",
    bone__injuries=[
        {"site": "sacrum", "months_ago": 9, "weeks_off": 14},
        {"site": "metatarsal_shaft", "months_ago": 21, "weeks_off": 6},
    ],
    bone__workup="no",
    bone__diagnoses=["low_bone_density"],
    load__hours_per_week=17,
    load__weekly_km=[8, 9, 9.5, 10, 11, 12, 12.5, 13, 14, 14, 15, 15.5],
    load__strength_sessions="none",
    close__topics=["training", "eating"],
)
UNEVEN_STORY = but(
    WOMAN,
    about__sport="other",
    menstruation__periods_12m=11,
    menstruation__longest_gap_months=4,
    energy__weight_loss_month="5_to_10_percent",
    fatigue__tired="most_days",
    bone__injury_count="one",
    bone__injuries=[{"site": "pelvis", "months_ago": 30, "weeks_off": 0}],
    bone__workup="yes",
    load__weekly_km=[20, 22, 21, 20, 24, 28, 33, 36, 40, 38, 41, 44],
    close__topics=["pain", "tiredness", "something_else"],
    close__remarks=(
        "I row as well as run, and I was not sure which of the two to count. "
        "Please ask me about it."
    ),
)
IN_A_WHEELCHAIR = but(
    MAN,
    about__para_sport="yes",
    about__sport="track_and_field",
    about__level="elite",
    nutrition__vitamin_d="no",
    gut__stool="often",
    bone__diagnoses=["low_bone_density"],
    load__hours_per_week=14,
    load__changes=["intensity"],
    close__topics=["stomach"],
)
HEEL_PAIN = but(
    MAN,
    about__level="recreational",
    bone__pain_now="yes",
    bone__pain_sites=["heel"],
    bone__pain_sudden="no",
    bone__pain_rest_night="no",
    bone__pain_walking="yes",
    bone__pain_one_spot="unknown",
    bone__hop="pain_free",
    bone__general_signs=["none"],
    load__hours_per_week=4,
    load__changes=["none"],
    load__weekly_km=[12, 14, 12, 15, 18, None, 22, 24, 25, 26, 24, 12],
)
