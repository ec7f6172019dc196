"""The practice in numbers: what it counts, and that it tells of nobody."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django_scopes import scope

from clinic.demo import answers
from clinic.models import Athlete, Event, Invitation, Practice
from clinic.overview.counts import Counts, count
from clinic.overview.figures import Line, overview
from clinic.overview.periods import Period, periods
from screening.models import DataKey, Screening

from ..factories import ReceivedFactory

Send = Callable[..., list[Invitation]]

BONE = answers.but(answers.WOMAN, bone__injury_count="one")
OPEN = answers.but(answers.WOMAN, without=("bone.injury_count",))


@pytest.fixture
def send(practice: Practice) -> Send:
    """So many athletes of the practice send in these answers today."""

    def sent(many: int, given: Any = answers.WOMAN) -> list[Invitation]:
        return [ReceivedFactory(athlete__practice=practice, sent=given) for _each in range(many)]

    return sent


def counted(practice: Practice) -> Counts:
    with scope(practice=practice):
        return count(practice, Period.of(timezone.localdate()))


def line(lines: tuple[Line, ...], name: str) -> Line:
    return next(each for each in lines if each.name == name)


def test_under_ten_athletes_nothing_is_shown(send: Send, therapist_client: Client) -> None:
    send(9)
    page = therapist_client.get("/overview/").content.decode()
    assert "minder dan 10 sporters" in page
    assert "<table" not in page
    assert not re.search(r"\b9\b", re.sub(r"<[^>]+>", "", page.split("<main")[1]))


def test_nobody_at_all_is_shown_as_few(therapist_client: Client) -> None:
    assert "minder dan 10 sporters" in therapist_client.get("/overview/").content.decode()


def test_an_athlete_counts_once_with_her_latest_screening(practice: Practice, send: Send) -> None:
    first = send(1, BONE)[0]
    Screening.objects.filter(pk=first.screening_id).update(
        submitted_at=timezone.now() - timedelta(minutes=5)
    )
    ReceivedFactory(athlete=first.athlete, sent=answers.WOMAN)
    counts = counted(practice)
    assert len(counts.everybody) == 1
    assert not counts.certain["bone"]


def test_a_missing_answer_is_still_possible_and_never_none(practice: Practice, send: Send) -> None:
    send(1, BONE), send(1, OPEN), send(1)
    counts = counted(practice)
    assert [len(counts.certain["bone"]), len(counts.possible["bone"])] == [1, 1]
    assert len(counts.missing["bone.injury_count"]) == 1


def test_what_cannot_be_assessed_is_still_possible(practice: Practice, send: Send) -> None:
    send(1, answers.ON_THE_PILL), send(1, answers.MAN)
    counts = counted(practice)
    assert len(counts.possible["menstrual"]) == 1
    assert not counts.certain["menstrual"]


def test_optional_questions_are_not_missed(practice: Practice, send: Send) -> None:
    send(1)
    assert not set(counted(practice).missing) & {"close.remarks", "close.topics", "load.weekly_km"}


def test_what_cannot_be_read_is_not_counted(practice: Practice, send: Send) -> None:
    gone, _other = send(2)
    DataKey.objects.filter(pk=gone.screening.key_id).update(wrapped=None)
    counts = counted(practice)
    assert (len(counts.everybody), counts.unreadable) == (1, 1)


def test_a_large_group_is_shown_and_a_small_one_is_not(practice: Practice, send: Send) -> None:
    send(15, BONE), send(12, OPEN), send(15)
    found = overview(counted(practice))
    bone = line(found.domains, "Bot")
    assert (bone.count, bone.possible) == ("15", "12")
    strength = line(found.domains, "Kracht")
    assert (strength.count, strength.possible) == ("< 10", "< 10")
    assert found.missing == ()


def test_a_sign_is_left_out_where_it_would_give_a_few_others_away(
    practice: Practice, send: Send
) -> None:
    send(12, answers.but(BONE, bone__workup="yes")), send(30)
    assert overview(counted(practice)).flags == ()


def test_numbers_of_one_level_cannot_be_taken_from_the_total(
    practice: Practice, send: Send
) -> None:
    send(4, answers.HIP_PAIN_AT_NIGHT), send(40)
    found = overview(counted(practice))
    assert not [each.count for each in found.levels if each.count.isdecimal() and each.count != "0"]


def test_the_middle_of_the_days_is_told(practice: Practice, send: Send) -> None:
    for days, invitation in enumerate(send(11)):
        with scope(practice=practice):
            Invitation.objects.filter(pk=invitation.pk).update(
                created_at=invitation.sent_at - timedelta(days=days)
            )
    assert counted(practice).median_days == 5


def test_a_period_ends_at_midnight_here(practice: Practice, send: Send) -> None:
    at = datetime(2026, 3, 31, 21, 59, tzinfo=UTC)
    for invitation, minutes in zip(send(2), (0, 2), strict=True):
        Screening.objects.filter(pk=invitation.screening_id).update(
            submitted_at=at + timedelta(minutes=minutes)
        )
    with scope(practice=practice):
        assert len(count(practice, Period(2026, 1)).everybody) == 1
        assert len(count(practice, Period(2026, 2)).everybody) == 1


@pytest.mark.parametrize("period", ["1999", "2026-5", "week", "2026-11-26"])
def test_no_other_period_can_be_asked_for(period: str, therapist_client: Client) -> None:
    assert therapist_client.get("/overview/", {"period": period}).status_code == 404


def test_another_practice_counts_none_of_this_one(
    send: Send, outsider_client: Client, other_practice: Practice
) -> None:
    send(12)
    assert len(counted(other_practice).everybody) == 0
    assert "minder dan 10" in outsider_client.get("/overview/").content.decode()


def test_no_athlete_is_named_and_one_row_is_logged(
    send: Send, athlete: Athlete, therapist_client: Client
) -> None:
    sent = send(12)
    before = Event.objects.count()
    page = therapist_client.get("/overview/").content.decode()
    assert not [i for i in sent if i.screening.code in page or i.athlete.family_name in page]
    logged = Event.objects.order_by("pk")[before:]
    assert [(event.object, event.athlete_id) for event in logged] == [
        (f"overview {Period.of(timezone.localdate()).code}", None)
    ]


def test_it_takes_as_many_queries_for_twenty_as_for_two(
    practice: Practice, send: Send, django_assert_num_queries: Any
) -> None:
    for many in (2, 18):
        send(many)
        with django_assert_num_queries(2):
            counted(practice)


@pytest.mark.parametrize("month", range(1, 13))
def test_no_day_is_in_two_periods(month: int) -> None:
    choices = periods(date(2026, month, 5))
    days = [p.first + timedelta(n) for p in choices for n in range((p.following - p.first).days)]
    assert len(days) == len(set(days))
    assert date(2026, month, 5) in days
    assert choices[0] == Period.of(date(2026, month, 5))
