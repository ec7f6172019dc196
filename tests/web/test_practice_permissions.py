"""Every address of the practice's side, opened by every role, a colleague, another practice and nobody."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, get_resolver
from django.utils import timezone
from django_scopes import scope

from clinic.actions import erasure, exports, records, sharing, tables, tokens
from clinic.models import Athlete, Event, How, Invitation, Membership, Outcome, Practice, Role

from ..factories import (
    AppointmentFactory,
    InvitationFactory,
    JoiningFactory,
    MembershipFactory,
    with_pdf,
)

Addresses = dict[str, str]

READS = ("owner", "therapist", "colleague")
ALL = (*READS, "staff")

# name of the address: method, who gets in, and what they get
TABLE: dict[str, tuple[str, tuple[str, ...], int]] = {
    "worklist": ("get", ALL, 200),
    "athletes": ("get", ALL, 200),
    "import": ("get", ALL, 200),
    "import_template": ("get", ALL, 200),
    "athlete_new": ("get", ALL, 200),
    "appointment_new": ("post", ALL, 200),
    "appointment": ("get", ALL, 200),
    "appointment_cancel": ("post", ALL, 302),
    "athlete": ("get", ALL, 200),
    "athlete_edit": ("get", ALL, 200),
    "athlete_archive": ("post", ALL, 302),
    "invite": ("post", ALL, 200),
    "revoke": ("post", ALL, 302),
    "hand_over": ("get", ALL, 200),
    "reopen": ("get", READS, 200),
    "practice": ("get", ("owner",), 200),
    "assessment": ("get", READS, 200),
    "measurements": ("get", READS, 200),
    "open_questions": ("get", READS, 200),
    "preview": ("post", READS, 200),
    "consultation": ("get", READS, 200),
    "sign": ("get", READS, 200),
    "amend": ("get", READS, 200),
    "textblock": ("get", READS, 200),
    "versions": ("get", READS, 200),
    "version": ("get", READS, 200),
    "report_pdf": ("get", ALL, 200),
    "report": ("get", ALL, 200),
    "own_data": ("post", READS, 200),
    "copies": ("get", ALL, 200),
    "coach_pdf": ("get", ALL, 200),
    "coach": ("get", READS, 200),
    "release": ("get", READS, 200),
    "reports": ("get", ALL, 200),
    "export_begin": ("post", ALL, 200),
    "exports": ("get", ALL, 200),
    "export": ("get", ("owner", "colleague"), 200),
    "export_progress": ("get", ("owner", "colleague"), 200),
    "export_cancel": ("post", ("owner", "colleague"), 302),
    "export_zip": ("get", ("owner", "colleague"), 200),
    "invite_many": ("post", ALL, 302),
    "cards": ("post", ALL, 404),
    "mail_again": ("post", ALL, 302),
    "handle": ("get", READS, 200),
    "mail_texts": ("get", ("owner",), 200),
    "mail_text": ("get", ("owner",), 200),
    "members": ("get", ("owner",), 200),
    "member_ask": ("get", ("owner",), 200),
    "member": ("get", ("owner",), 200),
    "member_ask_again": ("post", ("owner",), 302),
    "member_revoke": ("post", ("owner",), 302),
    "practice_logo": ("post", ("owner",), 200),
    "rules": ("get", ("owner",), 200),
    "overview": ("get", READS, 200),
    "fhir": ("get", READS, 200),
    "tokens": ("get", ("owner",), 200),
    "token_revoke": ("post", ("owner",), 302),
    "tables": ("get", READS, 200),
    "table_file": ("get", ("colleague",), 200),
    "table_progress": ("get", ("colleague",), 200),
    "table_cancel": ("post", ("colleague",), 302),
    "table_taken": ("get", ("colleague",), 302),
    "codebook": ("get", READS, 200),
    "retention": ("get", ("owner",), 200),
    "hold": ("get", ("owner",), 200),
    "erase": ("get", ("owner",), 200),
    "certificates": ("get", ("owner",), 200),
    "certificate": ("get", ("owner",), 200),
    "printed": ("post", ALL, 404),
    "access_log": ("get", ("owner",), 200),
    "access_log_export": ("post", ("owner",), 200),
    "access_log_check": ("post", ("owner",), 302),
}
NOT_THEIRS = {
    "mail_again",
    "handle",
    "appointment_new",
    "appointment",
    "appointment_cancel",
    "athlete",
    "athlete_edit",
    "athlete_archive",
    "invite",
    "revoke",
    "hand_over",
    "reopen",
    "assessment",
    "measurements",
    "open_questions",
    "preview",
    "consultation",
    "sign",
    "amend",
    "textblock",
    "versions",
    "version",
    "report_pdf",
    "report",
    "own_data",
    "fhir",
    "token_revoke",
    "copies",
    "coach_pdf",
    "coach",
    "release",
    "member",
    "member_ask_again",
    "member_revoke",
    "hold",
    "erase",
    "certificate",
}
TABLES = {"table_file", "table_progress", "table_cancel", "table_taken"}
HERS = {"export", "export_progress", "export_cancel", "export_zip"} | TABLES
"""What is there for who asked for it, exports for owners too; others are told that it is not."""
NOT_THEIRS |= HERS
FOR_ANYBODY = {
    "home",
    "language",
    "practices",
    "account",
    "confirmed",
    "sessions_end",
    "closed",
    "idle",
    "idle_left",
    "join",
    "open_joining",
    "practice_accent",
    "practice_image",
    "open_link",
    "welcome",
    "parent",
    "tablet",
    "healthz",
    "readyz",
    "metrics",
    "verify",
    "verified",
    "mfa_login_webauthn",
    "icon",
    "security_txt",
}


@pytest.fixture
def addresses(
    athlete: Athlete, invitation: Invitation, received: Invitation, colleague: Membership
) -> Addresses:
    code = received.screening.code
    with scope(practice=athlete.practice):
        seen = records.mark_of(records.content_of(received))
        signature = records.sign(invitation=received, by=colleague, seen=seen)
        report = signature.reports.get(language="nl")
        token, _key = tokens.make(by=colleague, name="EPD", scopes=["fhir"], days=90)
        sharing.consent(invitation=received, by=colleague, how=How.SAID)
        export = exports.begin(
            signatures=[signature], language="nl", reason="Voor de huisarts", by=colleague
        )
        with_pdf(report)
        draft = InvitationFactory(athlete__practice=athlete.practice)
        certificate = erasure.erase_draft(invitation=draft, by=colleague)
        table = tables.begin(asked={"format": "csv", "reason": ""}, total=1, by=colleague)
    joining = JoiningFactory(practice=athlete.practice)
    appointment = AppointmentFactory(athlete=athlete)
    return {
        "retention": "/retention/",
        "hold": f"/athletes/{athlete.pk}/hold/",
        "erase": f"/athletes/{athlete.pk}/erase/",
        "certificates": "/retention/destroyed/",
        "certificate": f"/retention/destroyed/{certificate.pk}/",
        "worklist": "/today/",
        "athletes": "/athletes/",
        "import": "/athletes/import/",
        "import_template": "/athletes/import/template.csv",
        "athlete_new": "/athletes/new/",
        "appointment_new": f"/athletes/{athlete.pk}/appointments/",
        "appointment": f"/appointments/{appointment.pk}/",
        "appointment_cancel": f"/appointments/{appointment.pk}/cancel/",
        "athlete": f"/athletes/{athlete.pk}/",
        "athlete_edit": f"/athletes/{athlete.pk}/edit/",
        "athlete_archive": f"/athletes/{athlete.pk}/archive/",
        "invite": f"/athletes/{athlete.pk}/invite/",
        "revoke": f"/invitations/{invitation.pk}/revoke/",
        "hand_over": f"/athletes/{athlete.pk}/tablet/",
        "reopen": f"/invitations/{received.pk}/reopen/",
        "invite_many": "/invitations/many/",
        "cards": "/invitations/cards/",
        "mail_again": f"/invitations/{invitation.pk}/mail/",
        "handle": f"/assessments/{code}/handled/",
        "mail_texts": "/practice/mail/",
        "mail_text": "/practice/mail/reminder/en/",
        "practice": "/practice/",
        "practice_logo": "/practice/logo/",
        "rules": "/practice/rules/",
        "members": "/members/",
        "member_ask": "/members/ask/",
        "member": f"/members/{colleague.pk}/",
        "member_ask_again": f"/members/asked/{joining.pk}/again/",
        "member_revoke": f"/members/asked/{joining.pk}/revoke/",
        "assessment": f"/assessments/{code}/",
        "measurements": f"/assessments/{code}/measurements/",
        "open_questions": f"/assessments/{code}/open/",
        "preview": f"/assessments/{code}/preview/",
        "consultation": f"/assessments/{code}/consultation/",
        "sign": f"/assessments/{code}/sign/",
        "amend": f"/assessments/{code}/amend/",
        "textblock": f"/assessments/{code}/text/",
        "versions": f"/assessments/{code}/versions/",
        "version": f"/assessments/{code}/versions/1/",
        "report_pdf": f"/assessments/{code}/report.pdf",
        "report": f"/reports/{report.pk}.pdf",
        "own_data": f"/athletes/{athlete.pk}/own-data/",
        "overview": "/overview/",
        "fhir": f"/assessments/{code}/fhir.json",
        "printed": "/printed/",
        "access_log": "/log/",
        "access_log_export": "/log/export/",
        "access_log_check": "/log/check/",
        "tokens": "/practice/tokens/",
        "token_revoke": f"/practice/tokens/{token.pk}/revoke/",
        "tables": "/tables/",
        "table_file": f"/tables/{table.pk}/",
        "table_progress": f"/tables/{table.pk}/progress/",
        "table_cancel": f"/tables/{table.pk}/cancel/",
        "table_taken": f"/tables/{table.pk}/file/",
        "codebook": "/tables/codebook/intake-2026.1.csv",
        "copies": f"/assessments/{code}/copies/",
        "coach_pdf": f"/assessments/{code}/copies/coach.pdf",
        "coach": f"/assessments/{code}/coach/",
        "release": f"/assessments/{code}/release/",
        "reports": "/reports/",
        "export_begin": "/reports/export/",
        "exports": "/exports/",
        "export": f"/exports/{export.pk}/",
        "export_progress": f"/exports/{export.pk}/progress/",
        "export_cancel": f"/exports/{export.pk}/cancel/",
        "export_zip": f"/exports/{export.pk}/reports.zip",
    }


def test_the_table_names_every_address() -> None:
    patterns = get_resolver().url_patterns
    named = {p.name for p in patterns if isinstance(p, URLPattern)}
    assert named == TABLE.keys() | FOR_ANYBODY


@contextmanager
def undone() -> Iterator[None]:
    """What is done in the block changes nothing."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize("who", ALL)
def test_a_role_gets_what_it_may_and_nothing_else(
    who: str,
    addresses: Addresses,
    request: pytest.FixtureRequest,
    client_of: Callable[[Membership], Client],
) -> None:
    member = request.getfixturevalue(who)
    expected, told = {}, {}
    for name, (method, allowed, status) in TABLE.items():
        with undone():
            response = getattr(client_of(member), method)(addresses[name])
        without_results = who == "staff" and name in TABLES
        refused = 404 if name in HERS and not without_results else 403
        expected[name] = (status if who in allowed else refused, True)
        told[name] = (response.status_code, "no-store" in response["Cache-Control"])
    assert told == expected


def answers(client: Client, addresses: Addresses, names: Iterable[str]) -> dict[str, HttpResponse]:
    """Of each address, asked one after the other: for who is refused everywhere, so that nothing changes meanwhile."""
    return {name: getattr(client, TABLE[name][0])(addresses[name]) for name in names}


def test_another_practice_is_told_that_nothing_is_there(
    addresses: Addresses, outsider_client: Client
) -> None:
    told = answers(outsider_client, addresses, NOT_THEIRS)
    assert {name for name, answer in told.items() if answer.status_code != 404} == set()


def test_nobody_is_sent_to_the_sign_in(addresses: Addresses, client: Client) -> None:
    told = answers(client, addresses, TABLE)
    assert {name for name, answer in told.items() if answer.status_code != 302} == set()
    led = {name: answer["Location"] for name, answer in told.items()}
    assert {name: to for name, to in led.items() if not to.startswith("/accounts/login/")} == {}


def test_somebody_without_a_practice_is_told_that_nothing_is_there(
    addresses: Addresses, outsider: Membership, client: Client
) -> None:
    outsider.delete()
    told = {}
    for name in TABLE:
        client.force_login(outsider.user)  # a refusal ends her session
        told |= answers(client, addresses, [name])
    assert {name for name, answer in told.items() if answer.status_code != 404} == set()


def test_a_refusal_is_recorded(addresses: Addresses, staff_client: Client) -> None:
    staff_client.get(addresses["assessment"])
    assert Event.objects.filter(role="staff", outcome=Outcome.REFUSED).count() == 1


def test_staff_see_no_attention_level_in_the_list(
    received: Invitation, staff_client: Client, therapist_client: Client
) -> None:
    AppointmentFactory(athlete=received.athlete, starts_at=timezone.now())
    assert "lv-raised" in therapist_client.get("/today/").content.decode()
    assert "lv-" not in staff_client.get("/today/").content.decode()


def test_a_list_shows_no_athlete_of_another_practice(
    received: Invitation, outsider_client: Client
) -> None:
    AppointmentFactory(athlete=received.athlete, starts_at=timezone.now())
    assert received.athlete.family_name not in outsider_client.get("/today/").content.decode()


def test_nothing_is_changed_for_another_practice_either(
    addresses: Addresses, outsider_client: Client
) -> None:
    told = {name: outsider_client.post(addresses[name]).status_code for name in NOT_THEIRS}
    assert {name for name, status in told.items() if status not in (404, 405)} == set()


def test_who_works_at_both_reaches_only_what_the_chosen_practice_has(
    addresses: Addresses,
    outsider: Membership,
    practice: Practice,
    client_of: Callable[[Membership], Client],
) -> None:
    MembershipFactory(user=outsider.user, practice=practice, role=Role.OWNER)
    client = client_of(outsider)
    client.post("/practices/", {"membership": str(outsider.pk)})
    told = answers(client, addresses, NOT_THEIRS)
    assert {name for name, answer in told.items() if answer.status_code != 404} == set()
