import pytest
from django.test import Client
from django.utils import translation

from clinic.forms.measurements import GROUPS, read_number
from clinic.models import Invitation
from screening.protocols import CURRENT


@pytest.mark.parametrize(
    ("typed", "code", "value"),
    [
        ("1,65", "height_cm", 165),
        ("1.655", "height_cm", 165.5),
        ("165", "height_cm", 165),
        ("165 cm", "height_cm", 165),
        ("1,65 m", "height_cm", 165),
        ("1m65", "height_cm", 165),
        ("1 m 65", "height_cm", 165),
        ("61,5", "weight_kg", 61.5),
        ("61.5kg", "weight_kg", 61.5),
        ("−1,4", "dxa_z", -1.4),
        ("-1.4", "dxa_z", -1.4),
        ("+0,2", "dxa_z", 0.2),
    ],
)
def test_numbers_are_understood_as_people_type_them(typed: str, code: str, value: float) -> None:
    assert read_number(typed, code) == value


@pytest.mark.parametrize(
    "typed", ["", "laag", "1m6", "1e3", "nan", "1.2.3", "١٢", "1 65", "999999"]
)
def test_what_is_no_number_is_left_as_it_was_typed(typed: str) -> None:
    assert read_number(typed, "weight_kg") == typed


def test_metres_are_read_in_a_height_alone() -> None:
    assert read_number("1m65", "weight_kg") == "1m65"


def test_the_first_fault_gets_the_cursor(address: str, therapist_client: Client) -> None:
    page = therapist_client.post(address, {"height_cm": "165", "weight_kg": "580"}).content.decode()
    (field,) = [line for line in page.splitlines() if "autofocus" in line]
    assert 'id="id_weight_kg"' in field
    assert 'value="580"' in field


def test_every_measure_of_the_instrument_stands_in_a_group() -> None:
    grouped = [code for _title, codes in GROUPS for code in codes]
    assert sorted(grouped) == sorted(measure.code for measure in CURRENT.instrument.measures)


@pytest.fixture
def address(received: Invitation) -> str:
    return f"/assessments/{received.screening.code}/measurements/"


def test_measurements_are_stored_and_change_the_assessment(
    address: str, received: Invitation, therapist_client: Client
) -> None:
    before = received.screening.assess()
    response = therapist_client.post(
        address, {"height_cm": "1,70", "weight_kg": "49,0", "dxa_z": "-2,1", "t3": "below"}
    )
    assert response["Location"] == f"/assessments/{received.screening.code}/"
    received.screening.refresh_from_db()
    assert received.screening.measurements == {
        "height_cm": 170,
        "weight_kg": 49,
        "dxa_z": -2.1,
        "t3": "below",
    }
    assert received.screening.assess().attention != before.attention


def test_a_measurement_that_is_emptied_is_taken_away(
    address: str, received: Invitation, therapist_client: Client
) -> None:
    therapist_client.post(address, {"height_cm": "170", "weight_kg": "60"})
    therapist_client.post(address, {"height_cm": "170", "weight_kg": ""})
    received.screening.refresh_from_db()
    assert received.screening.measurements == {"height_cm": 170}


@pytest.mark.parametrize(
    ("code", "typed"),
    [
        ("height_cm", "17"),
        ("weight_kg", "600"),
        ("dxa_z", "laag"),
        ("dxa_date", "31-02-2026"),
        ("t3", "sky-high"),
        ("ede_q_global", "6,1"),
    ],
)
def test_an_impossible_value_is_refused_at_its_field_and_stays_as_typed(
    code: str, typed: str, address: str, received: Invitation, therapist_client: Client
) -> None:
    response = therapist_client.post(address, {"weight_kg": "60", code: typed})
    page = response.content.decode()
    assert response.status_code == 200
    assert f'id="id_{code}_error"' in page
    assert f'href="#id_{code}"' in page
    if code not in ("t3", "dxa_date"):
        assert f'value="{typed}"' in page
    received.screening.refresh_from_db()
    assert received.screening.measurements == {}


def test_stored_values_are_shown_as_the_reader_writes_them(
    address: str, therapist_client: Client
) -> None:
    therapist_client.post(address, {"weight_kg": "61.5", "height_cm": "170"})
    page = therapist_client.get(address).content.decode()
    assert 'value="61,5"' in page
    assert 'value="170"' in page


def test_under_18_the_form_does_not_speak_of_bmi(
    address: str, received: Invitation, therapist_client: Client
) -> None:
    received.screening.age = "16.50"
    received.screening.save(update_fields=["age"])
    with translation.override("nl"):
        assert "BMI" not in therapist_client.get(address).content.decode()


def test_a_screening_that_was_not_sent_cannot_be_measured(
    invitation: Invitation, therapist_client: Client
) -> None:
    address = f"/assessments/{invitation.screening.code}/measurements/"
    assert therapist_client.get(address).status_code == 404
    assert therapist_client.post(address, {"weight_kg": "60"}).status_code == 404
