"""Saves that come late, twice or out of order: each counts once, and no old one takes the place of a newer."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clinic.models import Invitation
from screening.models import Screening
from screening.saves import DEVICES, MARKS, Remembered, Save

Stored = Callable[[], dict[str, Any]]
FOOD = "/screening/nutrition/1/"
PROTEIN, CALCIUM = "nutrition.protein", "nutrition.calcium"
ANSWERS = st.sampled_from(["yes", "no", "unknown", None])


def fields(client: Client, path: str = FOOD) -> dict[str, str]:
    """What a page posts of itself, as it is made now."""
    page = client.get(path).content.decode()
    hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)
    return {name: value.replace("&quot;", '"') for name, value in hidden}


def by_script(at: int, **answers: str) -> dict[str, str]:
    codes = {f"nutrition.{name}": value for name, value in answers.items()}
    return {"go": "save", "changed": " ".join(f"{code}@{at}" for code in codes), **codes}


def test_every_page_is_made_with_another_token(screening_session: Client) -> None:
    tokens = {fields(screening_session)["csrfmiddlewaretoken"] for _ in range(3)}
    assert len(tokens) == 3


def test_a_form_that_comes_again_late_takes_no_later_answer_back(
    screening_session: Client, stored: Stored
) -> None:
    first = {**fields(screening_session), PROTEIN: "yes", "go": "on"}
    answer = screening_session.post(FOOD, first)
    screening_session.post(FOOD, {**fields(screening_session), PROTEIN: "no"})
    again = screening_session.post(FOOD, first)
    assert stored() == {PROTEIN: "no"}
    assert again.status_code == answer.status_code
    assert again.headers.get("Location") == answer.headers.get("Location")


def test_the_same_page_with_other_answers_is_another_save(
    screening_session: Client, stored: Stored
) -> None:
    page = fields(screening_session)
    for value in ("yes", "no"):
        screening_session.post(FOOD, {**page, PROTEIN: value})
    screening_session.post(FOOD, {**page, PROTEIN: "no", CALCIUM: "no"})
    assert stored() == {PROTEIN: "no", CALCIUM: "no"}


def test_a_save_of_the_script_that_comes_after_a_newer_one_changes_nothing(
    screening_session: Client, stored: Stored
) -> None:
    page = fields(screening_session)
    screening_session.post(FOOD, {**page, **by_script(1001, protein="no")})
    told = screening_session.post(FOOD, {**page, **by_script(1000, protein="yes", calcium="no")})
    assert stored() == {PROTEIN: "no", CALCIUM: "no"}
    assert told.json()["late"] == [PROTEIN]
    assert told.json()["clock"] == 1001


def test_a_change_back_to_what_is_stored_outlives_the_change_before_it(
    screening_session: Client, stored: Stored
) -> None:
    for at, value in ((1, "yes"), (3, "yes"), (2, "no")):
        page = fields(screening_session)
        screening_session.post(FOOD, {**page, **by_script(at, protein=value)})
    assert stored() == {PROTEIN: "yes"}


def test_another_device_is_never_late_by_its_own_clock(
    screening_session: Client, screening: Screening, stored: Stored
) -> None:
    screening.keep({PROTEIN: "yes"}, Save("", "another", {PROTEIN: 2_000}))
    told = screening_session.post(FOOD, by_script(1_000, protein="no"))
    assert told.json()["late"] == []
    assert stored() == {PROTEIN: "no"}


def test_a_new_page_starts_after_every_time_that_was_given(
    screening_session: Client, screening: Screening
) -> None:
    screening.keep({PROTEIN: "yes"}, Save("", "another", {PROTEIN: 2_000}))
    assert 'data-clock="2000"' in screening_session.get(FOOD).content.decode()


@pytest.mark.parametrize("at", ["", "x", "-1", "1.5", "9" * 30, "²", str(2**53)])
def test_a_time_that_is_none_loses_nothing(
    screening_session: Client, stored: Stored, at: str
) -> None:
    data = {"go": "save", "changed": f"{PROTEIN}@{at}", PROTEIN: "no"}
    assert screening_session.post(FOOD, data).json()["late"] == []
    assert stored() == {PROTEIN: "no"}


def test_a_late_change_on_continue_shows_the_page_with_what_is_stored(
    screening_session: Client,
) -> None:
    screening_session.post(FOOD, by_script(2_000, protein="no"))
    answer = screening_session.post(FOOD, {**by_script(1_000, protein="yes"), "go": "on"})
    assert (answer.status_code, answer.headers["Location"]) == (302, FOOD)


@pytest.mark.usefixtures("unscoped")
def test_a_consent_that_comes_again_late_is_not_given_again(
    screening_session: Client, invitation: Invitation
) -> None:
    start = "/screening/"
    screening_session.post(start, {**fields(screening_session, start), "go": "withdraw-now"})
    agree = {**fields(screening_session, start), "go": "on", "consent": "yes"}
    screening_session.post(start, agree)
    withdraw = {**fields(screening_session, start), "go": "withdraw-now"}
    screening_session.post(start, withdraw)
    assert screening_session.post(start, agree)["Location"] == start
    assert not invitation.consents.filter(withdrawn_at=None).exists()
    screening_session.post(start, {**agree, **fields(screening_session, start)})
    screening_session.post(start, withdraw)
    assert invitation.consents.filter(withdrawn_at=None).count() == 1


def test_what_is_remembered_is_sealed_and_gone_once_it_was_sent(screening: Screening) -> None:
    screening.keep({PROTEIN: "yes"}, Save("mark", "device", {}))
    row = Screening.objects.get(pk=screening.pk)
    assert row.sealed_saves is not None
    assert b"mark" not in bytes(row.sealed_saves)
    row.submit(age=24)
    assert Screening.objects.get(pk=screening.pk).sealed_saves is None


def test_no_more_is_remembered_than_is_needed() -> None:
    stored: dict[str, Any] = {}
    for number in range(MARKS + 5):
        save = Save(f"{number}", f"{number}", {CALCIUM: number + 1})
        stored = Remembered.read(stored).after(save, {PROTEIN: "yes", CALCIUM: "no"})
    assert len(stored["marks"]) == MARKS
    assert len(stored["devices"]) == DEVICES
    assert stored["marks"][-1] == f"{MARKS + 4}"
    assert len(json.dumps(stored)) < 4_000


@st.composite
def histories(draw: Any) -> tuple[list[tuple[Save, dict[str, Any]]], list[int]]:
    """Saves in the order in which she made them, and the order in which they come, some again and again.

    The script's saves may come for the first time after newer ones; a page without it is posted when the one before it
    was answered, so only its repeats come late.
    """
    saves = []
    scripted = draw(st.booleans())
    for number in range(draw(st.integers(2, 6))):
        codes = draw(st.sets(st.sampled_from([PROTEIN, CALCIUM]), min_size=1))
        answers = {code: draw(ANSWERS) for code in sorted(codes)}
        times = dict.fromkeys(answers, number + 1) if scripted else {}
        saves.append((Save(f"mark {number}", "hers", times), answers))
    order = draw(st.permutations(range(len(saves)))) if scripted else list(range(len(saves)))
    come: list[int] = []
    for number in order:
        come.append(number)
        come += draw(st.lists(st.sampled_from(come), max_size=2))
    return saves, come


@pytest.mark.django_db
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(histories())
def test_in_whatever_order_saves_come_the_newest_of_each_answer_stands(
    screening: Screening, history: tuple[list[tuple[Save, dict[str, Any]]], list[int]]
) -> None:
    saves, come = history
    Screening.objects.filter(pk=screening.pk).update(sealed_answers=None, sealed_saves=None)
    newest: dict[str, int] = {}
    for number in come:
        save, answers = saves[number]
        screening.keep(answers, save)
        newest |= {code: max(number, newest.get(code, 0)) for code in answers}
        expected = {code: saves[last][1][code] for code, last in newest.items()}
        now = Screening.objects.get(pk=screening.pk).answers
        assert now == {code: raw for code, raw in expected.items() if raw is not None}
