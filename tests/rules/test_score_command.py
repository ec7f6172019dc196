"""The score command as a script would use it: exit status, standard output, one line a fault."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from screening.core.answers import Refused
from screening.documents import read_file
from screening.wording.faults import line
from tests.rules.people import CYCLE, MEASURED, SHARED

ROOT = Path(__file__).resolve().parents[2]
CASE = {
    "instrument": "intake",
    "version": "2026.1",
    "age": 24,
    "answers": {**SHARED, **CYCLE},
    "measurements": MEASURED,
}


def run(*arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """manage.py score, with a database that cannot be reached."""
    environment = {**os.environ, "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"}
    command = [sys.executable, "manage.py", "score", *arguments]
    return subprocess.run(command, input=given, capture_output=True, cwd=ROOT, env=environment)


def changed(**changes: Any) -> dict[str, Any]:
    case = json.loads(json.dumps(CASE))
    for place, value in changes.items():
        kind, _, code = place.partition("__")
        if code:
            case[kind][code.replace("__", ".")] = value
        else:
            case[kind] = value
    return case


@pytest.fixture
def write(tmp_path: Path):
    def _write(case: Any) -> str:
        path = tmp_path / "case.json"
        path.write_bytes(case if isinstance(case, bytes) else json.dumps(case).encode())
        return str(path)

    return _write


def refusal(path: str) -> list[str]:
    """The lines with which a file is refused."""
    with pytest.raises(Refused) as refused:
        read_file(Path(path))
    return [line(fault) for fault in refused.value.faults]


def test_a_case_is_scored_without_a_database(write: Any):
    done = run(write(CASE))
    assert (done.returncode, done.stderr) == (0, b"")
    result = json.loads(done.stdout)
    assert result["attention"] == "low"
    assert result["triad_cra"]["total"] == [0, 0]
    assert result["profile"]["factors"]["fuelling"] == {"points": [0, 0], "state": "answered"}


@pytest.mark.parametrize(
    ("case", "start"),
    [
        (b"", "case: is empty"),
        (b"  \n", "case: is empty"),
        (b"{not json", "case: is not JSON"),
        (b"\xff\xfe{}", "case: is not JSON"),
        (b"[" * 100_000, "case: is not JSON (nested too deeply)"),
        (b'{"age": NaN}', "case: is not JSON (NaN is no finite number)"),
        (b'{"age": 1, "age": 2}', "case: is not JSON ('age' stands twice)"),
        (b"9" * 5_000, "case: is not JSON"),
        (b" " * 50_000_000, "case: is too large"),
        (b"[]", "case: not an object"),
        (b"{}", "instrument: must be given"),
        (changed(version="2025.1"), "instrument: not one of the options; allowed: intake-2026.1"),
        (changed(age=11.99), "age: out of range; allowed: from 12 to 100"),
        (changed(age=True), "age: not a finite number"),
        (changed(extra=1), "extra: there is no such code"),
        (changed(answers=[]), "answers: not an object"),
        (changed(answers__energy__hunger="no"), "energy.hunger: there is no such code"),
        (changed(measurements__bmi=20), "bmi: there is no such code"),
        (changed(answers__about__level="elite "), "about.level: not one of the options"),
        (changed(answers__energy__restriction="unknown"), "energy.restriction: not one of the opti"),
        (changed(answers__load__hours_per_week=61), "load.hours_per_week: out of range"),
        (changed(answers__load__hours_per_week="5"), "load.hours_per_week: not a finite number"),
        (changed(answers__menstruation__periods_12m=9.5), "menstruation.periods_12m: not a whole"),
        (changed(answers__bone__hop="cannot"), "bone.hop: this item is not asked"),
        (changed(answers__male__libido="lower"), "male.libido: this item is not asked"),
        (changed(answers__fatigue__signs=["none", "often_ill"]), "fatigue.signs: an option that"),
        (changed(answers__fatigue__signs=["often_ill"] * 2), "fatigue.signs: an option stands twice"),
        (changed(measurements__dxa_date="2026-02-30"), "dxa_date: not a date"),
    ],
)  # fmt: skip
def test_a_bad_case_is_refused_with_one_line_a_fault(write: Any, case: Any, start: str):
    lines = refusal(write(case))
    assert lines[0].startswith(start), lines
    assert len(lines) == (4 if case == b"{}" else 1)


@pytest.mark.parametrize("case", [b"", b"{not json", b" " * 50_000_000, changed(age=5)])
def test_a_refusal_prints_nothing_on_standard_output_and_ends_with_2(write: Any, case: Any):
    done = run(write(case))
    assert (done.returncode, done.stdout) == (2, b"")
    assert len(done.stderr.splitlines()) == 1


def test_every_fault_is_told_at_once(write: Any):
    path = write(changed(age=5, answers__about__sport="chess", measurements__dxa_z=9))
    assert len(refusal(path)) == 3


def test_a_wrong_answer_is_one_fault_and_not_one_for_each_question_that_hangs_on_it(write: Any):
    lines = refusal(write(changed(answers__about__body="woman")))
    assert [each.partition(":")[0] for each in lines] == ["about.body"]


def test_more_injuries_than_counted_is_a_fault(write: Any):
    rows = [{"site": "rib", "months_ago": 3, "weeks_off": 4}] * 2
    case = changed(answers__bone__injury_count="one", answers__bone__injuries=rows)
    assert refusal(write(case)) == ["bone.injuries: more rows than counted; allowed: at most 1"]


def test_a_file_that_is_not_there_is_one_line():
    done = run("/nowhere/case.json")
    assert done.returncode == 2
    assert (
        done.stderr.decode() == "/nowhere/case.json: cannot be read (No such file or directory)\n"
    )


def test_a_stream_gives_one_result_a_line_in_order_and_a_bad_line_in_its_place():
    good, bad = json.dumps(CASE).encode(), json.dumps(changed(age=5)).encode()
    done = run("-", given=b"\n".join([good, bad, b'{"age": NaN}', good]) + b"\n")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 2
    assert [sorted(line)[:1] for line in lines] == [
        ["attention"],
        ["error"],
        ["error"],
        ["attention"],
    ]
    assert lines[1]["error"] == ["age: out of range; allowed: from 12 to 100"]


def test_a_good_stream_ends_with_success_and_an_empty_one_does_not():
    assert run("-", given=json.dumps(CASE).encode()).returncode == 0
    empty = run("-")
    assert (empty.returncode, empty.stdout) == (2, b"")


def test_an_empty_list_is_no_answer_at_any_item(write: Any):
    asked = changed(answers__gut__stool=[], answers__fatigue__signs=[], answers__bone__hop=[])
    result = json.loads(run(write(asked)).stdout)
    assert result["profile"]["factors"]["stool"] == {"points": [0, 2], "state": "unanswered"}


def test_numbers_are_compared_as_the_decimals_given(write: Any):
    text = json.dumps(CASE).replace(
        '"weight_kg": 62', '"weight_kg": 50.57500000000000000000000000001'
    )
    result = json.loads(run(write(text.encode())).stdout)
    assert result["triad_cra"]["rows"]["body_mass"] == [1, 1]
