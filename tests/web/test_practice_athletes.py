from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from clinic.actions import athletes, records
from clinic.models import Athlete, Event, Invitation, Membership
from clinic.models.athlete import age_between

pytestmark = pytest.mark.usefixtures("unscoped")

NEW = {
    "given_name": "Zoë",
    "family_name": "van ’t Hek",
    "date_of_birth": "2003-04-12",
    "language": "nl",
    "client_number": "123",
}


def test_an_athlete_is_added_to_the_practice_of_who_adds_her(therapist_client: Client) -> None:
    response = therapist_client.post("/athletes/new/", NEW)
    athlete = Athlete.objects.get()
    assert response["Location"] == f"/athletes/{athlete.pk}/"
    assert athlete.name == "Zoë van ’t Hek"
    assert athlete.practice.name == "Praktijk De Brug"
    assert len(athlete.key.bytes()) == 32


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("given_name", ""),
        ("date_of_birth", "31-02-2001"),
        ("date_of_birth", "2999-01-01"),
        ("date_of_birth", str(timezone.localdate() - timedelta(days=11 * 365))),
        ("date_of_birth", "1901-01-01"),
        ("email", "geen adres"),
        ("language", "fr"),
    ],
)
def test_a_fault_stands_at_its_field_and_nothing_typed_is_lost(
    field: str, value: str, therapist_client: Client
) -> None:
    page = therapist_client.post("/athletes/new/", {**NEW, field: value}).content.decode()
    assert f'id="id_{field}_error"' in page
    assert f'href="#id_{field}"' in page
    assert "van ’t Hek" in page
    assert not Athlete.objects.exists()


def test_a_client_number_is_used_once_in_a_practice(
    therapist_client: Client, athlete: Athlete
) -> None:
    therapist_client.post("/athletes/new/", NEW)
    page = therapist_client.post("/athletes/new/", NEW).content.decode()
    assert 'id="id_client_number_error"' in page


def test_another_practice_may_use_the_same_client_number(
    therapist_client: Client, outsider_client: Client
) -> None:
    therapist_client.post("/athletes/new/", NEW)
    assert outsider_client.post("/athletes/new/", NEW).status_code == 302


def test_an_athlete_is_changed(therapist_client: Client, athlete: Athlete) -> None:
    therapist_client.post(f"/athletes/{athlete.pk}/edit/", NEW)
    athlete.refresh_from_db()
    assert (athlete.name, athlete.client_number) == ("Zoë van ’t Hek", "123")


def test_an_archived_athlete_leaves_the_list_and_can_be_put_back(
    therapist_client: Client, athlete: Athlete
) -> None:
    def listed(address: str) -> bool:
        return str(athlete.pk) in therapist_client.get(address).content.decode()

    assert listed("/athletes/")
    therapist_client.post(f"/athletes/{athlete.pk}/archive/")
    assert not listed("/athletes/")
    therapist_client.post(f"/athletes/{athlete.pk}/archive/")
    assert listed("/athletes/?archived")
    again = {"go": "restore"}
    assert (
        'name="go" value="restore"'
        in therapist_client.get(f"/athletes/{athlete.pk}/").content.decode()
    )
    therapist_client.post(f"/athletes/{athlete.pk}/archive/", again)
    assert listed("/athletes/")


def test_who_is_archived_by_two_at_once_is_archived_once_and_so_put_back(
    athlete: Athlete, therapist: Membership, colleague: Membership
) -> None:
    for action in (athletes.archive, athletes.restore):
        seen = [(Athlete.objects.get(pk=athlete.pk), by) for by in (therapist, colleague)]
        for each, by in seen:
            action(athlete=each, by=by)
    actions = Event.objects.filter(athlete_id=athlete.pk).order_by("number")
    assert list(actions.values_list("action", flat=True)) == ["archive", "change"]


def test_a_signed_screening_is_called_signed_and_cannot_be_reopened(
    therapist_client: Client, therapist: Membership, received: Invitation
) -> None:
    page = f"/athletes/{received.athlete_id}/"
    assert f"/invitations/{received.pk}/reopen/" in therapist_client.get(page).content.decode()
    seen = records.mark_of(records.content_of(received))
    records.sign(invitation=received, by=therapist, seen=seen)
    for address in (page, "/athletes/"):
        shown = therapist_client.get(address).content.decode()
        assert "Ondertekend" in shown
        assert "Ontvangen" not in shown
        assert "/reopen/" not in shown


@pytest.mark.parametrize(
    ("born", "day", "years"),
    [
        (date(2008, 5, 20), date(2026, 5, 20), "18.00"),
        (date(2008, 5, 20), date(2026, 5, 19), "17.99"),
        (date(2008, 2, 29), date(2026, 2, 28), "17.99"),
        (date(2008, 2, 29), date(2026, 3, 1), "18.00"),
        (date(2008, 2, 29), date(2028, 2, 28), "19.99"),
        (date(2008, 2, 29), date(2028, 2, 29), "20.00"),
        (date(2000, 1, 1), date(2000, 12, 31), "0.99"),
        (date(2000, 3, 1), date(2024, 2, 29), "23.99"),
        (date(1990, 7, 1), date(2026, 1, 1), "35.50"),
    ],
)
def test_age_is_exact_at_birthdays_and_cut_in_between(born: date, day: date, years: str) -> None:
    assert age_between(born, day) == Decimal(years)


def test_the_day_before_a_birthday_is_never_counted_as_the_birthday() -> None:
    born = date(2008, 2, 29)
    for day in (date(2000 + year, 2, 28) for year in range(10, 40)):
        years = day.year - born.year
        assert years - 1 < age_between(born, day) < years
