"""The athlete's copy: every sign in plain words, and never what must not be read there."""

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clinic import paper
from screening.protocols import read_document
from screening.rules.flags import FLAGS as RULES
from screening.wording import for_athlete_copy
from screening.wording.for_athlete_flags import FLAGS_FOR_ATHLETE, UNDER_FOR_ATHLETE
from screening.wording.for_athlete_raised import RAISED_COPY
from screening.wording.for_athlete_text import NO_IMPACT
from screening.wording.names import DOMAINS
from screening.wording.plans import REFERRALS, STEPS
from tests import letters
from tests.letters import PLANNED, copy_of
from tests.rules.people import NO_CYCLE
from tests.strategies import documents

Document = dict[str, Any]

FORBIDDEN = re.compile(
    r"\b(calor\w*|kilo\w*|kg|gewicht\w*|\w*weight\w*|bmi|lichaamsmassa|body mass|vetpercentage|fat"
    r"|punt|punten|points?|scores?|z-score|triad|cat2|red-?s"
    r"|groen|geel|oranje|rood|green|yellow|orange|red"
    r"|spoed|urgent|verhoogd|raised|aandachtsniveau|attention level"
    r"|diagnose gesteld|voorspel\w*|gevalideerd|predict\w*|validated|\d+ ?%|!)(?=\W|$)",
    re.IGNORECASE,
)
STOPPING = re.compile(r"stop\w*[^.]*(pil\b|pill\b|anticonceptie|contracept)", re.IGNORECASE)
FEMALE = re.compile(
    r"menstru\w*|ongesteld|zwanger\w*|cyclus|overgang|period\b|pregnan\w*|menopause", re.IGNORECASE
)


def words_of(document: Document, language: str, written: dict[str, Any]) -> str:
    """Everything that it says, without signature and head."""
    copy = copy_of(document, language, replace(PLANNED, written=written))
    said = [copy.first, *copy.subjects, copy.nothing, *copy.unknown, *copy.agreed, *copy.see]
    said += [*copy.again, *copy.call, *copy.required]
    for note in copy.notes:
        said += [note.what, *note.do]
    return "\n".join(said)


def test_every_sign_subject_step_and_person_has_words_of_its_own() -> None:
    assert list(FLAGS_FOR_ATHLETE) == [rule.code for rule in RULES]
    assert list(for_athlete_copy.DOMAINS_FOR_ATHLETE) == list(DOMAINS)
    told = [*for_athlete_copy.STEPS_FOR_ATHLETE, *for_athlete_copy.AGAIN_FOR_ATHLETE]
    assert sorted(told) == sorted(STEPS)
    assert list(for_athlete_copy.REFERRALS_FOR_ATHLETE) == list(REFERRALS)
    for code, over in UNDER_FOR_ATHLETE.items():
        assert {code, *over} <= FLAGS_FOR_ATHLETE.keys()


@given(
    documents(),
    st.lists(st.sampled_from(list(STEPS)), unique=True),
    st.lists(st.sampled_from(list(REFERRALS)), unique=True),
    st.sampled_from(("nl", "en")),
)
@settings(max_examples=50)
def test_no_weight_calorie_point_or_colour_is_ever_told(
    document: Document, plan: list[str], referral: list[str], language: str
) -> None:
    said = words_of(document, language, {"plan": plan, "referral": referral})
    assert FORBIDDEN.search(said) is None
    assert STOPPING.search(said) is None


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_word_of_any_sign_is_forbidden(language: str) -> None:
    for document in letters.CASES.values():
        said = words_of(document, language, PLANNED.written)
        assert FORBIDDEN.search(said) is None, FORBIDDEN.search(said)


@given(documents(body="male"), st.sampled_from(("nl", "en")))
@settings(max_examples=30)
def test_a_man_reads_nothing_of_a_cycle(document: Document, language: str) -> None:
    assert FEMALE.search(words_of(document, language, {})) is None


@given(documents())
@settings(max_examples=30)
def test_where_impact_stops_nothing_can_be_read_as_leave_to_run(document: Document) -> None:
    said = words_of(document, "nl", {"plan": ["stop_impact"]})
    for code in ("bone_pain", "load_and_pain"):
        for step in RAISED_COPY[code].do:
            assert str(step) not in said


def test_bone_pain_is_told_where_impact_stops_too() -> None:
    pain = {code.replace(".", "__"): raw for code, raw in letters.PAIN.items()}
    document = letters.document(24, {}, **pain)
    plain = words_of(document, "nl", {})
    stopped = words_of(document, "nl", {"plan": ["stop_impact"]})
    assert str(RAISED_COPY["bone_pain"].do[0]) in plain
    assert str(RAISED_COPY["bone_pain"].what) in stopped
    assert str(RAISED_COPY["bone_pain"].do[0]) not in stopped
    assert str(NO_IMPACT) in stopped


def test_a_missed_period_asks_for_a_pregnancy_test_first() -> None:
    document = letters.document(
        24, {}, menstruation__periods_12m=2, menstruation__longest_gap_months=7
    )
    (note,) = [each for each in copy_of(document, "en").notes if "period" in each.what]
    assert note.do[0] == "Do a pregnancy test first."


def test_hidden_by_the_pill_it_says_that_nothing_need_change() -> None:
    said = words_of(letters.ON_THE_PILL, "nl", {})
    assert "Je hoeft niets te veranderen aan je anticonceptie." in said
    assert "Uit je antwoorden" not in said
    unmasked = letters.document(24, {}, **letters.PILL)
    assert "kunnen we niet weten hoe je eigen cyclus is" in words_of(unmasked, "nl", {})


def test_after_the_menopause_nothing_is_said_of_a_cycle() -> None:
    past = {**NO_CYCLE, "menstruation__status": "menopause"}
    assert "cyclus" not in words_of(letters.document(55, {}, **past), "nl", {})


def test_to_call_today_is_said_once_and_first() -> None:
    page = paper.html(copy_of(letters.EVERY_SIGN, "en", PLANNED))
    assert page.count("Call your GP today.") == 1
    assert page.index("Call your GP today.") < page.index("A bone may be broken")
    assert copy_of(letters.ON_THE_PILL).first == ""


def test_of_what_is_open_it_names_the_subject_alone() -> None:
    said = copy_of(letters.WITHHELD, "en").unknown
    assert any("eating and energy" in line for line in said)
    assert not any("disorder" in line for line in said)
    assert copy_of(letters.IN_ORDER, "en").unknown == ("You answered every question.",)


def test_what_was_written_for_colleagues_stays_with_them() -> None:
    page = paper.html(copy_of(letters.PAIN_AND_LOAD, "nl", PLANNED))
    assert "Slaapt slecht" not in page
    assert "eetstoornissen" not in page
    assert "Wie je met je fysiotherapeut hebt afgesproken" in page


@pytest.mark.parametrize("language", ["nl", "en"])
def test_whom_to_call_and_that_it_is_no_diagnosis_stand_on_every_copy(language: str) -> None:
    for document in letters.CASES.values():
        page = paper.html(copy_of(document, language, PLANNED))
        for words in ("112", "0800-0113", PLANNED.phone, PLANNED.signed):
            assert words in page
        assert {"nl": "geen diagnose", "en": "not a diagnosis"}[language] in page


@given(documents())
@settings(max_examples=30)
def test_every_sign_that_stands_is_told_or_a_graver_one_is(document: Document) -> None:
    protocol, case = read_document(document)
    standing = {flag.code for flag in protocol.assess(case).flags}
    said = words_of(document, "nl", {})
    for code in standing - {"load_and_pain"}:
        if not standing.intersection(UNDER_FOR_ATHLETE.get(code, ())):
            assert str(FLAGS_FOR_ATHLETE[code].what) in said
