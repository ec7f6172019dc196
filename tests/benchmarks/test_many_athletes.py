"""Ten thousand athletes: finding one takes as many queries as among ten, and well under a tenth of a second."""

import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_scopes import scopes_disabled

from clinic import written
from clinic.models import Appointment, Athlete, Membership, Practice
from screening.models import DataKey

pytestmark = [pytest.mark.benchmark, pytest.mark.django_db]

MANY = 10_000
ROUNDS = 7
WANTED = 0.1
GIVEN = ("Sanne", "Zoë", "Noor", "Emily", "Femke", "Jonas", "Aïsha", "Lotte", "Thijs", "Iris")
FAMILY = ("de Wit", "van den Oudenrijn", "Visser", "Benali", "O’Connor", "Kok", "van ’t Hek")


def fill(practice: Practice, many: int) -> None:
    """Invented athletes, every second one with an appointment."""
    keys = DataKey.objects.bulk_create(DataKey(wrapped=b"-") for _each in range(many))
    athletes = Athlete.objects.bulk_create(
        Athlete(
            practice=practice,
            key=key,
            given_name=GIVEN[n % len(GIVEN)],
            family_name=f"{FAMILY[n % len(FAMILY)]} {n:05}",
            sorted_name=written.sorted_name(
                GIVEN[n % len(GIVEN)], f"{FAMILY[n % len(FAMILY)]} {n:05}"
            ),
            date_of_birth=date(1980, 1, 1) + timedelta(days=n % 9000),
            client_number=f"C-{n}",
        )
        for n, key in enumerate(keys)
    )
    soon = timezone.now() + timedelta(days=3)
    Appointment.objects.bulk_create(
        Appointment(athlete=athlete, starts_at=soon + timedelta(minutes=n))
        for n, athlete in enumerate(athletes[::2])
    )


@pytest.fixture
def signed_in(therapist: Membership, client_of: Callable[[Membership], Client]) -> Iterator[Client]:
    with scopes_disabled():
        yield client_of(therapist)


WAYS: dict[str, Callable[[Client], object]] = {
    "list": lambda client: client.get("/athletes/"),
    "last page": lambda client: client.post("/athletes/", {"page": "200"}),
    "name": lambda client: client.post("/athletes/", {"words": "zoe van den oudenrijn"}),
    "part of a name": lambda client: client.post("/athletes/", {"words": "conn"}),
    "date of birth": lambda client: client.post("/athletes/", {"words": "04-01-1980"}),
    "client number": lambda client: client.post("/athletes/", {"words": "c-7"}),
    "nobody": lambda client: client.post("/athletes/", {"words": "xyzzy"}),
    "athlete": lambda client: client.get(f"/athletes/{Athlete.objects.latest('created_at').pk}/"),
}


@pytest.mark.parametrize("way", WAYS)
def test_the_number_of_queries_is_the_same_as_among_ten(
    way: str, practice: Practice, signed_in: Client
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert WAYS[way](signed_in).status_code == 200
        return len(captured)

    fill(practice, 10)
    queries()
    among_ten = queries()
    Athlete.objects.update(client_number="")
    fill(practice, 60)
    assert queries() <= among_ten


def test_finding_somebody_among_ten_thousand_takes_under_a_tenth_of_a_second(
    practice: Practice, signed_in: Client
) -> None:
    fill(practice, MANY)
    slow = {}
    for way, ask in WAYS.items():
        times = []
        for _round in range(ROUNDS):
            begun = time.process_time()
            assert ask(signed_in).status_code == 200
            times.append(time.process_time() - begun)
        if min(times) > WANTED:
            slow[way] = f"{min(times) * 1000:.0f} ms"
    assert not slow
