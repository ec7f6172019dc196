"""QuestionnaireResponses: the answers as given, and what was told beside them."""

from typing import Any

import pytest
from hypothesis import given, settings

from screening.core.answers import Responses, read_answers
from screening.fhir import response, told_response
from screening.fhir.codes import plain
from screening.protocols import CURRENT
from tests import letters, strategies
from tests.rules.people import CYCLE, SHARED

from .filling import answers_of, filled, item_of, items_of, values

INTAKE = CURRENT.instrument


def reads_back(document: dict[str, Any]) -> None:
    """The answers read from its response are those that were given, in every state; text as FHIR allows it."""
    own = filled(document).own
    back, faults = read_answers(INTAKE, answers_of(response(filled(document)), INTAKE))
    expected = {c: plain(v) if c == "close.remarks" else v for c, v in own.given.items()}
    assert faults == []
    assert back == Responses(expected, own.withheld, own.asked)


@pytest.mark.parametrize("case", letters.CASES.values(), ids=list(letters.CASES))
def test_reading_a_response_back_gives_the_same_answers(case: dict[str, Any]) -> None:
    reads_back(case)


@settings(max_examples=30)
@given(strategies.documents())
def test_no_answer_is_lost_or_added(document: dict[str, Any]) -> None:
    reads_back(document)


@settings(max_examples=30)
@given(strategies.documents())
def test_what_is_asked_is_there_and_nothing_else(document: dict[str, Any]) -> None:
    screening = filled(document)
    links = {item["linkId"] for item in items_of(response(screening))}
    assert links & INTAKE.items.keys() == screening.own.asked


def test_an_unanswered_question_is_there_without_an_answer() -> None:
    body = response(filled(letters.NOTHING))
    assert item_of(body, "about.sport") == {"linkId": "about.sport"}
    assert not any("answer" in item for item in items_of(body))


def test_a_number_that_is_not_known_is_the_answer_beside_it() -> None:
    body = response(filled(letters.WITHHELD))
    assert "answer" not in item_of(body, "load.hours_per_week")
    assert values(item_of(body, "load.hours_per_week~instead")) == ["unknown"]


def test_a_week_left_open_stays_in_its_place() -> None:
    body = response(filled(letters.EVERY_SIGN))
    weeks = [values(item_of(body, f"load.weekly_km.{number}")) for number in range(1, 13)]
    assert weeks == [[24], [26], [25], [27], [], [27], [29], [33], [35.5], [30], [22], [20]]


def test_each_injury_is_a_row_and_what_is_not_known_in_it_stays_open() -> None:
    body = response(filled(letters.EVERY_SIGN))
    rows = [item for item in items_of(body) if item["linkId"] == "bone.injuries"]
    assert [[values(part) for part in row["item"]] for row in rows] == [
        [["sacrum"], [9], [12]],
        [["femoral_neck"], [20], [30]],
        [[], [], []],
    ]


def test_control_characters_that_fhir_forbids_are_replaced() -> None:
    (remarks,) = values(item_of(response(filled(letters.EVERY_SIGN)), "close.remarks"))
    assert "“zo”</b>\ufffd\ufffd\nEen lach \U0001f600" in remarks


def test_the_response_knows_the_code_and_no_person() -> None:
    body = response(filled(letters.IN_ORDER))
    assert body["subject"] == {
        "type": "Patient",
        "identifier": {"system": "urn:reds-screening:screening", "value": "S-7K2QF"},
    }


def told(own: dict[str, Any], told_answers: dict[str, Any]) -> dict[str, Any] | None:
    document = {"age": 24, "answers": own}
    return told_response(filled(document, told=told_answers))


def test_nothing_told_gives_no_second_response() -> None:
    assert told({**SHARED, **CYCLE}, {}) is None


def test_a_told_answer_stands_apart_and_names_the_practice_as_author() -> None:
    own = {code: value for code, value in SHARED.items() if code != "energy.restriction"}
    body = told({**own, **CYCLE}, {"energy.restriction": "often"})
    assert body is not None
    assert body["author"]["type"] == "Practitioner"
    assert body["source"]["type"] == "Patient"
    assert answers_of(body, INTAKE) == {"energy.restriction": "often"}


def test_what_was_told_beside_her_own_answer_does_not_count() -> None:
    assert told({**SHARED, **CYCLE}, {"energy.restriction": "often"}) is None


def test_a_question_that_only_a_told_answer_opens_is_in_the_told_response() -> None:
    own = {code: value for code, value in SHARED.items() if code != "bone.pain_now"}
    body = told({**own, **CYCLE}, {"bone.pain_now": "yes"})
    assert body is not None
    assert item_of(body, "bone.pain_walking") == {"linkId": "bone.pain_walking"}


def test_an_unknown_of_hers_that_was_told_after_all_is_in_both() -> None:
    own = {**SHARED, **CYCLE, "load.highest_ever": "unknown"}
    screening = filled({"age": 24, "answers": own}, told={"load.highest_ever": "yes"})
    assert values(item_of(response(screening), "load.highest_ever")) == ["unknown"]
    body = told_response(screening)
    assert body is not None
    assert values(item_of(body, "load.highest_ever")) == ["yes"]


def test_a_told_answer_that_does_not_fit_leaves_her_own_unknown() -> None:
    own = {**SHARED, **CYCLE, "bone.injury_count": "one"}
    row = {"site": "sacrum"}
    assert told({**own, "load.highest_ever": "unknown"}, {"bone.injuries": [row, row]}) is None


def test_a_time_without_a_zone_is_refused() -> None:
    screening = filled(letters.NOTHING)
    object.__setattr__(screening, "sent_at", screening.sent_at.replace(tzinfo=None))
    with pytest.raises(ValueError, match="no time zone"):
        response(screening)
