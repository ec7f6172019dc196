"""What is too large, too deep or not what it says it is: refused with a sentence, and quickly."""

import errno
import io
import struct
import time
import tracemalloc
import zlib
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from clinic.importing.lines import MOST_BYTES
from clinic.models import Membership, Practice
from clinic.uploads import MOST_BYTES as MOST_OF_A_REQUEST

pytestmark = pytest.mark.usefixtures("unscoped")

FIFTY = 50 * 1024 * 1024


class Nothing(io.RawIOBase):
    """Megabytes of zeros that take no room."""

    def __init__(self, many: int = FIFTY) -> None:
        self.left = many

    def read(self, size: int = -1) -> bytes:
        size = self.left if size < 0 else min(size, self.left)
        self.left -= size
        return bytes(size)


@pytest.mark.parametrize(
    ("address", "kind", "status"),
    [
        ("/verify/", "application/x-www-form-urlencoded", 400),
        ("/today/", "application/octet-stream", 405),
        ("/nowhere/", "application/octet-stream", 404),
    ],
)
def test_what_is_not_looked_at_is_read_all_the_same(
    client: Client, address: str, kind: str, status: int
) -> None:
    """A server that closes on a proxy which still sends gives the reader an error of the proxy's."""
    body = Nothing(4 * 1024 * 1024)
    sent = {"CONTENT_LENGTH": str(body.left), "CONTENT_TYPE": kind, "wsgi.input": body}
    answer = client.generic("POST", address, **sent)
    assert (answer.status_code, body.left) == (status, 0)


def send_fifty(client: Client, address: str) -> Any:
    body = Nothing()
    answer = client.generic(
        "POST",
        address,
        content_type="multipart/form-data; boundary=x",
        **{"wsgi.input": body, "CONTENT_LENGTH": str(FIFTY)},
    )
    assert body.left == 0  # else a browser says that the line broke
    return answer


@pytest.mark.parametrize("address", ["/athletes/import/", "/practice/logo/", "/verify/", "/join/"])
def test_fifty_megabytes_are_refused_at_once_and_kept_nowhere(
    address: str, owner_client: Client
) -> None:
    began = time.process_time()
    answer = send_fifty(owner_client, address)
    assert answer.status_code == 413
    assert time.process_time() - began < 2
    assert f"{MOST_OF_A_REQUEST // 1024 // 1024} MB" in answer.content.decode()


def test_nobody_sends_so_much_either(client: Client, db: None) -> None:
    assert send_fifty(client, "/accounts/login/").status_code == 413


class Broken(io.RawIOBase):
    """A form whose other half does not come."""

    def read(self, size: int = -1) -> bytes:
        raise BlockingIOError(errno.EAGAIN, "nothing comes")


@pytest.mark.parametrize(
    "kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]
)
def test_half_a_form_is_refused_and_is_no_fault_of_ours(kind: str, owner: Membership) -> None:
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(owner.user)
    client.get("/account/")
    broken = {"wsgi.input": Broken(), "CONTENT_LENGTH": "500", "CONTENT_TYPE": kind}
    for address in ("/account/", "/screening/", "/nowhere/"):
        answer = client.generic("POST", address, **broken)
        assert answer.status_code in (400, 403)


def test_a_file_between_the_two_limits_is_refused_by_its_form(owner_client: Client) -> None:
    file = SimpleUploadedFile("lijst.csv", b"a" * (MOST_BYTES + 1))
    answer = owner_client.post("/athletes/import/", {"file": file})
    assert answer.status_code == 200
    assert answer.context["form"].errors["file"]


def fields(number: int) -> dict[str, str]:
    return {f"line-{line}": "new" for line in range(number)}


def test_as_many_fields_as_an_import_has_lines_are_taken_and_more_are_not(
    owner_client: Client,
) -> None:
    assert owner_client.post("/athletes/import/", fields(2000)).status_code == 200
    assert owner_client.post("/athletes/import/", fields(2600)).status_code == 400


def test_many_files_and_long_fields_are_refused(owner_client: Client) -> None:
    two = {"logo": SimpleUploadedFile("a.png", b"x"), "more": SimpleUploadedFile("b.png", b"x")}
    assert owner_client.post("/practice/logo/", two).status_code == 400
    long = {"city": "a" * (4 * 1024 * 1024)}
    assert owner_client.post("/practice/", long).status_code == 400


@pytest.mark.parametrize("address", ["/assessments/%00/", "/today/?page=%00", "/s/%00/"])
def test_a_zero_byte_in_an_address_is_refused(address: str, owner_client: Client) -> None:
    assert owner_client.get(address).status_code == 400


def test_a_zero_byte_in_a_form_is_refused(owner_client: Client, client: Client) -> None:
    for address in ("/reports/", "/account/sessions/end/", "/members/ask/"):
        form = {"words": "a\0b", "session": "\0", "email": "\0"}
        assert owner_client.post(address, form).status_code == 400
    assert client.post("/accounts/login/", {"login": "a\0", "password": "b"}).status_code == 400


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, *more: bytes) -> bytes:
    """A picture that claims this size and holds a single row of zeros."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + b"".join(more)
        + chunk(b"IDAT", zlib.compress(bytes(width * 3 + 1)))
        + chunk(b"IEND", b"")
    )


def upload(client: Client, content: bytes, name: str = "logo.png") -> list[str]:
    """The faults of a logo."""
    answer = client.post("/practice/logo/", {"logo": SimpleUploadedFile(name, content)})
    return answer.context["logo_form"].errors.get("logo", []) if answer.context else []


BOMBS = {
    "wider than any": png(4001, 1),
    "more than Pillow warns of": png(10_000, 10_000),
    "more than Pillow opens": png(50_000, 50_000),
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "html": b"<html><script>alert(1)</script></html>",
    "postscript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
    "a pdf": b"%PDF-1.7\n",
    "nothing known": b"\0" * 100,
}


@pytest.mark.parametrize("kind", BOMBS)
def test_no_picture_that_is_none_or_unfolds_becomes_a_logo(
    kind: str, owner_client: Client, practice: Practice
) -> None:
    began = time.process_time()
    assert upload(owner_client, BOMBS[kind]), kind
    assert time.process_time() - began < 2
    practice.refresh_from_db()
    assert practice.logo is None


def test_a_text_in_a_picture_that_unfolds_to_64_mb_is_never_unfolded(
    owner_client: Client, practice: Practice
) -> None:
    """Pillow refuses the picture, or leaves the text out where WeasyPrint, once loaded, made it lenient."""
    text = chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(64 * 1024 * 1024)))
    tracemalloc.start()
    upload(owner_client, png(10, 10, text))
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 16 * 1024 * 1024
    practice.refresh_from_db()
    assert len(practice.logo or b"") < 1000


def test_what_stands_beside_a_picture_is_not_kept(owner_client: Client, practice: Practice) -> None:
    out = io.BytesIO()
    Image.new("RGB", (20, 10), "red").save(out, "PNG")
    assert upload(owner_client, out.getvalue() + b"<script>alert(1)</script>") == []
    practice.refresh_from_db()
    assert b"script" not in bytes(practice.logo)
    shown = owner_client.get("/practice/logo.png")
    assert shown["Content-Type"] == "image/png"


CALENDARS = {
    "deep": b"BEGIN:VCALENDAR\r\n" * 25_000,
    "deep and closed": b"BEGIN:VCALENDAR\r\n" * 20_000 + b"END:VCALENDAR\r\n" * 20_000,
    "many rows": b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" + b"X:1\r\n" * 120_000,
    "a zero byte": b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:a\0\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    "a zip": b"PK\x03\x04" + bytes(200),
    "a workbook's first bytes": b"\xd0\xcf\x11\xe0" + bytes(100),
    "no heading": b"a;b;c\n" * 1000,
    "too many lines": b"datum;tijd;achternaam\n" + b"1;2;3\n" * 2500,
    "one wide line": b"datum;tijd;achternaam" + b";x" * 300_000 + b"\n",
}


@pytest.mark.parametrize("kind", CALENDARS)
def test_a_file_that_cannot_be_read_is_answered_with_a_sentence(
    kind: str, therapist_client: Client
) -> None:
    file = SimpleUploadedFile("agenda.ics", CALENDARS[kind])
    answer = therapist_client.post("/athletes/import/", {"file": file})
    assert answer.status_code == 200
    assert kind in ("deep and closed", "one wide line") or answer.context["form"].errors["file"]


def test_the_interface_for_other_systems_takes_no_body(client: Client, owner: Membership) -> None:
    for method in ("post", "put", "patch", "delete"):
        answer = getattr(client, method)("/api/v1/screenings", b"{}", "application/json")
        assert answer.status_code == 405
