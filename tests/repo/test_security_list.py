"""docs/security.md: every requirement of the list stands there once, and every proof that it names is there."""

import ast
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

TOP = Path(__file__).resolve().parents[2]
LISTED = {
    "L1": """
    V1.2.1 V1.2.4 V1.5.1 V2.2.1 V2.2.2 V2.3.1 V3.2.1 V3.3.1 V3.4.1 V3.5.1 V3.5.3 V4.1.1 V5.2.1
    V6.2.1 V6.2.4 V6.2.5 V6.2.7 V6.3.1 V6.3.2 V7.2.4 V7.4.1 V7.4.2 V8.2.1 V8.2.2 V12.1.1
    V14.2.1 V15.2.1
    """,
    "L2": """
    V1.3.6 V2.2.3 V2.3.3 V2.4.1 V3.3.2 V3.3.3 V3.3.4 V3.4.3 V3.4.4 V3.4.5 V3.4.6 V3.7.2 V4.1.3
    V5.4.2 V6.2.9 V6.3.3 V6.4.3 V6.5.1 V6.5.2 V6.5.5 V7.3.1 V7.3.2 V7.4.3 V7.4.4 V7.5.1 V8.2.3
    V11.4.2 V11.5.1 V13.4.2 V13.4.4 V13.4.5 V14.3.2 V14.3.3 V15.1.2 V15.2.2 V15.3.3 V16.2.1
    V16.2.2 V16.2.5 V16.3.1 V16.3.2 V16.4.1 V16.4.2 V16.5.1 V16.5.3
    """,
}
PENDING = "pending"
PROOF = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


class Row(NamedTuple):
    requirement: str
    level: str
    short: str
    how: str
    proof: str

    @property
    def proofs(self) -> list[tuple[str, str]]:
        return PROOF.findall(self.proof)


def table() -> list[Row]:
    text = (TOP / "docs" / "security.md").read_text()
    lines = [line for line in text.splitlines() if re.match(r"\| V\d", line)]
    return [Row(*(cell.strip() for cell in line.strip("|").split(" | "))) for line in lines]


@cache
def names_in(path: str) -> set[str]:
    """The names of the tests in a file; empty where there is none."""
    file = TOP / path
    if not file.exists():
        return set()
    return {
        node.name for node in ast.parse(file.read_text()).body if isinstance(node, ast.FunctionDef)
    }


def test_every_requirement_stands_there_once_with_its_level() -> None:
    listed = [(each, level) for level, text in LISTED.items() for each in text.split()]
    assert len(listed) == 72
    assert sorted((row.requirement, row.level) for row in table()) == sorted(listed)


@pytest.mark.parametrize("row", table(), ids=lambda row: row.requirement)
def test_every_proof_that_is_named_is_there(row: Row) -> None:
    assert row.short
    assert row.how
    missing = [f"{path}::{name}" for path, name in row.proofs if name not in names_in(path)]
    assert missing == []
    assert row.proofs or row.how.startswith("Does not apply: ") or PENDING in row.proof


def test_nothing_is_named_in_a_way_that_is_not_read() -> None:
    named = [
        each for row in table() for each in row.proof.split("<br>") if each not in (PENDING, "–")
    ]
    assert [each for each in named if not PROOF.fullmatch(each.strip())] == []


def test_no_proof_is_still_to_come() -> None:
    assert [row.requirement for row in table() if PENDING in row.proof] == []
