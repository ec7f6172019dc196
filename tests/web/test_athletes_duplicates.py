"""Somebody who resembles a known athlete is asked about before she is added."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from clinic.models import Athlete, Practice

from ..factories import AthleteFactory

pytestmark = pytest.mark.usefixtures("unscoped")

NEW = {
    "given_name": "Sanne",
    "family_name": "de Boer",
    "date_of_birth": "2003-04-12",
    "language": "nl",
    "email": "",
    "client_number": "N-1",
}


@pytest.fixture
def known(practice: Practice) -> Athlete:
    return AthleteFactory(
        practice=practice,
        given_name="Sanne",
        family_name="Boer",
        date_of_birth=date(2003, 4, 12),
        email="Sanne@Example.org",
    )


@pytest.mark.parametrize(
    ("values", "asked"),
    [
        ({}, True),
        ({"given_name": "Sanna", "family_name": "Bour"}, True),
        ({"given_name": "Lieke", "family_name": "Boer"}, True),
        ({"given_name": "Lieke", "family_name": "Vos"}, False),
        ({"date_of_birth": "2003-04-13"}, False),
        ({"given_name": "Bo", "date_of_birth": "1999-01-01", "email": "sanne@example.org"}, True),
    ],
)
def test_likeness_is_a_birthday_with_a_name_or_an_address(
    values: dict[str, str], asked: bool, staff_client: Client, known: Athlete
) -> None:
    answer = staff_client.post("/athletes/new/", {**NEW, **values})
    assert (answer.status_code == 200) is asked
    assert Athlete.objects.count() == (1 if asked else 2)
    if asked:
        assert f"/athletes/{known.pk}/" in answer.content.decode()


def asked_again(client: Client, button: str) -> Any:
    """The page that asks, posted again as it stands."""
    form = client.post("/athletes/new/", NEW).context["form"]
    held = {field.html_name: field.value() for field in form}
    return client.post("/athletes/new/", {**held, button: "yes"})


def test_somebody_else_is_added_with_all_that_was_typed(
    therapist_client: Client, known: Athlete
) -> None:
    asked_again(therapist_client, "another")
    added = Athlete.objects.exclude(pk=known.pk).get()
    assert (added.name, added.client_number) == ("Sanne de Boer", "N-1")


def test_the_way_back_leads_to_the_form_with_all_that_was_typed(
    therapist_client: Client, known: Athlete
) -> None:
    page = asked_again(therapist_client, "back").content.decode()
    assert 'value="de Boer"' in page
    assert 'value="2003-04-12"' in page
    assert Athlete.objects.count() == 1


def test_archived_athletes_are_found_and_another_practices_are_not(
    therapist_client: Client, outsider_client: Client, known: Athlete
) -> None:
    therapist_client.post(f"/athletes/{known.pk}/archive/")
    assert therapist_client.post("/athletes/new/", NEW).status_code == 200
    assert outsider_client.post("/athletes/new/", NEW).status_code == 302
