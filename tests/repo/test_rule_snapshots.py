"""Results of released rules, as tests/snapshots/ holds them: cases that together reach every outcome of the rules.

What is released is never edited: a change of a rule is a new version beside the old one, with a file of its own.
"""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from screening.protocols import PROTOCOLS, read_document
from screening.rules.flags import FLAGS
from screening.rules.results import Attention, Colour

SNAPSHOTS = Path(__file__).parent.parent / "snapshots"
HELD = {
    "intake-2026.1": SNAPSHOTS / "rules-2026.1.jsonl",
}


def held(protocol: str) -> list[dict[str, Any]]:
    lines = HELD[protocol].read_text(encoding="utf-8").splitlines()
    return [json.loads(line, parse_float=Decimal) for line in lines]


@pytest.mark.parametrize("protocol", HELD)
def test_no_released_rule_gives_another_result(protocol: str):
    for number, example in enumerate(held(protocol), 1):
        released, case = read_document(example["case"])
        assert released.id == protocol
        result = json.loads(json.dumps(released.assess(case).as_json()))
        assert result == example["result"], f"{HELD[protocol].name}, line {number}"


@pytest.mark.parametrize("protocol", HELD)
def test_the_held_cases_reach_every_level_flag_and_colour(protocol: str):
    results = [example["result"] for example in held(protocol)]
    assert {result["attention"] for result in results} == set(Attention)
    assert {flag["code"] for result in results for flag in result["flags"]} == {
        flag.code for flag in FLAGS
    }
    colours = [result["reds_cat2"]["colour"] or () for result in results]
    assert {colour for pair in colours for colour in pair} == set(Colour)


def test_every_released_protocol_is_held():
    assert set(HELD) == set(PROTOCOLS)
