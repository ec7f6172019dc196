"""Saving by itself, a second tab, and pages that are saved twice: the later save wins, and nothing is blanked."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from clinic.demo import answers as invented
from clinic.models import Action, Event
from screening.models import Screening

from .conftest import Post

Stored = Callable[[], dict[str, Any]]
FOOD = "/screening/nutrition/1/"


def held(client: Client, path: str = FOOD) -> str:
    """What a page says that it held when it was made."""
    return client.get(path).context["form"].holds


def test_a_page_that_is_saved_by_itself_says_when(post: Post, stored: Stored) -> None:
    answer = post("nutrition/1", {"nutrition.protein": "yes", "go": "save"})
    assert answer.status_code == 200
    assert len(answer.json()["saved_at"]) == 5
    assert json.loads(answer.json()["was"])["nutrition.protein"] == "yes"
    assert stored() == {"nutrition.protein": "yes"}


def test_what_cannot_be_read_is_named_and_the_rest_is_saved(post: Post, stored: Stored) -> None:
    answer = post("load/1", {"load.hours_per_week": "veertien", "go": "save"}).json()
    assert answer["unread"] == ["load.hours_per_week"]
    assert json.loads(answer["was"]) == {"load.hours_per_week": None}
    assert stored() == {}


def test_a_page_with_an_answer_that_cannot_be_read_does_not_say_saved(
    post: Post, screening: Screening
) -> None:
    screening.record({"about.sport": "running"})
    page = post("load/1", {"load.hours_per_week": "veertien"}).content.decode()
    assert "<span>Bewaard om" not in page
    assert "<span>Nog niet alles is bewaard" in page


def test_a_stale_tab_never_blanks_what_was_answered_elsewhere(
    screening_session: Client, stored: Stored
) -> None:
    was = held(screening_session)
    screening_session.post(FOOD, {"was": was, "go": "save", "nutrition.protein": "yes"})
    screening_session.post(FOOD, {"was": was, "go": "save", "nutrition.calcium": "no"})
    assert stored() == {"nutrition.protein": "yes", "nutrition.calcium": "no"}


def test_a_stale_tab_never_overturns_a_later_answer(
    screening_session: Client, screening: Screening, stored: Stored
) -> None:
    screening.record({"nutrition.protein": "yes"})
    was = held(screening_session)
    screening.record({"nutrition.protein": "no"})
    stale = {"was": was, "nutrition.protein": "yes", "nutrition.calcium": "no"}
    screening_session.post(FOOD, stale)
    assert stored() == {"nutrition.protein": "no", "nutrition.calcium": "no"}


def test_of_two_changes_of_one_answer_the_later_wins(
    screening_session: Client, stored: Stored
) -> None:
    was = held(screening_session)
    for value in ("yes", "no"):
        screening_session.post(FOOD, {"was": was, "go": "save", "nutrition.protein": value})
    assert stored() == {"nutrition.protein": "no"}


@pytest.mark.usefixtures("unscoped")
def test_a_save_that_comes_twice_is_stored_once(
    screening_session: Client, screening: Screening
) -> None:
    data = {"was": held(screening_session), "go": "save", "nutrition.protein": "yes"}
    for _ in range(2):
        assert screening_session.post(FOOD, data).status_code == 200
    saves = Event.objects.filter(action=Action.SAVE, screening=screening.code)
    assert saves.count() == 1


def test_a_page_shown_again_still_holds_what_it_held_where_it_could_not_be_read(
    screening_session: Client, screening: Screening
) -> None:
    screening.record({"load.hours_per_week": 7})
    path = "/screening/load/1/"
    page = screening_session.post(
        path, {"was": held(screening_session, path), "load.hours_per_week": "?"}
    )
    assert json.loads(page.context["form"].holds) == {"load.hours_per_week": 7}
    assert page.context["form"].unread_codes == "load.hours_per_week"


@pytest.mark.parametrize("was", ["", "[]", "{", '"x"', "null"])
def test_nonsense_about_what_the_page_held_loses_nothing(
    screening_session: Client, screening: Screening, stored: Stored, was: str
) -> None:
    screening.record({"nutrition.protein": "yes"})
    screening_session.post(FOOD, {"was": was, "nutrition.calcium": "no"})
    assert stored() == {"nutrition.protein": "yes", "nutrition.calcium": "no"}


def test_a_save_after_sending_changes_nothing_and_says_so(
    screening_session: Client, screening: Screening, stored: Stored
) -> None:
    screening.record(invented.WOMAN)
    was = held(screening_session)
    screening_session.post("/screening/check/")
    data = {"was": was, "go": "save", "nutrition.protein": "no"}
    assert screening_session.post(FOOD, data).status_code == 409
    assert stored() == invented.WOMAN


def test_a_stale_tab_shows_what_was_answered_elsewhere_and_does_not_ask_for_it(
    screening_session: Client, screening: Screening
) -> None:
    was = held(screening_session)
    screening.record({"nutrition.protein": "yes", "nutrition.calcium": "no"})
    page = screening_session.post(FOOD, {"was": was, "nutrition.vitamin_d": "no"})
    form = page.context["form"]
    assert [item.code for item in form.blank] == ["nutrition.shakes_for_meals"]
    assert form["nutrition.calcium"].value() == "no"
    assert json.loads(form.holds)["nutrition.calcium"] == "no"


def test_a_save_by_itself_goes_on_from_what_its_own_page_shows(
    screening_session: Client, screening: Screening, stored: Stored
) -> None:
    was = held(screening_session)
    screening.record({"nutrition.protein": "no"})
    data = {"was": was, "go": "save", "nutrition.calcium": "no"}
    was = screening_session.post(FOOD, data).json()["was"]
    assert json.loads(was)["nutrition.protein"] is None
    screening_session.post(FOOD, {**data, "was": was, "nutrition.vitamin_d": "no"})
    assert stored()["nutrition.protein"] == "no"
