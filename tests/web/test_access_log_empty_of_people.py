"""Whoever reads the access log's columns learns no name, answer, measurement or address of anybody."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver

from clinic.models import Athlete, Event, Invitation, Membership, Practice

from ..conftest import prove
from ..factories import AthleteFactory, InvitationFactory, ReceivedFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]

HER = {
    "given_name": "Zwaluwtje",
    "family_name": "Kwikstaart",
    "date_of_birth": date(2001, 9, 17),
    "email": "zwaluwtje@kwikstaart.example",
    "client_number": "KWK-4711",
}
WORDS = "wielewaal"
"""Stands in everything that somebody types here but a reason, which is meant for the log."""
MARKS = (
    *(str(value).lower() for value in HER.values()),
    "17-09-2001",
    WORDS,
    "47,31",
    "47.31",
    "trekvogel",
    "close.remarks",
)


@pytest.fixture
def her(practice: Practice) -> Athlete:
    return AthleteFactory(practice=practice, **HER)


@pytest.fixture
def sent(her: Athlete) -> Invitation:
    return ReceivedFactory(athlete=her)


def stored() -> str:
    return str(list(Event.objects.values())).lower()


def test_nothing_that_people_do_leaves_a_name_or_an_answer(
    her: Athlete, sent: Invitation, owner: Membership, owner_client: Client, staff_client: Client
) -> None:
    code = sent.screening.code
    owner.user.name, owner.user.email = "Trekvogel", "trekvogel@example.org"
    owner.user.save()
    for path, values in (
        (f"/athletes/{her.pk}/own-data/", {}),
        ("/athletes/", {"words": HER["family_name"]}),
        (f"/athletes/{her.pk}/edit/", {**HER, "date_of_birth": "17-09-2001", "language": "nl"}),
        (f"/athletes/{her.pk}/appointments/", {"day": WORDS, "at": "9:00"}),
        (f"/assessments/{code}/measurements/", {"weight_kg": "47,31"}),
        (f"/assessments/{code}/consultation/", {"note": WORDS, "revision": "0", "go": "save"}),
        (f"/assessments/{code}/handled/", {"text": WORDS}),
        (f"/assessments/{code}/open/", {"close.remarks": WORDS}),
        ("/reports/", {"words": HER["family_name"]}),
        ("/log/", {"words": HER["family_name"]}),
        ("/members/ask/", {"email": f"{WORDS}@example.org", "role": "staff"}),
        ("/account/", {"name": f"Trekvogel {WORDS}", "language": "nl"}),
        (f"/invitations/{sent.pk}/reopen/", {}),
    ):
        owner_client.post(path, values)
        staff_client.post(path, values)
    for path in _pages(her, sent):
        owner_client.get(path)
        staff_client.get(path)
        owner_client.post("/printed/", {"path": path})
    owner_client.get(f"/assessments/{WORDS}/")
    Client().post("/accounts/login/", {"login": HER["email"], "password": WORDS})
    Client().post("/accounts/login/", {"login": "trekvogel@example.org", "password": WORDS})
    assert Event.objects.count() > 60
    _holds_none_of_them()


def test_neither_does_what_the_athlete_does(her: Athlete) -> None:
    invitation = InvitationFactory(athlete=her)
    phone = Client()
    phone.get(f"/s/{WORDS}/")
    phone.post("/welcome/", {"day": 1, "month": 1, "year": 2001})
    prove(phone, invitation)
    phone.post("/screening/", {"go": "on", "consent": "yes"})
    page = phone.get("/screening/").content.decode()
    for address in set(re.findall(r'href="(/screening/[^"#]*)"', page)):
        phone.get(address)
    invitation.screening.record({"close.remarks": WORDS})
    phone.get("/screening/check/")
    phone.post("/screening/check/")
    assert Event.objects.filter(role="athlete").count() > 3
    _holds_none_of_them(invitation.token)


def _pages(her: Athlete, sent: Invitation) -> list[str]:
    """Every page of the practice's side that is about her, or about everybody."""
    ids: dict[str, Any] = {"code": sent.screening.code, "number": 1}
    pages = []
    for pattern in get_resolver().url_patterns:
        if isinstance(pattern, URLPattern) and hasattr(pattern.callback, "permission"):
            route = str(pattern.pattern)
            pk = sent.pk if route.startswith("invitations") else her.pk
            pages.append(
                "/" + re.sub(r"<\w+:(\w+)>", lambda m, pk=pk: str(ids.get(m[1], pk)), route)
            )
    return pages


def _holds_none_of_them(*more: str) -> None:
    text = stored()
    assert [mark for mark in (*MARKS, *more) if mark.lower() in text] == []
