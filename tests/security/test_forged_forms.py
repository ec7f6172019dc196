"""Forms that no page of ours made: without our token, from another site, or as a mere look."""

from collections.abc import Callable

import pytest
from django.test import Client

from clinic.models import Invitation, Membership

from ..web.test_practice_permissions import TABLE, Addresses
from .pages import OF_ANYBODY
from .rows import changes, rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


AT_A_DOWNLOAD = {"coach_pdf", "export_zip"}
"""An edition that may leave is made when it is first taken; when a report was last taken along is kept with it."""

Signed = Callable[[Membership], Client]


@pytest.fixture
def checked(owner: Membership, client_of: Signed, invitation: Invitation) -> Client:
    """An owner's browser, whose session is an athlete's too, at a server that checks forms."""
    client = client_of(owner)
    client.handler.enforce_csrf_checks = True
    return client


def everything(addresses: Addresses) -> list[str]:
    return [*addresses.values(), *OF_ANYBODY]


def test_without_our_token_no_form_is_followed(addresses: Addresses, checked: Client) -> None:
    before = rows()
    for address in everything(addresses):
        assert checked.post(address, {"confirmed": "yes"}).status_code == 403, address
    assert changes(before, rows()) == set()


def test_a_token_of_somebody_elses_browser_is_worth_nothing(
    addresses: Addresses, checked: Client
) -> None:
    checked.get("/account/")
    foreign = Client()
    foreign.get("/accounts/login/")
    data = {"csrfmiddlewaretoken": foreign.cookies["csrftoken"].value}
    for address in everything(addresses):
        assert checked.post(address, data).status_code == 403, address


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://testserver.evil.example"]
)
def test_a_form_of_another_site_is_refused_even_with_our_token(
    origin: str, addresses: Addresses, checked: Client
) -> None:
    checked.get("/account/")
    data = {"csrfmiddlewaretoken": checked.cookies["csrftoken"].value}
    before = rows()
    for address in everything(addresses):
        answer = checked.post(address, data, headers={"origin": origin})
        assert answer.status_code == 403, address
    assert changes(before, rows()) == set()


def test_with_our_token_and_from_our_own_page_it_is_followed(
    addresses: Addresses, checked: Client
) -> None:
    checked.get("/account/")
    data = {"csrfmiddlewaretoken": checked.cookies["csrftoken"].value, "language": "en"}
    answer = checked.post("/language/", data, headers={"origin": "http://testserver"})
    assert answer.status_code == 302


def test_what_only_changes_something_is_no_link(
    addresses: Addresses, owner: Membership, client_of: Signed
) -> None:
    client = client_of(owner)
    before = rows()
    for name in (name for name, (method, *_rest) in TABLE.items() if method == "post"):
        assert client.get(addresses[name]).status_code == (302 if name == "invite" else 405), name
        for method in (client.options, client.put, client.patch, client.delete):
            assert method(addresses[name]).status_code == 405, name
    assert changes(before, rows()) == set()


def test_looking_at_any_page_changes_nothing(
    addresses: Addresses, owner: Membership, client_of: Signed
) -> None:
    client = client_of(owner)
    pages = [address for name, address in addresses.items() if name not in AT_A_DOWNLOAD]
    before = rows()
    for address in (*pages, *OF_ANYBODY):
        answer = client.get(f"{address}?go=withdraw&confirmed=yes&language=en&text=x&remove=1")
        assert answer.status_code < 500
    assert changes(before, rows()) == set()


def test_looking_at_her_own_pages_changes_no_answer(screening_session: Client) -> None:
    screening_session.get("/screening/")
    before = rows()
    for address in OF_ANYBODY:
        if address.startswith(("/screening/", "/welcome/")):
            screening_session.get(f"{address}?go=save&energy.restriction=often&consent=yes")
    assert changes(before, rows()) == set()


def test_no_method_but_those_of_pages_is_known(
    addresses: Addresses, owner: Membership, client_of: Signed
) -> None:
    client = client_of(owner)
    for address in everything(addresses):
        for method in ("TRACE", "PATCH", "DELETE", "CONNECT"):
            answer = client.generic(method, address, headers={"x-mine": "given back"})
            assert answer.status_code in (302, 404, 405), (method, address)
            assert b"given back" not in answer.content


@pytest.mark.parametrize(
    "address",
    ["/", "/accounts/login/", "/healthz", "/verify/", "/s/x/", "/static/clinic/staff.css"],
)
def test_trace_is_refused_to_anybody(address: str, client: Client) -> None:
    assert client.trace(address).status_code == 405


def test_no_other_site_may_read_an_answer(addresses: Addresses, checked: Client) -> None:
    for address in (
        addresses["fhir"],
        addresses["assessment"],
        "/idle/left/",
        "/api/v1/screenings",
    ):
        answer = checked.get(address, headers={"origin": "https://evil.example"})
        assert not [name for name in answer.headers if name.startswith("Access-Control")]
        asked = {"origin": "https://evil.example", "access-control-request-method": "POST"}
        assert checked.options(address, headers=asked).status_code == 405
