"""Filling in a section: what is stored, what is asked again, what is refused and stays as typed."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from clinic.models import Action, Event
from screening.models import Screening

from .conftest import Post

Stored = Callable[[], dict[str, Any]]
ABOUT = {
    "about.sport": "running",
    "about.level": "competitive",
    "about.para_sport": "no",
    "about.body": "female",
    "about.hormone_therapy": "none",
}


def test_continue_stores_the_page_and_goes_to_the_next_section(post: Post, stored: Stored) -> None:
    response = post("about", ABOUT)
    assert response.status_code == 302
    assert response.headers["Location"] == "/screening/menstruation/"
    assert stored() == ABOUT


def test_a_section_that_is_not_asked_is_passed_over(post: Post) -> None:
    assert post("about", {**ABOUT, "about.body": "male"}).headers["Location"] == "/screening/male/"


def test_blank_questions_are_named_once_and_then_let_pass(post: Post) -> None:
    answers = {code: value for code, value in ABOUT.items() if code != "about.level"}
    page = post("about", answers)
    assert page.status_code == 200
    assert [item.code for item in page.context["form"].blank] == ["about.level"]
    again = post("about", {**answers, "reminded": page.context["form"].reminded_codes})
    assert again.status_code == 302


def test_go_on_without_an_answer_goes_on(post: Post, stored: Stored) -> None:
    assert post("about", {"go": "anyway"}).status_code == 302
    assert stored() == {}


def test_optional_questions_are_never_asked_again(post: Post) -> None:
    post("about", {**ABOUT, "about.body": "male"})
    assert post("male", {}).headers["Location"] == "/screening/energy/"
    assert post("close", {}).headers["Location"] == "/screening/check/"


def test_an_answer_can_be_taken_back(post: Post, stored: Stored) -> None:
    post("close", {"close.remarks": "Ik ben moe."})
    post("close", {"close.remarks": "  "})
    assert stored() == {}


def test_what_is_wrong_stays_as_typed_and_what_is_right_is_stored(
    post: Post, stored: Stored
) -> None:
    post("about", ABOUT)
    page = post(
        "menstruation",
        {"menstruation.status": "periods", "menstruation.menarche_age": "veertien"},
    )
    assert page.status_code == 200
    assert page.context["form"].problems[0].anchor == "q-menstruation-menarche_age"
    assert 'value="veertien"' in page.content.decode()
    assert 'role="alert"' in page.content.decode()
    assert stored()["menstruation.status"] == "periods"
    assert "menstruation.menarche_age" not in stored()


def test_a_wrong_answer_leaves_the_stored_one_alone(post: Post, stored: Stored) -> None:
    post("about", ABOUT)
    answers = {"menstruation.status": "periods", "go": "anyway", "shown": ALL}
    post("menstruation", {**answers, "menstruation.menarche_age": "14"})
    post("menstruation", {**answers, "menstruation.menarche_age": "140"})
    assert stored()["menstruation.menarche_age"] == 14


ALL = (
    "menstruation.contraception menstruation.known_cause menstruation.menarche_age "
    "menstruation.periods_12m menstruation.longest_gap_months menstruation.cycle_over_35_days "
    "menstruation.change_with_training"
)


def test_newly_asked_questions_bring_the_page_back_before_going_on(post: Post) -> None:
    post("about", ABOUT)
    page = post("menstruation", {"menstruation.status": "not_yet", "shown": "menstruation.status"})
    assert page.status_code == 200
    assert [item.code for item in page.context["form"].newly_asked] == [
        "menstruation.contraception",
        "menstruation.known_cause",
        "menstruation.breast_development_age",
    ]


def test_hidden_answers_are_kept_and_never_scored(
    post: Post, stored: Stored, screening: Screening
) -> None:
    post("about", ABOUT)
    answers = {"menstruation.menarche_age": "14", "go": "anyway", "shown": ALL}
    post("menstruation", {**answers, "menstruation.status": "periods"})
    post("menstruation", {**answers, "menstruation.status": "does_not_apply"})
    assert stored()["menstruation.menarche_age"] == 14
    case = Screening.objects.get(pk=screening.pk).case(age=25)
    assert "menstruation.menarche_age" not in case.responses.given


def test_nonsense_in_a_hidden_question_stops_nobody(post: Post, stored: Stored) -> None:
    answers = {"bone.pain_now": "no", "bone.injury_count": "none", "bone.diagnoses": "none"}
    page = post("bone", {**answers, "bone.pain_started": "2999-01-01"})
    assert page.status_code == 302
    assert "bone.pain_started" not in stored()


def test_more_injuries_than_counted_are_an_error_at_the_injuries(post: Post) -> None:
    page = post(
        "bone",
        {
            "bone.injury_count": "one",
            "bone.injuries.0.site": "rib",
            "bone.injuries.1.site": "heel",
            "go": "anyway",
        },
    )
    assert page.status_code == 200
    assert "bone.injuries" in page.context["form"].errors


def test_an_error_inside_a_row_points_at_its_control(post: Post) -> None:
    page = post(
        "bone",
        {
            "bone.injury_count": "two_or_more",
            "bone.injuries.0.site": "rib",
            "bone.injuries.1.site": "sacrum",
            "bone.injuries.1.weeks_off": "lang",
        },
    )
    assert page.context["form"].problems[0].anchor == "q-bone-injuries-1-weeks_off"


def test_a_row_can_be_added_and_taken_away_without_script(post: Post, stored: Stored) -> None:
    rows = {"bone.injury_count": "two_or_more", "bone.injuries.0.site": "rib"}
    rows |= {"bone.injuries.1.site": "sacrum"}
    added = post("bone", {**rows, "add": "bone.injuries"}).content.decode()
    assert added.count('class="row"') == 3
    post("bone", {**rows, "remove": "bone.injuries:0"})
    assert stored()["bone.injuries"] == [{"site": "sacrum"}]


def test_no_more_than_six_injuries_are_drawn(post: Post) -> None:
    rows = {f"bone.injuries.{n}.site": "rib" for n in range(6)}
    page = post("bone", {"bone.injury_count": "two_or_more", **rows, "add": "bone.injuries"})
    drawn = page.content.decode()
    assert drawn.count('class="row"') == 6
    assert 'name="add"' not in drawn


def test_weeks_may_have_gaps_and_decimals(post: Post, stored: Stored) -> None:
    post("load", {"load.weekly_km.0": "12,5", "load.weekly_km.11": "40", "go": "anyway"})
    assert stored()["load.weekly_km"] == [12.5, *([None] * 10), 40]


def test_back_stores_the_page_and_asks_nothing(post: Post, stored: Stored) -> None:
    response = post("about", {"about.sport": "running", "go": "back"})
    assert response.headers["Location"] == "/screening/"
    assert stored() == {"about.sport": "running"}


def test_back_does_not_lose_what_cannot_be_read(post: Post) -> None:
    page = post("load", {"load.hours_per_week": "veel", "go": "back"})
    assert page.status_code == 200
    assert 'value="veel"' in page.content.decode()


@pytest.mark.usefixtures("unscoped")
def test_every_save_is_recorded_once(post: Post, screening: Screening) -> None:
    post("about", ABOUT)
    saves = Event.objects.filter(action=Action.SAVE, screening=screening.code)
    assert saves.count() == 1


def test_an_answer_that_is_not_offered_is_refused(post: Post, stored: Stored) -> None:
    page = post("about", {**ABOUT, "about.body": "<script>"})
    assert page.status_code == 200
    assert "about.body" in page.context["form"].errors
    assert "about.body" not in stored()


def test_the_page_never_stays_in_a_cache(screening_session: Client) -> None:
    for path in ("", "about/", "check/"):
        assert "no-store" in screening_session.get(f"/screening/{path}").headers["Cache-Control"]


def test_an_unknown_section_is_not_found(screening_session: Client) -> None:
    assert screening_session.get("/screening/wishes/").status_code == 404


def test_a_section_that_is_not_asked_leads_to_the_start(screening_session: Client) -> None:
    assert screening_session.get("/screening/male/").headers["Location"] == "/screening/"


def test_without_a_link_nothing_opens(client: Client, db: None) -> None:
    for path in ("", "about/", "check/", "sent/"):
        assert client.get(f"/screening/{path}").status_code == 404
        assert client.post(f"/screening/{path}").status_code == 404
