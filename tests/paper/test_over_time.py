"""The report of an athlete who was screened before: her course in a part of its own, accessible like the rest."""

import dataclasses
import io
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import page as page_validation
import pytest
from pypdf import PdfReader

from clinic import paper
from clinic.letter import Facts, Later, Past
from screening.protocols import read_document
from tests import letters
from tests.letters import FACTS, letter_of

pytestmark = pytest.mark.paper

COURSE = ("in_order", "unlike", "", "pregnant", "withheld", "twelve_signs", "on_the_pill")
"""Cases of earlier screenings; "" is one that cannot be read."""


def facts(count: int = len(COURSE)) -> Facts:
    """Screenings ten weeks apart, the first half by an older protocol."""
    earlier = []
    for place, name in enumerate(COURSE[:count]):
        assessment = None
        if name:
            protocol, case = read_document(letters.CASES[name])
            assessment = protocol.assess(case)
        earlier.append(
            Past(
                code=f"S-2345{place + 2}",
                on=FACTS.filled_on - timedelta(weeks=10 * (count - place)),
                protocol="intake-2025.1" if place < count // 2 else "intake-2026.1",
                assessment=assessment,
            )
        )
    return dataclasses.replace(FACTS, earlier=tuple(earlier))


@cache
def pdf(language: str) -> bytes:
    return paper.render(letter_of(letters.ON_THE_PILL, language, facts()))


def text(report: bytes) -> str:
    sheets = PdfReader(io.BytesIO(report)).pages
    return " ".join(" ".join(sheet.extract_text().split()) for sheet in sheets)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("profile", ["PDF_UA_1", "PDF_A_3A"])
def test_the_course_is_accessible_and_archivable(language: str, profile: str, tmp_path: Path):
    file = tmp_path / "report.pdf"
    file.write_bytes(pdf(language))
    found = page_validation.validate_pdf(
        str(file), profile=getattr(page_validation.ValidationProfile, profile)
    )
    faults = [line for line in str(found).splitlines() if line.startswith("[")]
    assert [fault for fault in faults if "STREAM-LENGTH" not in fault] == []


def test_it_stands_after_the_factors_and_before_the_answers():
    read = text(pdf("nl"))
    places = [
        read.find(part)
        for part in ("Risicofactoren", "Verloop 8 screenings", "Sinds ", "Alle antwoorden")
    ]
    assert -1 not in places
    assert places == sorted(places)


def test_everything_drawn_stands_in_its_tables():
    read = text(pdf("nl"))
    rows = ("S-23452 intake 2025.1", "S-23455 intake 2026.1", "niet te lezen", "Niet gescoord")
    for words in (*rows, "Sinds 13 sep 2026", "intake 2026.1", "gelijk", "niet vergeleken"):
        assert words in read


def test_the_same_course_gives_the_same_bytes():
    assert paper.render(letter_of(letters.ON_THE_PILL, "nl", facts())) == pdf("nl")


def test_a_report_of_an_older_screening_says_so_on_its_first_page():
    later = dataclasses.replace(FACTS, later=Later("S-NEWER", date(2026, 12, 20)))
    report = paper.render(letter_of(letters.IN_ORDER, "nl", later))
    first = PdfReader(io.BytesIO(report)).pages[0].extract_text()
    assert "op 20 dec 2026 is een nieuwere screening verstuurd" in " ".join(first.split())
    assert "Verloop" not in text(report)
