"""What each flag and CAT2 indicator was read from, by code, and the factor whose phrase of the article it shares."""

from typing import NamedTuple

_RESTING = ("bone.pain_sites", "bone.pain_rest_night")
_WALKING = (*_RESTING, "bone.pain_walking")
_ABSENT = ("menstruation.periods_12m", "menstruation.longest_gap_months")
_MASS = ("height_cm", "weight_kg", "expected_weight_percent")
_DISORDER = ("energy.ed_diagnosis", "ed_diagnosis")
_LOSS = ("energy.weight_loss_month", "weight_month_ago_kg", "weight_kg")
_INJURIES = ("bone.injury_count", "bone.injuries")
_MALE = ("male.libido", "male.morning_erections")


class Feed(NamedTuple):
    """`codes`: items, and measures (those without a dot). `factor`: "" where the article says nothing of it."""

    codes: tuple[str, ...]
    factor: str = ""


FEEDS: dict[str, Feed] = {
    "sudden_pain": Feed(("bone.pain_sudden", "bone.pain_sites"), "bone_pain"),
    "femoral_neck": Feed(_WALKING, "bone_pain"),
    "trabecular_site": Feed((*_WALKING, "bone.hop"), "bone_pain"),
    "high_risk_site": Feed((*_RESTING, "bone.hop"), "bone_pain"),
    "collapse": Feed(("fatigue.collapse",)),
    "ed_severe": Feed(
        (*_DISORDER, "energy.purging", "refuses_food_or_drink", *_MASS), "energy_availability"
    ),
    "very_low_body_mass": Feed(_MASS, "body_mass"),
    "self_harm": Feed(("self_harm_concern",)),
    "rapid_weight_loss": Feed(_LOSS, "body_mass"),
    "general_red_flag": Feed(("bone.general_signs", *_RESTING)),
    "hip_pain": Feed(("bone.pain_sites",), "bone_pain"),
    "high_risk_site_tender": Feed(
        ("bone.pain_sites", "bone.pain_one_spot", "bone.hop"), "bone_pain"
    ),
    "general_sign": Feed(("bone.general_signs",)),
    "palpitations": Feed(("fatigue.collapse",)),
    "amenorrhoea": Feed(_ABSENT, "menses"),
    "primary_amenorrhoea": Feed(
        ("menstruation.status", "menstruation.breast_development_age"), "menarche"
    ),
    "early_menopause": Feed(("menstruation.status",), "hormonal_changes"),
    "bone_workup": Feed((*_INJURIES, "bone.workup"), "previous_bsi"),
    "ed_current": Feed((*_DISORDER, "energy.ed_treatment"), "energy_availability"),
    "purging": Feed(("energy.purging",), "energy_availability"),
    "low_body_mass": Feed(_MASS, "body_mass"),
    "growth": Feed(("growth_deviation",), "body_mass"),
    "very_low_bmd": Feed(("dxa_z", "dxa_date"), "bone_density"),
    "male_hormonal": Feed(_MALE, "energy_availability"),
    "long_cycle": Feed(("menstruation.periods_12m", "menstruation.cycle_over_35_days"), "menses"),
    "perimenopause": Feed(_ABSENT, "menses"),
    "amenorrhoea_known_cause": Feed((*_ABSENT, "menstruation.known_cause"), "menses"),
    "masked_cycle": Feed(
        ("menstruation.contraception", "menstruation.before_contraception"), "hormonal_changes"
    ),
    "late_puberty": Feed(
        ("menstruation.status", "menstruation.breast_development_age"), "menarche"
    ),
    "previous_bsi": Feed(_INJURIES, "previous_bsi"),
    "low_bone_density": Feed(("dxa_z", "bone.diagnoses"), "bone_density"),
    "weight_loss": Feed(_LOSS, "body_mass"),
    "disordered_eating": Feed(
        ("energy.eating_problem", "energy.restriction", "energy.purging", *_DISORDER),
        "energy_availability",
    ),
    "male_signs": Feed(_MALE, "hormonal_changes"),
    "bone_pain": Feed(("bone.pain_now", "bone.pain_sites", "bone.pain_started"), "bone_pain"),
    "load_and_pain": Feed(("bone.pain_now", "load.changes", "load.longest_session"), "load_jump"),
}

INDICATOR_FEEDS: dict[str, Feed] = {
    "menstrual": Feed(
        (
            "menstruation.status",
            "menstruation.contraception",
            "menstruation.known_cause",
            "about.hormone_therapy",
            "menstruation.breast_development_age",
            *_ABSENT,
            "menstruation.cycle_over_35_days",
        ),
        "menses",
    ),
    "testosterone": Feed(("testosterone", "about.hormone_therapy"), "hormonal_changes"),
    "t3": Feed(("t3", "menstruation.known_cause"), "hormonal_changes"),
    "bsi": Feed(_INJURIES, "previous_bsi"),
    "bone_density": Feed(
        ("dxa_z", "dxa_z_fell", "dxa_date", "menstruation.status"), "bone_density"
    ),
    "growth": Feed(("growth_deviation",)),
    "eating_disorder": Feed((*_DISORDER, "ede_q_global"), "energy_availability"),
    "lipids": Feed(("lipids",)),
    "depression_or_anxiety": Feed(("depression_or_anxiety", "bone.diagnoses")),
}
