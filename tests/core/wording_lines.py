"""Every word of the results, a block for each thing that has words; for tests and snapshots."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from django.utils.translation import gettext, ngettext, pgettext

import screening.wording
from screening.wording import (
    citations,
    for_athlete,
    for_athlete_copy,
    for_coach,
    levels,
    names,
    notes,
    short,
    sites,
)
from screening.wording.contradictions import CONTRADICTIONS
from screening.wording.flag_rules import FLAG_RULES
from screening.wording.flags import FLAGS
from screening.wording.for_athlete_flags import FLAGS_FOR_ATHLETE
from screening.wording.indicator_rules import INDICATOR_RULES

PACKAGE = Path(screening.wording.__file__).parent
CALLS = {"_", "gettext", "gettext_lazy", "pgettext", "pgettext_lazy", "ngettext"}

TABLES: dict[str, Mapping[Any, Any]] = {
    "attention": levels.ATTENTION,
    "next step": levels.NEXT_STEP,
    "band": levels.BAND,
    "colour": levels.COLOUR,
    "status": levels.STATUS,
    "factor state": levels.FACTOR_STATE,
    "domain state": levels.DOMAIN_STATE,
    "standing": levels.STANDING,
    "not scored": levels.NOT_SCORED,
    "origin": levels.ORIGIN,
    "domains": names.DOMAINS,
    "triad rows": names.TRIAD_ROWS,
    "factors": names.FACTORS,
    "indicators": names.INDICATORS,
    "phrases": names.PHRASES,
    "weighs": short.WEIGHS,
    "hidden": short.HIDDEN,
    "measured": short.MEASURED,
    "sites": sites.SITES,
    **{f"short {item}": words for item, words in short.SHORT.items()},
    **{
        f"flag {code}": {each.name: getattr(text, each.name) for each in fields(text)}
        for code, text in FLAGS.items()
    },
    **{
        f"athlete {code}": {"title": text.title, "lead": text.lead, **dict(enumerate(text.steps))}
        for code, text in for_athlete.URGENT_FOR_ATHLETE.items()
    },
    **{
        f"athlete’s copy {code}": {"what": text.what, **dict(enumerate(text.do))}
        for code, text in FLAGS_FOR_ATHLETE.items()
    },
    "athlete’s copy domains": for_athlete_copy.DOMAINS_FOR_ATHLETE,
    "athlete’s copy steps": for_athlete_copy.STEPS_FOR_ATHLETE,
    "athlete’s copy again": for_athlete_copy.AGAIN_FOR_ATHLETE,
    "athlete’s copy referrals": for_athlete_copy.REFERRALS_FOR_ATHLETE,
    "athlete’s copy call": dict(enumerate(for_athlete_copy.CALL_AT_ONCE)),
    "athlete’s copy required": dict(enumerate(for_athlete_copy.REQUIRED_FOR_ATHLETE)),
    "coach steps": for_coach.STEPS_FOR_COACH,
    **{
        f"coach {number}": {"title": each.title, "text": each.text}
        for number, each in enumerate(for_coach.ADVICE_FOR_COACH, 1)
    },
    "flag rules": FLAG_RULES,
    "indicator rules": INDICATOR_RULES,
    **{
        f"talking point {code}": {"title": point.title, "ask": point.ask}
        for code, point in CONTRADICTIONS.items()
    },
    **{f"advice {level}": dict(enumerate(texts)) for level, texts in notes.ADVICE.items()},
    "notes": {
        name: getattr(notes, name)
        for name in (
            "REQUIRED",
            "NOT_REVIEWED",
            "CAT2_RULE",
            "TOOLS_DISAGREE",
            "FOUR_ROWS",
            "ESTIMATE",
            "REMODELLING",
            "TEAM_TITLE",
        )
    },
    "team": {place: watcher.watches for place, watcher in enumerate(notes.TEAM, 1)},
    "sources": citations.NOTES,
    "help": {line.dial: line.what for line in notes.HELP_LINES},
}
"""What is looked up by a code."""


def lines() -> Iterator[str]:
    """Every text in the active language, a line each: the tables by code, then the rest by its English."""
    for heading, words in TABLES.items():
        yield heading
        for code, text in words.items():
            yield f"    {code}: {text}"
    yield "sentences"
    looked_up = {str(text) for words in TABLES.values() for text in words.values()}
    for english, text in every_text().items():
        if text not in looked_up:
            yield f"    {english!r}: {text}"


def every_text() -> dict[str, str]:
    """Each text of the package, tables and sentences alike: its English, and the active language."""
    found: dict[str, str] = {}
    for path in sorted(PACKAGE.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id=name)) if name in CALLS:
                    found.update(_texts(name, node.args))
    return found


def _texts(function: str, arguments: list[ast.expr]) -> dict[str, str]:
    words = [node.value for node in arguments if isinstance(node, ast.Constant)]
    match function, words:
        case ("pgettext" | "pgettext_lazy", [context, text]):
            return {text: pgettext(context, text)}
        case ("ngettext", [one, many]):
            return {one: ngettext(one, many, 1), many: ngettext(one, many, 2)}
        case (_, [text]):
            return {text: gettext(text)}
    raise AssertionError(f"{function} without a text")
