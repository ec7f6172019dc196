"""Comparing two versions on one screening: what changes, and which answers make the difference."""

from dataclasses import replace
from typing import Any

import pytest

from screening.core.answers import Case, Refused, State
from screening.given import Given
from screening.protocols import CURRENT, PROTOCOLS, Protocol
from screening.rescoring import Cause, Change, compare
from screening.rules.results import Attention

from ..versions import STRICTER, asking_more, many_hours, with_sign, without_section
from .people import CYCLE, MEASURED, PAIN, SHARED


def woman(told: dict[str, Any] | None = None, /, **changes: Any) -> Given:
    """A woman with a low level; "" takes an answer away."""
    answers = {**SHARED, **CYCLE, **{n.replace("__", "."): v for n, v in changes.items()}}
    kept = {code: value for code, value in answers.items() if value != ""}
    return Given(24, kept, told or {}, MEASURED)


def causes(given: Given, then: Protocol) -> list[str]:
    return [cause.code for cause in compare(given, CURRENT, then).causes]


def test_the_released_id_names_no_rules_of_its_own_version() -> None:
    assert CURRENT.id == "intake-2026.1"
    assert PROTOCOLS["intake-2026.1"] is CURRENT


def test_later_rules_for_the_same_questions_have_an_id_of_their_own() -> None:
    assert replace(CURRENT, rules="2026.2").id == "intake-2026.1+2026.2"


def test_the_same_rules_change_nothing() -> None:
    change = compare(woman(), CURRENT, replace(CURRENT, rules="2026.2"))
    assert not change.moves
    assert not change.differs
    assert change.causes == ()


def test_the_answer_at_a_changed_threshold_is_the_cause() -> None:
    change = compare(woman(load__hours_per_week=8), CURRENT, STRICTER)
    assert (change.was.attention, change.becomes.attention) == (Attention.LOW, Attention.HIGH)
    assert change.causes == (Cause("load.hours_per_week", State.ANSWERED, 8),)
    assert (change.came, change.gone) == (("flag:invented",), ())


def test_a_level_that_falls_has_the_answer_that_held_it_as_its_cause() -> None:
    change = compare(woman(load__hours_per_week=8), STRICTER, CURRENT)
    assert change.gone == ("flag:invented",)
    assert [cause.code for cause in change.causes] == ["load.hours_per_week"]


def test_another_sign_below_the_level_changes_no_level() -> None:
    raised = with_sign(many_hours, level=Attention.RAISED)
    change = compare(woman(load__hours_per_week=8, energy__ed_diagnosis="current"), CURRENT, raised)
    assert change.differs
    assert not change.moves
    assert change.causes == ()


def test_answers_that_are_needed_together_are_each_a_cause() -> None:
    both = with_sign(lambda case: many_hours(case) and tired(case))
    assert causes(woman(load__hours_per_week=9, fatigue__tired="weekly"), both) == [
        "fatigue.tired",
        "load.hours_per_week",
    ]


def test_answers_that_each_suffice_are_a_cause_together() -> None:
    either = with_sign(lambda case: many_hours(case) or tired(case))
    change = compare(woman(load__hours_per_week=9, fatigue__tired="weekly"), CURRENT, either)
    assert change.together
    assert [c.code for c in change.causes] == ["fatigue.tired", "load.hours_per_week"]


def test_what_is_a_cause_together_can_spare_none_of_it() -> None:
    changes = {code.replace(".", "__"): value for code, value in PAIN.items()}
    either = with_sign(lambda case: many_hours(case) or tired(case))
    assert causes(woman(**changes, load__hours_per_week=9, fatigue__tired="weekly"), either) == [
        "fatigue.tired",
        "load.hours_per_week",
    ]


def tired(case: Case) -> bool:
    return case.responses.given.get("fatigue.tired") == "weekly"


def test_an_answer_that_calms_the_new_version_alone_is_a_cause() -> None:
    given = woman(
        menstruation__periods_12m=4,
        menstruation__longest_gap_months=5,
        menstruation__known_cause=["thyroid"],
    )
    change = compare(given, CURRENT, Protocol(CURRENT.instrument, calmed_by_a_cause, "2099.1"))
    assert (change.was.attention, change.becomes.attention) == (Attention.RAISED, Attention.LOW)
    assert "menstruation.known_cause" in [cause.code for cause in change.causes]


def calmed_by_a_cause(case: Case) -> Any:
    found = CURRENT.assess(case)
    if "thyroid" in case.responses.given.get("menstruation.known_cause", ()):
        return replace(found, attention=Attention.LOW, because=())
    return found


def test_a_measurement_is_a_cause_like_an_answer() -> None:
    heavy = with_sign(lambda case: case.measured.get("weight_kg", 0) > 60)
    change = compare(woman(), CURRENT, heavy)
    assert change.causes == (Cause("weight_kg", State.ANSWERED, 62),)


def test_a_question_that_opens_others_is_no_cause_where_one_of_those_is() -> None:
    hop = with_sign(lambda case: case.responses.given.get("bone.hop") == "pain_free")
    changes = {code.replace(".", "__"): value for code, value in PAIN.items()}
    assert causes(woman(**changes), hop) == ["bone.hop"]


def test_what_was_told_in_conversation_is_a_cause_like_her_own_answer() -> None:
    given = woman({"load.hours_per_week": 9}, load__hours_per_week="")
    assert causes(given, STRICTER) == ["load.hours_per_week"]


def test_a_missing_answer_is_the_cause_where_the_new_version_needs_it() -> None:
    change = compare(woman(fatigue__tired=""), CURRENT, asking_more("fatigue.tired"))
    assert change.becomes.attention is Attention.INCOMPLETE
    assert change.causes == (Cause("fatigue.tired", State.UNANSWERED),)
    assert not change.together


def test_does_not_know_is_told_from_not_answered() -> None:
    given = woman(menstruation__contraception="")
    asked = asking_more("nutrition.calcium")
    unknown = woman(nutrition__calcium="unknown")
    assert compare(unknown, CURRENT, asked).causes == (Cause("nutrition.calcium", State.UNKNOWN),)
    assert not compare(given, CURRENT, asked).moves


def test_an_open_sign_is_traced_to_the_questions_that_leave_it_open() -> None:
    changes = {code.replace(".", "__"): value for code, value in PAIN.items()}
    given = woman(**{**changes, "bone__pain_sudden": ""})
    calm = Protocol(CURRENT.instrument, without_open_signs, "2099.1")
    change = compare(given, CURRENT, calm)
    assert change.gone == ("open:sudden_pain",)
    assert Cause("bone.pain_sudden", State.UNANSWERED) in change.causes


def without_open_signs(case: Case) -> Any:
    found = CURRENT.assess(case)
    if not all(clause.startswith("open:") for clause in found.because):
        return found
    return replace(found, attention=Attention.RAISED, because=("flag:bone_pain",))


def test_a_list_of_injuries_is_named_and_not_told() -> None:
    rows = [{"site": "sacrum", "months_ago": 3, "weeks_off": 12}]
    injured = with_sign(
        lambda case: "bone.injuries" in case.responses.given, level=Attention.URGENT
    )
    given = woman(bone__injury_count="one", bone__injuries=rows)
    change = compare(given, CURRENT, injured)
    assert change.causes == (Cause("bone.injuries", State.ANSWERED),)


def test_answers_that_a_new_questionnaire_does_not_ask_are_refused_with_their_fault() -> None:
    shorter = with_sign(many_hours, instrument=without_section("gut"))
    with pytest.raises(Refused) as refused:
        compare(woman(), CURRENT, shorter)
    assert [fault.where for fault in refused.value.faults] == ["gut.bloating_pain", "gut.stool"]


def test_a_new_questionnaire_that_can_read_the_answers_is_compared() -> None:
    shorter = with_sign(many_hours, instrument=without_section("gut"))
    given = woman(load__hours_per_week=8, gut__bloating_pain="", gut__stool="")
    change = compare(given, CURRENT, shorter)
    assert change.becomes.attention is Attention.HIGH
    assert [cause.code for cause in change.causes] == ["load.hours_per_week"]


def test_a_change_that_rests_on_no_answer_has_none_as_its_cause() -> None:
    change: Change = compare(woman(), CURRENT, with_sign(lambda case: True))
    assert (change.causes, change.together) == ((), True)
