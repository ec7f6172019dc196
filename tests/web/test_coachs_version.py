"""What a coach may know: training alone. Two athletes who train alike give the same sheet, whatever else they told."""

from dataclasses import replace
from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from clinic import paper
from clinic.letter import coach
from screening.protocols import read_document
from screening.wording.for_coach import GO_AHEAD, STEPS_FOR_COACH
from screening.wording.plans import REFERRALS, STEPS
from tests import letters
from tests.letters import PLANNED, coach_of
from tests.strategies import documents

Document = dict[str, Any]
LANGUAGES = ("nl", "en")
HOP = "bone.hop"
"""Not asked with pain in hip or groin."""

plans = st.lists(st.sampled_from(list(STEPS)), unique=True)
written = st.fixed_dictionaries(
    {
        "note": st.text(max_size=40),
        "plan": plans,
        "referral": st.lists(st.sampled_from(list(REFERRALS)), unique=True),
        "referral_other": st.text(max_size=20),
        "discussed": st.just([]),
    }
)


def training_as(one: Document, other: Document) -> Document:
    """The other case, with the training of the first."""
    answers = {code: raw for code, raw in other["answers"].items() if code not in coach.KNOWN}
    trains = {code: raw for code, raw in one["answers"].items() if code in coach.KNOWN}
    return {**other, "answers": {**answers, **trains}}


@given(documents(), documents(), written, written, st.sampled_from(LANGUAGES))
@settings(max_examples=40)
def test_the_sheet_depends_on_training_and_its_steps_alone(
    one: Document, other: Document, said: dict[str, Any], unsaid: dict[str, Any], language: str
) -> None:
    agreed = [step for step in said["plan"] if step in STEPS_FOR_COACH]
    beside = [step for step in unsaid["plan"] if step not in STEPS_FOR_COACH]
    here = coach_of(one, language, replace(PLANNED, written=said))
    there = coach_of(
        training_as(one, other),
        language,
        replace(
            PLANNED,
            written={**unsaid, "plan": beside + agreed},
            sources={"energy.restriction": "verteld in gesprek"},
            replaces="Vervangt versie 1. Reden: eetstoornis",
            link="https://example.org/verify/abc/",
            filled_in="en",
        ),
    )
    assert replace(here, go_ahead="") == replace(there, go_ahead="")
    if here.go_ahead == there.go_ahead:
        assert paper.html(here) == paper.html(there)


@given(documents(), plans, st.sampled_from(LANGUAGES))
@settings(max_examples=40)
def test_the_one_thing_beside_training_is_whether_impact_waits_in_words_that_never_vary(
    document: Document, plan: list[str], language: str
) -> None:
    protocol, case = read_document(document)
    letter = coach_of(document, language, replace(PLANNED, written={"plan": plan}))
    with override(language):
        said = str(GO_AHEAD) if coach.waits(plan, protocol.assess(case)) else ""
    assert letter.go_ahead == said


def test_training_leaves_nothing_else_of_a_case() -> None:
    _protocol, case = read_document(letters.EVERY_SIGN)
    left = coach.training(case)
    assert set(left.responses.given) == set(coach.KNOWN)
    assert left.responses.asked == set(coach.KNOWN)
    assert (left.age, left.measured) == (0, {})


def test_no_answer_that_it_knows_is_of_another_subject() -> None:
    subjects = {code.partition(".")[0] for code in coach.KNOWN}
    assert subjects == {"load", "fatigue"}
    assert [c for c in coach.KNOWN if c.startswith("fatigue")] == ["fatigue.rest_days"]


@pytest.mark.parametrize("step", ["stop_impact", "reduce_impact"])
def test_a_step_that_stops_or_reduces_impact_asks_for_the_go_ahead(step: str) -> None:
    assert coach_of(letters.IN_ORDER).go_ahead == ""
    letter = coach_of(letters.IN_ORDER, facts=replace(PLANNED, written={"plan": [step]}))
    assert "groen licht" in letter.go_ahead


@pytest.mark.parametrize(
    ("changes", "waits"),
    [
        ({"bone__pain_sites": ["hip_groin"]}, True),
        ({"bone__pain_sites": ["tibia_front"], "bone__pain_one_spot": "yes"}, True),
        ({"bone__pain_sudden": "yes"}, True),
        ({}, False),
    ],
)
def test_urgent_and_high_bone_pain_ask_for_it_and_other_pain_does_not(
    changes: dict[str, Any], waits: bool
) -> None:
    pain = {code.replace(".", "__"): raw for code, raw in letters.PAIN.items() if code != HOP}
    document = letters.document(24, {}, **{**pain, **changes})
    assert bool(coach_of(document).go_ahead) is waits


def test_the_load_is_drawn_without_the_pain() -> None:
    drawn = coach_of(letters.PAIN_AND_LOAD).timeline
    assert drawn is not None
    assert (drawn.pain, drawn.pain_label, drawn.pain_note) == (None, "", "")
    assert "pijn" not in drawn.label.lower()


def test_steps_that_are_not_training_are_not_told() -> None:
    steps = coach_of(letters.IN_ORDER, "en", PLANNED).steps
    assert len(steps) == 4
    assert not any("food" in step or "again" in step for step in steps)
