"""The list of athletes: finding somebody by what one remembers of her, and how it is sorted and paged."""

from datetime import date

import pytest
from django.test import Client

from clinic import written
from clinic.models import Athlete, Practice

from ..factories import AthleteFactory

pytestmark = pytest.mark.usefixtures("unscoped")


@pytest.fixture
def zoe(practice: Practice) -> Athlete:
    return AthleteFactory(
        practice=practice,
        given_name="Zoë",
        family_name="van ’t Hék-O’Connor",
        date_of_birth=date(2003, 2, 1),
        client_number="D-07",
    )


@pytest.fixture
def bo(practice: Practice) -> Athlete:
    return AthleteFactory(
        practice=practice,
        given_name="Bo",
        family_name="Łukasz",
        date_of_birth=date(2003, 1, 2),
        client_number="01022003",
    )


def found(client: Client, words: str) -> list[str]:
    page = client.post("/athletes/", {"words": words}).context["page"]
    return [athlete.given_name for athlete in page]


@pytest.mark.parametrize(
    "words",
    [
        "zoe",
        "ZOË",
        "hek",
        "van 't hek",
        "zoe hek",
        "Hek Zoë",
        "oconnor",
        "O'Connor",
        "hék-o’conn",
        "D-07",
        "d-07",
        "01-02-2003",
        "1 2 2003",
        "2003-02-01",
        "1/2/2003",
        "1 feb 2003",
    ],
)
def test_she_is_found_by_what_one_remembers(
    words: str, therapist_client: Client, zoe: Athlete, bo: Athlete
) -> None:
    assert found(therapist_client, words) == ["Zoë"]


@pytest.mark.parametrize("words", ["zoe lukasz", "03-02-2003", "D-0", "xyz", "%", "_"])
def test_what_fits_nobody_finds_nobody(
    words: str, therapist_client: Client, zoe: Athlete, bo: Athlete
) -> None:
    assert found(therapist_client, words) == []


def test_eight_digits_are_a_date_of_birth_or_a_client_number(
    therapist_client: Client, zoe: Athlete, bo: Athlete
) -> None:
    assert sorted(found(therapist_client, "01022003")) == ["Bo", "Zoë"]


def test_letters_with_a_stroke_are_found_without_it(therapist_client: Client, bo: Athlete) -> None:
    assert found(therapist_client, "lukasz") == ["Bo"]


def test_a_changed_name_is_found_and_the_old_one_is_not(
    therapist_client: Client, zoe: Athlete
) -> None:
    data = {"given_name": "Zoë", "family_name": "Visser", "date_of_birth": "2003-02-01"}
    therapist_client.post(f"/athletes/{zoe.pk}/edit/", {**data, "language": "nl"})
    assert found(therapist_client, "visser") == ["Zoë"]
    assert found(therapist_client, "hek") == []


def test_the_words_stand_in_no_address(therapist_client: Client, zoe: Athlete) -> None:
    page = therapist_client.post("/athletes/", {"words": "hek"}).content.decode()
    assert 'method="post"' in page
    assert "?words" not in page
    assert found(therapist_client, "") == found(therapist_client, "zoe")


def test_archived_athletes_stand_in_a_list_of_their_own(
    therapist_client: Client, zoe: Athlete
) -> None:
    therapist_client.post(f"/athletes/{zoe.pk}/archive/")
    assert found(therapist_client, "hek") == []
    page = therapist_client.post("/athletes/?archived", {"words": "hek"}).context["page"]
    assert list(page) == [zoe]


def test_the_list_is_sorted_without_prefixes_and_paged_by_fifty(
    practice: Practice, therapist_client: Client
) -> None:
    for number in range(52):
        AthleteFactory(practice=practice, given_name="A", family_name=f"de B{number:02}")
    AthleteFactory(practice=practice, given_name="A", family_name="Aalders")
    first = list(therapist_client.get("/athletes/").context["page"])
    assert [athlete.family_name for athlete in first[:2]] == ["Aalders", "de B00"]
    assert len(first) == 50
    second = therapist_client.post("/athletes/", {"words": "", "page": "2"}).context["page"]
    assert [athlete.family_name for athlete in second] == ["de B49", "de B50", "de B51"]


def test_another_practice_finds_nobody_of_this_one(outsider_client: Client, zoe: Athlete) -> None:
    assert found(outsider_client, "hek") == []


@pytest.mark.parametrize(
    ("given", "family", "name"),
    [
        ("Zoë", "van ’t Hék", "hek zoe van t"),
        ("Bo", "De", "de bo"),
        ("Ann-Sofie", "Østergård", "ostergard ann sofie"),
        ("Liam", "O'Connor", "oconnor liam"),
        ("李", "王", "王 李"),
    ],
)
def test_a_name_is_sorted_by_what_a_dutch_list_sorts_by(given: str, family: str, name: str) -> None:
    assert written.sorted_name(given, family) == name


@pytest.mark.parametrize("words", ["a" * 1_000_000, "a " * 100_000, "é-" * 2_000, "9" * 300])
@pytest.mark.parametrize("page", ["/athletes/", "/reports/", "/log/"])
def test_more_than_any_name_has_finds_nobody(
    page: str, words: str, zoe: Athlete, owner_client: Client
) -> None:
    assert owner_client.post(page, {"words": words}).status_code == 200
    if page == "/athletes/":
        assert found(owner_client, words) == []
