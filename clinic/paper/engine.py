"""The one module that imports WeasyPrint: a page of HTML in, the bytes of a PDF out. Needs no settings.

What makes it fast, and the same on every machine: the fonts of the product and no others, one font configuration and
one parsed stylesheet for the life of the process, a template that is well-formed XML, and no garbage collection in the
middle of a page. Importing this module loads all but the fonts; import it where a report is made, not before.
"""

import ctypes.util
import gc
import os
import re
import tempfile
import unicodedata
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

FONTS = Path(__file__).resolve().parent.parent / "fonts"
STYLESHEET = Path(__file__).resolve().with_name("report.css")

FONTCONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
  <rescan><int>0</int></rescan>
</fontconfig>
"""


@contextmanager
def _own_fonts() -> Iterator[None]:
    """Let fontconfig see the bundled fonts alone while it reads its settings."""
    before = os.environ.get("FONTCONFIG_FILE")
    with tempfile.TemporaryDirectory() as folder:
        settings = Path(folder) / "fonts.conf"
        settings.write_text(FONTCONFIG.format(fonts=FONTS, cache=folder), encoding="utf-8")
        os.environ["FONTCONFIG_FILE"] = str(settings)
        try:
            yield
        finally:
            os.environ.pop("FONTCONFIG_FILE")
            if before is not None:
                os.environ["FONTCONFIG_FILE"] = before


@contextmanager
def _quick_import() -> Iterator[None]:
    """Spare WeasyPrint the search for its libraries under names that Linux does not use.

    `find_library` would start gcc and ld for each of them. The names that plain dlopen finds come last in its lists.
    """
    find = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None
    try:
        with warnings.catch_warnings():
            # That libharfbuzz-subset is missing is told by the system check.
            warnings.simplefilter("ignore", DeprecationWarning)
            yield
    finally:
        ctypes.util.find_library = find


with _own_fonts():
    # Else a thread of Pango does it, some time, with the fonts of the machine, and beside what else asks fontconfig.
    ctypes.CDLL("libfontconfig.so.1").FcInit()
    with _quick_import():
        import cssselect2
        from fontTools.ttLib import TTFont
        from PIL import ImageFile
        from weasyprint import CSS, HTML, Attachment
        from weasyprint.document import DocumentMetadata
        from weasyprint.text.fonts import FontConfiguration
        from weasyprint.urls import URLFetcher

# WeasyPrint lets Pillow take broken pictures, in the whole process: no logo that is uploaded may be one.
ImageFile.LOAD_TRUNCATED_IMAGES = False

from clinic.charts import MARKS_ON_PAPER  # noqa: E402 -- after the import that must be first

FETCHER = URLFetcher(allowed_protocols={"data"}, allow_redirects=False, fail_on_errors=True)
"""Reaches nothing: no file, no network. What a page needs is in the page."""


def styles() -> str:
    """The stylesheet of every report: the file beside this one, and the marks."""
    marks = "".join(
        f'.mk-{name}{{background-image:url("{address}")}}'
        for name, address in MARKS_ON_PAPER.items()
    )
    return STYLESHEET.read_text(encoding="utf-8") + marks


@cache
def fonts() -> FontConfiguration:
    """The fonts, found once in each process that makes reports, and never before it was forked.

    From Pango 1.52 on they are looked up in a thread, which a fork leaves behind: the first line would wait for ever.
    """
    with _own_fonts():
        return FontConfiguration()


STYLE = CSS(string=styles(), url_fetcher=FETCHER)
IMAGES: dict[str, Any] = {}
"""The marks, parsed once. A page has no other images, so it does not grow."""

SIGNS = frozenset(TTFont(FONTS / "Inter-Regular.ttf").getBestCmap())
SILENT = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
"""Signs that show nothing by themselves: joiners, directions, variants."""

NO_GLYPH = "\u25a1"


def printable(text: str) -> str:
    """The text in signs that the fonts have; any other sign becomes an empty box, one that shows nothing goes.

    A control character would end the parsing of a page, a sign without a glyph would make the PDF invalid.
    """
    text = SILENT.sub("", unicodedata.normalize("NFC", text))
    return "".join(
        sign
        if ord(sign) in SIGNS or sign in "\n\t"
        else (" " if unicodedata.category(sign)[0] in "CZ" else NO_GLYPH)
        for sign in text
    )


class _Page(HTML):
    """A page parsed as XML, in a fifth of the time; as HTML where it is not well-formed."""

    def __init__(self, text: str) -> None:
        try:
            root = ElementTree.fromstring(text)  # noqa: S314 -- our own template, without a DTD
        except ElementTree.ParseError:
            super().__init__(string=text, url_fetcher=FETCHER)
            return
        self.base_url = None
        self.url_fetcher = FETCHER
        self.media_type = "print"
        self.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element


UA_DESCRIPTION = (
    b'<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="">'
    b"<pdfuaid:part>1</pdfuaid:part></rdf:Description>"
    b'<rdf:Description xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
    b' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"'
    b' xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" rdf:about="">'
    b'<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    b"<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>"
    b"<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    b"<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    b'<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    b"<pdfaProperty:name>part</pdfaProperty:name>"
    b"<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    b"<pdfaProperty:category>internal</pdfaProperty:category>"
    b"<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>"
    b"</rdf:li></rdf:Seq></pdfaSchema:property>"
    b"</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
)
"""Says that a PDF/A file is PDF/UA-1 too, and declares, as PDF/A asks, the schema that says so."""


class _Metadata(DocumentMetadata):
    """Metadata of a file that is PDF/A-3a and PDF/UA-1 at once, uncompressed as both like it."""

    def include_in_pdf(
        self, pdf: Any, variant: str, version: int, conformance: str, compress: bool
    ) -> None:
        super().include_in_pdf(pdf, variant, version, conformance, False)

    def generate_rdf_metadata(self, variant: str, version: int, conformance: str) -> bytes:
        rdf = super().generate_rdf_metadata(variant, version, conformance)
        return rdf.replace(b"</rdf:RDF>", UA_DESCRIPTION + b"</rdf:RDF>")


DATA_NAME = "screening.fhir.json"
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
"""An attachment has a time, and the same input gives the same bytes: when it was made says the report itself."""


def _attached(data: bytes) -> Attachment:
    """The same screening for machines, as an associated file of the PDF."""
    return Attachment(
        file_obj=BytesIO(data),
        url_fetcher=FETCHER,
        name=DATA_NAME,
        description="FHIR R4 bundle",
        created=LONG_AGO,
        modified=LONG_AGO,
        relationship="Data",
    )


def write_pdf(page: str, data: bytes = b"") -> bytes:
    """Lay the page out as PDF/A-3a and PDF/UA-1, with `data` attached as a FHIR bundle.

    The same input gives the same bytes, in any process of one machine: another HarfBuzz packs the fonts otherwise.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _laid_out(page, data)
    finally:
        if collecting:
            gc.enable()
            # Only here, where nothing holds the document any more, is all of it garbage of the youngest generation.
            gc.collect(0)


def _laid_out(page: str, data: bytes) -> bytes:
    document = _Page(printable(page)).render(
        font_config=fonts(),
        stylesheets=[STYLE],
        cache=IMAGES,
        pdf_variant="pdf/a-3a",
    )
    document.metadata = _Metadata(**vars(document.metadata))
    if data:
        document.metadata.attachments = [_attached(data)]
    return document.write_pdf(pdf_variant="pdf/a-3a", cache=IMAGES)
