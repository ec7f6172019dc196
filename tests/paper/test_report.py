"""The PDF as its readers meet it: whole, in order, in their language, accessible, archivable, always the same."""

import io
import logging
from functools import cache
from pathlib import Path

import page as page_validation
import pikepdf
import pytest
from pypdf import PdfReader

from clinic import paper
from tests import letters
from tests.letters import letter_of

pytestmark = pytest.mark.paper

LANGUAGES = ("nl", "en")
EVERY = [(name, language) for name in letters.CASES for language in LANGUAGES]
NOT_LONG = [name for name in letters.CASES if name != "every_sign"]


class Heard(logging.Handler):
    """Keeps what WeasyPrint has to say."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@cache
def rendered(name: str, language: str) -> tuple[bytes, list[str]]:
    """A report, and the warnings on the way to it."""
    heard = Heard()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(heard)
    try:
        return paper.render(letter_of(letters.CASES[name], language)), heard.messages
    finally:
        logger.removeHandler(heard)


def pdf(name: str, language: str = "nl") -> bytes:
    return rendered(name, language)[0]


@cache
def pages(name: str, language: str = "nl") -> list[str]:
    """The text of each page, in the order in which it is read, with single spaces."""
    reader = PdfReader(io.BytesIO(pdf(name, language)))
    return [" ".join(sheet.extract_text().split()) for sheet in reader.pages]


def text(name: str, language: str = "nl") -> str:
    return " ".join(pages(name, language))


@pytest.mark.parametrize("name", NOT_LONG)
def test_a_report_has_two_to_four_pages(name: str):
    assert 2 <= len(pages(name)) <= 4


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_code_and_page_number_stand_on_every_page(name: str, language: str):
    sheets = pages(name, language)
    of = {"nl": "van", "en": "of"}[language]
    for number, sheet in enumerate(sheets, start=1):
        assert "S-7K2QF" in sheet
        assert f"{number} {of} {len(sheets)}" in sheet


MISREAD = "STREAM-LENGTH"
"""A compressed stream may end in a carriage return; this validator then counts one byte too few."""


@pytest.mark.parametrize(("name", "language"), EVERY)
@pytest.mark.parametrize("profile", ["PDF_UA_1", "PDF_A_3A"])
def test_a_report_is_accessible_and_archivable(
    name: str, language: str, profile: str, tmp_path: Path
):
    file = tmp_path / "report.pdf"
    file.write_bytes(pdf(name, language))
    found = page_validation.validate_pdf(
        str(file), profile=getattr(page_validation.ValidationProfile, profile)
    )
    faults = [line for line in str(found).splitlines() if line.startswith("[")]
    assert [fault for fault in faults if MISREAD not in fault] == []
    with pikepdf.open(file) as opened:
        assert opened.check_pdf_syntax() == []


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_every_sign_has_a_glyph_and_nothing_else_is_wrong(name: str, language: str):
    assert rendered(name, language)[1] == []


def test_what_matters_first_is_read_first():
    order = (
        "Screening RED-S en botstress",
        "Praktijk De Brug, 23 november 2026",
        "Aandacht",
        "Verhoogd",
        "Volgende stap:",
        "Signalen",
        "Cyclus niet zichtbaar",
        "Profiel",
        "De Souza 2014, voorlopig",
        "telregel IOC 2023, voorlopig",
        "Advies bij niveau",
        "Ondertekening",
        "Dit verslag is gemaakt uit de antwoorden",
        "Risicofactoren",
        "Alle antwoorden",
        "Wat niet bekend is",
        "Wie let waarop",
        "Bronnen",
    )
    read = text("on_the_pill")
    places = [read.index(words) for words in order]
    assert places == sorted(places)


@pytest.mark.parametrize("name", ["on_the_pill", "in_order", "man", "pregnant"])
def test_the_first_page_stands_alone(name: str):
    first = pages(name)[0]
    for words in (
        *("Aandacht", "Signalen", "Profiel", "Triad-score", "REDs CAT2"),
        *("Advies bij niveau", "Ondertekening", "Geen diagnose"),
    ):
        assert words in first


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_the_required_words_stand_in_every_report(name: str, language: str):
    words = {
        "nl": "Het is geen diagnose en geen medisch advies. De profielscore is niet "
        "wetenschappelijk gevalideerd.",
        "en": "It is not a diagnosis or medical advice. The profile score has not been validated.",
    }
    assert words[language] in text(name, language)
    draft = {"nl": "Concept, niet ondertekend", "en": "Draft, not signed"}
    assert draft[language] in text(name, language)
    assert "2026.1" in text(name, language)


def test_every_flag_is_told_with_what_to_do():
    letter = letter_of(letters.EVERY_SIGN)
    read = text("every_sign")
    for flag in letter.flags:
        for note in (flag, *flag.under):
            assert note.title in read
            assert " ".join(note.do.split()) in read
            assert note.by_when in read


def test_twelve_flags_do_not_break_the_page():
    assert len(letter_of(letters.TWELVE_SIGNS).flags) == 12
    assert len(pages("twelve_signs")) <= 4


def test_remarks_of_4000_signs_are_printed_whole_whatever_they_hold():
    read = text("every_sign")
    assert "Zoë van Beïnum-Ångström <b>&amp; “zo”</b>" in read
    assert "½ × ≥ − →" in read
    assert read.count("slaap ik slecht en eet ik") == letters.REMARKS.count(
        "slaap ik slecht en eet ik"
    )
    assert "\x00" not in read


def test_a_sign_without_a_glyph_is_an_empty_box():
    assert "Een lach □, □□□□□□□□, □□, é, niets" in text("every_sign")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_names_its_language_and_title(language: str):
    reader = PdfReader(io.BytesIO(pdf("on_the_pill", language)))
    assert reader.trailer["/Root"]["/Lang"] == language
    assert "S-7K2QF" in reader.metadata.title


def test_no_report_about_a_minor_holds_a_body_mass_index():
    read = text("girl").replace("BMI 17,5", "")
    assert "BMI" not in read
