"""Values that no page of ours offers, sent straight to the server: refused, and nothing is stored."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from clinic.models import Athlete, Invitation, Membership

from ..web.test_practice_permissions import Addresses
from .rows import changes, rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


Signed = Callable[[Membership], Client]

PERSON = {
    "given_name": "Sanne",
    "family_name": "de Boer",
    "date_of_birth": "2003-04-12",
    "language": "nl",
}
PRACTICE = {
    "name": "De Brug",
    "idle_minutes": "20",
    "retention_years": "20",
    "draft_months": "3",
    "log_years": "20",
}
TABLE = {
    "first": "2026-01-01",
    "last": "2026-02-01",
    "which": "all",
    "language": "nl",
    "format": "csv",
    "reason": "x",
}

FORGED: list[tuple[str, dict[str, Any]]] = [
    ("athlete_new", {**PERSON, "date_of_birth": "1803-04-12"}),
    ("athlete_new", {**PERSON, "date_of_birth": "2999-04-12"}),
    ("athlete_new", {**PERSON, "language": "xx"}),
    ("athlete_new", {**PERSON, "given_name": "x" * 81}),
    ("athlete_new", {**PERSON, "given_name": "San\x00ne"}),
    ("athlete_new", {}),
    ("athlete_edit", {**PERSON, "email": "no address"}),
    ("athlete_edit", {"given_name": "Sanne"}),
    ("appointment_new", {"day": "2020-01-01", "at": "09:00"}),
    ("appointment_new", {"day": "2099-13-41", "at": "25:99"}),
    ("appointment", {"day": "", "at": ""}),
    ("hand_over", {"language": "xx"}),
    ("practice", {**PRACTICE, "idle_minutes": "100000"}),
    ("practice", {**PRACTICE, "retention_years": "-1"}),
    ("practice", {**PRACTICE, "draft_months": "9" * 40}),
    ("practice", {**PRACTICE, "accent": "red;}body{x:url(//evil.example)"}),
    ("practice", {**PRACTICE, "file_rule": "{code.__class__}"}),
    ("practice", {"name": ""}),
    ("member", {"role": "superuser"}),
    ("member_ask", {"email": "x@example.org", "role": "admin"}),
    ("tokens", {"name": "x", "scopes": ["admin"], "days": "30"}),
    ("tokens", {"name": "x", "scopes": ["fhir"], "days": "99999"}),
    ("mail_text", {"subject": "Hello {secret}", "text": "{link}"}),
    ("mail_text", {"subject": "Hello", "text": "without the link"}),
    ("measurements", {"weight_kg": "5000"}),
    ("measurements", {"weight_kg": "-61"}),
    ("measurements", {"dxa_z": "NaN"}),
    ("measurements", {"weight_kg": "1e9"}),
    ("measurements", {"weight_kg": "61", "how": "guessed", "on": "2026-01-01"}),
    ("measurements", {"weight_kg": "61", "how": "measured", "on": "2999-01-01"}),
    ("consultation", {"note": "x", "plan": ["surgery"], "revision": "0"}),
    ("consultation", {"note": "x", "referral": ["wizard"], "revision": "0"}),
    ("consultation", {"note": "x", "again": "never", "revision": "-1"}),
    ("consultation", {"note": "x" * 20001, "revision": "0"}),
    ("handle", {"text": "x" * 1001}),
    ("handle", {"text": " "}),
    ("amend", {"reason": ""}),
    ("coach", {"how": "telepathy"}),
    ("release", {"lang": "xx", "version": "1"}),
    ("release", {"lang": "nl", "version": "99"}),
    ("export_begin", {"language": "xx", "reason": "x", "everything": ""}),
    ("export_begin", {"language": "nl", "reason": "", "everything": ""}),
    ("tables", {**TABLE, "first": "2026-03-01"}),
    ("tables", {**TABLE, "protocol": "none-1"}),
    ("tables", {**TABLE, "format": "exe"}),
    ("invite_many", {"first": "2026-01-01", "last": "2036-01-01", "confirmed": "yes"}),
]


def test_what_no_page_offers_is_refused_and_changes_nothing(
    addresses: Addresses, owner: Membership, client_of: Signed, received: Invitation
) -> None:
    client = client_of(owner)
    client.post(addresses["amend"], {"reason": "So that it is open"})
    client.post(addresses["coach"], {"go": "withdraw"})
    before = rows()
    for name, data in FORGED:
        if name == "amend":
            continue
        answer = client.post(addresses[name], data)
        assert answer.status_code in (200, 302, 400, 404), (name, data)
        assert changes(before, rows()) == set(), (name, data)


def test_without_a_reason_nothing_is_amended(
    addresses: Addresses, owner: Membership, client_of: Signed
) -> None:
    before = rows()
    client_of(owner).post(addresses["amend"], {"reason": "  "})
    assert changes(before, rows()) == {"User.last_login"}


def test_ten_megabytes_are_refused_before_they_are_read(
    addresses: Addresses, owner: Membership, client_of: Signed
) -> None:
    client = client_of(owner)
    before = rows()
    for name in ("consultation", "handle", "athlete_new", "athletes", "practice", "open_questions"):
        answer = client.post(addresses[name], {"text": "x" * 10_000_000, "words": "x"})
        assert answer.status_code == 400, name
    assert client.post(addresses["preview"], {"a": "x" * 10_000_000}).status_code == 400
    assert changes(before, rows()) == set()


def test_more_fields_than_any_form_has_are_refused(
    addresses: Addresses, owner: Membership, client_of: Signed
) -> None:
    many = {f"field{number}": "x" for number in range(2600)}
    assert client_of(owner).post(addresses["practice"], many).status_code == 400


@pytest.mark.parametrize(
    ("page", "data"),
    [
        ("energy/1", {"energy.restriction": "perhaps"}),
        ("load/1", {"load.hours_per_week": "999"}),
        ("load/1", {"load.hours_per_week": "-3"}),
        ("about/1", {"about.body": "<other>"}),
        ("energy/1", {"dxa_z": "-3", "score": "0", "attention": "low", "menstruation.status": "x"}),
        ("close/1", {"close.topics": ["pain", "mood", "eating", "weight"]}),
        ("close/1", {"close.remarks": "x" * 4001}),
        ("close/1", {"close.remarks": "x" * 10_000_000}),
    ],
)
def test_an_athletes_forged_answer_is_not_stored(
    page: str, data: dict[str, Any], screening_session: Client
) -> None:
    holds = screening_session.get(f"/screening/{page}/").context["form"].holds
    before = rows()
    for go in ("", "save", "anyway", "back"):
        answer = screening_session.post(f"/screening/{page}/", {**data, "was": holds, "go": go})
        assert answer.status_code in (200, 302, 400)
    screening = {change for change in changes(before, rows()) if change.startswith("Screening")}
    assert screening == set()


STEPS: list[tuple[str, dict[str, str]]] = [
    ("sign", {"seen": "0" * 64}),
    ("release", {"version": "1", "lang": "nl"}),
    ("amend", {"reason": "x"}),
    ("measurements", {"weight_kg": "61"}),
    ("consultation", {"note": "x", "revision": "0"}),
    ("open_questions", {"energy.restriction": "no"}),
    ("handle", {"text": "x"}),
    ("coach", {"how": "said"}),
]
"""What the practice does with a screening, in addresses of one that was not sent."""


def test_no_step_is_taken_before_the_one_that_it_follows(
    addresses: Addresses, invitation: Invitation, owner: Membership, client_of: Signed
) -> None:
    client = client_of(owner)
    before = rows()
    for name, data in STEPS:
        path = addresses[name].split("/")
        path[2] = invitation.screening.code
        assert client.post("/".join(path), data).status_code == 404, name
    assert client.post(f"/invitations/{invitation.pk}/reopen/", {}).status_code in (302, 404)
    assert changes(before, rows()) == set()


def test_an_athlete_skips_no_step(invitation: Invitation, athlete: Athlete) -> None:
    phone = Client()
    before = rows()
    answer = {"energy.restriction": "no", "go": "anyway"}
    for step in (lambda: None, lambda: phone.get(f"/s/{invitation.token}/")):
        step()
        for path, data in (
            ("/screening/", {"go": "on", "consent": "yes"}),
            ("/screening/energy/1/", answer),
            ("/screening/check/", {"go": "send"}),
            ("/welcome/parent/", {"name": "x", "agree": "on"}),
        ):
            assert phone.post(path, data).status_code == 404, path
        assert phone.get("/screening/sent/").status_code == 404
    assert changes(before, rows()) == set()
    born = athlete.date_of_birth
    phone.post("/welcome/", {"day": born.day, "month": born.month, "year": born.year})
    proven = rows()
    for path, data in (("/screening/energy/1/", answer), ("/screening/check/", {"go": "send"})):
        assert phone.post(path, data)["Location"] == "/screening/"
    assert phone.get("/screening/sent/")["Location"] == "/screening/"
    assert changes(proven, rows()) == set()
