"""Our own checks find what a validator of shapes lets pass."""

from copy import deepcopy
from typing import Any

import pytest

from screening.fhir import bundle, faults
from tests import letters

from .filling import AT, filled, item_of, items_of

Json = dict[str, Any]


@pytest.fixture(scope="module")
def whole() -> Json:
    return bundle(filled(letters.EVERY_SIGN), AT)


@pytest.fixture
def made(whole: Json) -> Json:
    return deepcopy(whole)


def form(made: Json) -> Json:
    return made["entry"][0]["resource"]


def answers(made: Json) -> Json:
    return made["entry"][1]["resource"]


def only(made: Json, *words: str) -> None:
    found = faults(made)
    assert len(found) == 1, found
    assert all(word in found[0] for word in words), found


def test_a_sound_bundle_has_no_faults(made: Json) -> None:
    assert faults(made) == []


def test_a_status_outside_its_value_set(made: Json) -> None:
    form(made)["status"] = "released"
    only(made, "Questionnaire.status", "released")


def test_a_type_of_item_that_there_is_not(made: Json) -> None:
    item_of(form(made), "male.libido")["type"] = "coding"
    assert any("is no type of item" in fault for fault in faults(made))


def test_an_operator_that_there_is_not(made: Json) -> None:
    item_of(form(made), "bone.workup")["enableWhen"][0]["operator"] = "=="
    assert any("bone.workup" in fault and "by ==" in fault for fault in faults(made))


def test_a_condition_on_a_later_question(made: Json) -> None:
    item_of(form(made), "bone.pain_sites")["enableWhen"][0]["question"] = "bone.workup"
    assert any("which comes later" in fault for fault in faults(made))


def test_a_condition_on_a_question_that_there_is_not(made: Json) -> None:
    item_of(form(made), "bone.pain_sites")["enableWhen"][0]["question"] = "bone.gone"
    assert any("bone.gone, which is not there" in fault for fault in faults(made))


def test_a_condition_on_an_option_that_is_not_offered(made: Json) -> None:
    item_of(form(made), "energy.ed_treatment")["enableWhen"][0]["answerCoding"]["code"] = "maybe"
    assert any("maybe, which it does not offer" in fault for fault in faults(made))


def test_a_link_id_that_stands_twice(made: Json) -> None:
    item_of(form(made), "gut.stool")["linkId"] = "gut.bloating_pain"
    assert any("gut.bloating_pain stands twice" in fault for fault in faults(made))


def test_an_answer_that_is_not_offered(made: Json) -> None:
    item_of(answers(made), "gut.stool")["answer"][0]["valueCoding"]["code"] = "never"
    only(made, "gut.stool", "does not offer never")


def test_an_answer_of_another_type(made: Json) -> None:
    item_of(answers(made), "menstruation.periods_12m")["answer"] = [{"valueString": "two"}]
    only(made, "menstruation.periods_12m", "valueInteger")


def test_a_number_out_of_range(made: Json) -> None:
    item_of(answers(made), "menstruation.periods_12m")["answer"] = [{"valueInteger": 21}]
    only(made, "21 is not from 0 to 20")


def test_none_beside_another_answer(made: Json) -> None:
    item = item_of(answers(made), "fatigue.signs")
    other = item_of(form(made), "fatigue.signs")["answerOption"][1]["valueCoding"]
    item["answer"].append({"valueCoding": other})
    only(made, "fatigue.signs", "excludes others")


def test_more_topics_than_may_be_chosen(made: Json) -> None:
    options = item_of(form(made), "close.topics")["answerOption"]
    chosen = [{"valueCoding": option["valueCoding"]} for option in options[:4]]
    item_of(answers(made), "close.topics")["answer"] = chosen
    only(made, "close.topics", "has 4 answers")


def test_more_rows_than_there_may_be(made: Json) -> None:
    section = item_of(answers(made), "bone")
    row = next(item for item in section["item"] if item["linkId"] == "bone.injuries")
    section["item"] += [deepcopy(row) for _ in range(4)]
    only(made, "bone.injuries stands 7 times")


def test_an_answer_beside_the_reason_why_there_is_none(made: Json) -> None:
    section = item_of(answers(made), "load")
    instead = item_of(form(made), "load.hours_per_week~instead")["answerOption"][0]
    answer = [{"valueCoding": instead["valueCoding"]}]
    section["item"].append({"linkId": "load.hours_per_week~instead", "answer": answer})
    only(made, "load.hours_per_week~instead", "beside a number")


def test_an_answer_to_a_question_that_is_not_asked(made: Json) -> None:
    item_of(answers(made), "bone")["item"].append({"linkId": "bone.hop"})
    only(made, "bone.hop is there but not asked")


def test_a_question_that_is_asked_and_left_out(made: Json) -> None:
    section = item_of(answers(made), "gut")
    section["item"] = [item for item in section["item"] if item["linkId"] != "gut.stool"]
    only(made, "gut.stool is asked but not there")


def test_an_answer_to_an_unknown_question(made: Json) -> None:
    item_of(answers(made), "gut")["item"].append({"linkId": "gut.gone"})
    only(made, "gut.gone is no question")


def test_an_answer_in_another_section(made: Json) -> None:
    section = item_of(answers(made), "gut")
    moved = section["item"].pop()
    item_of(answers(made), "load")["item"].append(moved)
    only(made, "gut.stool does not stand in load")


def test_a_reference_to_what_is_not_in_the_bundle(made: Json) -> None:
    lost = made["entry"].pop(2)["fullUrl"]
    assert any(f"refers to {lost}" in fault for fault in faults(made))


def test_a_name_that_stands_twice_in_the_bundle(made: Json) -> None:
    made["entry"][-1]["fullUrl"] = made["entry"][-2]["fullUrl"]
    only(made, "stands twice")


def test_a_response_whose_questionnaire_is_missing(made: Json) -> None:
    answers(made)["questionnaire"] = "urn:reds-screening:questionnaire:intake|1"
    only(made, "intake|1 is not there")


def test_a_value_beside_the_reason_why_it_is_absent(made: Json) -> None:
    resource = made["entry"][-1]["resource"]
    resource["valueInteger"] = 0
    resource["dataAbsentReason"] = {"coding": [{"system": "s", "code": "unknown"}]}
    assert any("one value, or one reason" in fault for fault in faults(made))


def test_a_range_whose_ends_are_turned_round() -> None:
    entries = bundle(filled(letters.NOTHING), AT)["entry"]
    ranged = next(e["resource"] for e in entries if "valueRange" in e["resource"])
    ends = ranged["valueRange"]
    ends["low"], ends["high"] = ends["high"], ends["low"]
    found = faults(ranged)
    assert any("the range from" in fault for fault in found)


def test_an_empty_text_and_a_control_character(made: Json) -> None:
    form(made)["title"] = ""
    only(made, "title is empty")
    form(made)["title"] = "a\x07"
    only(made, "control character")


def test_a_malformed_time(made: Json) -> None:
    answers(made)["authored"] = "22-11-2026"
    only(made, "authored is no time")


def test_every_item_of_a_worked_answer_has_a_question(made: Json) -> None:
    known = {item["linkId"] for item in items_of(form(made))}
    assert {item["linkId"] for item in items_of(answers(made))} <= known
