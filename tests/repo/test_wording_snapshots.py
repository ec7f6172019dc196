"""Every word of what is released, in both languages, as tests/snapshots/ holds it.

What is released is never edited. To change a word: copy the instrument (or the wording) to a new version beside it,
change it there, name the new version in RELEASED below, and write its snapshots with this command, by hand:

    .venv/bin/python manage.py shell -c \
        "from tests.repo.test_wording_snapshots import write; write('intake-2026.1')"

Other words than an instrument's (flags, factors) are held in the same way: a function in RELEASED gives their lines,
one `block` for each thing that has words.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import unified_diff
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from clinic import consent
from clinic.consent import ConsentText
from screening.core.instrument import Instrument
from screening.core.kinds import Group, Kind
from screening.instruments import intake_2026_1
from tests.core import wording_lines

SNAPSHOTS = Path(__file__).parent.parent / "snapshots"
LANGUAGES = ("en", "nl")


def block(heading: str, words: Mapping[str, Any]) -> Iterator[str]:
    """The words of one thing, a line each, under its code; empty ones are left out."""
    yield heading
    for place, text in words.items():
        if text:
            yield f"    {place}: {text}"
    yield ""


def options_of(kind: Kind) -> dict[str, Any]:
    options = (*getattr(kind, "options", ()), *getattr(kind, "words", ()))
    return {f"- {option.code}": option.label for option in options}


def instrument_lines(instrument: Instrument) -> Iterator[str]:
    yield from block(f"{instrument.code} {instrument.version}", {})
    for section in instrument.sections:
        yield from block(f"[{section.code}]", {"title": section.title, "why": section.why})
        for item in section.items:
            words = {place: getattr(item, place) for place in ("name", "question", "why", "hint")}
            words |= {"unit": item.unit, "unit of one": item.unit_of_one}
            yield from block(item.code, {**words, **options_of(item.kind)})
            for part in item.kind.parts if isinstance(item.kind, Group) else ():
                words = {"label": part.label, "hint": part.hint, **options_of(part.kind)}
                yield from block(f"{item.code} > {part.code}", words)
    yield from block("[measurements]", {})
    for measure in instrument.measures:
        words = {"label": measure.label, "hint": measure.hint, "unit": measure.unit}
        yield from block(measure.code, {**words, **options_of(measure.kind)})


def consent_lines(text: ConsentText) -> Iterator[str]:
    yield from block(f"consent {text.version}", {"tick": text.tick, "parent": text.parent_tick})
    for name, terms in (("athlete", text.terms), ("parent", text.parent_terms)):
        for number, (heading, words) in enumerate(terms, 1):
            yield from block(f"[{name} {number}]", {"heading": heading, "text": words})


RELEASED: dict[str, Callable[[], Iterable[str]]] = {
    "intake-2026.1": lambda: instrument_lines(intake_2026_1.INSTRUMENT),
    "results-2026.1": wording_lines.lines,
    "consent-2026.1": lambda: consent_lines(consent.V2026_1),
}


def text_now(name: str, language: str) -> str:
    with translation.override(language):
        return "\n".join(RELEASED[name]())


def path_of(name: str, language: str) -> Path:
    return SNAPSHOTS / f"{name}.{language}.txt"


def write(name: str) -> None:
    """Write the snapshots of one version; for a version that is not released yet."""
    for language in LANGUAGES:
        path_of(name, language).write_text(text_now(name, language), encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", RELEASED)
def test_no_released_word_has_changed(name: str, language: str) -> None:
    held = path_of(name, language).read_text(encoding="utf-8").splitlines()
    changes = list(unified_diff(held, text_now(name, language).splitlines(), lineterm="", n=1))
    assert not changes, (
        f"Words of {name} ({language}) changed. Released words stay as they are: make a new version "
        f"beside this one, as the docstring of {Path(__file__).name} says.\n" + "\n".join(changes)
    )


@pytest.mark.parametrize("name", RELEASED)
def test_both_languages_have_words_in_the_same_places(name: str) -> None:
    english, dutch = (
        [line.partition(":")[0] for line in text_now(name, language).splitlines()]
        for language in LANGUAGES
    )
    assert english == dutch


def test_every_snapshot_belongs_to_a_released_version() -> None:
    held = {path.name for path in SNAPSHOTS.glob("*.txt")}
    assert held == {path_of(name, language).name for name in RELEASED for language in LANGUAGES}
