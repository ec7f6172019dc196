"""Every address of the practice's side, opened by every role, a colleague, another practice and nobody."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver

from clinic.models import Athlete, Event, Invitation, Membership, Outcome

Addresses = dict[str, str]

READS = ("owner", "therapist", "colleague")
ALL = (*READS, "staff")

# name of the address: method, who gets in, and what they get
TABLE: dict[str, tuple[str, tuple[str, ...], int]] = {
    "worklist": ("get", ALL, 200),
    "athlete_new": ("get", ALL, 200),
    "athlete": ("get", ALL, 200),
    "athlete_edit": ("get", ALL, 200),
    "athlete_archive": ("post", ALL, 302),
    "invite": ("post", ALL, 200),
    "revoke": ("post", ALL, 302),
    "hand_over": ("get", ALL, 200),
    "reopen": ("get", READS, 200),
    "practice": ("get", ("owner",), 200),
    "assessment": ("get", READS, 200),
    "measurements": ("get", READS, 200),
    "report_pdf": ("get", READS, 200),
}
NOT_THEIRS = {
    "athlete",
    "athlete_edit",
    "athlete_archive",
    "invite",
    "revoke",
    "hand_over",
    "reopen",
    "assessment",
    "measurements",
    "report_pdf",
}
FOR_ANYBODY = {
    "home",
    "language",
    "practices",
    "open_link",
    "welcome",
    "parent",
    "tablet",
    "healthz",
}


@pytest.fixture
def addresses(athlete: Athlete, invitation: Invitation, received: Invitation) -> Addresses:
    code = received.screening.code
    return {
        "worklist": "/today/",
        "athlete_new": "/athletes/new/",
        "athlete": f"/athletes/{athlete.pk}/",
        "athlete_edit": f"/athletes/{athlete.pk}/edit/",
        "athlete_archive": f"/athletes/{athlete.pk}/archive/",
        "invite": f"/athletes/{athlete.pk}/invite/",
        "revoke": f"/invitations/{invitation.pk}/revoke/",
        "hand_over": f"/athletes/{athlete.pk}/tablet/",
        "reopen": f"/invitations/{received.pk}/reopen/",
        "practice": "/practice/",
        "assessment": f"/assessments/{code}/",
        "measurements": f"/assessments/{code}/measurements/",
        "report_pdf": f"/assessments/{code}/report.pdf",
    }


def test_the_table_names_every_address() -> None:
    patterns = get_resolver().url_patterns
    named = {p.name for p in patterns if isinstance(p, URLPattern)}
    assert named == TABLE.keys() | FOR_ANYBODY


@pytest.mark.parametrize("who", ALL)
@pytest.mark.parametrize("name", TABLE)
def test_a_role_gets_what_it_may_and_nothing_else(
    name: str,
    who: str,
    addresses: Addresses,
    request: pytest.FixtureRequest,
    client_of: Callable[[Membership], Client],
) -> None:
    method, allowed, status = TABLE[name]
    client = client_of(request.getfixturevalue(who))
    response = getattr(client, method)(addresses[name])
    assert response.status_code == (status if who in allowed else 403)
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("name", sorted(NOT_THEIRS))
def test_another_practice_is_told_that_nothing_is_there(
    name: str, addresses: Addresses, outsider_client: Client
) -> None:
    response = getattr(outsider_client, TABLE[name][0])(addresses[name])
    assert response.status_code == 404


@pytest.mark.parametrize("name", TABLE)
def test_nobody_is_sent_to_the_sign_in(name: str, addresses: Addresses, client: Client) -> None:
    response = getattr(client, TABLE[name][0])(addresses[name])
    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("name", TABLE)
def test_somebody_without_a_practice_is_told_that_nothing_is_there(
    name: str, addresses: Addresses, outsider: Membership, client: Client
) -> None:
    outsider.delete()
    client.force_login(outsider.user)
    assert getattr(client, TABLE[name][0])(addresses[name]).status_code == 404


def test_a_refusal_is_recorded(addresses: Addresses, staff_client: Client) -> None:
    staff_client.get(addresses["assessment"])
    assert Event.objects.filter(role="staff", outcome=Outcome.REFUSED).count() == 1


def test_staff_see_no_attention_level_in_the_list(
    addresses: Addresses, staff_client: Client, therapist_client: Client
) -> None:
    assert "lv-raised" in therapist_client.get("/today/").content.decode()
    assert "lv-" not in staff_client.get("/today/").content.decode()


def test_a_list_shows_no_athlete_of_another_practice(
    received: Invitation, outsider_client: Client
) -> None:
    assert received.athlete.family_name not in outsider_client.get("/today/").content.decode()
