"""docs/deploy/nginx.conf and Caddyfile, tried: each before the real server, with a certificate of its own."""

import re
import secrets
import ssl
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest

from .proxied import NAME, Proxied, program

OUTSIDE = "127.0.0.2"
"""An address that is not this machine's own to a proxy that knows 127.0.0.1 alone."""
TOLD = """
from clinic.models import Event
print(json.dumps([list(row) for row in Event.objects.values_list("action", "address")]))
"""
MB = 1024 * 1024


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxied]:
    made = Proxied(tmp_path_factory.mktemp("proxied"))
    made.prepare()
    made.serve()
    yield made
    made.stop()


@pytest.fixture(scope="module", params=[n for n in ("nginx", "caddy") if program(n)] or [""])
def proxied(request: pytest.FixtureRequest) -> Iterator[Proxied]:
    if not request.param:
        pytest.skip("neither nginx nor caddy is installed here")
    made: Proxied = request.getfixturevalue("served")
    with made.proxy(request.param):
        yield made


def test_it_speaks_tls_1_2_and_1_3_alone(proxied: Proxied) -> None:
    known = ("TLSv1", "TLSv1_1", "TLSv1_2", "TLSv1_3")
    assert [each for each in known if proxied.shakes_hands(ssl.TLSVersion[each])] == [
        "TLSv1_2",
        "TLSv1_3",
    ]


def test_what_comes_without_tls_is_sent_on(proxied: Proxied) -> None:
    status, headers, _ = proxied.answered("GET", "/verify/?a=1", over_tls=False)
    assert status in (301, 308)
    assert headers["Location"].startswith(f"https://{NAME}")
    assert headers["Location"].endswith("/verify/?a=1")


def test_pages_come_with_the_headers_that_the_application_gives_them(proxied: Proxied) -> None:
    status, headers, text = proxied.answered("GET", "/accounts/login/")
    assert status == 200
    assert headers["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains; preload"
    assert headers["Cache-Control"].count("no-store") == 1
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers.get("Server", "nginx") == "nginx"
    assert "csrfmiddlewaretoken" in text


def test_nobody_chooses_the_address_that_is_recorded(proxied: Proxied) -> None:
    forged = {
        "X-Forwarded-For": "203.0.113.9, 198.51.100.7",
        "X-Real-Ip": "203.0.113.9",
        "Forwarded": "for=203.0.113.9;proto=http",
        "X-Forwarded-Proto": "http",
        "X-Forwarded-Host": "evil.example",
    }
    _, headers, page = proxied.answered("GET", "/accounts/login/")
    [token] = re.findall(r'csrfmiddlewaretoken" value="(\w+)"', page)[:1]
    form = {"csrfmiddlewaretoken": token, "login": "o@example.org", "password": "wrong"}
    forged |= {
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": headers["Set-Cookie"].partition(";")[0],
        "Origin": f"https://{NAME}",
    }
    tried = urlencode(form).encode()
    status, _, _ = proxied.answered(
        "POST", "/accounts/login/", body=tried, headers=forged, source=OUTSIDE
    )
    assert status == 200
    addresses = {address for _action, address in proxied.place.does(TOLD) if address}
    assert addresses == {OUTSIDE}


def test_figures_are_for_this_machine_alone(proxied: Proxied) -> None:
    shown = {"Authorization": f"Bearer {proxied.place.environment['METRICS_TOKEN']}"}
    for path in ("/metrics", "/readyz"):
        assert proxied.answered("GET", path, headers=shown, source=OUTSIDE)[0] == 403
        assert proxied.answered("GET", path, headers=shown)[0] in (200, 503)
    assert proxied.answered("GET", "/healthz", source=OUTSIDE)[0] == 200


def test_what_is_too_large_is_refused_with_a_page_of_ours(proxied: Proxied) -> None:
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    four = proxied.answered("POST", "/verify/", body=b"a" * 4 * MB, headers=form)
    assert four[0] in (400, 403)
    assert "</html>" in four[2]
    status, _, text = proxied.answered("POST", "/verify/", body=b"a" * 13 * MB, headers=form)
    assert status == 413
    assert "12 MB" in text
    assert proxied.answered("POST", "/verify/", body=b"a" * 33 * MB, headers=form)[0] == 413


def test_no_log_holds_a_link_or_a_query_not_even_when_the_server_is_gone(
    proxied: Proxied,
) -> None:
    secret = secrets.token_urlsafe(32)
    asked = [f"/s/{secret}/", f"/s/{secret}/?{secret}", f"/join/{secret}/", f"/verify/?q={secret}"]
    asked += [f"/accounts/password/reset/key/{secret}/", f"//s/{secret}/"]
    from_there = {"Referer": f"https://{NAME}/s/{secret}/", "Cookie": f"__Host-session={secret}"}
    for path in asked:
        proxied.answered("GET", path, headers=from_there)
        proxied.answered("GET", path, over_tls=False, headers=from_there)
    proxied.stop()
    for path in asked:
        status, _, _ = proxied.answered("GET", path, headers=from_there)
        assert status in (502, 503)
    proxied.serve()
    written = proxied.log.read_text() + proxied.errors.read_text()
    assert "/s/..." in written
    assert "/verify/" in written
    assert secret not in written
