"""The next screening: planned when it is signed, said on her page, and a list of whose time has come."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_scopes import scope

from clinic.actions import records
from clinic.models import Athlete, Consultation, Invitation, Membership, Practice, Signature
from screening.models import Screening
from tests import letters
from tests.factories import InvitationFactory, ReceivedFactory

pytestmark = pytest.mark.usefixtures("unscoped")

Signed = Callable[..., Invitation]


@pytest.fixture
def signed(practice: Practice, therapist: Membership) -> Signed:
    """A screening that was sent so many days ago, and signed. The default case is at level raised."""

    def made(days: int = 0, case: letters.Document = letters.ON_THE_PILL, **of: Any) -> Invitation:
        of = of or {"athlete__practice": practice}
        invitation = ReceivedFactory(sent=case["answers"], **of)
        at = timezone.now() - timedelta(days=days)
        Screening.objects.filter(pk=invitation.screening_id).update(submitted_at=at)
        Invitation.objects.filter(pk=invitation.pk).update(sent_at=at, created_at=at)
        sign(invitation, therapist)
        return invitation

    return made


def sign(invitation: Invitation, by: Membership) -> Signature:
    with scope(practice=by.practice):
        seen = records.mark_of(records.content_of(invitation))
        return records.sign(invitation=invitation, by=by, seen=seen)


def days_of(invitation: Invitation) -> tuple[date | None, date | None]:
    signature = invitation.signatures.get(superseded_by=None)
    return signature.again_from, signature.again_to


def weeks(number: int, *, since: int = 0) -> date:
    return timezone.localdate() - timedelta(days=since) + timedelta(weeks=number)


def due(client: Client) -> list[Athlete]:
    return [row.athlete for row in client.get("/today/?due").context["rows"]]


def assessment(client: Client, invitation: Invitation) -> str:
    return client.get(f"/assessments/{invitation.screening.code}/").content.decode()


def test_signing_plans_the_next_one_by_the_level(signed: Signed) -> None:
    assert days_of(signed()) == (weeks(6), weeks(12))
    assert days_of(signed(case=letters.WITHHELD)) == (None, None)


def test_the_weeks_count_from_the_day_it_was_sent(signed: Signed) -> None:
    assert days_of(signed(10)) == (weeks(6, since=10), weeks(12, since=10))


def test_the_plan_goes_before_the_level(
    received: Invitation, therapist: Membership, therapist_client: Client
) -> None:
    address = f"/assessments/{received.screening.code}/consultation/"
    therapist_client.post(address, {"note": "x", "revision": 0, "again": "8_weeks"})
    sign(received, therapist)
    assert days_of(received) == (weeks(8), weeks(10))


def test_an_unknown_choice_is_refused(received: Invitation, therapist_client: Client) -> None:
    address = f"/assessments/{received.screening.code}/consultation/"
    shown = therapist_client.post(address, {"note": "x", "revision": 0, "again": "tomorrow"})
    assert "again" in shown.context["form"].errors


def test_the_form_begins_with_what_the_level_suggests(
    received: Invitation, therapist_client: Client
) -> None:
    shown = therapist_client.get(f"/assessments/{received.screening.code}/consultation/")
    chosen = [option for option in shown.context["form"]["again"] if option.data["selected"]]
    assert [option.choice_label for option in chosen] == [
        "Zoals het niveau aangeeft: over 6–12 weken"
    ]


def test_what_a_level_says_beyond_its_choice_stands_below(
    practice: Practice, therapist_client: Client
) -> None:
    received = ReceivedFactory(athlete__practice=practice, sent=letters.WITHHELD["answers"])
    shown = therapist_client.get(f"/assessments/{received.screening.code}/consultation/")
    field = shown.context["form"]["again"]
    assert field.field.choices[0] == ("", "Zoals het niveau aangeeft: niet gepland")
    assert field.help_text == "Niet gepland; stel nu de open vragen."


def test_a_note_of_before_there_was_a_choice_opens_and_is_signed(
    received: Invitation, therapist: Membership, therapist_client: Client
) -> None:
    old = {"note": "oud", "plan": ["again_6_12_weeks", "food"], "referral": [], "discussed": []}
    written = Consultation(invitation=received, updated_by=therapist.user, revision=1)
    written.seal({**old, "referral_other": ""})
    written.save()
    shown = therapist_client.get(f"/assessments/{received.screening.code}/consultation/")
    assert "Opnieuw screenen over 6–12 weken" in shown.content.decode()
    sign(received, therapist)
    assert days_of(received) == (weeks(6), weeks(12))
    text = therapist_client.get(f"/assessments/{received.screening.code}/text/").content.decode()
    assert "Volgende screening" not in text


def test_the_text_to_copy_says_when(signed: Signed, therapist_client: Client) -> None:
    code = signed(30).screening.code
    text = therapist_client.get(f"/assessments/{code}/text/").content.decode()
    assert "Over 6–12 weken (tussen " in text
    assert "In 6–12 weeks (between " in text


def test_an_amended_plan_replaces_the_days(
    signed: Signed, therapist: Membership, therapist_client: Client
) -> None:
    invitation = signed(60)
    code = invitation.screening.code
    assert due(therapist_client) == [invitation.athlete]
    therapist_client.post(f"/assessments/{code}/amend/", {"reason": "anders afgesproken"})
    plan = {"note": "", "revision": 0, "again": "not"}
    therapist_client.post(f"/assessments/{code}/consultation/", plan)
    sign(invitation, therapist)
    assert days_of(invitation) == (None, None)
    assert due(therapist_client) == []


def test_before_its_days_the_page_says_when_and_has_no_button(
    signed: Signed, therapist_client: Client
) -> None:
    shown = assessment(therapist_client, signed())
    assert "Volgende screening: tussen " in shown
    assert "Nodig nu uit" not in shown


def test_in_its_days_one_button_invites(signed: Signed, therapist_client: Client) -> None:
    invitation = signed(50)
    assert "Nodig nu uit" in assessment(therapist_client, invitation)
    therapist_client.post(f"/athletes/{invitation.athlete_id}/invite/")
    shown = assessment(therapist_client, invitation)
    assert "Volgende screening: uitgenodigd op " in shown
    assert "Nodig nu uit" not in shown


def test_after_its_days_it_says_so_and_still_invites(
    signed: Signed, therapist_client: Client
) -> None:
    shown = assessment(therapist_client, signed(100))
    assert "die was gepland tussen" in shown
    assert "Nodig nu uit" in shown


def test_an_older_assessment_proposes_nothing(signed: Signed, therapist_client: Client) -> None:
    old = signed(60)
    ReceivedFactory(athlete=old.athlete)
    assert "Volgende screening" not in assessment(therapist_client, old)


def test_an_archived_athlete_is_not_invited(signed: Signed, therapist_client: Client) -> None:
    invitation = signed(50)
    Athlete.objects.filter(pk=invitation.athlete_id).update(archived_at=timezone.now())
    assert "Nodig nu uit" not in assessment(therapist_client, invitation)
    assert due(therapist_client) == []


def test_due_is_whose_days_have_begun_and_who_was_not_asked(
    signed: Signed, therapist_client: Client
) -> None:
    ready = signed(50)
    signed()
    asked, again = signed(60), signed(70)
    InvitationFactory(athlete=asked.athlete)
    ReceivedFactory(athlete=again.athlete)
    assert due(therapist_client) == [ready.athlete]


def test_a_revoked_invitation_leaves_her_due(signed: Signed, therapist_client: Client) -> None:
    ready = signed(50)
    InvitationFactory(athlete=ready.athlete, revoked_at=timezone.now())
    assert due(therapist_client) == [ready.athlete]


def test_the_longest_due_come_first(signed: Signed, therapist_client: Client) -> None:
    later, sooner = signed(45), signed(90)
    assert due(therapist_client) == [sooner.athlete, later.athlete]


def test_another_practice_has_its_own_list(signed: Signed, outsider_client: Client) -> None:
    signed(50)
    assert due(outsider_client) == []


def test_staff_invite_from_the_list_without_days_or_levels(
    signed: Signed, staff_client: Client, therapist_client: Client
) -> None:
    athlete = signed(50).athlete
    shown = staff_client.get("/today/?due").content.decode()
    assert athlete.name in shown
    own = staff_client.get(f"/athletes/{athlete.pk}/").content.decode()
    assert "Het is tijd voor de volgende screening." in own
    for page in (shown, own):
        assert "tussen" not in page
        assert "Verhoogd" not in page
    assert "gepland tussen" in therapist_client.get("/today/?due").content.decode()


def test_the_chosen_ones_of_the_list_are_invited(signed: Signed, staff_client: Client) -> None:
    athlete = signed(50).athlete
    athlete.email = "iemand@example.org"
    athlete.save()
    data = {"athlete": str(athlete.pk), "next": "/today/?due"}
    asked = staff_client.post("/invitations/many/", data)
    assert [row.athlete for row in asked.context["plan"].by_mail] == [athlete]
    staff_client.post("/invitations/many/", {**data, "confirmed": "yes"})
    assert due(staff_client) == []
    assert athlete.invitations.filter(sent_at=None).count() == 1


def test_a_longer_list_takes_no_more_queries(signed: Signed, therapist_client: Client) -> None:
    counted = []
    for _turn in range(2):
        signed(50)
        therapist_client.get("/today/?due")
        with CaptureQueriesContext(connection) as queries:
            therapist_client.get("/today/?due")
        counted.append(len(queries))
    assert counted[0] == counted[1]
