"""One Bundle per screening: valid, without faults of our own, and the same bytes each time."""

import json
from datetime import UTC, datetime, timedelta, timezone
from random import Random
from typing import Any

import pytest
from django.utils.translation import override
from fhir.resources.R4B.bundle import Bundle
from hypothesis import given, settings
from hypothesis import strategies as st

from screening.fhir import as_bytes, bundle, faults
from tests import letters, strategies
from tests.rules.people import CYCLE, SHARED

from .filling import AT, SENT, filled

TOLD = {
    "age": 24,
    "answers": {c: v for c, v in {**SHARED, **CYCLE}.items() if c != "bone.pain_now"},
    "measurements": {},
}


def check(document: dict[str, Any], **more: Any) -> None:
    made = bundle(filled(document, **more), AT)
    Bundle.model_validate(json.loads(as_bytes(made)))
    assert faults(made) == []


@pytest.mark.parametrize("case", letters.CASES.values(), ids=list(letters.CASES))
def test_every_worked_case_gives_a_valid_bundle(case: dict[str, Any]) -> None:
    check(case)


def test_a_screening_with_told_answers_gives_a_valid_bundle() -> None:
    check(TOLD, told={"bone.pain_now": "yes", "bone.pain_sites": ["heel"]}, signed=True)


@settings(max_examples=16)
@given(strategies.documents())
def test_every_case_gives_a_valid_bundle(document: dict[str, Any]) -> None:
    check(document)


@settings(max_examples=16)
@given(strategies.documents(), st.randoms(use_true_random=False))
def test_every_part_of_the_answers_may_be_told_instead(
    document: dict[str, Any], chance: Random
) -> None:
    told = {code: raw for code, raw in document["answers"].items() if chance.random() < 0.3}
    own = {code: raw for code, raw in document["answers"].items() if code not in told}
    check({**document, "answers": own}, told=told)


def test_the_same_screening_gives_the_same_bytes_from_any_time_zone() -> None:
    amsterdam = timezone(timedelta(hours=1))
    here = as_bytes(bundle(filled(letters.EVERY_SIGN), AT))
    again = as_bytes(bundle(filled(letters.EVERY_SIGN), AT.astimezone(amsterdam)))
    assert here == again


def test_the_bytes_do_not_depend_on_the_language_of_the_reader() -> None:
    made = []
    for language in ("en", "nl"):
        with override(language):
            made.append(as_bytes(bundle(filled(letters.EVERY_SIGN), AT)))
    assert made[0] == made[1]


def test_every_name_in_the_bundle_comes_from_the_code_of_the_screening() -> None:
    urls = [entry["fullUrl"] for entry in bundle(filled(letters.IN_ORDER), AT)["entry"]]
    assert len(set(urls)) == len(urls)
    later = datetime(2027, 1, 1, tzinfo=UTC)
    assert urls == [e["fullUrl"] for e in bundle(filled(letters.IN_ORDER), later)["entry"]]


def test_the_bytes_are_read_back_as_the_same_resource() -> None:
    made = bundle(filled(letters.EVERY_SIGN), AT)
    assert json.loads(as_bytes(made)) == made


def test_the_bundle_has_the_times_that_it_was_given() -> None:
    made = bundle(filled(letters.NOTHING), AT)
    assert made["timestamp"] == "2026-11-23T08:00:00Z"
    assert made["entry"][1]["resource"]["authored"] == SENT.strftime("%Y-%m-%dT%H:%M:%SZ")


def test_what_is_computed_rests_on_the_told_response_too() -> None:
    made = bundle(filled(TOLD, told={"bone.pain_now": "no"}), AT)
    told_url = made["entry"][2]["fullUrl"]
    assert made["entry"][2]["resource"]["resourceType"] == "QuestionnaireResponse"
    derived = [e["resource"] for e in made["entry"] if "derivedFrom" in e["resource"]]
    assert all({"reference": told_url} in each["derivedFrom"] for each in derived)
