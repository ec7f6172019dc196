"""Every form of every page, filled in with what no form expects: refused or taken, and never a fault of ours."""

import json
from collections.abc import Iterator

import pytest
from django.test import Client

from clinic.models import Membership

from ..web.test_practice_permissions import Addresses
from .forms_of import Form, Forms
from .pages import OF_ANYBODY

pytestmark = pytest.mark.usefixtures("unscoped")

GARBAGE = [
    "",
    " ",
    "-1",
    "9" * 30,
    "9" * 5000,
    "1e400",
    "NaN",
    "2026-02-31",
    "0001-01-01",
    "9999-12-31",
    "24:00",
    "' OR '1'='1",
    "x\r\nSet-Cookie: a=b",
    "\ud800",
    "\u202e\u0663\u00b2\U0001d7d9\ufeff",
    "[" * 5000,
    "{}",
    "=1+1",
    "x" * 100_000,
]
APART = ("/accounts/logout/", "/account/sessions/end/", "/idle/", "/accounts/password/")
"""They sign out, or hash a password each time."""
TOKEN = "csrfmiddlewaretoken"


def forms(client: Client, addresses: list[str]) -> Iterator[Form]:
    seen = set()
    for address in addresses:
        answer = client.get(address)
        if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):
            continue
        for form in Forms(address, answer.content.decode()).found:
            if form.key() not in seen and not form.action.startswith(APART):
                seen.add(form.key())
                yield form


def send(client: Client, form: Form, given: dict[str, str]) -> int:
    body = {name: value.encode("utf-8", "surrogatepass") for name, value in given.items()}
    if form.posted:
        answer = client.post(form.action, body, headers={"referer": "https://testserver/"})
    else:
        answer = client.get(form.action, {k: v[:500] for k, v in body.items()})
    return answer.status_code


def worse(client: Client, found: list[Form]) -> list[tuple[str, str]]:
    """Where, and with what, a form was answered with a fault; each form gets two of the values, and a mixture."""
    faults = []
    for number, form in enumerate(found):
        names = [name for name in form.fields if name != TOKEN]
        token = {TOKEN: form.fields[TOKEN]} if TOKEN in form.fields else {}
        shifted = [*GARBAGE[number % len(GARBAGE) :], *GARBAGE[: number % len(GARBAGE)]]
        tries = [dict.fromkeys(names, text) for text in shifted[:2]]
        tries.append({name: shifted[at % len(shifted)] for at, name in enumerate(names)})
        for given in tries:
            if send(client, form, {**token, **given}) >= 500:
                faults.append((form.action, json.dumps(given)[:100]))
    return faults


def test_no_form_of_the_practice_breaks(addresses: Addresses, owner: Membership) -> None:
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(owner.user)
    found = list(forms(client, [*addresses.values(), *OF_ANYBODY]))
    assert len(found) > 25
    assert worse(client, found) == []


def test_no_form_of_an_athlete_breaks(screening_session: Client) -> None:
    screening_session.handler.enforce_csrf_checks = True
    screening_session.raise_request_exception = False
    sections = screening_session.get("/screening/").content.decode()
    assert sections
    pages = [f"/screening/{name}/1/" for name in ("about", "bone", "close", "energy", "training")]
    found = list(forms(screening_session, ["/screening/", "/screening/check/", *pages]))
    assert len(found) > 3
    assert worse(screening_session, found) == []


def test_no_form_for_anybody_breaks(client: Client, db: None) -> None:
    client.handler.enforce_csrf_checks = True
    client.raise_request_exception = False
    found = list(forms(client, list(OF_ANYBODY)))
    assert len(found) > 2
    assert worse(client, found) == []
