"""The sheets for coach and athlete on paper: accessible, archivable, in order, always the same."""

import io
import logging
from dataclasses import replace
from functools import cache
from pathlib import Path

import page as page_validation
import pikepdf
import pytest
from pypdf import PdfReader

from clinic import paper
from screening.wording.plans import REFERRALS, STEPS
from tests import letters
from tests.letters import FACTS, PLANNED, coach_of, copy_of

from .test_report import MISREAD, Heard

pytestmark = pytest.mark.paper

LANGUAGES = ("nl", "en")
FULL = replace(
    PLANNED,
    practice="Praktijk voor Sportfysiotherapie en Bewegingsanalyse De Brug aan de Kromme Nieuwegracht",
    written={**PLANNED.written, "plan": list(STEPS), "referral": list(REFERRALS)},
)
WRITERS = {"coach": coach_of, "athlete": copy_of}
CASES = {
    "longest": (letters.EVERY_SIGN, FULL),
    "emptiest": (letters.NOTHING, FACTS),
    "withheld": (letters.WITHHELD, PLANNED),
    "girl": (letters.GIRL, PLANNED),
    "pain_and_load": (letters.PAIN_AND_LOAD, PLANNED),
}
EVERY = [
    (edition, name, language) for edition in WRITERS for name in CASES for language in LANGUAGES
]


@cache
def rendered(edition: str, name: str, language: str) -> tuple[bytes, list[str]]:
    """A sheet, and the warnings on the way to it."""
    heard = Heard()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(heard)
    try:
        case, facts = CASES[name]
        return paper.render(WRITERS[edition](case, language, facts)), heard.messages
    finally:
        logger.removeHandler(heard)


def pages(edition: str, name: str, language: str = "nl") -> list[str]:
    reader = PdfReader(io.BytesIO(rendered(edition, name, language)[0]))
    return [" ".join(sheet.extract_text().split()) for sheet in reader.pages]


def text(edition: str, name: str, language: str = "nl") -> str:
    return " ".join(pages(edition, name, language))


@pytest.mark.parametrize(("edition", "name", "language"), EVERY)
@pytest.mark.parametrize("profile", ["PDF_UA_1", "PDF_A_3A"])
def test_a_sheet_is_accessible_and_archivable(
    edition: str, name: str, language: str, profile: str, tmp_path: Path
):
    file = tmp_path / "sheet.pdf"
    file.write_bytes(rendered(edition, name, language)[0])
    found = page_validation.validate_pdf(
        str(file), profile=getattr(page_validation.ValidationProfile, profile)
    )
    faults = [line for line in str(found).splitlines() if line.startswith("[")]
    assert [fault for fault in faults if MISREAD not in fault] == []
    with pikepdf.open(file) as opened:
        assert opened.check_pdf_syntax() == []


@pytest.mark.parametrize(("edition", "name", "language"), EVERY)
def test_every_sign_has_a_glyph_and_nothing_else_is_wrong(edition: str, name: str, language: str):
    assert rendered(edition, name, language)[1] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CASES)
def test_a_coachs_version_is_one_page(name: str, language: str):
    assert len(pages("coach", name, language)) == 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CASES)
def test_an_athletes_copy_is_short(name: str, language: str):
    assert len(pages("athlete", name, language)) <= (3 if name == "longest" else 2)


@pytest.mark.parametrize(("edition", "name", "language"), EVERY)
def test_code_and_page_number_stand_on_every_page(edition: str, name: str, language: str):
    sheets = pages(edition, name, language)
    of = {"nl": "van", "en": "of"}[language]
    for number, sheet in enumerate(sheets, start=1):
        assert "S-7K2QF" in sheet
        assert f"{number} {of} {len(sheets)}" in sheet


def test_it_is_read_in_order():
    for edition, order in (
        (
            "coach",
            (
                "Trainingsadvies voor de coach",
                "tot de praktijk groen licht geeft",
                "Afgesproken over training",
                "Training nu",
                "Belasting",
                "Wat botten sterk houdt",
                "Over dit blad",
                "Ondertekend door",
            ),
        ),
        (
            "athlete",
            (
                "Wat je antwoorden vertellen",
                "Wat opvalt",
                "Wat we hebben afgesproken",
                "Naar wie je gaat",
                "Wanneer je meteen belt",
                "Wat we nog niet weten",
                "De volgende keer",
                "Over dit blad",
                "Ondertekend door",
            ),
        ),
    ):
        read = text(edition, "pain_and_load")
        places = [read.index(words) for words in order]
        assert places == sorted(places)


@pytest.mark.parametrize("edition", WRITERS)
def test_the_same_sheet_gives_the_same_bytes(edition: str):
    case, facts = CASES["pain_and_load"]
    again = paper.render(WRITERS[edition](case, "nl", facts))
    assert again == rendered(edition, "pain_and_load", "nl")[0]


def test_coachs_versions_of_athletes_who_train_alike_are_the_same_bytes():
    trains = {"load__weekly_km": letters.PAIN_AND_LOAD["answers"]["load.weekly_km"]}
    one = letters.document(24, {}, **trains)
    other = letters.document(
        17,
        {"weight_kg": 45, "dxa_z": -1},
        **trains,
        energy__restriction="often",
        energy__eating_problem="current",
        menstruation__periods_12m=2,
        menstruation__longest_gap_months=7,
        fatigue__tired="most_days",
        fatigue__signs=["low_mood"],
        close__remarks="Ik eet te weinig.",
    )
    written = {**PLANNED.written, "note": "", "referral": [], "referral_other": ""}
    first = paper.render(coach_of(one, "nl", PLANNED))
    assert paper.render(coach_of(other, "nl", replace(PLANNED, written=written))) == first


@pytest.mark.parametrize(
    ("edition", "language"), [(e, lang) for e in WRITERS for lang in LANGUAGES]
)
def test_a_sheet_names_its_language_and_title(edition: str, language: str):
    reader = PdfReader(io.BytesIO(rendered(edition, "girl", language)[0]))
    assert reader.trailer["/Root"]["/Lang"] == language
    assert "S-7K2QF" in reader.metadata.title
