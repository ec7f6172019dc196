"""The letter: everything that page and paper show, in words, and nothing that the assessment does not say."""

import dataclasses
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings

from clinic.letter import Facts, marks
from clinic.letter.scales import SCALES
from screening.core.span import Span
from screening.protocols import CURRENT, read_document
from screening.rules.cat2 import INDICATORS
from screening.rules.feeds import FEEDS, INDICATOR_FEEDS
from screening.rules.flags import FLAGS
from screening.rules.results import Attention, Band, Colour, DomainState, Status
from screening.rules.sources import FACTOR_SOURCES
from screening.wording.indicator_rules import INDICATOR_RULES
from tests import letters
from tests.letters import letter_of
from tests.strategies import documents


def texts(thing: Any) -> Iterator[str]:
    """Every text in it."""
    if isinstance(thing, str):
        yield thing
    elif dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        for field in dataclasses.fields(thing):
            yield from texts(getattr(thing, field.name))
    elif isinstance(thing, tuple | list | frozenset):
        for part in thing:
            yield from texts(part)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", letters.CASES)
def test_every_case_has_a_letter_in_both_languages(name: str, language: str):
    letter = letter_of(letters.CASES[name], language)
    assert letter.language == language
    assert letter.why
    assert letter.ending.required
    assert ("geen diagnose" in letter.ending.required) is (language == "nl")


@given(documents())
@settings(max_examples=60)
def test_the_letter_says_what_the_assessment_says(document: dict[str, Any]):
    protocol, case = read_document(document)
    assessment = protocol.assess(case)
    letter = letter_of(document)
    told = [flag.code for flag in letter.flags]
    nested = [milder.code for flag in letter.flags for milder in flag.under]
    assert sorted(told + nested) == sorted(flag.code for flag in assessment.flags)
    assert sum(len(open_.titles) for open_ in letter.open_flags) == len(assessment.open_flags)
    assert {row.code: row.span for row in letter.triad.rows} == (assessment.triad.rows or {})
    if assessment.triad.total:
        assert letter.triad.total.span == assessment.triad.total
    assert letter.cat2.reachable == assessment.cat2.reachable
    for row in letter.domains:
        points = assessment.profile.domains[row.code].points
        assert points is None or row.span == points
    shown = [factor.code for group in letter.factors for factor in group.factors]
    silent = {"menarche", "menses", "cycle_change"} - set(shown)
    assert shown == [code for code in assessment.profile.factors if code not in silent]
    if silent:
        assert assessment.profile.domains["menstrual"].state is DomainState.NOT_APPLICABLE


@given(documents())
@settings(max_examples=60)
def test_green_is_said_only_of_what_is_certain(document: dict[str, Any]):
    letter = letter_of(document)
    protocol, case = read_document(document)
    assessment = protocol.assess(case)
    for pair, ends in (
        (assessment.triad.band, letter.triad.bands),
        (assessment.cat2.colour, letter.cat2.colours),
    ):
        green = [end for end in ends if end.tone == "low"]
        assert not green or (pair is not None and pair[0] is pair[1])


def test_from_green_to_red_cannot_be_assessed_yet():
    (word,) = marks.colour((Colour.GREEN, Colour.RED))
    assert word.tone == "open"
    assert word.shape == "hatched"


@pytest.mark.parametrize(
    "ends",
    [
        marks.band((Band.LOW, Band.HIGH)),
        marks.colour((Colour.GREEN, Colour.YELLOW)),
        marks.colour((Colour.GREEN, Colour.ORANGE)),
    ],
)
def test_an_open_pair_is_never_green(ends: tuple[marks.Marked, ...]):
    assert "low" not in {end.tone for end in ends}


def test_what_is_certainly_low_is_green():
    assert marks.band((Band.LOW, Band.LOW))[0].tone == "low"
    assert marks.colour((Colour.GREEN, Colour.GREEN))[0].tone == "low"


def test_each_level_and_status_has_a_mark_of_its_own():
    levels = [marks.attention(level) for level in Attention]
    statuses = [marks.status((status, status))[0] for status in Status]
    for those in (levels, statuses):
        assert len({word.name for word in those}) == len({word.word for word in those})


def test_a_milder_flag_stands_under_the_urgent_one_that_tells_of_the_same_thing():
    letter = letter_of(letters.MAN)
    assert [flag.code for flag in letter.flags] == ["high_risk_site"]
    assert {milder.code for milder in letter.flags[0].under} == {"bone_pain"}


def test_nothing_answered_leaves_every_row_open():
    letter = letter_of(letters.NOTHING)
    assert {row.span for row in letter.triad.rows} == {Span(0, 2)}
    assert letter.missing
    assert letter.settles


def test_pregnancy_gives_the_reason_instead_of_rows():
    letter = letter_of(letters.PREGNANT)
    assert letter.triad.rows == ()
    assert "zwanger" in letter.triad.not_scored
    assert "zwanger" in letter.cat2.not_scored


def test_men_have_four_rows_and_no_band():
    letter = letter_of(letters.MAN)
    assert len(letter.triad.rows) == 4
    assert letter.triad.bands == ()
    assert letter.triad.thresholds == ()
    assert letter.triad.no_band


def test_no_text_about_a_minor_holds_a_bmi():
    letter = letter_of(letters.GIRL)
    seen = [text for text in texts(letter) if "BMI" in text]
    assert set(seen) <= {str(SCALES["body_mass"])}, seen


def test_a_letter_about_a_man_is_silent_on_menstruation():
    letter = letter_of(letters.MAN)
    told = " ".join(texts(letter)).lower()
    assert "menstruatie" not in told
    assert "menarche" not in told
    assert "zeven domeinen" in letter.domains_note


def test_an_estimate_says_that_it_is_one():
    letter = letter_of(letters.ON_THE_PILL, "en")
    assert "Estimate" in letter.triad.estimate


def test_her_topics_and_remarks_are_told_as_typed():
    letter = letter_of(letters.EVERY_SIGN)
    assert letter.remarks == letters.REMARKS
    assert len(letter.topics) == 3


def test_every_factor_has_its_rule_its_source_and_the_phrase_of_the_article():
    letter = letter_of(letters.IN_ORDER)
    rows = [factor for group in letter.factors for factor in group.factors]
    assert {row.code for row in rows} == set(FACTOR_SOURCES) == set(SCALES)
    cited = {reference.number for reference in letter.references}
    for row in rows:
        assert row.rule
        assert row.phrase
        assert {source.number for source in row.sources} <= cited


def test_every_flag_and_indicator_is_traced_to_answers_or_measurements_that_there_are():
    codes = {*CURRENT.instrument.items, *(m.code for m in CURRENT.instrument.measures)}
    assert set(FEEDS) == {rule.code for rule in FLAGS}
    assert set(INDICATOR_FEEDS) == {rule.code for rule in INDICATORS} == set(INDICATOR_RULES)
    for feed in (*FEEDS.values(), *INDICATOR_FEEDS.values()):
        assert set(feed.codes) <= codes
        assert feed.factor in ("", *FACTOR_SOURCES)


@given(documents())
@settings(max_examples=60)
def test_every_flag_shows_an_answer_or_a_measurement(document: dict[str, Any]):
    for flag in letter_of(document).flags:
        for told in (flag, *flag.under):
            assert told.trace.told, told.code


@given(documents())
@settings(max_examples=60)
def test_every_indicator_opens_to_its_rule_and_source_also_one_that_is_left_out(
    document: dict[str, Any],
):
    protocol, case = read_document(document)
    scored = protocol.assess(case).cat2
    letter = letter_of(document)
    rows = letter.cat2.indicators
    assert [row.code for row in rows] == [*(scored.indicators or ()), *scored.removed]
    cited = {reference.number for reference in letter.references}
    for row in rows:
        assert row.trace.rule
        assert row.trace.source.number in cited
        assert (row.primary == "–") is (row.code in scored.removed)


def test_with_many_flags_the_raised_ones_are_folded_and_none_is_left_out():
    letter = letter_of(letters.TWELVE_SIGNS)
    assert len(letter.flags) == 12
    assert all(flag.folded == (flag.level.tone == "raised") for flag in letter.flags)


def test_without_facts_the_head_says_so():
    letter = letter_of(letters.IN_ORDER, "nl", Facts(code="C-1"))
    assert letter.head.practice == "onbekende praktijk"
    assert letter.head.printed == ""
    assert letter.head.filled == "niet bekend"


def test_the_letter_claims_nothing_that_it_may_not():
    for language, forbidden in (
        ("nl", ("voorspelt", "goedgekeurd", "bmi-categorie")),
        ("en", ("predicts", "approved")),
    ):
        told = json.dumps(list(texts(letter_of(letters.EVERY_SIGN, language)))).lower()
        assert not [word for word in forbidden if word in told]
