"""The way through: start, language, her answers, sending, and the last page."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.utils.translation import override

from clinic import access
from clinic.demo import answers as invented
from clinic.models import Action, Athlete, Event, Invitation, Practice
from screening.forms.entries import DECLINED
from screening.journey import Journey, minutes
from screening.models import Screening
from screening.views.check import check
from screening.views.sent import reasons, urgent_texts
from screening.wording.for_athlete import URGENT_FOR_ATHLETE

from ..factories import AppointmentFactory
from .conftest import Post

Stored = Callable[[], dict[str, Any]]


def test_the_first_page_says_who_asks_and_how_many_questions(screening_session: Client) -> None:
    page = screening_session.get("/screening/")
    assert page.context["questions"] == 34
    assert "<title>Praktijk De Brug – " in page.content.decode()
    assert (page.context["least"], page.context["most"]) == (6, 10)


@pytest.mark.usefixtures("unscoped")
def test_opening_the_first_page_is_recorded(
    screening_session: Client, screening: Screening
) -> None:
    before = Event.objects.filter(action=Action.OPEN, object="screening").count()
    screening_session.get("/screening/")
    assert Event.objects.filter(action=Action.OPEN, object="screening").count() == before + 1


def test_beginning_leads_to_the_first_page(screening_session: Client) -> None:
    response = screening_session.post("/screening/")
    assert response.headers["Location"] == "/screening/about/1/"


def test_going_on_leads_to_where_she_was(screening_session: Client, screening: Screening) -> None:
    screening.record({"about.sport": "running", "about.body": "male", "nutrition.protein": "yes"})
    response = screening_session.post("/screening/")
    assert response.headers["Location"] == "/screening/nutrition/1/"


def test_a_finished_page_is_not_resumed(screening: Screening) -> None:
    answers = {"about.body": "male", "gut.bloating_pain": "rarely", "gut.stool": "no"}
    journey = Journey.of(screening.protocol.instrument, answers)
    assert journey.resume().where == ("bone", 1)


def test_minutes_are_rounded_up() -> None:
    assert [minutes(n) for n in (0, 1, 6, 7, 60)] == [1, 1, 1, 2, 10]


def test_only_sections_that_are_asked_count(screening: Screening) -> None:
    instrument = screening.protocol.instrument
    assert len(Journey.of(instrument, {}).sections) == 8
    assert len(Journey.of(instrument, {"about.body": "female"}).sections) == 9
    assert len(Journey.of(instrument, {"about.body": "other"}).sections) == 10


def test_the_language_switch_keeps_what_is_typed(
    post: Post, stored: Stored, screening: Screening
) -> None:
    post("load/2", {"load.highest_ever": "no", "language": "en"})
    page = post("load/1", {"load.hours_per_week": "zeven", "language": "en"})
    shown = page.content.decode()
    assert 'value="zeven"' in shown
    assert ">Training</h1>" in shown
    assert 'lang="en"' in shown
    assert 'role="alert"' not in shown
    assert stored() == {"load.highest_ever": "no"}
    screening.refresh_from_db()
    assert screening.language == "en"


def test_a_language_that_is_not_offered_changes_nothing(
    screening_session: Client, screening: Screening
) -> None:
    screening_session.post("/screening/", {"language": "tlh"})
    screening.refresh_from_db()
    assert screening.language == "nl"


@pytest.mark.parametrize("path", ["", "check/"])
def test_the_switch_on_a_page_without_questions_comes_back_to_it(
    screening_session: Client, path: str
) -> None:
    response = screening_session.post(f"/screening/{path}", {"language": "en"}, follow=True)
    assert response.redirect_chain[-1][0] == f"/screening/{path}"
    assert b'<html lang="en">' in response.content


def test_her_answers_are_shown_in_words_with_links_back(
    screening_session: Client, screening: Screening
) -> None:
    screening.record(invented.WOMAN)
    page = screening_session.get("/screening/check/")
    assert page.context["blank"] == 0
    assert 'href="/screening/about/1/?to=check#q-about-sport"' in page.content.decode()


@pytest.mark.usefixtures("unscoped")
def test_looking_at_her_answers_is_recorded(
    screening_session: Client, screening: Screening
) -> None:
    screening.record({"gut.stool": "no"})
    screening_session.get("/screening/check/")
    screening_session.get("/screening/gut/1/")
    screening_session.get("/screening/bone/1/")
    assert Event.objects.filter(action=Action.READ, screening=screening.code).count() == 2


def test_a_change_comes_back_to_her_answers(post: Post, screening: Screening) -> None:
    screening.record(invented.WOMAN)
    data = {"nutrition.protein": "no", "go": "anyway"}
    response = post("nutrition/1", data, to="?to=check")
    assert response.headers["Location"] == "/screening/check/#nutrition"


def test_a_change_that_asks_more_leads_there_first(post: Post, screening: Screening) -> None:
    screening.record(invented.WOMAN)
    data = {"about.body": "male", "go": "anyway"}
    response = post("about/3", data, to="?to=check")
    assert response.headers["Location"] == "/screening/male/1/?to=check&of=about-3"


def test_all_that_a_change_asks_is_asked_before_her_answers_come_back(
    post: Post, screening: Screening
) -> None:
    screening.record({**invented.WOMAN, "about.body": "male", "male.libido": "normal"})
    response = post("male/1", {"male.libido": "lower"}, to="?to=check&of=about-3")
    assert response.headers["Location"] == "/screening/male/2/?to=check&of=about-3"
    response = post("male/2", {"male.morning_erections": "fewer"}, to="?to=check&of=about-3")
    assert response.headers["Location"] == "/screening/check/#male"


@pytest.mark.parametrize("of", ["", "about", "about-x", "wishes-1", "-", "about-" + "9" * 5000])
def test_a_forged_way_back_leads_to_her_answers(post: Post, screening: Screening, of: str) -> None:
    screening.record(invented.WOMAN)
    response = post("nutrition/1", {"go": "anyway"}, to=f"?to=check&of={of}")
    assert response.headers["Location"] == "/screening/check/#nutrition"


def test_answers_that_contradict_each_other_are_mended_before_sending(
    screening_session: Client, screening: Screening
) -> None:
    injuries = [{"site": "rib"}, {"site": "sacrum"}]
    screening.record({"bone.injury_count": "one", "bone.injuries": injuries})
    page = screening_session.post("/screening/check/")
    assert page.status_code == 200
    assert page.context["wrong"][0][1].item.code == "bone.injuries"
    screening.refresh_from_db()
    assert screening.submitted_at is None


def test_sending_stores_the_age_and_ends_the_link(
    screening_session: Client, screening: Screening, invitation: Invitation
) -> None:
    screening.record(invented.WOMAN)
    response = screening_session.post("/screening/check/")
    assert response.headers["Location"] == "/screening/sent/"
    screening.refresh_from_db()
    assert screening.submitted_at is not None
    assert screening.age > Decimal(24)
    assert screening_session.get("/screening/sent/").status_code == 200
    invitation.refresh_from_db()
    assert invitation.sent_at is not None


def test_sending_with_blanks_is_allowed(screening_session: Client, screening: Screening) -> None:
    screening_session.post("/screening/check/")
    screening.refresh_from_db()
    assert screening.submitted_at is not None


def test_a_page_posted_after_sending_says_so_and_changes_nothing(
    screening_session: Client, post: Post, stored: Stored, screening: Screening
) -> None:
    screening.record(invented.WOMAN)
    screening_session.post("/screening/check/")
    page = post("close/1", {"close.remarks": "Nog iets over mijn enkel."})
    assert page.status_code == 409
    assert "Nog iets over mijn enkel." in page.content.decode()
    assert stored() == invented.WOMAN


def test_sending_twice_sends_once(screening_session: Client, screening: Screening) -> None:
    screening_session.post("/screening/check/")
    screening.refresh_from_db()
    first = screening.submitted_at
    screening_session.post("/screening/check/")
    screening.refresh_from_db()
    assert screening.submitted_at == first


def test_the_last_page_opens_only_after_sending(screening_session: Client) -> None:
    assert screening_session.get("/screening/sent/").headers["Location"] == "/screening/"


def test_the_last_page_holds_help_lines_and_no_score(
    screening_session: Client, screening: Screening
) -> None:
    screening.record(invented.WOMAN)
    screening_session.post("/screening/check/")
    page = screening_session.get("/screening/sent/").content.decode()
    assert 'href="tel:112"' in page
    assert 'href="tel:08000113"' in page
    assert "score" not in page.lower()


def test_an_urgent_answer_gives_what_to_do_today_and_the_practices_number(
    screening_session: Client, screening: Screening
) -> None:
    screening.record(invented.HIP_PAIN_AT_NIGHT)
    screening_session.post("/screening/check/")
    page = screening_session.get("/screening/sent/")
    with override("nl"):
        assert str(URGENT_FOR_ATHLETE["femoral_neck"].title) in page.content.decode()
    assert 'href="tel:0301112233"' in page.content.decode()


def sent_while_another_page_stores(
    invitation: Invitation, screening: Screening, stored: dict[str, Any]
) -> Invitation:
    """A request reads her answers, another one stores more, then the first one sends."""
    screening.record(invented.WOMAN)
    request = RequestFactory().post("/screening/check/")
    request.access = access.find(access.proof(invitation))
    screening.record(stored)
    check(request)
    return Invitation.objects.get(pk=invitation.pk)


@pytest.mark.usefixtures("unscoped", "screening_session")
def test_what_another_page_stored_a_moment_before_sending_is_urgent_too(
    invitation: Invitation, screening: Screening
) -> None:
    sent = sent_while_another_page_stores(invitation, screening, invented.HIP_PAIN_AT_NIGHT)
    assert sent.sent_at is not None
    assert sent.urgent_at is not None


@pytest.mark.usefixtures("unscoped", "screening_session")
def test_what_cannot_be_read_is_not_sent_though_it_was_stored_a_moment_before(
    invitation: Invitation, screening: Screening
) -> None:
    sent = sent_while_another_page_stores(invitation, screening, {"load.weekly_km": "many"})
    assert sent.sent_at is None


@pytest.mark.usefixtures("unscoped")
def test_an_urgent_last_page_is_recorded_and_shows_the_practices_own_words(
    screening_session: Client, screening: Screening, practice: Practice
) -> None:
    practice.urgent_text_nl = "Bel na vijven\n030 999 88 77."
    practice.save()
    screening.record(invented.HIP_PAIN_AT_NIGHT)
    screening_session.post("/screening/check/")
    told = Event.objects.filter(action=Action.URGENT, screening=screening.code).count()
    page = screening_session.get("/screening/sent/").content.decode()
    assert "Bel na vijven<br>030 999 88 77." in page
    after = Event.objects.filter(action=Action.URGENT, screening=screening.code).count()
    assert after == told + 1


@pytest.mark.usefixtures("unscoped")
@pytest.mark.parametrize("answers", [invented.WOMAN, invented.HIP_PAIN_AT_NIGHT])
def test_the_last_page_says_when_the_appointment_is(
    screening_session: Client, screening: Screening, invitation: Invitation, answers: Any
) -> None:
    day = timezone.localdate() + timedelta(days=7)
    starts_at = timezone.make_aware(datetime.combine(day, time(10, 30)))
    invitation.appointment = AppointmentFactory(athlete=invitation.athlete, starts_at=starts_at)
    invitation.save()
    screening.record(answers)
    screening_session.post("/screening/check/")
    page = screening_session.get("/screening/sent/").content.decode()
    with override("nl"):
        assert date_format(day, "l j F") in page
    assert "10:30" in page


def test_several_urgent_answers_give_each_step_once(screening: Screening) -> None:
    both = {
        **invented.HIP_PAIN_AT_NIGHT,
        "bone.pain_sudden": "yes",
        "fatigue.collapse": ["fainting"],
    }
    screening.record(both)
    screening.submit(age=Decimal(25))
    told = reasons(urgent_texts(screening))
    steps = [str(step) for reason in told for step in reason.steps]
    assert len(told) >= 2
    assert len(set(steps)) == len(steps)


@pytest.mark.usefixtures("unscoped")
def test_an_age_outside_the_instruments_range_sends_nothing(
    screening_session: Client, screening: Screening, athlete: Athlete
) -> None:
    athlete.date_of_birth = timezone.localdate() - timedelta(days=40_000)
    athlete.save()
    assert screening_session.post("/screening/check/").status_code == 409
    screening.refresh_from_db()
    assert screening.submitted_at is None


def test_what_she_withheld_is_shown_in_her_own_words(
    screening_session: Client, screening: Screening
) -> None:
    screening.record({"about.body": "declined"})
    with override("nl"):
        assert str(DECLINED.label) in screening_session.get("/screening/check/").content.decode()


def test_what_the_therapist_measured_is_not_told_on_the_last_page(screening: Screening) -> None:
    screening.record(invented.WOMAN)
    screening.measure({"height_cm": 170, "weight_kg": 38, "ed_diagnosis": "anorexia_nervosa"})
    screening.submit(age=Decimal(25))
    assert urgent_texts(screening) == []
