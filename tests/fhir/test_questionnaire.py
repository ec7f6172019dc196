"""The Questionnaire of an instrument: valid, in both languages, asking what the instrument asks."""

import json
from pathlib import Path
from typing import Any

import pytest
from fhir.resources.R4B.questionnaire import Questionnaire
from hypothesis import given, settings

from screening.core.answers import read_answers
from screening.core.instrument import Every, Instrument, Is, Item, Section
from screening.core.kinds import OneOf, Option
from screening.fhir import faults, questionnaire
from screening.fhir.codes import EXCLUSIVE, MOST_ROWS, OWN, TRANSLATION
from screening.fhir.conditions import enabled, holds
from screening.protocols import CURRENT, PROTOCOLS, Protocol
from tests import strategies

from .filling import item_of, items_of, texts

INTAKE = CURRENT.instrument
SNAPSHOTS = Path(__file__).parent.parent / "snapshots"


@pytest.fixture(scope="module")
def intake() -> dict[str, Any]:
    return questionnaire(INTAKE)


def extension(holder: dict[str, Any], url: str) -> list[Any]:
    found = [each for each in holder.get("extension", []) if each["url"] == url]
    return [value for each in found for name, value in each.items() if name != "url"]


def test_the_questionnaire_is_valid(intake: dict[str, Any]) -> None:
    Questionnaire.model_validate(intake)
    assert faults(intake) == []


@pytest.mark.parametrize("protocol", PROTOCOLS.values(), ids=list(PROTOCOLS))
def test_a_released_questionnaire_never_changes(protocol: Protocol) -> None:
    """To write one for a new version: json.dumps(..., indent=1, ensure_ascii=False) of `questionnaire`."""
    held = SNAPSHOTS / f"questionnaire-{protocol.id}.json"
    assert questionnaire(protocol.instrument) == json.loads(held.read_text(encoding="utf-8"))


def test_every_item_is_a_question_under_its_own_code(intake: dict[str, Any]) -> None:
    links = {item["linkId"] for item in items_of(intake)}
    assert INTAKE.items.keys() <= links


def test_every_text_has_its_dutch(intake: dict[str, Any]) -> None:
    shown = list(texts(intake))
    assert len(shown) > 300
    for holder, name in shown:
        (translated,) = holder[f"_{name}"]["extension"]
        assert translated["url"] == TRANSLATION
        language, content = translated["extension"]
        assert language["valueCode"] == "nl"
        assert content["valueString"]


def test_the_dutch_is_that_of_the_athletes_form(intake: dict[str, Any]) -> None:
    question = item_of(intake, "about.body")
    assert question["text"] == "Which of these fits your body?"
    content = question["_text"]["extension"][0]["extension"][1]
    assert content == {"url": "content", "valueString": "Wat past bij jouw lichaam?"}


def test_unknown_and_declined_are_offered_only_where_the_item_takes_them(
    intake: dict[str, Any],
) -> None:
    links = {item["linkId"]: item for item in items_of(intake)}
    for code, item in INTAKE.items.items():
        offered = {
            option["valueCoding"]["code"]
            for link in (code, f"{code}~instead")
            for option in links.get(link, {}).get("answerOption", [])
            if option["valueCoding"]["system"] == f"{OWN}:answer-state"
        }
        assert offered == {word for word in ("unknown", "declined") if getattr(item, word)}


def test_none_excludes_the_other_options(intake: dict[str, Any]) -> None:
    options = item_of(intake, "menstruation.known_cause")["answerOption"]
    alone = [o["valueCoding"]["code"] for o in options if extension(o, EXCLUSIVE) == [True]]
    assert alone == ["none", "unknown"]


def test_at_most_three_topics_may_be_chosen(intake: dict[str, Any]) -> None:
    assert extension(item_of(intake, "close.topics"), MOST_ROWS) == [3]


def test_a_condition_joined_by_and_and_or_stays_one_enable_when(intake: dict[str, Any]) -> None:
    question = item_of(intake, "menstruation.change_with_training")
    assert question["enableBehavior"] == "all"
    assert {"exists", "=", "!="} == {each["operator"] for each in question["enableWhen"]}


def test_a_condition_that_fhir_cannot_say_is_refused() -> None:
    yes = OneOf(Option("yes"), Option("no"))
    items = tuple(Item(f"s.{letter}", "?", yes) for letter in "abcd")
    instrument = Instrument("x", "1", (Section("s", "S", items),), ())
    either = Is("s.a", "yes") | Is("s.b", "yes")
    with pytest.raises(ValueError, match="cannot join"):
        enabled(instrument, Every((either, Is("s.c", "yes"))))


@settings(max_examples=50)
@given(strategies.answers())
def test_enable_when_asks_what_the_instrument_asks(raw: dict[str, Any]) -> None:
    responses, _faults = read_answers(INTAKE, raw)
    given_codes = {code: state.value for code, state in responses.withheld.items()}
    answers: dict[str, list[Any]] = {}
    for code, value in {**responses.given, **given_codes}.items():
        system = f"{OWN}:answer-state" if code in given_codes else f"{OWN}:intake:2026.1:{code}"
        several = value if isinstance(value, tuple) else (value,)
        answers[code] = [{"system": system, "code": each} for each in several]
    for section in INTAKE.sections:
        shown = holds(enabled(INTAKE, section.ask_if), answers)
        for item in section.items:
            asked = shown and holds(enabled(INTAKE, item.ask_if), answers)
            assert asked == (item.code in responses.asked), item.code
