"""What answers say of themselves: their kind, their letters, what a browser may do with them, where they lead."""

import io
import re
import zipfile
from collections.abc import Callable
from typing import Any
from urllib.parse import quote, unquote

import pytest
from django.conf import settings as project
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from clinic import urls
from clinic.actions import exports, tokens
from clinic.models import Athlete, Invitation, Membership, Practice

from ..factories import ReceivedFactory, issued
from ..web.test_practice_permissions import Addresses
from .pages import OF_ANYBODY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


Signed = Callable[[Membership], Client]

FILES = {
    "report": "application/pdf",
    "fhir": "application/fhir+json",
    "codebook": "text/csv; charset=utf-8",
    "import_template": "text/csv; charset=utf-8",
    "export_zip": "application/zip",
}
NOT_THERE = [
    "/admin/",
    "/admin/login/",
    "/api/",
    "/api/docs",
    "/api/v1/",
    "/api/v1/docs",
    "/docs",
    "/swagger.json",
    "/metrics",
    "/debug/",
    "/__debug__/",
    "/.env",
    "/.git/config",
    "/.git/HEAD",
    "/manage.py",
    "/requirements.txt",
    "/var/clinic.sqlite3",
    "/clinic/settings.py",
    "/media/",
    "/static/",
    "/static/../clinic/settings.py",
    "/static/%2e%2e/%2e%2e/manage.py",
    "/server-status",
    "/phpinfo.php",
    "/wp-login.php",
    "/backup.sql",
    "/robots.txt.bak",
]


@pytest.fixture
def looking(addresses: Addresses, owner: Membership, client_of: Signed) -> Client:
    return client_of(owner)


@pytest.fixture
def answers(addresses: Addresses, looking: Client, client: Client) -> dict[str, Any]:
    """Every page as an owner and as nobody gets it, with files, refusals and what is not there."""
    found = {f"owner {a}": looking.get(a) for a in (*addresses.values(), *OF_ANYBODY)}
    more = (
        *OF_ANYBODY,
        "/healthz",
        "/nowhere/",
        "/static/clinic/staff.css",
        "/s/x/",
        "/api/v1/screenings",
    )
    found |= {f"nobody {a}": client.get(a) for a in more}
    for answer in found.values():
        for close in answer._resource_closers:
            close()
    return found


def test_every_text_names_its_letters(answers: dict[str, Any]) -> None:
    for where, answer in answers.items():
        if answer.status_code == 200 or answer.get("Content-Length") != "0":
            kind = answer["Content-Type"]
            text = kind.startswith("text/") or kind.partition(";")[0].endswith("xml")
            assert not text or re.search(r'; charset="?utf-8"?$', kind), (where, kind)


def test_no_answer_is_taken_for_another_kind(answers: dict[str, Any]) -> None:
    for where, answer in answers.items():
        assert answer["X-Content-Type-Options"] == "nosniff", where


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_kept_and_never_shown_in_this_site(
    name: str, addresses: Addresses, looking: Client
) -> None:
    answer = looking.get(addresses[name])
    assert answer["Content-Type"] == FILES[name]
    assert answer["Content-Disposition"].startswith("attachment; filename=")
    assert "default-src 'none'" in answer["Content-Security-Policy"]


@pytest.mark.parametrize("address", NOT_THERE)
def test_what_belongs_to_machines_and_makers_is_not_there(
    address: str, client: Client, owner_client: Client
) -> None:
    for reader in (client, owner_client):
        assert reader.get(address).status_code == 404


def test_the_description_of_the_interface_is_there_on_purpose_and_holds_no_data(
    client: Client, practice: Practice
) -> None:
    described = client.get("/api/v1/openapi.json")
    assert described.status_code == 200
    assert practice.name not in described.content.decode()


def test_what_is_not_there_tells_nothing_of_what_runs(client: Client, owner_client: Client) -> None:
    for reader in (client, owner_client):
        for address in ("/nowhere/", "/assessments/S-AAAAA/", "/verify/x/"):
            answer = reader.get(address)
            assert not told(answer), address


def told(answer: HttpResponse) -> list[str]:
    """What of the workings stands in an answer or its head."""
    text = answer.content.decode() + str(answer.headers)
    inside = ("Traceback", "Django", "django", "Python/", "python", "gunicorn", "/site-packages/")
    return [word for word in (*inside, project.SECRET_KEY, "urlpatterns") if word in text]


def _breaks(request: Any) -> HttpResponse:
    secret = "geheim-in-een-fout"
    raise RuntimeError(secret)


class WithAFault:
    """The addresses, and one that breaks."""

    urlpatterns = [*urls.urlpatterns, path("breaks/", _breaks, name="breaks")]
    handler500 = getattr(urls, "handler500", "django.views.defaults.server_error")


def test_a_fault_shows_a_page_that_tells_nothing_of_it(
    settings: Any, therapist: Membership, client_of: Signed
) -> None:
    assert not settings.DEBUG
    settings.ROOT_URLCONF = WithAFault
    client = client_of(therapist)
    client.raise_request_exception = False
    answer = client.get("/breaks/?q=geheime-vraag")
    assert answer.status_code == 500
    assert not told(answer)
    for secret in ("geheim-in-een-fout", "RuntimeError", "_breaks", "geheime-vraag"):
        assert secret not in answer.content.decode()


def test_every_page_of_somebody_who_is_signed_in_lets_her_sign_out(
    addresses: Addresses, looking: Client
) -> None:
    pages = 0
    for address in (*addresses.values(), "/account/", "/practices/", "/accounts/2fa/", "/verify/"):
        answer = looking.get(address)
        whole = b"<html" in answer.content if not answer.streaming else False
        if answer.status_code == 200 and whole:
            assert b'action="/accounts/logout/"' in answer.content, address
            pages += 1
    assert pages > 30


NAMES = [
    'Zoë "de Snelle"',
    "a\r\nSet-Cookie: stolen=1",
    "x\u202efdp.exe",
    "../../etc/passwd",
    "ë" * 60,
]


@pytest.mark.parametrize("name", NAMES)
def test_whatever_somebody_is_called_the_head_of_a_file_stays_one_line(
    name: str, athlete: Athlete, therapist: Membership, client_of: Signed
) -> None:
    athlete.given_name, athlete.client_number = name, name[:40]
    athlete.save()
    Practice.objects.update(file_rule="{name} {client}")
    invitation = ReceivedFactory(athlete=athlete)
    signature = issued(invitation, therapist)
    therapist.practice.refresh_from_db()
    export = exports.begin(signatures=[signature], language="nl", reason="x", by=therapist)
    client = client_of(therapist)
    package = client.get(f"/exports/{export.pk}/reports.zip")
    report = signature.reports.get(language="nl")
    for answer in (package, client.get(f"/reports/{report.pk}.pdf")):
        plain = re.fullmatch(
            r'attachment; filename="[A-Za-z0-9._-]+"', answer["Content-Disposition"]
        )
        assert plain, answer["Content-Disposition"]
        assert "stolen" not in answer.cookies
    with zipfile.ZipFile(io.BytesIO(b"".join(package.streaming_content))) as file:
        for inside in file.namelist():
            assert not re.search(r'["/\\\r\n\x00-\x1f\u202a-\u202e\u2066-\u2069]', inside), inside


def test_addresses_of_pages_hold_nothing_that_tells_of_a_person(
    addresses: Addresses, answers: dict[str, Any], athlete: Athlete, received: Invitation
) -> None:
    """Ids and codes stand in addresses; names, birthdays, words, numbers and keys never do."""
    _token, key = tokens.make(
        by=Membership.objects.filter(practice=athlete.practice).first(),
        name="EPD",
        scopes=["fhir"],
        days=30,
    )
    led = [unquote(answer.get("Location", "")) for answer in answers.values()]
    for answer in answers.values():
        if answer.get("Content-Type", "").startswith("text/html"):
            text = answer.content.decode()
            led += map(unquote, re.findall(r'(?:href|action|src|data-[a-z-]+)="([^"]*)"', text))
    assert len(led) > 500
    people = [athlete, received.athlete]
    secret = [
        key,
        *(person.family_name for person in people),
        *(str(person.date_of_birth) for person in people),
        *(user.name for user in {m.user for m in Membership.objects.all()}),
        *(user.email for user in {m.user for m in Membership.objects.all()}),
    ]
    for address in led:
        if not address.startswith("mailto:"):
            assert not [word for word in secret if word in address], address


def test_a_link_of_an_athlete_leaves_the_address_at_once_and_works_beside_her_birthday_alone(
    invitation: Invitation, client: Client
) -> None:
    answer = client.get(f"/s/{invitation.token}/")
    assert answer["Location"] == "/welcome/"
    page = client.get("/welcome/").content.decode()
    assert invitation.token not in page
    assert quote(invitation.athlete.family_name) not in page
