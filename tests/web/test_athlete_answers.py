"""Filling in a page: what is stored, what is asked again, what is refused and stays as typed."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from clinic.models import Action, Event
from screening.models import Screening

from .conftest import Post

Stored = Callable[[], dict[str, Any]]
NUTRITION = {
    "nutrition.protein": "yes",
    "nutrition.calcium": "yes",
    "nutrition.vitamin_d": "unknown",
    "nutrition.shakes_for_meals": "no",
}
EATING = {
    "energy.restriction": "no",
    "energy.eating_problem": "never",
    "energy.ed_diagnosis": "never",
}
ON_PERIODS = {"about.body": "female", "menstruation.status": "periods"}


def test_continue_stores_the_page_and_goes_to_the_next(post: Post, stored: Stored) -> None:
    response = post("nutrition/1", NUTRITION)
    assert response.status_code == 302
    assert response.headers["Location"] == "/screening/fatigue/1/"
    assert stored() == NUTRITION


def test_pages_that_are_not_asked_are_passed_over(post: Post, screening: Screening) -> None:
    screening.record({"about.body": "male"})
    response = post("about/4", {"about.hormone_therapy": "none"})
    assert response.headers["Location"] == "/screening/male/1/"


def test_blank_questions_are_named_once_and_then_let_pass(post: Post) -> None:
    answers = {code: raw for code, raw in NUTRITION.items() if code != "nutrition.calcium"}
    page = post("nutrition/1", answers)
    assert page.status_code == 200
    assert [item.code for item in page.context["form"].blank] == ["nutrition.calcium"]
    again = post("nutrition/1", {**answers, "reminded": page.context["form"].reminded_codes})
    assert again.status_code == 302


def test_go_on_without_an_answer_goes_on(post: Post, stored: Stored) -> None:
    assert post("about/1", {"go": "anyway"}).status_code == 302
    assert stored() == {}


def test_optional_questions_are_never_asked_again(post: Post, screening: Screening) -> None:
    screening.record({"about.body": "male"})
    assert post("male/1", {}).headers["Location"] == "/screening/male/2/"
    assert post("close/1", {}).headers["Location"] == "/screening/check/"


def test_an_answer_can_be_taken_back(post: Post, stored: Stored) -> None:
    post("close/1", {"close.remarks": "Ik ben moe."})
    post("close/1", {"close.remarks": "  "})
    assert stored() == {}


def test_a_chosen_answer_can_be_cleared(post: Post, stored: Stored) -> None:
    post("nutrition/1", NUTRITION)
    cleared = {code: raw for code, raw in NUTRITION.items() if code != "nutrition.protein"}
    post("nutrition/1", {**cleared, "go": "anyway"})
    assert stored() == cleared


def test_what_is_wrong_stays_as_typed_and_what_is_right_is_stored(
    post: Post, stored: Stored
) -> None:
    page = post(
        "bone/7",
        {"bone.injuries.0.site": "rib", "bone.injuries.0.weeks_off": "lang"},
    )
    assert page.status_code == 302  # not asked
    page = post("load/1", {"load.hours_per_week": "veertien"})
    assert page.status_code == 200
    assert page.context["form"].problems[0].anchor == "q-load-hours_per_week"
    assert 'value="veertien"' in page.content.decode()
    assert 'role="alert"' in page.content.decode()
    assert stored() == {}


def test_a_wrong_answer_leaves_the_stored_one_alone(post: Post, stored: Stored) -> None:
    post("load/1", {"load.hours_per_week": "14"})
    post("load/1", {"load.hours_per_week": "140"})
    assert stored()["load.hours_per_week"] == 14


def test_newly_asked_questions_bring_the_page_back_before_going_on(post: Post) -> None:
    page = post("energy/1", {**EATING, "energy.ed_diagnosis": "current"})
    assert page.status_code == 200
    assert [item.code for item in page.context["form"].newly_asked] == ["energy.ed_treatment"]


def test_hidden_answers_are_kept_and_never_scored(
    post: Post, stored: Stored, screening: Screening
) -> None:
    screening.record({**ON_PERIODS, "menstruation.menarche_age": 14})
    post("menstruation/1", {"menstruation.status": "does_not_apply"})
    assert stored()["menstruation.menarche_age"] == 14
    case = Screening.objects.get(pk=screening.pk).case(age=25)
    assert "menstruation.menarche_age" not in case.responses.given


def test_more_injuries_than_counted_are_an_error_at_the_injuries(
    post: Post, screening: Screening
) -> None:
    screening.record({"bone.injury_count": "one"})
    rows = {"bone.injuries.0.site": "rib", "bone.injuries.1.site": "heel", "go": "anyway"}
    page = post("bone/7", rows)
    assert page.status_code == 200
    assert "bone.injuries" in page.context["form"].errors


def test_an_error_inside_a_row_points_at_its_control(post: Post, screening: Screening) -> None:
    screening.record({"bone.injury_count": "two_or_more"})
    page = post(
        "bone/7",
        {
            "bone.injuries.0.site": "rib",
            "bone.injuries.1.site": "sacrum",
            "bone.injuries.1.weeks_off": "lang",
        },
    )
    assert page.context["form"].problems[0].anchor == "q-bone-injuries-1-weeks_off"


def test_every_wrong_part_is_named_on_top_and_said_at_its_control(post: Post) -> None:
    page = post("load/4", {"load.weekly_km.3": "veel", "load.weekly_km.5": "9999"})
    first, second = page.context["form"].problems
    assert (first.anchor, second.anchor) == ("q-load-weekly_km-3", "q-load-weekly_km-5")
    assert "9 weken terug" in first.text
    assert "7 weken terug" in second.text
    drawn = page.content.decode()
    for anchor in (first.anchor, second.anchor):
        assert f'aria-invalid="true" aria-describedby="{anchor}-msg"' in drawn
        assert f'<p class="msg" id="{anchor}-msg">' in drawn


def test_a_wrong_part_of_a_row_says_in_which_injury(post: Post, screening: Screening) -> None:
    screening.record({"bone.injury_count": "two_or_more"})
    rows = {
        "bone.injuries.0.site": "rib",
        "bone.injuries.0.months_ago": "lang",
        "bone.injuries.1.site": "sacrum",
        "bone.injuries.1.weeks_off": "lang",
    }
    page = post("bone/7", rows)
    assert [problem.text.partition(":")[0] for problem in page.context["form"].problems] == [
        "Blessure 1",
        "Blessure 2",
    ]
    assert page.content.decode().count('class="msg"') == 2


def test_a_row_can_be_added_and_taken_away_without_script(
    post: Post, stored: Stored, screening: Screening
) -> None:
    screening.record({"bone.injury_count": "two_or_more"})
    rows = {"bone.injuries.0.site": "rib", "bone.injuries.1.site": "sacrum"}
    added = post("bone/7", {**rows, "add": "bone.injuries"}).content.decode()
    assert added.count('class="row"') == 3
    post("bone/7", {**rows, "remove": "bone.injuries:0"})
    assert stored()["bone.injuries"] == [{"site": "sacrum"}]


def test_no_more_than_six_injuries_are_drawn(post: Post, screening: Screening) -> None:
    screening.record({"bone.injury_count": "two_or_more"})
    rows = {f"bone.injuries.{n}.site": "rib" for n in range(6)}
    drawn = post("bone/7", {**rows, "add": "bone.injuries"}).content.decode()
    assert drawn.count('class="row"') == 6
    assert 'name="add"' not in drawn


def test_weeks_may_have_gaps_and_decimals(post: Post, stored: Stored) -> None:
    post("load/4", {"load.weekly_km.0": "12,5", "load.weekly_km.11": "40"})
    assert stored()["load.weekly_km"] == [12.5, *([None] * 10), 40]


def test_a_fourth_topic_is_refused_kindly(post: Post, stored: Stored) -> None:
    page = post("close/1", {"close.topics": ["eating", "training", "pain", "mood"]})
    assert page.status_code == 200
    assert "close.topics" in page.context["form"].errors
    assert stored() == {}


def test_back_stores_the_page_and_asks_nothing(post: Post, stored: Stored) -> None:
    response = post("about/1", {"about.sport": "running", "go": "back"})
    assert response.headers["Location"] == "/screening/"
    assert stored() == {"about.sport": "running"}


def test_back_goes_to_the_page_before(post: Post) -> None:
    response = post("energy/1", {"go": "back"})
    assert response.headers["Location"] == "/screening/about/4/"


def test_back_does_not_lose_what_cannot_be_read(post: Post) -> None:
    page = post("load/1", {"load.hours_per_week": "veel", "go": "back"})
    assert page.status_code == 200
    assert 'value="veel"' in page.content.decode()


def test_an_answer_that_is_not_offered_is_refused(post: Post, stored: Stored) -> None:
    page = post("about/3", {"about.body": "<script>"})
    assert page.status_code == 200
    assert "about.body" in page.context["form"].errors
    assert "about.body" not in stored()


def test_the_page_never_stays_in_a_cache(screening_session: Client) -> None:
    for path in ("", "about/1/", "check/"):
        assert "no-store" in screening_session.get(f"/screening/{path}").headers["Cache-Control"]


@pytest.mark.parametrize("path", ["wishes/1/", "about/0/", "about/9/"])
def test_an_unknown_page_is_not_found(screening_session: Client, path: str) -> None:
    assert screening_session.get(f"/screening/{path}").status_code == 404


def test_a_page_that_is_not_asked_leads_to_the_start(screening_session: Client) -> None:
    assert screening_session.get("/screening/male/1/").headers["Location"] == "/screening/"


def test_without_a_link_nothing_opens(client: Client, db: None) -> None:
    for path in ("", "about/1/", "check/", "sent/"):
        assert client.get(f"/screening/{path}").status_code == 404
        assert client.post(f"/screening/{path}").status_code == 404


@pytest.mark.usefixtures("unscoped")
def test_every_save_is_recorded_once(post: Post, screening: Screening) -> None:
    post("nutrition/1", NUTRITION)
    post("nutrition/1", NUTRITION)
    saves = Event.objects.filter(action=Action.SAVE, screening=screening.code)
    assert saves.count() == 1


def test_a_week_takes_over_the_one_before_it_without_script(post: Post, stored: Stored) -> None:
    boxes = {f"load.weekly_km.{place}": "" for place in range(12)}
    page = post("load/4", {**boxes, "load.weekly_km.4": "30", "same": "load.weekly_km:5"})
    assert page.status_code == 200
    assert stored()["load.weekly_km"][4:7] == [30, 30, None]


@pytest.mark.parametrize(
    "same", ["load.weekly_km:0", "load.weekly_km:99", "about.sport:1", "x", ":", ":" + "9" * 5000]
)
def test_a_week_that_cannot_take_over_changes_nothing(
    same: str, post: Post, stored: Stored
) -> None:
    post("load/4", {"load.weekly_km.0": "30", "load.weekly_km.11": "9", "same": same})
    assert stored()["load.weekly_km"] == [30, *([None] * 10), 9]
