"""The headers of every answer, with the settings of production: pages, downloads, static files, refusals and faults."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings as current
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from clinic import limits
from clinic.actions import tokens
from clinic.models import Invitation, Membership

from ..web.test_practice_permissions import FOR_ANYBODY, TABLE, addresses  # noqa: F401
from .production import OVER_TLS

pytestmark = pytest.mark.usefixtures("unscoped")

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
}
EXACT = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains; preload",
}
PLAIN = "/static/screening/tokens.css"
OPEN = {
    "home": "/",
    "account": "/account/",
    "confirmed": "/account/confirmed/",
    "closed": "/accounts/signup/",
    "idle": "/idle/",
    "idle_left": "/idle/left/",
    "join": "/join/",
    "open_joining": "/join/nobody-made-this/",
    "language": "/language/",
    "mfa_login_webauthn": "/accounts/2fa/webauthn/login/",
    "open_link": "/s/nobody-made-this/",
    "parent": "/welcome/parent/",
    "practice_accent": "/practice/accent.css",
    "practice_image": "/practice/logo.png",
    "practices": "/practices/",
    "sessions_end": "/account/sessions/end/",
    "tablet": "/tablet/",
    "verified": f"/verify/{'0' * 64}/",
    "verify": "/verify/",
    "welcome": "/welcome/",
    "healthz": "/healthz",
    "icon": "/favicon.ico",
    "readyz": "/readyz",
    "metrics": "/metrics",
    "security_txt": "/.well-known/security.txt",
}
PACKAGE = (
    "/accounts/login/",
    "/accounts/logout/",
    "/accounts/inactive/",
    "/accounts/password/change/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/password/reset/key/1-2/",
    "/accounts/reauthenticate/",
    "/accounts/2fa/",
    "/accounts/2fa/authenticate/",
    "/accounts/2fa/reauthenticate/",
    "/accounts/2fa/recovery-codes/",
    "/accounts/2fa/totp/activate/",
    "/accounts/2fa/webauthn/",
)


def lacking(response: HttpResponse, *, but: str = "") -> list[str]:
    """What an answer should carry and does not."""
    headers = response.headers
    wrong = [
        f"{name}: {headers.get(name)}"
        for name, value in EXACT.items()
        if headers.get(name) != value and name != but
    ]
    if set(headers.get("Content-Security-Policy", "").split("; ")) != POLICY:
        wrong.append(f"CSP: {headers.get('Content-Security-Policy')}")
    allowed = {
        part for part in headers.get("Permissions-Policy", "").split(", ") if "()" not in part
    }
    if allowed != {
        "clipboard-write=(self)",
        "publickey-credentials-create=(self)",
        "publickey-credentials-get=(self)",
    }:
        wrong.append(f"Permissions-Policy: {allowed}")
    if "no-store" not in headers.get("Cache-Control", ""):
        wrong.append("no-store")
    kind = headers.get("Content-Type", "")
    if kind.startswith("text/") and "charset=utf-8" not in kind.replace('"', ""):
        wrong.append(kind)
    if "Access-Control-Allow-Origin" in headers:
        wrong.append("Access-Control-Allow-Origin")
    return wrong


def test_every_page_of_the_practice_carries_them(
    addresses: dict[str, str],  # noqa: F811
    tls_owner: Client,
) -> None:
    found = {}
    for name, address in addresses.items():
        method = TABLE[name][0]
        response = getattr(tls_owner, method)(address)
        if lacking(response):
            found[name] = lacking(response)
    assert found == {}


DOWNLOADS = {
    "report": ("application/pdf", "pdf"),
    "report_pdf": ("application/pdf", "pdf"),
    "fhir": ("application/fhir+json", "json"),
    "own_data": ("application/zip", "zip"),
    "import_template": ("text/csv; charset=utf-8", "csv"),
    "codebook": ("text/csv; charset=utf-8", "csv"),
}


def test_every_download_has_its_type_and_its_name(
    addresses: dict[str, str],  # noqa: F811
    tls_owner: Client,
) -> None:
    for name, (kind, ending) in DOWNLOADS.items():
        response = getattr(tls_owner, TABLE[name][0])(addresses[name])
        assert response.status_code == 200, name
        assert response["Content-Type"] == kind
        assert response["Content-Disposition"].startswith('attachment; filename="')
        assert response["Content-Disposition"].endswith(f'.{ending}"')


def test_every_other_page_carries_them_for_nobody_and_for_somebody(
    tls: Client, owner: Membership
) -> None:
    assert OPEN.keys() == FOR_ANYBODY
    found = {}
    for _signed_in in (False, True):
        for address in (*OPEN.values(), *PACKAGE):
            for method in ("get", "post"):
                response = getattr(tls, method)(address)
                if lacking(response):
                    found[f"{method} {address}"] = lacking(response)
        tls.force_login(owner.user)
    assert found == {}


def test_every_page_of_an_athlete_carries_them(tls: Client, invitation: Invitation) -> None:
    tls.get(f"/s/{invitation.token}/")
    born = invitation.athlete.date_of_birth
    tls.post("/welcome/", {"day": born.day, "month": born.month, "year": born.year})
    tls.post("/screening/", {"go": "on", "consent": "yes"})
    for page in ("", "check/", "sent/", "bone/1/", "bone/99/", "nowhere/1/"):
        assert lacking(tls.get(f"/screening/{page}")) == [], page


def test_refusals_and_faults_carry_them(
    tls: Client, owner: Membership, settings: Any, in_production: None
) -> None:
    def check(response: HttpResponse, status: int) -> None:
        assert response.status_code == status
        assert lacking(response) == []

    check(tls.get("/nowhere/"), 404)
    check(tls.get("/static/nowhere.css"), 404)
    check(tls.put("/today/"), 405)
    check(tls.get("/account/sessions/end/"), 405)
    check(tls.get("/today/"), 302)
    check(tls.get("/today"), 301)
    check(tls.get("/today/", headers={"host": "evil.example"}), 400)
    careful = Client(enforce_csrf_checks=True, headers=OVER_TLS)
    check(careful.post("/accounts/login/", {}), 403)
    key, left = limits._window(limits.VERIFYING, "192.0.2.1")
    cache.set(key, limits.VERIFYING.most, left)
    check(tls.get(f"/verify/{'0' * 64}/"), 429)
    settings.ROOT_URLCONF = "tests.security.failing"
    check(Client(raise_request_exception=False, headers=OVER_TLS).get("/fails/"), 500)


def test_the_interface_for_other_systems_carries_them(tls: Client, owner: Membership) -> None:
    _row, key = tokens.make(by=owner, name="EPD", scopes=["screenings"], days=9)
    for bearer, status in (("wrong", 401), (key, 200)):
        answer = tls.get("/api/v1/screenings", headers={"Authorization": f"Bearer {bearer}"})
        assert answer.status_code == status
        assert lacking(answer) == []
    assert lacking(tls.get("/api/v1/openapi.json")) == []


def test_without_tls_everything_is_sent_on_to_it(in_production: None) -> None:
    plain = Client()
    for address in ("/", "/accounts/login/", "/s/nobody-made-this/", PLAIN):
        answer = plain.get(address)
        assert answer.status_code == 301
        assert answer["Location"] == f"https://testserver{address}"
        assert not answer.cookies
        assert lacking(answer, but="Strict-Transport-Security") in ([], ["no-store"])
    assert plain.get("/healthz").status_code == 200


def test_static_files_carry_them_and_stay_in_caches(tls: Client) -> None:
    answer = tls.get(PLAIN)
    assert b"--ink" in b"".join(answer)
    assert answer.status_code == 200
    assert lacking(answer) == ["no-store"]
    assert "max-age" in answer["Cache-Control"]
    assert answer["Content-Type"].startswith("text/css; charset=")


@pytest.mark.parametrize(
    "address", ["/", "/today/", "/accounts/login/", "/healthz", "/api/v1/screenings", PLAIN]
)
@pytest.mark.parametrize(
    "method", ["TRACE", "TRACK", "CONNECT", "PUT", "DELETE", "PATCH", "PROPFIND"]
)
def test_methods_that_no_page_answers_are_refused(method: str, address: str, tls: Client) -> None:
    answer = tls.generic(method, address, headers={"Cookie": "secret=1"})
    assert answer.status_code == 405
    assert b"secret" not in b"".join(answer)
    assert lacking(answer) in ([], ["no-store"])


def test_there_is_no_admin(tls_owner: Client) -> None:
    assert not apps.is_installed("django.contrib.admin")
    assert not [app for app in current.INSTALLED_APPS if "admin" in app]
    for address in ("/admin/", "/admin/login/", "/admin"):
        assert tls_owner.get(address).status_code == 404


def test_no_page_and_no_picture_holds_style_or_script_of_its_own() -> None:

    inline = re.compile(
        r"\sstyle=|\son[a-z]+=\"|javascript:|<style|<script(?![^>]*\bsrc=)(?![^>]*json)"
    )
    templates = [
        path
        for path in Path(current.BASE_DIR, "templates").rglob("*.html")
        if "report" not in path.parts
    ]
    assert len(templates) > 100
    assert [str(path) for path in templates if inline.search(path.read_text())] == []
