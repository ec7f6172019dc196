"""Where a measurement came from: date and origin kept, a measured value before a reported one, both shown."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from clinic.models import Invitation, Membership
from screening.models import Screening

TODAY = timezone.localdate()
EARLIER = (TODAY - timedelta(days=9)).isoformat()


@pytest.fixture
def enter(received: Invitation, therapist_client: Client) -> Any:
    """Post the form as the page made it, changed by `data`; gives what is stored then."""
    address = f"/assessments/{received.screening.code}/measurements/"

    def entered(**data: Any) -> Screening:
        form = therapist_client.get(address).context["form"]
        shown = {field.html_name: field.value() or "" for field in form}
        whole = {"on": TODAY.isoformat(), "how": "measured"}
        therapist_client.post(address, {**shown, "was": form.holds, **whole, **data})
        return Screening.objects.get(pk=received.screening_id)

    return entered


def test_an_entry_is_of_today_and_measured_here_unless_said_otherwise(
    enter: Any, therapist: Membership
) -> None:
    origin = enter(height_cm="170").origins["height_cm"]
    assert (origin["on"], origin["origin"]) == (TODAY.isoformat(), "measured")
    assert origin["by"] == str(therapist.user_id)


def test_one_value_can_have_another_date_and_origin(enter: Any) -> None:
    data = {"height_cm": "170", "dxa_z": "-1,2", "dxa_z-on": EARLIER, "dxa_z-how": "letter"}
    origins = enter(**data).origins
    assert (origins["dxa_z"]["on"], origins["dxa_z"]["origin"]) == (EARLIER, "letter")
    assert origins["height_cm"]["origin"] == "measured"


def test_a_value_that_was_not_touched_keeps_its_origin(enter: Any) -> None:
    before = enter(height_cm="170", on=EARLIER, how="letter").origins["height_cm"]
    assert enter(weight_kg="60").origins["height_cm"] == before


def test_a_day_to_come_is_refused_and_nothing_typed_is_lost(
    received: Invitation, therapist_client: Client
) -> None:
    tomorrow = (TODAY + timedelta(days=1)).isoformat()
    answer = therapist_client.post(
        f"/assessments/{received.screening.code}/measurements/",
        {"height_cm": "1,71", "on": tomorrow, "how": "measured"},
    )
    page = answer.content.decode()
    assert 'href="#id_on"' in page
    assert 'value="1,71"' in page
    assert Screening.objects.get(pk=received.screening_id).measurements == {}


def test_a_reported_value_never_takes_the_place_of_a_measured_one(
    enter: Any, received: Invitation, therapist_client: Client
) -> None:
    enter(weight_kg="60")
    stored = enter(weight_kg="57", how="reported")
    assert stored.measurements["weight_kg"] == 60
    assert stored.origins["weight_kg"]["reported"]["value"] == 57
    page = therapist_client.get(f"/assessments/{received.screening.code}/").content.decode()
    assert "60 kg" in page
    assert "57 kg" in page


def test_a_measured_value_takes_the_place_of_a_reported_one_which_stays_beside_it(
    enter: Any,
) -> None:
    enter(weight_kg="57", how="reported")
    stored = enter(weight_kg="60")
    assert stored.measurements["weight_kg"] == 60
    assert stored.origins["weight_kg"]["reported"]["value"] == 57


def test_a_page_that_stayed_open_does_not_blank_what_a_colleague_entered(
    received: Invitation, therapist_client: Client, colleague_client: Client
) -> None:
    address = f"/assessments/{received.screening.code}/measurements/"
    was = therapist_client.get(address).context["form"].holds
    colleague_client.post(address, {"dxa_z": "-1", "was": was})
    therapist_client.post(address, {"height_cm": "170", "dxa_z": "", "was": was})
    stored = Screening.objects.get(pk=received.screening_id)
    assert stored.measurements == {"dxa_z": -1, "height_cm": 170}


def test_her_own_answer_about_the_same_thing_stands_beside_the_diagnosis(
    enter: Any, received: Invitation, therapist_client: Client
) -> None:
    enter(ed_diagnosis="bulimia_nervosa")
    page = therapist_client.get(f"/assessments/{received.screening.code}/").content.decode()
    row = page[page.rindex("Boulimia") :]
    assert "nee, nooit" in row[: row.index("</tr>")].lower()
