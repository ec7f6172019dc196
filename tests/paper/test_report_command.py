"""The report command as a script would use it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import page as page_validation
import pikepdf
import pytest
from pypdf import PdfReader

from screening import fhir
from tests import letters

pytestmark = pytest.mark.paper

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments: Any, seed: str = "0") -> subprocess.CompletedProcess[str]:
    """manage.py report, with a database that cannot be reached."""
    environment = {
        **os.environ,
        "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none",
        "PYTHONHASHSEED": seed,
    }
    command = [sys.executable, "manage.py", "report", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=environment)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    file = tmp_path / "case.json"
    file.write_text(json.dumps(letters.ON_THE_PILL, default=float))
    return file


@pytest.mark.parametrize(("language", "word"), [("nl", "onbekende praktijk"), ("en", "unknown")])
def test_it_writes_a_report_without_a_database(
    case: Path, tmp_path: Path, language: str, word: str
):
    output = tmp_path / "report.pdf"
    done = run(case, "--lang", language, "--output", output)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    reader = PdfReader(output)
    assert word in reader.pages[0].extract_text()
    assert reader.trailer["/Root"]["/Lang"] == language
    assert [file.name for file in tmp_path.glob(".*")] == []


def test_the_same_case_gives_the_same_bytes_in_every_process(case: Path, tmp_path: Path):
    outputs = [tmp_path / name for name in ("a.pdf", "b.pdf")]
    for seed, output in enumerate(outputs):
        run(case, "--lang", "nl", "--output", output, seed=str(seed))
    assert outputs[0].read_bytes() == outputs[1].read_bytes()


def test_the_same_screening_is_attached_as_a_fhir_bundle(case: Path, tmp_path: Path):
    output = tmp_path / "report.pdf"
    run(case, "--lang", "nl", "--output", output, "--code", "S-TEST9")
    with pikepdf.open(output) as opened:
        # WeasyPrint names each attachment twice.
        assert {attached.AFRelationship for attached in opened.Root.AF} == {"/Data"}
        bundle = json.loads(opened.attachments["screening.fhir.json"].get_file().read_bytes())
    assert bundle["identifier"]["value"] == "S-TEST9"
    assert fhir.faults(bundle) == []
    total = next(
        entry["resource"]
        for entry in bundle["entry"]
        if entry["resource"].get("code", {}).get("coding", [{}])[0].get("code") == "triad-total"
    )
    assert {end: total["valueRange"][end]["value"] for end in ("low", "high")} == {
        "low": 2,
        "high": 6,
    }
    for profile in ("PDF_UA_1", "PDF_A_3A"):
        found = page_validation.validate_pdf(
            str(output), profile=getattr(page_validation.ValidationProfile, profile)
        )
        faults = [line for line in str(found).splitlines() if line.startswith("[")]
        assert [fault for fault in faults if "STREAM-LENGTH" not in fault] == []


def test_date_code_and_practice_are_printed_when_given(case: Path, tmp_path: Path):
    output = tmp_path / "report.pdf"
    facts = ("--date", "2026-11-23", "--code", "S-TEST9", "--practice", "Praktijk De Brug")
    run(case, "--lang", "nl", "--output", output, *facts)
    first = " ".join(PdfReader(output).pages[0].extract_text().split())
    assert "Praktijk De Brug, 23 november 2026" in first
    assert "S-TEST9" in first


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("", "case"),
        ("not json", "case"),
        ('{"instrument": "intake", "version": "2026.1", "age": 24, "answers": {"x": 1}}', "x"),
    ],
)
def test_a_bad_case_is_refused_with_a_line_for_each_fault(tmp_path: Path, content: str, fault: str):
    bad, output = tmp_path / "bad.json", tmp_path / "report.pdf"
    bad.write_text(content)
    done = run(bad, "--lang", "nl", "--output", output)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith(fault)
    assert not output.exists()


def test_a_place_that_cannot_be_written_is_one_line(case: Path, tmp_path: Path):
    done = run(case, "--lang", "nl", "--output", tmp_path / "no" / "such" / "report.pdf")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1


def test_an_unknown_language_is_refused(case: Path, tmp_path: Path):
    assert run(case, "--lang", "de", "--output", tmp_path / "report.pdf").returncode == 2
