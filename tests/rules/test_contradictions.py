"""Answers that do not fit together are named, each with the answers it rests on; they never score."""

from typing import Any

import pytest
from hypothesis import given, settings

from screening.core.answers import Case
from screening.protocols import CURRENT, read_document
from screening.rules.contradictions import RULES, contradictions
from screening.wording.contradictions import CONTRADICTIONS
from tests import letters
from tests.rules.people import PAIN
from tests.strategies import documents

PAINED = {code.replace(".", "__"): value for code, value in PAIN.items()}


def case(measured: dict[str, Any] | None = None, /, **changes: Any) -> Case:
    return read_document(letters.document(24, measured, **changes))[1]


def codes(found: Case) -> list[str]:
    return [each.code for each in contradictions(found)]


EXAMPLES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "periods_and_long_gap": (
        {"menstruation__periods_12m": 10, "menstruation__longest_gap_months": 3},
        {"menstruation__periods_12m": 9, "menstruation__longest_gap_months": 3},
    ),
    "few_periods_and_short_gap": (
        {"menstruation__periods_12m": 4, "menstruation__longest_gap_months": 1},
        {"menstruation__periods_12m": 5, "menstruation__longest_gap_months": 1},
    ),
    "periods_and_cycle_length": (
        {"menstruation__periods_12m": 12, "menstruation__cycle_over_35_days": "yes"},
        {"menstruation__periods_12m": 11, "menstruation__cycle_over_35_days": "yes"},
    ),
    "first_period_later_than_now": (
        {"menstruation__menarche_age": 25},
        {"menstruation__menarche_age": 24},
    ),
    "weight_loss_without_eating_less": (
        {"energy__weight_loss_month": "5_to_10_percent"},
        {"energy__weight_loss_month": "under_5_percent"},
    ),
    "diagnosis_without_eating_problem": (
        {"energy__ed_diagnosis": "past", "energy__purging": "never"},
        {
            "energy__ed_diagnosis": "past",
            "energy__eating_problem": "past",
            "energy__purging": "never",
        },
    ),
    "purging_without_eating_problem": (
        {"energy__ed_diagnosis": "past", "energy__purging": "less_than_weekly"},
        {"energy__ed_diagnosis": "past", "energy__purging": "never"},
    ),
    "pain_to_talk_about": ({"close__topics": ["pain"]}, {"close__topics": ["eating"]}),
    "tiredness_to_talk_about": (
        {"close__topics": ["tiredness"]},
        {"close__topics": ["tiredness"], "fatigue__tired": "weekly"},
    ),
    "tired_but_rested": (
        {"fatigue__tired": "most_days", "fatigue__rested": "mostly"},
        {"fatigue__tired": "most_days", "fatigue__rested": "mostly_not"},
    ),
    "sudden_pain_that_allows_everything": (
        {**PAINED, "bone__pain_sudden": "yes"},
        {**PAINED, "bone__pain_sudden": "yes", "bone__hop": "painful"},
    ),
    "walking_hurts_hopping_does_not": (
        {**PAINED, "bone__pain_walking": "yes"},
        {**PAINED, "bone__pain_walking": "yes", "bone__hop": "not_tried"},
    ),
    "weight_loss_and_no_weight_loss": (
        {**PAINED, "bone__general_signs": ["unexplained_weight_loss"]},
        {
            **PAINED,
            "bone__general_signs": ["unexplained_weight_loss"],
            "energy__weight_loss_month": "under_5_percent",
        },
    ),
    "longer_off_than_ago": (
        {
            "bone__injury_count": "one",
            "bone__injuries": [{"site": "rib", "months_ago": 3, "weeks_off": 22}],
            "bone__workup": "yes",
        },
        {
            "bone__injury_count": "one",
            "bone__injuries": [{"site": "rib", "months_ago": 3, "weeks_off": 21}],
            "bone__workup": "yes",
        },
    ),
    "deep_injury_without_rest": (
        {
            "bone__injury_count": "one",
            "bone__injuries": [{"site": "sacrum", "months_ago": 30, "weeks_off": 0}],
            "bone__workup": "yes",
        },
        {
            "bone__injury_count": "one",
            "bone__injuries": [{"site": "rib", "months_ago": 30, "weeks_off": 0}],
            "bone__workup": "yes",
        },
    ),
    "no_change_but_weeks_rise": (
        {"load__weekly_km": [20, 20, None, 20, 20, 20, 20, 30, 20, 20, 20, 20]},
        {"load__weekly_km": [20, 20, None, 20, 20, 20, 20, 29, 20, 20, 20, 20]},
    ),
}
"""For each: answers that do not fit together, and answers beside the boundary that do."""


@pytest.mark.parametrize("code", EXAMPLES)
def test_what_does_not_fit_is_named_and_what_just_fits_is_not(code: str):
    apart, together = EXAMPLES[code]
    assert code in codes(case(**apart))
    assert code not in codes(case(**together))


def test_a_weight_loss_that_was_measured_does_not_fit_with_none_told():
    lost = {"weight_kg": 57, "weight_month_ago_kg": 60}
    assert "weighed_and_told_loss" in codes(case(lost))
    assert "weighed_and_told_loss" not in codes(case({**lost, "weight_kg": 58}))


def test_every_rule_has_an_example_and_words():
    rules = {rule.__name__ for rule, _items in RULES}
    assert rules == {*EXAMPLES, "weighed_and_told_loss"} == set(CONTRADICTIONS)


def test_answers_in_order_fit_together():
    assert codes(case()) == []


@given(documents())
@settings(max_examples=150)
def test_only_what_was_given_can_fail_to_fit(document: dict[str, Any]):
    _, read = read_document(document)
    for found in contradictions(read):
        told = [item for item in found.items if item in read.responses.given]
        assert told or set(found.items) & set(read.measured)
        assert set(found.items) <= set(CURRENT.instrument.items) | {
            measure.code for measure in CURRENT.instrument.measures
        }


def test_nothing_answered_contradicts_nothing():
    assert contradictions(read_document(letters.NOTHING)[1]) == ()
