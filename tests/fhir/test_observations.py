"""Observations: spans are ranges, what is missing is never a zero, and all of it says how far it may be trusted."""

from typing import Any

import pytest
from hypothesis import given, settings

from screening.fhir import observations
from screening.fhir.codes import LOINC
from tests import letters, strategies

from .filling import components, filled, observed, texts

Resources = list[dict[str, Any]]


@pytest.fixture(scope="module")
def pill() -> Resources:
    return observations(filled(letters.ON_THE_PILL))


def ends(value: dict[str, Any]) -> tuple[int, int]:
    """Least and most of a value, also of a definite one."""
    if "valueInteger" in value:
        return value["valueInteger"], value["valueInteger"]
    return value["valueRange"]["low"]["value"], value["valueRange"]["high"]["value"]


@settings(max_examples=30)
@given(strategies.documents())
def test_every_number_has_the_ends_of_its_span(document: dict[str, Any]) -> None:
    screening = filled(document)
    resources, result = observations(screening), screening.assessment
    spans = {
        "triad-total": result.triad.total,
        "cat2-primary": result.cat2.primary,
        "cat2-secondary": result.cat2.secondary,
        **{f"domain-{code}": domain.points for code, domain in result.profile.domains.items()},
    }
    for code, span in spans.items():
        resource = observed(resources, code)
        if span is None:
            assert "dataAbsentReason" in resource
            assert not any(name.startswith("value") for name in resource)
        else:
            assert ends(resource) == span
            assert ("valueInteger" in resource) == span.definite


def test_the_triad_names_its_rows_its_maximum_and_both_ends_of_its_band(pill: Resources) -> None:
    triad = observed(pill, "triad-total")
    result = filled(letters.ON_THE_PILL).assessment.triad
    assert result.rows is not None
    assert result.band is not None
    for code, span in result.rows.items():
        (row,) = components(triad, code)
        assert ends(row) == span
    for end, band in zip(("least", "most"), result.band, strict=True):
        (part,) = components(triad, f"band-{end}")
        assert part["valueCodeableConcept"]["coding"][0]["code"] == band.value
    (maximum,) = components(triad, "maximum")
    assert maximum["valueInteger"] == 12
    (hidden,) = components(triad, "not-assessable")
    assert hidden["valueCodeableConcept"]["coding"][0]["code"] == "menses"


def test_a_colour_that_is_open_has_two_ends_and_no_code_of_its_own(pill: Resources) -> None:
    colour = observed(pill, "cat2-colour")
    assert "coding" not in colour["valueCodeableConcept"]
    assert colour["valueCodeableConcept"]["text"]
    found = [components(colour, f"cat2-colour-{end}") for end in ("least", "most")]
    codes = [part["valueCodeableConcept"]["coding"][0]["code"] for (part,) in found]
    assert tuple(codes) == filled(letters.ON_THE_PILL).assessment.cat2.colour


def test_in_pregnancy_triad_and_cat2_say_that_they_are_not_scored() -> None:
    resources = observations(filled(letters.PREGNANT))
    for code in ("triad-total", "cat2-primary", "cat2-secondary", "cat2-colour"):
        reason = observed(resources, code)["dataAbsentReason"]
        assert reason["coding"][0]["code"] == "not-performed"
        assert reason["text"] == "not scored: pregnancy"


def test_a_man_has_no_band_and_the_note_says_why() -> None:
    triad = observed(observations(filled(letters.MAN)), "triad-total")
    assert components(triad, "band-least") == []
    assert any("without a band" in note["text"] for note in triad["note"])


def test_a_factor_that_was_not_answered_has_a_reason_and_no_zero() -> None:
    gut = observed(observations(filled(letters.NOTHING)), "domain-gut")
    factors = [*components(gut, "bloating_pain"), *components(gut, "stool")]
    assert [ends(each) for each in factors] == [(0, 2), (0, 2)]
    fluid = observed(observations(filled(letters.MAN)), "domain-menstrual")
    assert fluid["dataAbsentReason"]["coding"][0]["code"] == "not-applicable"


def test_flags_that_stand_are_true_and_open_ones_have_no_value() -> None:
    resources = observations(filled(letters.ON_THE_PILL))
    result = filled(letters.ON_THE_PILL).assessment
    flags = {
        each["code"]["coding"][0]["code"]: each
        for each in resources
        if each["code"]["coding"][0]["code"].startswith("flag-")
    }
    assert list(flags) == [f"flag-{f.code}" for f in result.flags] + [
        f"flag-{code}" for code in result.open_flags
    ]
    for flag in result.flags:
        assert flags[f"flag-{flag.code}"]["valueBoolean"] is True
    for code in result.open_flags:
        assert flags[f"flag-{code}"]["dataAbsentReason"]["coding"][0]["code"] == "unknown"


def test_the_attention_level_gives_every_clause(pill: Resources) -> None:
    attention = observed(pill, "attention")
    result = filled(letters.ON_THE_PILL).assessment
    assert attention["valueCodeableConcept"]["coding"][0]["code"] == result.attention.value
    clauses = [
        part["valueCodeableConcept"]["coding"][0]["code"]
        for part in components(attention, "because")
    ]
    assert tuple(clauses) == result.because


def test_everything_computed_says_its_rules_its_limits_and_what_it_rests_on() -> None:
    for case in letters.CASES.values():
        for resource in observations(filled(case)):
            if "derivedFrom" not in resource:
                assert resource["code"]["coding"][-1]["system"] == "urn:reds-screening:measurement"
                continue
            assert resource["method"]["coding"][0]["code"] == "2026.1"
            said = " ".join(note["text"].lower() for note in resource["note"])
            assert "provisional" in said or "not validated" in said


def test_a_draft_is_preliminary_and_a_signed_screening_final() -> None:
    draft, signed = (
        {each["status"] for each in observations(filled(letters.IN_ORDER, signed=is_signed))}
        for is_signed in (False, True)
    )
    assert (draft, signed) == ({"preliminary"}, {"final"})


def test_every_text_has_its_dutch_but_what_other_systems_name() -> None:
    for case in letters.CASES.values():
        for resource in observations(filled(case)):
            for holder, name in texts(resource):
                foreign = not str(holder.get("system", "urn:reds")).startswith("urn:reds")
                assert foreign or f"_{name}" in holder, holder


def test_height_and_weight_have_their_loinc_codes_and_units() -> None:
    resources = observations(filled(letters.PREGNANT))
    found = {
        each["code"]["coding"][0]["code"]: each["valueQuantity"]
        for each in resources
        if each["code"]["coding"][0]["system"] == LOINC
    }
    assert found["8302-2"]["value"] == 170
    assert found["8302-2"]["code"] == "cm"
    assert found["29463-7"]["value"] == 71
    assert found["29463-7"]["code"] == "kg"
    assert found["30525-0"]["value"] == 31


def test_a_measurement_has_its_date_and_origin_and_keeps_her_own_value_beside_it() -> None:
    reported = {"value": 60, "on": "2026-11-01", "origin": "reported"}
    origins = {"weight_kg": {"on": "2026-11-20", "origin": "measured", "reported": reported}}
    resources = observations(filled(letters.PREGNANT, origins=origins))
    weights = [
        (
            each["valueQuantity"]["value"],
            each["effectiveDateTime"],
            each["method"]["coding"][0]["code"],
        )
        for each in resources
        if each["code"]["coding"][-1]["code"] == "weight_kg"
    ]
    assert weights == [(71, "2026-11-20", "measured"), (60, "2026-11-01", "reported")]


def test_what_was_not_measured_is_not_there() -> None:
    codes = [each["code"]["coding"][-1]["code"] for each in observations(filled(letters.NOTHING))]
    assert not {"height_cm", "weight_kg", "dxa_z"} & set(codes)


def test_the_weight_of_a_month_ago_cannot_be_taken_for_the_weight_now() -> None:
    resources = observations(filled(letters.EVERY_SIGN))
    before = observed(resources, "weight_month_ago_kg")
    assert [coding["system"] for coding in before["code"]["coding"]] == [
        "urn:reds-screening:measurement"
    ]
    assert before["valueQuantity"]["value"] == 48
