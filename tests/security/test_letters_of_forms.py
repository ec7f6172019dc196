"""What a form says of the letters it is written in: it is read as UTF-8 whatever that is."""

from typing import Any

import pytest
from django.test import Client
from django.test.client import ClientHandler

from clinic.models import Membership
from clinic.uploads import in_utf8

ODD = ["utf-8", "utf-7", "latin-1", "utf-16", "zlib", "idna", "unicode_escape", "x", "", "\xff"]
SAID = [*(f"charset={name}" for name in ODD), "charset*=utf-8''zlib", ' x="a; charset=zlib"']

pytestmark = pytest.mark.usefixtures("unscoped")


class Served(ClientHandler):
    """What a server hands on."""

    def __call__(self, environ: dict[str, Any]) -> Any:
        answers: list[Any] = []
        in_utf8(lambda given, _start: [answers.append(super(Served, self).__call__(given))])(
            environ, lambda *_head: None
        )
        return answers[0]


class Browser(Client):
    def __init__(self) -> None:
        super().__init__(raise_request_exception=False)
        self.handler = Served(enforce_csrf_checks=True)


@pytest.fixture
def client(owner: Membership) -> Client:
    client = Browser()
    client.force_login(owner.user)
    client.get("/account/")
    return client


def sent(client: Client, address: str, body: bytes, kind: str) -> int:
    return client.generic("POST", address, body, content_type=kind).status_code


def multipart(given: dict[str, str]) -> bytes:
    parts = (
        f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in given.items()
    )
    return ("".join(parts) + "--x--\r\n").encode()


@pytest.mark.parametrize("said", SAID)
def test_a_form_is_read_in_our_letters_whatever_it_says_of_them(
    said: str, client: Client, owner: Membership
) -> None:
    token = client.cookies["csrftoken"].value
    plain = f"csrfmiddlewaretoken={token}&name=Zo%C3%AB&language=nl".encode()
    assert sent(client, "/account/", plain, f"application/x-www-form-urlencoded; {said}") == 302
    owner.user.refresh_from_db()
    assert owner.user.name == "Zoë"
    parts = multipart({"csrfmiddlewaretoken": token, "name": "Noë", "language": "nl"})
    assert sent(client, "/account/", parts, f"multipart/form-data; boundary=x;{said}") == 302
    owner.user.refresh_from_db()
    assert owner.user.name == "Noë"


@pytest.mark.parametrize("said", SAID)
def test_whoever_is_not_signed_in_is_refused_as_ever(said: str, client: Client) -> None:
    nobody = Browser()
    for kind in ("application/x-www-form-urlencoded", "text/html"):
        assert sent(nobody, "/accounts/login/", b"login=x", f"{kind}; {said}") == 403
        assert sent(nobody, "/nowhere/", b"x", f"{kind}; {said}") == 404
