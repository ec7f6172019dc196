"""Answers told in conversation: kept apart, counted only where the athlete gave none, seen before they are saved."""

from typing import Any

import pytest
from django.test import Client
from django_scopes import scope

from clinic.actions import conversation, records
from clinic.models import Event, Invitation, Locked, Membership, Session
from screening.conversation import with_told
from screening.core.answers import Refused
from screening.models import Screening
from screening.protocols import CURRENT
from tests import letters
from tests.factories import ReceivedFactory

OWN = letters.ON_THE_PILL["answers"]
OPEN = {code: raw for code, raw in OWN.items() if code != "energy.restriction"}


@pytest.fixture
def left_open(practice: Any) -> Invitation:
    """She would rather not say whether she eats less."""
    return ReceivedFactory(
        athlete__practice=practice, sent={**OPEN, "energy.restriction": "declined"}
    )


@pytest.fixture
def address(left_open: Invitation) -> str:
    return f"/assessments/{left_open.screening.code}/open/"


def stored(invitation: Invitation) -> Screening:
    return Screening.objects.get(pk=invitation.screening_id)


def test_what_was_told_counts_where_she_gave_no_answer(
    address: str, left_open: Invitation, therapist_client: Client, therapist: Membership
) -> None:
    before = left_open.screening.assess()
    therapist_client.post(address, {"energy.restriction": "often"})
    after = stored(left_open)
    assert after.answers["energy.restriction"] == "declined"
    assert after.told == {"energy.restriction": "often"}
    assert after.origins["energy.restriction"]["by"] == str(therapist.user_id)
    assert (
        after.assess().triad.rows["energy_availability"] != before.triad.rows["energy_availability"]
    )


def test_her_own_answer_is_never_overwritten(
    received: Invitation, therapist: Membership, therapist_client: Client
) -> None:
    own = received.screening.answers["energy.restriction"]
    with scope(practice=therapist.practice), pytest.raises(Refused):
        conversation.tell(invitation=received, by=therapist, raw={"energy.restriction": "often"})
    therapist_client.post(
        f"/assessments/{received.screening.code}/open/", {"energy.restriction": "often"}
    )
    after = stored(received)
    assert after.told == {}
    assert after.case().responses.given["energy.restriction"] == own


def test_her_own_answer_goes_first_when_she_gives_one_later() -> None:
    told = {"energy.restriction": "often"}
    assert with_told(CURRENT.instrument, {"energy.restriction": "no"}, told) == {
        "energy.restriction": "no"
    }


def test_rows_that_no_longer_fit_beside_her_count_leave_the_case_readable() -> None:
    row = {"site": "fibula", "months_ago": 3, "weeks_off": 4}
    both = with_told(
        CURRENT.instrument, {"bone.injury_count": "one"}, {"bone.injuries": [row, row]}
    )
    assert "bone.injuries" not in both


def test_an_answer_that_asks_more_brings_the_new_question_on_the_page(
    practice: Any, therapist_client: Client
) -> None:
    sent = {c: raw for c, raw in OWN.items() if c not in ("energy.ed_diagnosis",)}
    invitation = ReceivedFactory(athlete__practice=practice, sent=sent)
    address = f"/assessments/{invitation.screening.code}/open/"
    assert 'name="energy.ed_treatment"' not in therapist_client.get(address).content.decode()
    answer = therapist_client.post(address, {"energy.ed_diagnosis": "current"}, follow=True)
    assert answer.redirect_chain[0][0] == address
    assert 'name="energy.ed_treatment"' in answer.content.decode()


def test_what_was_told_can_be_taken_back(
    address: str, left_open: Invitation, therapist_client: Client
) -> None:
    therapist_client.post(address, {"energy.restriction": "often"})
    therapist_client.post(address, {"take_back": "energy.restriction"})
    after = stored(left_open)
    assert (after.told, after.origins) == ({}, {})


def test_the_assessment_page_says_who_wrote_down_what_was_told(
    address: str, left_open: Invitation, therapist: Membership, therapist_client: Client
) -> None:
    therapist_client.post(address, {"energy.restriction": "often"})
    page = therapist_client.get(f"/assessments/{left_open.screening.code}/").content.decode()
    assert f"tijdens het gesprek verteld, {therapist.user.name}" in page


def test_the_saving_says_what_changed(address: str, therapist_client: Client) -> None:
    page = therapist_client.post(address, {"energy.restriction": "often"}, follow=True)
    assert "Veranderd: " in page.content.decode()
    assert "Triad " in page.content.decode()


def test_a_preview_shows_both_spans_and_stores_nothing(
    address: str, left_open: Invitation, therapist_client: Client
) -> None:
    events = Event.objects.count()
    preview = address.replace("open", "preview")
    found = [
        therapist_client.post(preview, {"about": "answers", "energy.restriction": "often"}).json()
        for _ in range(3)
    ]
    triad = next(o for o in found[0]["outcomes"] if o["code"] == "triad")
    assert triad["then"]
    assert triad["then"] != triad["now"]
    assert found[0] == found[2]
    assert stored(left_open).told == {}
    assert Event.objects.count() == events + 1


def test_a_preview_writes_nothing_into_the_session_that_a_form_may_be_writing(
    address: str, left_open: Invitation, therapist_client: Client
) -> None:
    therapist_client.get(address)
    before = list(Session.objects.values())
    preview = therapist_client.post(
        address.replace("open", "preview"), {"about": "answers"}, headers={"X-Background": "1"}
    )
    assert preview.status_code == 200
    assert list(Session.objects.values()) == before


def test_a_preview_of_a_measurement_that_cannot_be_names_its_field(
    received: Invitation, therapist_client: Client
) -> None:
    found = therapist_client.post(
        f"/assessments/{received.screening.code}/preview/",
        {"about": "measurements", "was": "{}", "weight_kg": "600", "dxa_z": "0"},
    ).json()
    (fault,) = found["faults"]
    assert fault["at"] == "id_weight_kg"
    assert fault["text"].endswith("Vul een getal in van 25 tot 250.")
    assert next(o for o in found["outcomes"] if o["code"] == "triad")["then"]


def test_nothing_is_told_after_signing(
    left_open: Invitation, therapist: Membership, therapist_client: Client, address: str
) -> None:
    with scope(practice=therapist.practice):
        seen = records.mark_of(records.content_of(left_open))
        records.sign(invitation=left_open, by=therapist, seen=seen)
        with pytest.raises(Locked):
            conversation.tell(
                invitation=left_open, by=therapist, raw={"energy.restriction": "often"}
            )
    assert therapist_client.post(address, {"energy.restriction": "often"}).status_code == 409


def test_staff_and_outsiders_do_not_get_in(
    address: str, staff_client: Client, outsider_client: Client
) -> None:
    for page in (address, address.replace("open", "preview")):
        assert staff_client.post(page).status_code == 403
        assert outsider_client.post(page).status_code == 404
