"""What would settle most: each named outcome is reached by some result, and no result leads anywhere else."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from screening.core.answers import with_answer
from screening.core.kinds import Group
from screening.protocols import CURRENT, read_document
from screening.rules.results import Assessment, Attention, Band, Colour
from screening.rules.settle import Settling, completions
from tests import letters
from tests.strategies import INSTRUMENT, documents, values

MEASURES = {measure.code: measure for measure in INSTRUMENT.measures}


def settlings(document: dict[str, Any]) -> dict[tuple[str, ...], Settling]:
    _, case = read_document(document)
    return {each.codes: each for each in CURRENT.settle(case)}


def named(settling: Settling, result: Assessment) -> bool:
    """Whether the settling names what this result gives."""
    return (
        result.triad.band in settling.band.outcomes
        and result.cat2.colour in settling.colour.outcomes
        and result.attention in settling.attention
    )


def _known(code: str, case: Any) -> st.SearchStrategy[Any]:
    """Typed answers that leave nothing of the item open."""
    kind = INSTRUMENT.items[code].kind
    drawn = values(code, kind)
    if isinstance(kind, Group):
        least = 2 if case.responses.given.get("bone.injury_count") == "two_or_more" else 1
        rows = {part.code: values(part.code, part.kind) for part in kind.parts}
        most = 3 if least == 2 else 1
        drawn = st.lists(st.fixed_dictionaries(rows), min_size=least, max_size=most)
    return drawn.map(kind.read)


@given(documents(), st.data())
@settings(max_examples=250)
def test_no_result_leads_to_an_outcome_that_is_not_named(document: dict[str, Any], data: Any):
    _, case = read_document(document)
    open_ = settlings(document)
    assume(open_)
    settling = data.draw(st.sampled_from(list(open_.values())))
    if settling.asked:
        (code,) = settling.codes
        answer = data.draw(_known(code, case))
        responses = with_answer(INSTRUMENT, case.responses, code, answer)
        result = CURRENT.assess(replace(case, responses=responses))
    else:
        found = {
            code: MEASURES[code].kind.read(data.draw(values(code, MEASURES[code].kind)))
            for code in settling.codes
        }
        result = CURRENT.assess(replace(case, measured={**found, **case.measured}))
    assert named(settling, result)


@given(documents())
@settings(max_examples=60)
def test_every_named_outcome_is_reached_by_some_result(document: dict[str, Any]):
    _, case = read_document(document)
    tried = dict(completions(case, INSTRUMENT))
    for settling in CURRENT.settle(case):
        results = [CURRENT.assess(result) for result in tried[settling.codes]]
        assert {result.triad.band for result in results} == set(settling.band.outcomes)
        assert {result.cat2.colour for result in results} == set(settling.colour.outcomes)
        assert {*settling.reaches} <= {result.attention for result in results}


def test_a_known_z_score_says_both_directions():
    z = settlings(letters.document(24, {"dxa_z": letters.LEFT_OUT}, energy__restriction="often"))
    settling = z[("dxa_z",)]
    assert settling.triad == (2, 0)
    assert settling.band.now == (Band.LOW, Band.MODERATE)
    assert settling.band.outcomes == ((Band.LOW, Band.LOW), (Band.MODERATE, Band.MODERATE))
    assert settling.band.stays is False
    assert settling.colour.now == (Colour.GREEN, Colour.YELLOW)
    assert settling.colour.outcomes == (
        (Colour.GREEN, Colour.GREEN),
        (Colour.YELLOW, Colour.YELLOW),
    )


@pytest.mark.parametrize("height", [150, 195])
def test_a_measured_height_does_not_hide_what_the_weight_could_show(height: int):
    weight = settlings(letters.document(24, {"height_cm": height, "weight_kg": letters.LEFT_OUT}))[
        ("height_cm", "weight_kg")
    ]
    assert Attention.URGENT in weight.reaches
    assert weight.band.outcomes == ((Band.LOW, Band.LOW), (Band.MODERATE, Band.MODERATE))


def test_an_earlier_weight_makes_a_loss_possible():
    codes = ("height_cm", "weight_kg")
    left_out = {"height_cm": letters.LEFT_OUT, "weight_kg": letters.LEFT_OUT}
    weight = settlings(letters.document(24, {**left_out, "weight_month_ago_kg": Decimal(60)}))
    assert Attention.URGENT in weight[codes].reaches
