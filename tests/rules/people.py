"""Invented people for worked examples: everything in order and measured, then changed where the example says."""

from collections.abc import Mapping
from typing import Any

from screening.protocols import read_document
from screening.rules.results import Assessment

Changes = Mapping[str, Any]
LEFT_OUT = object()
"""Takes an answer or measurement away."""

SHARED: dict[str, Any] = {
    "about.sport": "running",
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
    "load.hours_per_week": 5,
    "load.highest_ever": "no",
    "load.longest_session": "up_to_10_percent",
    "load.changes": ["none"],
    "load.strength_sessions": "two_or_more",
}
CYCLE: dict[str, Any] = {
    "about.body": "female",
    "menstruation.status": "periods",
    "menstruation.contraception": "none",
    "menstruation.known_cause": ["none"],
    "menstruation.menarche_age": 12,
    "menstruation.periods_12m": 12,
    "menstruation.longest_gap_months": 1,
    "menstruation.cycle_over_35_days": "no",
    "menstruation.change_with_training": "no",
}
NO_CYCLE: dict[str, Any] = dict.fromkeys(
    (
        code.replace(".", "__")
        for code in CYCLE
        if code not in ("about.body", "menstruation.status")
    ),
    LEFT_OUT,
)
"""For a status with which nothing of the cycle is asked: takes those answers away."""
PILL: dict[str, Any] = {
    "menstruation__contraception": "combined",
    "menstruation__before_contraception": "regular",
    "menstruation__change_with_training": LEFT_OUT,
}
PAIN: dict[str, Any] = {
    "bone.pain_now": "yes",
    "bone.pain_sites": ["fibula"],
    "bone.pain_started": "2026-10-01",
    "bone.pain_sudden": "no",
    "bone.pain_rest_night": "no",
    "bone.pain_walking": "no",
    "bone.pain_one_spot": "no",
    "bone.hop": "pain_free",
    "bone.general_signs": ["none"],
}
"""Pain without an alarm: change a part to raise one."""
MEASURED: dict[str, Any] = {
    "dxa_z": 0,
    "ede_q_global": 0.5,
    "t3": "normal",
    "lipids": "normal",
    "height_cm": 170,
    "weight_kg": 62,
}


def assessed(age: Any, answers: Changes, measurements: Changes) -> Assessment:
    """The assessment of one person; numbers may be floats, read as the decimals that they print as."""
    protocol, case = read_document(
        {
            "instrument": "intake",
            "version": "2026.1",
            "age": age,
            "answers": {code: value for code, value in answers.items() if value is not LEFT_OUT},
            "measurements": {
                c: value for c, value in measurements.items() if value is not LEFT_OUT
            },
        }
    )
    return protocol.assess(case)


def woman(age: Any = 24, measured: Changes | None = None, /, **changes: Any) -> Assessment:
    """A woman; `bone__hop="cannot"` changes bone.hop, LEFT_OUT takes an answer away."""
    return assessed(age, {**SHARED, **CYCLE, **_codes(changes)}, {**MEASURED, **(measured or {})})


def man(age: Any = 29, measured: Changes | None = None, /, **changes: Any) -> Assessment:
    """A man, with his testosterone measured."""
    base = {**MEASURED, "testosterone": "normal"}
    answers = {**SHARED, "about.body": "male", **_codes(changes)}
    return assessed(age, answers, {**base, **(measured or {})})


def girl(age: Any, measured: Changes | None = None, /, **changes: Any) -> Assessment:
    """A girl who never had a period, weighed against her growth chart."""
    never = {
        code: LEFT_OUT
        for code in CYCLE
        if code not in ("about.body", "menstruation.contraception", "menstruation.known_cause")
    }
    answers = {
        **SHARED,
        **CYCLE,
        **never,
        "menstruation.status": "not_yet",
        "menstruation.breast_development_age": 12,
        **_codes(changes),
    }
    base = {**MEASURED, "expected_weight_percent": 100, "growth_deviation": "no"}
    return assessed(age, answers, {**base, **(measured or {})})


def pain(**changes: Any) -> dict[str, Any]:
    """Answers of somebody with pain in the bone, to be passed on to woman() or man()."""
    answers = {code.replace(".", "__"): value for code, value in PAIN.items()}
    answers.update({f"bone__{part}": value for part, value in changes.items()})
    sites = answers["bone__pain_sites"]
    if sites is not LEFT_OUT and "hip_groin" in sites:
        answers["bone__hop"] = LEFT_OUT
    return answers


def _codes(changes: Changes) -> dict[str, Any]:
    return {name.replace("__", "."): value for name, value in changes.items()}
