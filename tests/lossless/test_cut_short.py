"""A form that a broken line cuts short, anywhere, is no form: nothing of it is stored, and the whole one is taken."""

import re
import socket
from collections.abc import Mapping
from urllib.parse import urlencode

import pytest

from tests.browser.serving import Installation

from .browsing import Browser, athlete

REMARKS = "close.remarks"
PAGE = "/screening/close/1/"
TYPED = "Ik werk vaak in de nacht en eet dan niet."
BETWEEN = "----cut"
URLENCODED = "application/x-www-form-urlencoded"
MULTIPART = f"multipart/form-data; boundary={BETWEEN}"


def written(data: Mapping[str, str], kind: str) -> bytes:
    if kind == URLENCODED:
        return urlencode(data).encode()
    parts = [
        f'--{BETWEEN}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in data.items()
    ]
    return "".join([*parts, f"--{BETWEEN}--\r\n"]).encode()


def send(browser: Browser, path: str, data: Mapping[str, str], kind: str, *, without: int) -> int:
    """All of it but the last bytes, and no more comes; the status of the answer."""
    body = written(data, kind)
    head = {
        "Host": "localhost",
        "Origin": "https://localhost",
        "X-Forwarded-Proto": "https",
        "Connection": "close",
        "Content-Type": kind,
        "Content-Length": str(len(body)),
        "Cookie": "; ".join(f"{name}={value}" for name, value in browser.cookies.items()),
    }
    lines = [f"POST {path} HTTP/1.1", *(f"{name}: {value}" for name, value in head.items()), "", ""]
    with socket.create_connection(("127.0.0.1", browser.port), timeout=20) as line:
        line.sendall("\r\n".join(lines).encode() + body[: len(body) - without])
        line.shutdown(socket.SHUT_WR)
        said = line.makefile("rb").readline().decode()
    return int(re.findall(r" (\d{3}) ", said)[0])


@pytest.mark.parametrize("kind", [URLENCODED, MULTIPART])
def test_half_of_what_she_typed_is_never_stored_in_place_of_all_of_it(
    kind: str, on_sqlite: Installation
) -> None:
    on_sqlite.make_whole()
    invited = on_sqlite.invite()
    hers = athlete(on_sqlite, invited)
    form = {**hers.form(PAGE), "go": "save", "changed": f"{REMARKS}@7", REMARKS: TYPED}
    for without in (1, 4, 17, 25, 60, 150):
        assert send(hers, PAGE, form, kind, without=without) == 400
        assert on_sqlite.answers(invited) == {}
    assert send(hers, PAGE, form, kind, without=0) == 200
    assert on_sqlite.answers(invited) == {REMARKS: TYPED}
    assert on_sqlite.saves(invited) == 1


def test_half_a_form_of_the_practice_is_not_carried_out(on_sqlite: Installation) -> None:
    on_sqlite.make_whole()
    owner = on_sqlite.clerk("owner")
    name, value = owner["cookie"]
    browser = Browser(on_sqlite, {name: value})
    note = next(form for form in owner["forms"] if form["name"] == "handling")
    form = {**browser.form(note["page"]), **note["data"]}
    before = on_sqlite.clerk("count", query=note["count"])
    assert send(browser, note["path"], form, URLENCODED, without=3) == 400
    assert on_sqlite.clerk("count", query=note["count"]) == before
    assert send(browser, note["path"], form, URLENCODED, without=0) == 302
    assert on_sqlite.clerk("count", query=note["count"]) == before + 1


def test_a_file_that_was_cut_short_is_refused_as_such(on_sqlite: Installation) -> None:
    """Also one that is too large to be taken at all."""
    on_sqlite.make_whole()
    browser = Browser(on_sqlite)
    large = {"file": "x" * 13_000_000}
    assert send(browser, "/verify/", large, MULTIPART, without=0) == 413
    assert send(browser, "/verify/", large, MULTIPART, without=9_000_000) == 413
