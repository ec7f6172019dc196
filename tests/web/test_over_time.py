"""Earlier screenings on the page of one assessment, and levels on the page of the athlete."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_scopes import scope

from clinic.actions import athletes
from clinic.beside import beside
from clinic.models import Athlete, Event, Invitation, Membership
from screening.models import Screening
from tests import letters
from tests.factories import InvitationFactory, ReceivedFactory

Earlier = Callable[..., Invitation]


@pytest.fixture
def sent_ago() -> Earlier:
    """A screening of an athlete that was sent so many days ago."""

    def sent(athlete: Athlete, days: int, case: letters.Document = letters.IN_ORDER) -> Invitation:
        invitation = ReceivedFactory(athlete=athlete, sent=case["answers"])
        at = timezone.now() - timedelta(days=days)
        Screening.objects.filter(pk=invitation.screening_id).update(submitted_at=at)
        invitation.sent_at = invitation.screening.submitted_at = at
        with scope(practice=athlete.practice):
            invitation.save(update_fields=["sent_at"])
        return invitation

    return sent


def page(client: Client, invitation: Invitation) -> str:
    response = client.get(f"/assessments/{invitation.screening.code}/")
    assert response.status_code == 200
    return response.content.decode()


def letter(client: Client, invitation: Invitation) -> Any:
    return client.get(f"/assessments/{invitation.screening.code}/").context["letter"]


def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as counted:
        assert client.get(address).status_code == 200
    return len(counted)


def test_a_first_screening_says_nothing_of_time(
    therapist_client: Client, received: Invitation
) -> None:
    assert "over-time" not in page(therapist_client, received)


def test_the_page_says_what_changed_and_leads_to_the_drawing_and_the_earlier_one(
    therapist_client: Client, athlete: Athlete, sent_ago: Earlier
) -> None:
    before = sent_ago(athlete, 80)
    shown = page(therapist_client, sent_ago(athlete, 2, letters.ON_THE_PILL))
    assert shown.count('href="#over-time"') == 2
    assert '<h2 id="over-time">' in shown
    assert f'href="/assessments/{before.screening.code}/"' in shown
    assert shown.count('class="plot trend"') == 9
    assert "Niet de laatste" not in shown


def test_an_old_assessment_says_that_it_is_not_the_latest(
    therapist_client: Client, athlete: Athlete, sent_ago: Earlier
) -> None:
    old, newest = sent_ago(athlete, 80), sent_ago(athlete, 2)
    shown = page(therapist_client, old)
    assert "Niet de laatste" in shown
    assert f'href="/assessments/{newest.screening.code}/"' in shown
    assert "over-time" not in shown


def test_only_what_was_sent_before_it_counts(
    therapist_client: Client, athlete: Athlete, received: Invitation, sent_ago: Earlier
) -> None:
    first = sent_ago(athlete, 90)
    middle = sent_ago(athlete, 30)
    sent_ago(athlete, 1)
    InvitationFactory(athlete=athlete)
    codes = [visit.code for visit in letter(therapist_client, middle).trend.visits]
    assert codes == [middle.screening.code, first.screening.code]
    assert received.screening.code not in page(therapist_client, middle)


@pytest.mark.parametrize("spoilt", [{"sealed_answers": b"x" * 60}, {"protocol_id": "intake-1999"}])
def test_one_that_cannot_be_read_is_a_gap(
    therapist_client: Client, athlete: Athlete, sent_ago: Earlier, spoilt: dict[str, Any]
) -> None:
    broken = sent_ago(athlete, 60)
    Screening.objects.filter(pk=broken.screening_id).update(**spoilt)
    trend = letter(therapist_client, sent_ago(athlete, 1)).trend
    assert trend.visits[1].level is None
    assert trend.triad.points[0].span is None
    assert "niet te lezen" in therapist_client.get(f"/athletes/{athlete.pk}/").content.decode()


def test_twelve_are_drawn_and_the_others_counted(
    therapist_client: Client, athlete: Athlete, sent_ago: Earlier
) -> None:
    for days in range(400, 10, -28):
        sent_ago(athlete, days)
    trend = letter(therapist_client, sent_ago(athlete, 1)).trend
    assert len(trend.visits) == 12
    assert trend.left_out == "De laatste 12 van 15 screenings."


def test_any_number_of_earlier_ones_takes_the_same_number_of_queries(
    therapist_client: Client, athlete: Athlete, sent_ago: Earlier
) -> None:
    sent_ago(athlete, 300)
    last = f"/assessments/{sent_ago(athlete, 1).screening.code}/"
    own = f"/athletes/{athlete.pk}/"
    few = queries(therapist_client, last), queries(therapist_client, own)
    for days in (250, 200, 150, 100):
        sent_ago(athlete, days, letters.ON_THE_PILL)
    assert (queries(therapist_client, last), queries(therapist_client, own)) == few


def test_all_others_are_read_in_one_query(
    athlete: Athlete, sent_ago: Earlier, django_assert_num_queries: Any
) -> None:
    for days in (200, 100, 50):
        sent_ago(athlete, days)
    last = sent_ago(athlete, 1)
    with scope(practice=athlete.practice), django_assert_num_queries(1):
        assert len(beside(last).earlier) == 3


def test_that_earlier_ones_were_read_or_printed_stands_in_the_log(
    therapist_client: Client, athlete: Athlete, sent_ago: Earlier
) -> None:
    sent_ago(athlete, 90)
    code = sent_ago(athlete, 1).screening.code
    therapist_client.get(f"/assessments/{code}/")
    therapist_client.get(f"/assessments/{code}/report.pdf")
    logged = Event.objects.filter(object="earlier screenings", screening=code)
    assert sorted(logged.values_list("action", flat=True)) == ["export", "read"]


def test_the_athletes_page_has_levels_for_those_who_may_read_results(
    therapist_client: Client, staff_client: Client, athlete: Athlete, sent_ago: Earlier
) -> None:
    sent_ago(athlete, 1)
    address = f"/athletes/{athlete.pk}/"
    assert "Laag" in therapist_client.get(address).content.decode()
    shown = staff_client.get(address).content.decode()
    assert "Laag" not in shown
    assert "Aandacht" not in shown


def test_an_archived_athlete_still_has_her_course(
    therapist_client: Client, therapist: Membership, athlete: Athlete, sent_ago: Earlier
) -> None:
    sent_ago(athlete, 90)
    last = sent_ago(athlete, 1)
    with scope(practice=athlete.practice):
        athletes.archive(athlete=athlete, by=therapist)
    assert "over-time" in page(therapist_client, last)


def test_another_practice_sees_none_of_it(
    outsider_client: Client, staff_client: Client, athlete: Athlete, sent_ago: Earlier
) -> None:
    sent_ago(athlete, 90)
    address = f"/assessments/{sent_ago(athlete, 1).screening.code}/"
    assert outsider_client.get(address).status_code == 404
    assert staff_client.get(address).status_code == 403
