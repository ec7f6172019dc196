"""Making a report reaches neither network nor disk, whatever was typed: with a server that listens, and a real file."""

import socket
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader
from weasyprint.urls import FatalURLFetchingError

from clinic import paper
from clinic.paper import engine
from tests import letters
from tests.letters import PLANNED, coach_of, copy_of, document, letter_of

pytestmark = pytest.mark.paper

PASSWD = "file:///etc/passwd"


class Listener:
    """Accepts connections and counts them."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._socket.settimeout(0.1)
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}/reached"

    def connections(self) -> int:
        """How many wait to be accepted; the system takes them without us."""
        found = 0
        while True:
            try:
                self._socket.accept()[0].close()
            except TimeoutError:
                return found
            found += 1

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    made = Listener()
    yield made
    made.close()


def test_the_listener_hears_who_does_come(listener: Listener) -> None:
    port = int(listener.address.split(":")[2].split("/")[0])
    socket.create_connection(("127.0.0.1", port)).close()
    assert listener.connections() == 1


def payload(listener: Listener) -> str:
    ways = (
        f'<img src="{address}"><link rel="stylesheet" href="{address}"><link rel="attachment" href="{address}">'
        f'<style>@import url({address});p{{background:url("{address}")}}</style>'
        f'<object data="{address}"></object><svg><image href="{address}"/><use href="{address}#a"/></svg>'
        for address in (listener.address, PASSWD)
    )
    return f'"\'>]]></p>{"".join(ways)}&lt;<!DOCTYPE a [<!ENTITY x SYSTEM "{PASSWD}">]>&x;'


def text_of(pdf: bytes) -> str:
    reader = PdfReader(BytesIO(pdf))
    assert not reader.attachments
    return "".join("".join(page.extract_text().split()) for page in reader.pages)


def test_what_people_type_is_printed_as_they_typed_it_and_reaches_nothing(
    listener: Listener,
) -> None:
    typed = payload(listener)
    facts = replace(
        PLANNED,
        practice=typed,
        phone=typed,
        signed=typed,
        replaces=typed,
        written={**PLANNED.written, "note": typed, "referral_other": typed, "again_other": typed},
        sources=dict.fromkeys(PLANNED.sources, typed),
    )
    case = document(close__remarks=typed)
    for letter in (
        letter_of(case, "nl", facts),
        coach_of(case, "nl", facts),
        copy_of(case, "nl", facts),
    ):
        text = text_of(paper.render(letter))
        assert "root:x:0" not in text
        assert "<imgsrc=" in text
    assert listener.connections() == 0


SVG = '<svg xmlns="http://www.w3.org/2000/svg">{}</svg>'
WAYS = {
    "a picture": '<img alt="x" src="{address}"/>',
    "a style sheet": '<link rel="stylesheet" href="{address}"/>',
    "a style that imports": '<style>@import url("{address}");</style>',
    "a background": "<p style='background:url(\"{address}\")'>x</p>",
    "a font": '<style>@font-face{{font-family:x;src:url("{address}")}}p{{font-family:x}}</style><p>x</p>',
    "an object": '<object data="{address}">x</object>',
    "an embed": '<embed src="{address}"/>',
    "a drawing's picture": SVG.replace("{}", '<image href="{address}" width="9" height="9"/>'),
    "a drawing's part": SVG.replace("{}", '<use href="{address}#a"/>'),
    "an attachment": '<link rel="attachment" href="{address}"/>',
    "an attached link": '<a rel="attachment" href="{address}">x</a>',
    "a list's mark": "<ul><li style='list-style-image:url(\"{address}\")'>x</li></ul>",
    "generated content": '<style>p::before{{content:url("{address}")}}</style><p>x</p>',
}
PAGE = '<html lang="nl"><head><title>x</title></head><body>{way}<p>y</p></body></html>'


@pytest.mark.parametrize("way", WAYS)
def test_even_a_page_that_asks_for_it_gets_nothing(way: str, listener: Listener) -> None:
    for address in (listener.address, PASSWD, "ftp://127.0.0.1/x"):
        try:
            pdf = engine.write_pdf(PAGE.format(way=WAYS[way].format(address=address)))
        except FatalURLFetchingError:
            continue
        assert "root:x:0" not in text_of(pdf)
    assert listener.connections() == 0


def test_a_document_type_opens_no_file() -> None:
    page = f'<!DOCTYPE html [<!ENTITY x SYSTEM "{PASSWD}">]>' + PAGE.format(way="<p>&x;</p>")
    assert "root:x:0" not in text_of(engine.write_pdf(page))


def test_the_report_of_every_sign_holds_no_address_that_a_reader_follows() -> None:
    reader = PdfReader(BytesIO(paper.render(letter_of(letters.EVERY_SIGN))))
    links = [
        note.get_object().get("/A", {}).get("/URI", "")
        for page in reader.pages
        for note in page.get("/Annots", [])
    ]
    assert not [link for link in links if link and not link.startswith("https://")]
    assert "/JavaScript" not in str(reader.trailer["/Root"])
