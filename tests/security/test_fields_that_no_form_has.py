"""Mass assignment: a form changes what it asks for, whatever else is sent along."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from clinic.models import Athlete, Invitation, JoinInvitation, Membership, Practice, Role, User

from ..factories import JoiningFactory
from ..web.test_practice_permissions import Addresses
from .rows import changes, rows
from .test_forged_values import PERSON, PRACTICE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


Signed = Callable[[Membership], Client]

DAY = str(timezone.localdate() + timedelta(days=9))

FORMS: list[tuple[str, dict[str, object], set[str]]] = [
    ("athlete_new", {**PERSON, "another": "yes"}, {"+Athlete", "+DataKey"}),
    (
        "athlete_edit",
        {**PERSON, "given_name": "Another"},
        {f"Athlete.{name}" for name in (*PERSON, "sorted_name", "email", "client_number")},
    ),
    ("athlete_archive", {}, {"Athlete.archived_at", "Invitation.revoked_at"}),
    ("athlete_archive", {"go": "restore"}, {"Athlete.archived_at"}),
    (
        "appointment_new",
        {"day": DAY, "at": "09:30"},
        {"+Appointment", "Invitation.appointment_id", "Invitation.expires_at"},
    ),
    ("appointment", {"day": DAY, "at": "10:30"}, {"Appointment.starts_at"}),
    (
        "practice",
        {**PRACTICE, "name": "De Nieuwe Brug"},
        {f"Practice.{name}" for name in (*PRACTICE, "city", "phone")},
    ),
    ("member", {"role": "staff"}, {"Membership.role"}),
    ("member_ask", {"email": "x@example.org", "role": "staff"}, {"+JoinInvitation"}),
    ("tokens", {"name": "EPD", "scopes": ["fhir"], "days": "30"}, {"+ApiToken"}),
    ("token_revoke", {}, {"ApiToken.revoked_at"}),
    ("mail_text", {"subject": "Hello", "text": "{link}"}, {"+MailText"}),
    ("handle", {"text": "Gebeld."}, {"+Handling", "Invitation.urgent_at"}),
    ("coach", {"go": "withdraw"}, {"CoachConsent.withdrawn_at", "CoachConsent.withdrawn_by_id"}),
    ("release", {"version": "1", "lang": "nl"}, {"+Release", "+Report", "Report.wanted"}),
    (
        "amend",
        {"reason": "Vergeten"},
        {f"Signature.{x}" for x in ("opened_at", "opened_by_id", "sealed_reason")},
    ),
    (
        "measurements",
        {"weight_kg": "61"},
        {"Screening.sealed_measurements", "Screening.sealed_origins"},
    ),
    ("consultation", {"note": "Slaapt slecht.", "revision": "0"}, {"+Consultation"}),
]
"""The forms in an order in which each is followed, and all that each may change."""

BEYOND = {
    "is_staff": "1",
    "is_superuser": "1",
    "is_active": "",
    "id": "1",
    "pk": "1",
    "user": "1",
    "practice_id": "1",
    "key": "1",
    "owner": "1",
    "score": "0",
    "points": "0",
    "attention": "low",
    "level": "low",
    "answers": "{}",
    "sealed_answers": "x",
    "digest": "x",
    "sent_at": "2020-01-01",
    "signed_at": "2020-01-01",
    "signed_by": "1",
    "created_by": "1",
    "created_at": "2020-01-01",
    "archived_at": "2020-01-01",
    "ended_at": "2020-01-01",
    "expires_at": "2099-01-01",
    "revoked_at": "2020-01-01",
    "used_at": "2020-01-01",
    "urgent_at": "2020-01-01",
    "wrong_tries": "0",
    "frozen_at": "",
    "series": "1",
    "number": "7",
    "outcome": "refused",
    "by": "1",
    "signature": "1",
    "logo_at": "2020-01-01",
}


def test_each_form_of_the_practice_changes_what_it_asks_for_and_nothing_else(
    addresses: Addresses,
    owner: Membership,
    client_of: Signed,
    other_practice: Practice,
) -> None:
    client = client_of(owner)
    beyond = {**BEYOND, "practice": str(other_practice.pk), "athlete": str(other_practice.pk)}
    for name, data, may in FORMS:
        before = rows()
        answer = client.post(addresses[name], {"role": "owner", **beyond, **data})
        assert answer.status_code in (200, 302), name
        changed = changes(before, rows())
        assert changed, f"{name} was not followed"
        assert changed <= may, name


def test_who_renames_herself_does_not_promote_herself(
    staff: Membership, staff_client: Client, other_practice: Practice
) -> None:
    staff_client.get("/athletes/")
    before = rows()
    data = {"name": "Een Ander", "language": "en", "role": "owner", "email": "x@example.org"}
    extra = {"membership": "1", "practice": str(other_practice.pk), "password": "x"}
    assert staff_client.post("/account/", {**BEYOND, **data, **extra}).status_code == 302
    assert changes(before, rows()) == {"User.name", "User.language"}


def test_who_joins_gets_the_role_that_she_was_asked_for(
    practice: Practice, other_practice: Practice, client: Client
) -> None:
    joining: JoinInvitation = JoiningFactory(practice=practice, role=Role.STAFF)
    client.get(f"/join/{joining.token}/")
    password = "een lange zin om in te loggen"
    data = {"name": "Nieuw", "password": password, "again": password}
    extra = {"role": "owner", "practice": str(other_practice.pk), "email": "other@example.org"}
    client.post("/join/", {**BEYOND, **data, **extra})
    [membership] = Membership.objects.filter(user__name="Nieuw")
    assert (membership.role, membership.practice) == (Role.STAFF, practice)
    assert User.objects.get(name="Nieuw").email == joining.email


def test_an_athletes_page_takes_answers_to_its_own_questions_alone(
    screening_session: Client, invitation: Invitation, athlete: Athlete
) -> None:
    page = screening_session.get("/screening/energy/1/")
    before = rows()
    data = {
        "energy.restriction": "no",
        "bone.pain_now": "yes",
        "weight_kg": "61",
        "dxa_z": "-3",
        "note": "x",
        "submitted_at": "2020-01-01",
        "sealed_measurements": "x",
        "protocol_id": "x",
        "code": "S-AAAAA",
        "age": "99",
        "was": page.context["form"].holds,
    }
    screening_session.post("/screening/energy/1/", {**BEYOND, **data, "go": "anyway"})
    assert changes(before, rows()) <= {
        f"Screening.{name}" for name in ("sealed_answers", "sealed_saves", "saved_at")
    }
    invitation.screening.refresh_from_db()
    assert invitation.screening.answers == {"energy.restriction": "no"}


@pytest.mark.parametrize("role", ["staff", "therapist"])
def test_no_form_makes_an_owner_of_who_is_none(
    role: str, addresses: Addresses, client_of: Signed, request: pytest.FixtureRequest
) -> None:
    member: Membership = request.getfixturevalue(role)
    client = client_of(member)
    for name, data, _may in FORMS:
        client.post(addresses[name], {**BEYOND, **data, "role": "owner"})
    member.refresh_from_db()
    assert member.role == role
