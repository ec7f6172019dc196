"""Ten thousand athletes: every page takes as many queries as among a few, and under an eighth of a second."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_scopes import scopes_disabled

from clinic.models import Athlete, Invitation, Membership, Practice
from clinic.worklist import Group, week_of
from tests.timing import quickest

from .many import fill, plan_days, table_of

pytestmark = [pytest.mark.benchmark, pytest.mark.django_db]

MANY = 10_000
Way = Callable[[Client], HttpResponse]


@pytest.fixture
def signed_in(therapist: Membership, client_of: Callable[[Membership], Client]) -> Iterator[Client]:
    with scopes_disabled():
        yield client_of(therapist)


def often() -> Athlete:
    return Athlete.objects.get(family_name="Often")


def days(client: Client, weeks: int = 0, **more: str) -> HttpResponse:
    first, last = week_of(timezone.localdate() + timedelta(weeks=weeks))
    return client.post("/invitations/many/", {"first": first, "last": last, **more})


def ticked_today() -> list[str]:
    on = Athlete.objects.filter(appointments__starts_at__date=timezone.localdate())
    return [str(pk) for pk in on.values_list("pk", flat=True)]


ALONE: dict[str, Way] = {
    "athletes": lambda client: client.get("/athletes/"),
    "athletes, last page": lambda client: client.post("/athletes/", {"page": "200"}),
    "search a name": lambda client: client.post("/athletes/", {"words": "zoe van den oudenrijn"}),
    "search a part": lambda client: client.post("/athletes/", {"words": "conn"}),
    "search a birth": lambda client: client.post("/athletes/", {"words": "04-01-1980"}),
    "search a number": lambda client: client.post("/athletes/", {"words": "c-7"}),
    "search nobody": lambda client: client.post("/athletes/", {"words": "xyzzy"}),
    "athlete": lambda client: client.get(f"/athletes/{often().pk}/"),
    "assessment": lambda client: client.get(
        f"/assessments/{often().invitations.latest('sent_at').screening.code}/"
    ),
    "today": lambda client: client.get("/today/"),
    **{
        f"today, {group}": lambda client, group=group: client.get(f"/today/?show={group}")
        for group in Group
        if group is not Group.ALL
    },
    "this week": lambda client: client.get(f"/today/?week={timezone.localdate()}"),
    "without appointment": lambda client: client.get("/today/?open"),
    "without, last page": lambda client: client.get("/today/?open&page=9999"),
    "invite many": lambda client: days(client, everybody="yes"),
}
"""Pages that show no more among many than among few."""
WANTED = 0.125
"""Seconds of processor time for each of them."""

LONGER: dict[str, Way] = {
    "cards": lambda client: client.post("/invitations/cards/", {"athlete": ticked_today()}),
    "import, dry run": lambda client: client.post(
        "/athletes/import/", {"file": SimpleUploadedFile("x.csv", table_of(200).encode())}
    ),
}
"""What works through many at once: forty codes to draw, and a whole file laid beside everybody."""
WANTED_LONGER = 1.0


def answered(client: Client, ask: Way) -> None:
    assert ask(client).status_code == 200


def queries(client: Client) -> dict[str, int]:
    """How many each page takes."""
    counted = {}
    for way, ask in ALONE.items():
        with CaptureQueriesContext(connection) as captured:
            assert ask(client).status_code == 200
        counted[way] = len(captured)
    return counted


def test_no_page_takes_more_queries_among_many_than_among_few(
    practice: Practice, therapist: Membership, signed_in: Client
) -> None:
    fill(practice, 20, therapist)
    plan_days(practice, 4, 4)
    queries(signed_in)
    among_few = queries(signed_in)
    Athlete.objects.update(client_number="", family_name="x")
    fill(practice, 100, therapist)
    plan_days(practice, 12, 8)
    among_many = queries(signed_in)
    assert {way: n for way, n in among_many.items() if n > among_few[way]} == {}


def test_every_page_takes_under_an_eighth_of_a_second_among_ten_thousand(
    practice: Practice, therapist: Membership, signed_in: Client
) -> None:
    fill(practice, MANY, therapist)
    plan_days(practice)
    assert Invitation.objects.count() > MANY / 2
    within = {**dict.fromkeys(ALONE, WANTED), **dict.fromkeys(LONGER, WANTED_LONGER)}
    ways = {**ALONE, **LONGER}
    times = {
        way: quickest(partial(answered, signed_in, ways[way]), wanted)
        for way, wanted in within.items()
    }
    assert [way for way in ways if times[way] > within[way]] == [], times
