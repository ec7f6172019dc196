"""Better, worse, the same, or not to be told: two screenings of one athlete beside each other."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screening.core.span import Span
from screening.protocols import read_document
from screening.rules.change import Change, Compared, Why, changes, of_spans
from screening.rules.results import Assessment
from tests.rules.people import LEFT_OUT, NO_CYCLE, PILL, man, woman
from tests.strategies import documents

spans = st.tuples(st.integers(0, 12), st.integers(0, 12)).map(lambda ends: Span(*sorted(ends)))


def found(before: Assessment, after: Assessment, **more: Any) -> dict[str, Compared]:
    return {each.code: each for each in changes(before, after, **more)}


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        (Span(3, 3), Span(3, 3), Change.SAME),
        (Span(2, 6), Span(2, 6), Change.SAME),
        (Span(1, 1), Span(3, 3), Change.WORSE),
        (Span(0, 2), Span(3, 5), Change.WORSE),
        (Span(4, 6), Span(3, 3), Change.BETTER),
        (Span(0, 2), Span(2, 5), Change.UNTOLD),
        (Span(3, 5), Span(1, 3), Change.UNTOLD),
        (Span(2, 6), Span(3, 3), Change.UNTOLD),
    ],
)
def test_only_spans_without_a_common_point_are_worse_or_better(
    before: Span, after: Span, change: Change
):
    assert of_spans(before, after) is change


@given(spans, spans)
def test_a_change_holds_for_every_completion_of_both(before: Span, after: Span):
    change = of_spans(before, after)
    pairs = [
        (then, now)
        for then in range(before.least, before.most + 1)
        for now in range(after.least, after.most + 1)
    ]
    assert (change is Change.WORSE) == all(now > then for then, now in pairs)
    assert (change is Change.BETTER) == all(now < then for then, now in pairs)


@given(spans, spans)
def test_turned_round_better_becomes_worse(before: Span, after: Span):
    turned = {Change.BETTER: Change.WORSE, Change.WORSE: Change.BETTER}
    forth, back = of_spans(before, after), of_spans(after, before)
    assert back is turned.get(forth, forth)


@given(documents())
@settings(max_examples=60)
def test_nothing_changed_since_the_same_screening(document: dict[str, Any]):
    protocol, case = read_document(document)
    assessment = protocol.assess(case)
    for each in changes(assessment, assessment):
        assert each.change is (Change.SAME if each.before is not None else Change.APART)


@given(documents(), documents())
@settings(max_examples=60)
def test_two_screenings_compare_exactly_where_both_have_points_of_one_kind(
    first: dict[str, Any], second: dict[str, Any]
):
    before, after = (
        protocol.assess(case) for protocol, case in map(read_document, (first, second))
    )
    for each in changes(before, after):
        assert (each.change is Change.APART) == (each.why is not None)
        if each.change is not Change.APART:
            assert each.change is of_spans(each.before, each.after)


def test_domains_total_counts_and_attention_change_each_for_itself():
    before = woman(load__changes=["volume", "intensity"], load__hours_per_week=12)
    after = woman(energy__restriction="often", fatigue__tired="most_days")
    told = {code: each.change for code, each in found(before, after).items()}
    assert list(told)[:4] == ["attention", "triad", "primary", "secondary"]
    assert told["load"] is Change.BETTER
    assert told["energy"] is told["fatigue"] is told["triad"] is told["attention"] is Change.WORSE
    assert told["strength"] is told["primary"] is told["secondary"] is Change.SAME


def test_a_missing_answer_leaves_it_untold():
    after = woman(fatigue__tired=LEFT_OUT)
    assert found(woman(fatigue__tired="weekly"), after)["fatigue"].change is Change.UNTOLD


def test_an_incomplete_level_may_be_any():
    open_ = woman(energy__restriction=LEFT_OUT)
    assert found(woman(), open_)["attention"].change is Change.UNTOLD
    assert found(open_, woman())["attention"].change is Change.UNTOLD


def test_a_hidden_cycle_compares_with_nothing():
    pill = woman(**PILL)
    assert found(pill, woman())["menstrual"].why is Why.THEN
    assert found(woman(), pill)["menstrual"].why is Why.NOW
    assert found(woman(), pill)["menstrual"].change is Change.APART


def test_pregnancy_has_no_total_and_no_level_to_compare():
    pregnant = woman(30, menstruation__status="pregnant", **NO_CYCLE)
    told = found(pregnant, woman())
    assert told["triad"].why is told["primary"].why is told["attention"].why is Why.THEN
    assert told["gut"].change is Change.SAME


def test_another_maximum_is_not_compared():
    unmeasured = woman(24, {"dxa_z": LEFT_OUT})
    assert found(unmeasured, woman())["bone"].why is Why.COUNTED
    assert found(man(), woman())["triad"].why is Why.COUNTED
    assert found(man(), woman())["primary"].why is Why.COUNTED


def test_another_protocol_is_not_compared():
    told = found(woman(), woman(), same_protocol=False)
    assert {each.why for each in told.values()} == {Why.PROTOCOL}
