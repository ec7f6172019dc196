"""The words of the results: there for every code, in both languages, and without claims."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils.translation import override

from screening.core.answers import Fault
from screening.core.kinds import Problem
from screening.protocols import CURRENT
from screening.rules.again import Again
from screening.rules.cat2 import INDICATORS
from screening.rules.change import Change, Why
from screening.rules.flags import FLAGS as RULES
from screening.rules.profile import DOMAINS, WITHOUT_POINTS
from screening.rules.results import Attention, Band, Colour, DomainState, FactorState, Standing
from screening.rules.results import Status as DomainStatus
from screening.rules.sources import FACTOR_SOURCES, PHRASES, SOURCES
from screening.rules.triad import ROWS
from screening.wording import levels, names, notes
from screening.wording.again import AGAIN, LEVEL
from screening.wording.change import CHANGE, WHY
from screening.wording.faults import line, sentence
from screening.wording.figures import capital, number, score, several
from screening.wording.flag_rules import FLAG_RULES
from screening.wording.flags import FLAGS, UNDER
from screening.wording.flags_urgent import URGENT
from screening.wording.for_athlete import URGENT_FOR_ATHLETE
from screening.wording.short import WEIGHS

from .wording_lines import TABLES, every_text

LANGUAGES = ("en", "nl")
SAME = {
    "%(count)s open",
    "BMI %(bmi)s",
    "Coach",
    "Menarche",
    "late menarche",
    "EDE-Q %(score)s",
    "PCOS",
    "REDs CAT2 %(colour)s",
    "Triad",
    "Z-score %(z)s",
    "anorexia nervosa",
    "calcaneus",
    "calcium",
    "fibula",
    "patella",
    "rib",
    "sacrum",
    "shakes",
    "talus",
    "%(found)s; rest open",
    "Triad %(now)s → %(then)s",
    "CAT2 %(now)s → %(then)s",
    "open",
}
"""Names and medical words that are the same in Dutch."""
FACTORS = [rule.code for domain in DOMAINS for rule in domain.factors]
EVERY_FACTOR = {*FACTORS, *(rule.code for rule in WITHOUT_POINTS)}
BONE = ("sudden_pain", "femoral_neck", "trabecular_site", "high_risk_site", "general_red_flag")
OWN_ANSWERS = {*URGENT} - {"very_low_body_mass", "self_harm"}


def in_both() -> Iterator[tuple[str, str]]:
    """Every text of the package, with its language."""
    for language in LANGUAGES:
        with override(language):
            for text in every_text().values():
                yield language, text


def test_every_flag_has_words_in_the_order_and_at_the_level_of_the_rules() -> None:
    assert list(FLAGS) == [flag.code for flag in RULES]
    assert list(URGENT) == [flag.code for flag in RULES if flag.level is Attention.URGENT]


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (levels.ATTENTION, Attention),
        (levels.NEXT_STEP, Attention),
        (notes.ADVICE, Attention),
        (levels.BAND, Band),
        (levels.COLOUR, Colour),
        (levels.STATUS, DomainStatus),
        (levels.FACTOR_STATE, FactorState),
        (levels.DOMAIN_STATE, DomainState),
        (levels.STANDING, Standing),
        (names.DOMAINS, [domain.code for domain in DOMAINS]),
        (names.TRIAD_ROWS, [row.code for row in ROWS]),
        (names.INDICATORS, [indicator.code for indicator in INDICATORS]),
        (names.FACTORS, EVERY_FACTOR),
        (names.PHRASES, EVERY_FACTOR),
        (PHRASES, EVERY_FACTOR),
        (FACTOR_SOURCES, EVERY_FACTOR),
        (WEIGHS, FACTORS),
        (FLAG_RULES, [flag.code for flag in RULES]),
        (CHANGE, Change),
        (WHY, Why),
        (AGAIN, Again),
        (LEVEL, Attention),
    ],
)
def test_every_code_of_the_results_has_words(words: Any, codes: Any) -> None:
    assert set(words) == set(codes)


def test_every_text_has_dutch_words_that_differ_from_the_english() -> None:
    with override("nl"):
        same = {english for english, dutch in every_text().items() if english == dutch}
    assert {text for text in same if re.sub(r"%\(\w+\)s|[\W_]", "", text)} == SAME


def test_no_table_holds_an_empty_text() -> None:
    assert [
        (heading, code)
        for heading, words in TABLES.items()
        for code, text in words.items()
        if not str(text).strip()
    ] == []


def test_the_dutch_phrases_are_the_articles_own() -> None:
    with override("nl"):
        assert {code: str(text) for code, text in names.PHRASES.items()} == {
            code: row.phrase for code, row in PHRASES.items()
        }


FORBIDDEN = (
    r"(?<!not been )(?<!not )validated",
    r"(?<!niet )(?<!niet wetenschappelijk )gevalideerd",
    r"voorspel",
    r"predict",
    r"approved",
    r"goedgekeurd",
    r"odds",
    r"official",
    r"officieel",
    r"RED-S CAT",
    r"(chance|risk|kans|risico)\D{0,30}\d+ ?(%|percent|procent)",
    r"\d+ ?(%|percent|procent)\D{0,30}(chance|risk|kans|risico)",
    r"!",
    r"'",
)


@pytest.mark.parametrize("pattern", FORBIDDEN)
def test_no_text_claims_what_it_may_not(pattern: str) -> None:
    assert [text for _, text in in_both() if re.search(pattern, text, re.IGNORECASE)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_flags_fit_their_column(language: str) -> None:
    with override(language):
        for code, text in FLAGS.items():
            assert len(str(text.title)) <= 45, (code, str(text.title))
            assert len(str(text.found)) <= 150, code
            assert len(str(text.why)) <= 110, code
            assert len(str(text.do)) <= 200, code


@pytest.mark.parametrize(
    ("language", "stop", "hop"),
    [("en", "stop ", "no hop test"), ("nl", "stop ", "geen hinkeltest")],
)
def test_urgent_bone_flags_stop_impact_and_forbid_the_hop_test(
    language: str, stop: str, hop: str
) -> None:
    with override(language):
        for code in BONE:
            do = str(FLAGS[code].do).lower()
            assert stop in do, code
            assert "impact" in do, code
            assert hop in do, code


@pytest.mark.parametrize(("language", "same_day"), [("en", "the same day"), ("nl", "dezelfde dag")])
def test_every_urgent_flag_says_who_acts_the_same_day(language: str, same_day: str) -> None:
    with override(language):
        assert [code for code in URGENT if same_day not in str(FLAGS[code].who)] == []


@pytest.mark.parametrize(
    ("language", "test"), [("en", "pregnancy test"), ("nl", "zwangerschapstest")]
)
def test_amenorrhoea_asks_for_a_pregnancy_test_and_names_both_terms(
    language: str, test: str
) -> None:
    with override(language):
        do = str(FLAGS["amenorrhoea"].do)
        assert test in do
        assert {"3", "6"} <= set(re.findall(r"\d+", do))
        assert {"15", "16"} <= set(re.findall(r"\d+", str(FLAGS["primary_amenorrhoea"].do)))


def test_a_milder_flag_stands_under_urgent_ones_only() -> None:
    for milder, urgent in UNDER.items():
        assert milder not in URGENT
        assert set(urgent) <= set(URGENT)


def test_the_athlete_has_words_for_every_urgent_flag_of_her_own_answers() -> None:
    assert set(URGENT_FOR_ATHLETE) == OWN_ANSWERS


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_for_the_athlete_speaks_of_weight_or_threatens(language: str) -> None:
    heavy = r"weight|gewicht|\bBMI\b|calor|\bfat\b|\bvet\b|danger|gevaar|dead|dood|risk|risico"
    with override(language):
        for code, text in URGENT_FOR_ATHLETE.items():
            words = " ".join(map(str, (text.title, text.lead, *text.steps)))
            assert not re.search(heavy, words, re.IGNORECASE), code
            assert 2 <= len(text.steps) <= 4, code


def test_only_the_erratum_is_unchecked() -> None:
    assert [key for key, source in SOURCES.items() if source.unchecked] == ["cat2_erratum"]


def test_numbers_have_the_decimal_sign_of_the_language() -> None:
    with override("nl"):
        assert number(7.5) == "7,5"
        assert score(-1) == "−1,0"
    with override("en"):
        assert number(7.5) == "7.5"
        assert number(12) == "12"


def test_lists_and_capitals_are_as_one_writes_them() -> None:
    with override("nl"):
        assert several(["a", "b", "c"]) == "a, b en c"
        assert capital("één signaal") == "Eén signaal"
        assert capital("’s nachts") == "’s Nachts"


def test_from_green_to_red_nothing_can_be_said_yet() -> None:
    with override("nl"):
        assert levels.colour((Colour.GREEN, Colour.RED)) == "nog niet te beoordelen"
        assert levels.colour_reach((Colour.GREEN, Colour.RED)) == "van groen tot rood mogelijk"
        assert levels.colour((Colour.YELLOW, Colour.RED)) == "geel tot rood"
        assert levels.colour((Colour.GREEN, Colour.GREEN)) == "groen"
        assert levels.band((Band.MODERATE, Band.HIGH)) == "matig tot hoog"


FAULTS = [
    (
        Fault("menstruation.menarche_age", Problem.OUT_OF_RANGE, (8, 25)),
        "Vul een heel getal in van 8 tot 25.",
    ),
    (Fault("load.hours_per_week", Problem.NOT_A_NUMBER), "Vul een getal in van 0 tot 60."),
    (Fault("close.topics", Problem.TOO_MANY, (3,)), "Je kunt hoogstens 3 antwoorden kiezen."),
    (Fault("bone.pain_now", Problem.NOT_OFFERED, ("no", "yes")), "Kies één antwoord."),
    (
        Fault("energy.restriction", Problem.MISSING),
        "Kies één antwoord. Wil je het niet zeggen? Kies dan ‘Zeg ik liever niet’.",
    ),
    (
        Fault("bone.injuries[0].months_ago", Problem.OUT_OF_RANGE, (0, 600, "unknown")),
        "Vul een heel getal in van 0 tot 600.",
    ),
    (
        Fault("load.weekly_km[3]", Problem.OUT_OF_RANGE, (0, 2000)),
        "Vul een getal in van 0 tot 2000.",
    ),
    (Fault("age", Problem.OUT_OF_RANGE, (12, 100)), "Vul een getal in van 12 tot 100."),
]


@pytest.mark.parametrize(("fault", "expected"), FAULTS)
def test_a_fault_tells_how_to_mend_it(fault: Fault, expected: str) -> None:
    with override("nl"):
        assert sentence(fault, CURRENT.instrument) == expected


@pytest.mark.parametrize("problem", Problem)
def test_every_problem_has_a_sentence_and_a_line(problem: Problem) -> None:
    detail = "line 1\nline 2" if problem in (Problem.NOT_JSON, Problem.UNREADABLE) else 3
    fault = Fault("somewhere\nelse", problem, (detail,))
    for language in LANGUAGES:
        with override(language):
            assert sentence(fault)
    assert "\n" not in line(fault)
    assert line(fault).startswith("somewhere\\nelse: ")


def test_a_line_says_where_what_and_what_is_allowed() -> None:
    with override("nl"):
        assert (
            line(Fault("menstruation.menarche_age", Problem.OUT_OF_RANGE, (8, 25, "unknown")))
            == "menstruation.menarche_age: out of range; allowed: from 8 to 25, unknown"
        )
        assert (
            line(Fault("bone.injuries", Problem.MORE_THAN_COUNTED, (1,)))
            == "bone.injuries: more rows than counted; allowed: at most 1"
        )
