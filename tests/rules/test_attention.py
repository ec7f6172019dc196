"""Worked examples of the attention level, and of why."""

from typing import Any

import pytest

from screening.rules.results import Assessment
from tests.rules.people import LEFT_OUT, NO_CYCLE, PILL, girl, man, pain, woman

EVER = {**NO_CYCLE, "menstruation__menarche_age": 12}

EXAMPLES: list[tuple[Assessment, str, list[str]]] = [
    (woman(), "low", []),
    (man(), "low", []),
    (woman(24, {"self_harm_concern": "yes"}), "urgent", ["flag:self_harm"]),
    (woman(24, {"dxa_z": -2}), "high", ["flag:very_low_bmd"]),
    (
        woman(24, {"weight_kg": 52, "dxa_z": -1.5}, energy__restriction="sometimes",
              menstruation__menarche_age=16, menstruation__periods_12m=10,
              bone__injury_count="one", bone__workup="yes",
              bone__injuries=[{"site": "rib", "months_ago": 60, "weeks_off": 2}]),
        "high",
        ["triad"],
    ),
    (
        woman(24, {"t3": "below", "dxa_z": -1.5, "ede_q_global": 3}),
        "high",
        ["cat2"],
    ),
    (
        woman(menstruation__periods_12m=9, energy__restriction="sometimes",
              energy__around_training="often_not"),
        "high",
        ["menses_with_energy"],
    ),
    (woman(**pain(pain_sudden=LEFT_OUT)), "high", ["open:sudden_pain"]),
    (woman(menstruation__menarche_age=16), "raised", ["triad", "domain:menstrual"]),
    (woman(24, {"t3": "below"}), "raised", ["cat2"]),
    (
        woman(fatigue__tired="most_days", gut__stool="often", load__changes=["volume", "shoes"]),
        "raised",
        ["domains"],
    ),
    (woman(load__strength_sessions="none", gut__stool="often", gut__bloating_pain="weekly"), "raised", ["domains"]),
    (woman(menstruation__status="pregnant", **EVER), "not_scored", []),
    (
        woman(menstruation__status="pregnant", fatigue__collapse=["fainting"], **EVER),
        "urgent",
        ["flag:collapse"],
    ),
    (woman(energy__restriction="declined"), "incomplete", ["missing:energy.restriction"]),
    (
        woman(energy__eating_problem=LEFT_OUT, energy__purging="never"),
        "incomplete",
        ["missing:energy.eating_problem"],
    ),
    (woman(about__hormone_therapy="declined"), "incomplete", ["missing:about.hormone_therapy"]),
    (
        woman(menstruation__contraception=LEFT_OUT, menstruation__change_with_training=LEFT_OUT),
        "incomplete",
        ["missing:menstruation.contraception"],
    ),
    (
        woman(about__body=LEFT_OUT, menstruation__status=LEFT_OUT, **NO_CYCLE),
        "incomplete",
        ["missing:about.body", "missing:menstruation.status"],
    ),
    (
        woman(menstruation__status="declined", menstruation__known_cause=LEFT_OUT,
              menstruation__change_with_training=LEFT_OUT),
        "incomplete",
        ["missing:menstruation.status"],
    ),
    (
        girl(13, {"expected_weight_percent": LEFT_OUT}),
        "incomplete",
        ["missing:expected_weight_percent"],
    ),
    (man(fatigue__collapse=LEFT_OUT), "incomplete", ["open:collapse", "open:palpitations"]),
    (woman(24, {"dxa_z": LEFT_OUT}, **PILL), "low", []),
]  # fmt: skip


@pytest.mark.parametrize(("result", "level", "because"), EXAMPLES)
def test_the_level_and_every_clause_that_holds(result: Assessment, level: str, because: list[Any]):
    assert (result.attention, list(result.because)) == (level, because)
