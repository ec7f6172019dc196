"""Where a page leads on to that an address or a form named: never to another site, and never to a fault."""

from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.core import mail
from django.test import Client

from clinic.demo.accounts import totp_secret
from clinic.management.commands.demo import current_code
from clinic.models import Athlete, Invitation, Membership, User

from ..factories import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


ELSEWHERE = [
    "https://evil.example/",
    "//evil.example",
    "///evil.example/",
    "/\\evil.example",
    "\\\\evil.example",
    "https:evil.example",
    "https:///evil.example",
    "/\t/evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "http://testserver@evil.example/",
    "http://testserver.evil.example/",
    "evil",
    "evil.example/",
]


def stays(answer: Any) -> bool:
    """Whether a browser that follows the answer stays at this site; they read \\ as / and skip tabs."""
    location = answer.headers.get("Location", "/").replace("\\", "/").replace("\t", "")
    led = urlsplit(urljoin("http://testserver/accounts/login/", location))
    return led.scheme == "http" and led.netloc == "testserver"


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_signing_in_leads_to_no_other_site(address: str, user: User, client: Client) -> None:
    credentials = {"login": user.email, "password": PASSWORD, "next": address}
    client.post("/accounts/login/", credentials, query_params={"next": address})
    code = {"code": current_code(totp_secret(user)), "next": address}
    assert stays(client.post("/accounts/2fa/authenticate/", code, query_params={"next": address}))
    assert client.get("/account/").status_code == 200
    for each in ELSEWHERE:
        assert stays(client.get("/accounts/login/", {"next": each})), each


def test_confirming_who_one_is_leads_to_no_other_site(therapist: Membership) -> None:
    client = Client()
    client.force_login(therapist.user)
    for address in ELSEWHERE:
        page = client.get("/accounts/2fa/reauthenticate/", {"next": address})
        assert f'href="{address}"' not in page.content.decode()
    code = {"code": current_code(totp_secret(therapist.user)), "next": "//evil.example"}
    assert stays(client.post("/accounts/2fa/reauthenticate/", code))


@pytest.mark.parametrize("address", ELSEWHERE)
def test_no_form_leads_to_another_site(
    address: str,
    therapist: Membership,
    therapist_client: Client,
    invitation: Invitation,
    athlete: Athlete,
) -> None:
    for path, data in (
        ("/language/", {"language": "nl"}),
        ("/practices/", {"membership": str(therapist.pk)}),
        ("/invitations/many/", {}),
        (f"/invitations/{invitation.pk}/revoke/", {}),
        (f"/athletes/{athlete.pk}/invite/", {}),
        ("/reports/", {"show": "all"}),
        ("/accounts/logout/", {}),
    ):
        answer = therapist_client.post(path, {**data, "next": address})
        assert answer.status_code < 400, path
        assert stays(answer), path
    therapist_client.force_login(therapist.user)
    assert stays(therapist_client.get("/idle/", {"next": address}))
    assert stays(therapist_client.post("/idle/", {"next": address}))


def test_a_page_of_this_site_is_gone_on_to(client: Client, user: User) -> None:
    client.force_login(user)
    assert client.get("/idle/", {"next": "/athletes/"})["Location"] == "/athletes/"
    chosen = {"language": "nl", "next": "http://testserver/reports/"}
    assert client.post("/language/", chosen)["Location"] == "http://testserver/reports/"


@pytest.mark.parametrize("header", ["host", "x-forwarded-host"])
def test_no_mail_leads_where_a_forged_head_of_a_request_says(
    header: str, user: User, client: Client
) -> None:
    answer = client.post(
        "/accounts/password/reset/", {"email": user.email}, headers={header: "evil.example"}
    )
    assert answer.status_code == (400 if header == "host" else 302)
    assert not [letter for letter in mail.outbox if "evil" in letter.body]
