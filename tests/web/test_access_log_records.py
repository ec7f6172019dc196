"""What stands in the access log of what people do: searching, printing, being refused."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from clinic.actions import tokens
from clinic.models import Action, Athlete, Event, Invitation, Membership, Outcome
from clinic.models.token import Scope

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


def last() -> Event:
    return Event.objects.latest("id")


def test_a_search_hit_that_is_opened_is_told_apart_and_its_address_holds_no_name(
    therapist_client: Client, athlete: Athlete
) -> None:
    found = therapist_client.post("/athletes/", {"words": athlete.family_name}).content.decode()
    (address,) = set(re.findall(rf'href="(/athletes/{athlete.pk}/[^"]*)"', found))
    assert athlete.family_name.lower() not in address.lower()
    therapist_client.get(address)
    assert (last().action, last().object) == (Action.FIND, "athlete")
    assert last().athlete_id == athlete.pk

    listed = therapist_client.get("/athletes/").content.decode()
    therapist_client.get(re.findall(rf'href="(/athletes/{athlete.pk}/[^"]*)"', listed)[0])
    assert last().action == Action.READ


def test_what_is_printed_is_recorded_with_whom_it_is_about(
    therapist_client: Client, received: Invitation, athlete: Athlete
) -> None:
    for path, athlete_id, code, what in (
        (f"/athletes/{athlete.pk}/", athlete.pk, "", "athlete"),
        (
            f"/assessments/{received.screening.code}/",
            received.athlete_id,
            received.screening.code,
            "assessment",
        ),
        ("/today/", None, "", "worklist"),
    ):
        answer = therapist_client.post("/printed/", {"path": path}, headers={"X-Background": "1"})
        assert answer.status_code == 204
        event = last()
        assert (event.action, event.object) == (Action.PRINT, what)
        assert (event.athlete_id, event.screening) == (athlete_id, code)


@pytest.mark.parametrize("path", ["", "/nowhere/", "/healthz", "//evil.example/", "/practice/"])
def test_what_may_not_be_opened_is_not_printed(therapist_client: Client, path: str) -> None:
    assert therapist_client.post("/printed/", {"path": path}).status_code == 404
    assert not Event.objects.filter(action=Action.PRINT).exists()


def test_printing_tells_nothing_of_another_practice(
    outsider_client: Client, athlete: Athlete
) -> None:
    outsider_client.post("/printed/", {"path": f"/athletes/{athlete.pk}/"})
    assert last().athlete_id is None


@pytest.mark.parametrize("method", ["get", "post"])
def test_asking_for_what_another_practice_has_is_recorded_as_refused_without_it(
    method: str, outsider_client: Client, outsider: Membership, athlete: Athlete
) -> None:
    getattr(outsider_client, method)(f"/athletes/{athlete.pk}/edit/")
    event = Event.objects.get()
    assert event.outcome == Outcome.REFUSED
    assert event.action == (Action.READ if method == "get" else Action.CHANGE)
    assert (event.object, event.reason) == ("athlete_edit", "not_found")
    assert (event.who, event.role) == (outsider.user_id, "owner")
    assert event.practice_id == outsider.practice_id
    assert event.athlete_id is None
    assert str(athlete.pk) not in str(Event.objects.values())


def test_an_id_that_nobody_has_is_recorded_alike(
    outsider_client: Client, athlete: Athlete, received: Invitation
) -> None:
    outsider_client.get(f"/assessments/{received.screening.code}/")
    outsider_client.get("/assessments/S-22222/")
    one, other = Event.objects.values("action", "object", "outcome", "reason", "screening")
    assert one == other


def test_a_role_that_may_not_is_recorded_with_whom_it_was_about(
    staff_client: Client, received: Invitation
) -> None:
    staff_client.get(f"/assessments/{received.screening.code}/")
    event = Event.objects.get()
    assert (event.outcome, event.role) == (Outcome.REFUSED, "staff")
    assert event.athlete_id == received.athlete_id
    assert event.screening == received.screening.code


READ_TOO: dict[str, Callable[[Invitation], str]] = {
    "the form of an athlete": lambda i: f"/athletes/{i.athlete_id}/edit/",
    "handing over the tablet": lambda i: f"/athletes/{i.athlete_id}/tablet/",
    "what was done about urgent signs": lambda i: f"/assessments/{i.screening.code}/handled/",
    "reopening": lambda i: f"/invitations/{i.pk}/reopen/",
}


@pytest.mark.parametrize("page", READ_TOO)
def test_pages_that_show_her_name_or_words_before_anything_is_done_are_recorded(
    page: str, therapist_client: Client, received: Invitation
) -> None:
    assert therapist_client.get(READ_TOO[page](received)).status_code == 200
    event = Event.objects.get()
    assert (event.action, event.athlete_id) == (Action.READ, received.athlete_id)


@pytest.mark.parametrize(
    ("scope", "path", "status", "what"),
    [
        (Scope.SCREENINGS, "screenings/S-22222", 404, "api screening"),
        (Scope.FHIR, "screenings", 403, "api screenings"),
        (Scope.REPORTS, "reports/00000000-0000-0000-0000-000000000000", 404, "api report"),
    ],
)
def test_what_a_key_is_refused_is_recorded(
    scope: str, path: str, status: int, what: str, client: Client, owner: Membership
) -> None:
    token, key = tokens.make(by=owner, name="EPD", scopes=[scope], days=30)
    answer = client.get(f"/api/v1/{path}", headers={"Authorization": f"Bearer {key}"})
    assert answer.status_code == status
    event = last()
    assert (event.role, event.outcome, event.object) == ("token", Outcome.REFUSED, what)
    assert event.practice_id == owner.practice_id
    assert event.reason.startswith(token.shown)


def test_a_key_that_opens_nothing_is_recorded_and_not_kept(
    client: Client, owner: Membership
) -> None:
    token, key = tokens.make(by=owner, name="EPD", scopes=[Scope.FHIR], days=30)
    client.get("/api/v1/screenings", headers={"Authorization": "Bearer raadt-maar-wat"})
    assert (last().role, last().practice_id) == ("nobody", None)
    tokens.revoke(token=token, by=owner)
    client.get("/api/v1/screenings", headers={"Authorization": f"Bearer {key}"})
    assert (last().role, last().practice_id) == ("token", owner.practice_id)
    assert not any(text in str(list(Event.objects.values())) for text in ("raadt", key))


def test_every_row_says_when_from_where_and_of_which_practice(
    therapist_client: Client, therapist: Membership, athlete: Athlete
) -> None:
    before = timezone.now()
    therapist_client.get(f"/athletes/{athlete.pk}/", REMOTE_ADDR="2001:db8::7")
    event = Event.objects.get()
    assert before <= event.at <= timezone.now()
    assert event.address == "2001:db8::7"
    assert event.practice_id == event.chain == therapist.practice_id
