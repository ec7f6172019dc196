"""What MDN's HTTP Observatory would give: A+ for every kind of answer, with the settings of production."""

import pytest
from django.http import HttpResponse
from django.test import Client

from clinic.models import Invitation

from ..conftest import prove
from .observatory import score

pytestmark = pytest.mark.usefixtures("unscoped")

MOST = 130
"""Of what is for nobody in particular; five more where a cookie is set as it should be."""


def test_every_kind_of_answer_gets_an_a_plus(
    tls: Client, tls_owner: Client, invitation: Invitation
) -> None:
    assert score(tls.get("/accounts/login/")) == MOST + 5
    found = {address: score(tls.get(address)) for address in ("/nowhere/", "/api/v1/screenings")}
    found |= {address: score(tls_owner.get(address)) for address in ("/today/", "/athletes/new/")}
    prove(tls, invitation)
    found["/screening/"] = score(tls.get("/screening/"))
    assert {address: at for address, at in found.items() if at < MOST} == {}
    static = tls.get("/static/clinic/staff.css")
    assert score(static) == MOST
    static.close()


@pytest.mark.parametrize(
    ("name", "value", "at_most"),
    [
        ("Content-Security-Policy", None, 75),
        ("Content-Security-Policy", "default-src 'self'; script-src 'self' 'unsafe-inline'", 80),
        ("Content-Security-Policy", "default-src 'none'; script-src 'self' 'unsafe-eval'", 125),
        ("Strict-Transport-Security", None, 80),
        ("Strict-Transport-Security", "max-age=60", 125),
        ("X-Content-Type-Options", None, 130),
        ("Referrer-Policy", "unsafe-url", 125),
        ("Cross-Origin-Resource-Policy", None, 125),
        ("Set-Cookie", "a=b", 80),
    ],
)
def test_a_header_that_is_missing_or_weak_costs_what_it_costs_there(
    name: str, value: str | None, at_most: int, tls: Client
) -> None:
    answer: HttpResponse = tls.get("/accounts/login/")
    whole = score(answer)
    if name == "Set-Cookie":
        answer.set_cookie("a", "b")
    elif value is None:
        del answer[name]
    else:
        answer[name] = value
    assert score(answer) < whole
    assert score(answer) <= at_most
