"""Invented cases for letters and reports, from an empty one to one with every sign, and their letters."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import override

from clinic.letter import Facts, Letter, athlete_copy, build, coach
from clinic.letter.athlete_copy import AthleteCopy
from clinic.letter.coach import CoachLetter
from screening.core.answers import read_answers
from screening.protocols import CURRENT, read_document
from tests.rules.people import CYCLE, LEFT_OUT, MEASURED, PAIN, PILL, SHARED

Document = dict[str, Any]

REMARKS = (
    "Ik wil in april een halve marathon lopen. Zoë van Beïnum-Ångström <b>&amp; “zo”</b>\x00\x07\n"
    "Een lach \U0001f600, Ελληνικά, 中文, e\u0301, \u200bniets, \ufeff½ × ≥ − →\n\n"
    + "Verder slaap ik slecht en eet ik te weinig sinds de verhuizing. "
    * 70
)[:4000]
FACTS = Facts(
    code="S-7K2QF",
    practice="Praktijk De Brug",
    filled_on=date(2026, 11, 22),
    filled_in="nl",
    printed_on=date(2026, 11, 23),
)


PLANNED = replace(
    FACTS,
    phone="030 111 22 33",
    version=1,
    signed="Ondertekend door Ria Smit op 23 november 2026 om 10:00, versie 1.",
    written={
        "note": "Slaapt slecht sinds de verhuizing.",
        "plan": ["reduce_impact", "load_plan", "strength", "food", "team", "again_6_12_weeks"],
        "referral": ["gp", "sports_physician", "dietitian"],
        "referral_other": "Kliniek voor eetstoornissen",
        "discussed": [],
    },
)
"""A version that was signed, with a plan."""


def _ago(days: int) -> str:
    """A day in words of an answer; before what FACTS calls today, which is no later than today."""
    return str(FACTS.filled_on - timedelta(days=days))


def document(age: Any = 24, measured: dict[str, Any] | None = None, /, **changes: Any) -> Document:
    """A woman of whom all is known and in order, changed where the example says."""
    answers = {**SHARED, **CYCLE, **{c.replace("__", "."): v for c, v in changes.items()}}
    return _document(age, answers, {**MEASURED, **(measured or {})})


def _document(age: Any, answers: dict[str, Any], measured: dict[str, Any]) -> Document:
    return {
        "instrument": "intake",
        "version": "2026.1",
        "age": age,
        "answers": {code: value for code, value in answers.items() if value is not LEFT_OUT},
        "measurements": {code: value for code, value in measured.items() if value is not LEFT_OUT},
    }


def _withheld() -> Document:
    """Whatever can be unknown or declined is; the rest has no answer."""
    answers: dict[str, Any] = {}
    for code, item in CURRENT.instrument.items.items():
        asked, _faults = read_answers(CURRENT.instrument, answers, drop_hidden=True)
        if code in asked.asked and (item.unknown or item.declined):
            answers[code] = "unknown" if item.unknown else "declined"
    return _document(24, answers, {})


NOTHING = _document(30, {}, {})
WITHHELD = _withheld()
IN_ORDER = document()
ON_THE_PILL = document(
    23,
    dict.fromkeys(("dxa_z", "ede_q_global", "t3", "lipids"), LEFT_OUT),
    **PILL | {"menstruation__before_contraception": "irregular"},
    energy__restriction="sometimes",
    bone__injury_count="one",
    bone__injuries=[{"site": "metatarsal_shaft", "months_ago": 8, "weeks_off": 13}],
    bone__workup="no",
    close__topics=["training", "eating"],
)
PREGNANT = _document(
    31,
    {**SHARED, "about.body": "female", "menstruation.status": "pregnant"},
    {"height_cm": 170, "weight_kg": 71},
)
MAN = _document(
    29,
    {
        **SHARED,
        **PAIN,
        "about.body": "male",
        "bone.pain_sites": ["tibia_front"],
        "bone.pain_rest_night": "night",
        "bone.hop": "cannot",
    },
    {"height_cm": 181, "weight_kg": Decimal("70.5")},
)
GIRL = _document(
    Decimal("15.5"),
    {
        **SHARED,
        "about.body": "female",
        "about.sport": "gymnastics_dance",
        "menstruation.status": "not_yet",
        "menstruation.contraception": "none",
        "menstruation.known_cause": ["none"],
        "menstruation.breast_development_age": "not_yet",
    },
    {
        "height_cm": 160,
        "weight_kg": 44,
        "expected_weight_percent": 84,
        "growth_deviation": "yes",
    },
)
EVERY_SIGN = document(
    24,
    {
        "weight_kg": 42,
        "weight_month_ago_kg": 48,
        "dxa_z": Decimal("-2.4"),
        "t3": "below",
        "lipids": "raised",
        "ed_diagnosis": "bulimia_nervosa",
        "refuses_food_or_drink": "yes",
        "self_harm_concern": "yes",
    },
    **{code.replace(".", "__"): value for code, value in PAIN.items() if code != "bone.hop"}
    | {
        "bone__pain_sites": ["hip_groin", "sacrum", "tibia_front", "navicular_midfoot", "spine"],
        "bone__pain_sudden": "yes",
        "bone__pain_rest_night": "both",
        "bone__pain_walking": "yes",
        "bone__pain_one_spot": "yes",
        "bone__general_signs": ["saddle_numbness", "fever", "unexplained_weight_loss"],
    },
    menstruation__menarche_age=16,
    menstruation__periods_12m=2,
    menstruation__longest_gap_months=7,
    menstruation__cycle_over_35_days="yes",
    energy__restriction="often",
    energy__eating_problem="current",
    energy__ed_diagnosis="current",
    energy__ed_treatment="no",
    energy__purging="more_than_four_per_week",
    fatigue__collapse=["fainting", "palpitations", "chest_pain"],
    bone__injury_count="two_or_more",
    bone__injuries=[
        {"site": "sacrum", "months_ago": 9, "weeks_off": 12},
        {"site": "femoral_neck", "months_ago": 20, "weeks_off": 30},
        {"site": "unknown", "months_ago": "unknown", "weeks_off": "unknown"},
    ],
    bone__workup="no",
    load__changes=["volume", "intensity", "shoes"],
    load__weekly_km=[24, 26, 25, 27, None, 27, 29, 33, Decimal("35.5"), 30, 22, 20],
    close__topics=["menstruation", "eating", "mood"],
    close__remarks=REMARKS,
)
TWELVE_SIGNS = document(
    24,
    {"dxa_z": -2, "weight_kg": 50},
    **{code.replace(".", "__"): value for code, value in PAIN.items()}
    | {"bone__pain_sites": ["tibia_front"], "bone__pain_one_spot": "yes"},
    menstruation__periods_12m=8,
    menstruation__longest_gap_months=4,
    energy__eating_problem="current",
    energy__purging="one_to_four_per_week",
    fatigue__collapse=["palpitations"],
    bone__injury_count="one",
    bone__injuries=[{"site": "sacrum", "months_ago": 9, "weeks_off": 12}],
    bone__workup="no",
)
PAIN_AND_LOAD = document(
    23,
    dict.fromkeys(("dxa_z", "ede_q_global", "t3", "lipids"), LEFT_OUT),
    **PILL | {"menstruation__before_contraception": "irregular"},
    **{code.replace(".", "__"): value for code, value in PAIN.items()}
    | {"bone__pain_sites": ["tibia_inner"], "bone__pain_started": _ago(20)},
    energy__restriction="sometimes",
    bone__injury_count="one",
    bone__injuries=[{"site": "metatarsal_shaft", "months_ago": 8, "weeks_off": 13}],
    bone__workup="no",
    load__changes=["volume", "surface_or_hills"],
    load__weekly_km=[24, 26, 25, 27, None, 27, 29, 33, 35, 30, 22, 20],
    close__topics=["training", "eating"],
    close__remarks="Ik wil in april een halve marathon lopen.",
)
UNLIKE = document(
    28,
    {"weight_kg": Decimal("50.575")},
    energy__restriction="sometimes",
    menstruation__menarche_age=15,
    menstruation__periods_12m=9,
    menstruation__longest_gap_months=0,
    bone__injury_count="one",
    bone__injuries=[{"site": "navicular", "months_ago": 12, "weeks_off": 8}],
    bone__workup="yes",
    fatigue__tired="most_days",
    close__topics=["pain"],
    load__weekly_km=[24, 26, 25, 27, 30, 47, 29, 33, 35, 30, 22, 20],
)
"""The Triad is the graver here, and four pairs of answers do not fit together."""

CASES = {
    "nothing": NOTHING,
    "withheld": WITHHELD,
    "in_order": IN_ORDER,
    "on_the_pill": ON_THE_PILL,
    "pregnant": PREGNANT,
    "man": MAN,
    "girl": GIRL,
    "twelve_signs": TWELVE_SIGNS,
    "every_sign": EVERY_SIGN,
    "pain_and_load": PAIN_AND_LOAD,
    "unlike": UNLIKE,
}


def letter_of(case: Document, language: str = "nl", facts: Facts = FACTS) -> Letter:
    protocol, read = read_document(case)
    with override(language):
        return build(protocol, read, protocol.assess(read), facts=facts)


def coach_of(case: Document, language: str = "nl", facts: Facts = FACTS) -> CoachLetter:
    protocol, read = read_document(case)
    with override(language):
        return coach.build(protocol, read, protocol.assess(read), facts=facts)


def copy_of(case: Document, language: str = "nl", facts: Facts = FACTS) -> AthleteCopy:
    protocol, read = read_document(case)
    with override(language):
        return athlete_copy.build(protocol, read, protocol.assess(read), facts=facts)
