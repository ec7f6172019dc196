"""What must hold for every case, whatever its answers."""

import copy
import random
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from screening.core.answers import Refused
from screening.core.span import Span
from screening.protocols import CURRENT, read_document
from screening.rules import attention
from screening.rules.flags import FLAGS
from screening.rules.results import Assessment, Attention, Colour, Flag
from screening.rules.terms import Terms
from tests.rules.worse import FACTORS, ROWS
from tests.strategies import INSTRUMENT, documents, values

RISING = (
    Attention.LOW,
    Attention.INCOMPLETE,
    Attention.NOT_SCORED,
    Attention.RAISED,
    Attention.HIGH,
    Attention.URGENT,
)
SHARED = {
    "about.body",
    "about.hormone_therapy",
    "menstruation.status",
    "menstruation.contraception",
    "menstruation.known_cause",
    "menstruation.periods_12m",
    "menstruation.longest_gap_months",
    "energy.ed_diagnosis",
}
"""Answers on which a set or a shared term depends."""
READ = {
    item for several in INSTRUMENT.conditions.values() for c in several for item, _ in c.reads()
}
FREE = [
    code
    for code, item in INSTRUMENT.items.items()
    if code not in SHARED | READ and not item.optional
]
"""Answers on which no condition and no set depends: their completions are free."""


def assess(document: dict[str, Any]) -> Assessment:
    protocol, case = read_document(document)
    return protocol.assess(case)


def spans(assessment: Assessment) -> dict[str, Span]:
    """Every pair of the two published rules by name, the colour as its place."""
    found: dict[str, Span] = {}
    triad, cat2 = assessment.triad, assessment.cat2
    if triad.rows is not None and triad.total is not None:
        found |= {f"triad.{code}": row for code, row in triad.rows.items()}
        found["triad.total"] = triad.total
    if cat2.indicators is not None and cat2.primary and cat2.secondary and cat2.colour:
        for code, indicator in cat2.indicators.items():
            found[f"cat2.{code}.primary"] = indicator.primary
            found[f"cat2.{code}.secondary"] = indicator.secondary
        found["cat2.primary"], found["cat2.secondary"] = cat2.primary, cat2.secondary
        order = list(Colour)
        found["cat2.colour"] = Span(*(order.index(colour) for colour in cat2.colour))
    return found


def within(inner: Span, outer: Span) -> bool:
    return outer.least <= inner.least and inner.most <= outer.most


@given(documents(), st.data())
@settings(max_examples=200)
def test_leaving_out_an_answer_never_narrows_a_pair(document: dict[str, Any], data: Any):
    removable = [code for code in FREE if code in document["answers"]]
    assume(removable)
    fewer = copy.deepcopy(document)
    del fewer["answers"][data.draw(st.sampled_from(removable))]
    full, open_ = spans(assess(document)), spans(assess(fewer))
    assert set(full) == set(open_)
    for name, span in full.items():
        assert within(span, open_[name]), name


@given(documents(), st.randoms(use_true_random=False), st.data())
@settings(max_examples=150)
def test_every_completion_lies_within_the_pairs_of_the_incomplete_case(
    document: dict[str, Any], order: random.Random, data: Any
):
    _, case = read_document(document)
    incomplete = assess(document)
    completed = copy.deepcopy(document)
    open_items = [code for code in FREE if case.responses.missing(code)]
    assume(open_items)
    for code in order.sample(open_items, order.randint(1, len(open_items))):
        completed["answers"][code] = data.draw(values(code, INSTRUMENT.items[code].kind))
    try:
        complete = spans(assess(completed))
    except Refused:
        assume(False)
    for name, span in spans(incomplete).items():
        assert within(complete[name], span), name


@given(documents(), st.data())
@settings(max_examples=200)
def test_a_worse_answer_never_lowers_either_end_of_its_row_or_factor(
    document: dict[str, Any], data: Any
):
    place, item, better, worse = data.draw(st.sampled_from(_pairs()))
    kind = "answers" if "." in item else "measurements"
    good, bad = copy.deepcopy(document), copy.deepcopy(document)
    good[kind][item], bad[kind][item] = better, worse
    try:
        lower, higher = assess(good), assess(bad)
    except Refused:
        assume(False)
    before, after = _row(lower, place), _row(higher, place)
    assume(before is not None and after is not None)
    assert before.least <= after.least
    assert before.most <= after.most


def _pairs() -> list[tuple[str, str, Any, Any]]:
    return [
        (place, item, order[i], order[j])
        for table in (ROWS, FACTORS)
        for place, items in table.items()
        for item, order in items.items()
        for i in range(len(order))
        for j in range(i + 1, len(order))
    ]


def _row(assessment: Assessment, place: str) -> Span | None:
    kind, _, code = place.partition(".")
    if kind == "triad":
        return (assessment.triad.rows or {}).get(code)
    if kind == "cat2":
        indicator = (assessment.cat2.indicators or {}).get(code)
        return indicator and indicator.primary
    return assessment.profile.factors[code].points


@given(documents(), st.data())
@settings(max_examples=150)
def test_attention_never_falls_when_a_flag_is_added(document: dict[str, Any], data: Any):
    _, case = read_document(document)
    result = assess(document)
    added = data.draw(st.sampled_from(FLAGS))
    flags = (*result.flags, Flag(added.code, added.level))
    level, because = attention.level(
        Terms(case), flags, result.open_flags, result.triad, result.cat2, result.profile
    )
    assert RISING.index(level) >= RISING.index(result.attention)
    assert RISING.index(level) >= RISING.index(added.level)
    assert because


@given(documents(), st.randoms(use_true_random=False))
@settings(max_examples=100)
def test_the_result_depends_on_nothing_but_the_case(document: dict[str, Any], order: random.Random):
    shuffled = copy.deepcopy(document)
    for part in ("answers", "measurements"):
        codes = list(shuffled[part])
        order.shuffle(codes)
        shuffled[part] = {code: shuffled[part][code] for code in codes}
    assert assess(document) == assess(shuffled)


@given(documents())
@settings(max_examples=150)
def test_every_result_is_coherent(document: dict[str, Any]):
    result = assess(document)
    for name, span in spans(result).items():
        assert span.least <= span.most, name
    codes = {flag.code for flag in result.flags}
    assert not codes & set(result.open_flags)
    urgent = any(flag.level is Attention.URGENT for flag in result.flags)
    assert urgent == (result.attention is Attention.URGENT)
    if result.attention is Attention.LOW:
        assert not result.flags
        assert not result.open_flags
    for domain in result.profile.domains.values():
        if domain.points is not None:
            assert 0 <= domain.points.least <= domain.points.most <= domain.maximum


@given(documents())
@settings(max_examples=60)
def test_what_would_settle_is_open_now(document: dict[str, Any]):
    _, case = read_document(document)
    for settling in CURRENT.settle(case):
        assert settling.gain > 0 or settling.reaches
        assert settling.attention[0] is assess(document).attention
        assert any(
            code not in case.measured if "." not in code else case.responses.missing(code)
            for code in settling.codes
        )


@given(documents(body="male"))
@settings(max_examples=100)
def test_a_man_is_never_asked_or_scored_on_a_cycle(document: dict[str, Any]):
    result = assess(document)
    assert not any(code.startswith("menstruation.") for code in document["answers"])
    assert set(result.triad.rows or ()) <= {
        "energy_availability",
        "body_mass",
        "bone_density",
        "previous_bsi",
    }
    assert result.triad.band is None
    assert "menstrual" not in (result.cat2.indicators or {})
