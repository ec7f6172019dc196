"""Screenings filled in for tests of their FHIR resources, and raw answers read back from a response."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from screening.core.instrument import Instrument
from screening.core.kinds import AnyOf, Group, Series
from screening.fhir import Filled
from screening.fhir.conditions import INSTEAD
from screening.protocols import CURRENT

SENT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def filled(document: dict[str, Any], **more: Any) -> Filled:
    return Filled(
        code="S-7K2QF",
        protocol=CURRENT,
        age=document["age"],
        sent_at=SENT,
        answers=document["answers"],
        measurements=document.get("measurements", {}),
        **more,
    )


def items_of(holder: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every item inside, the outermost first."""
    for item in holder.get("item", []):
        yield item
        yield from items_of(item)


def item_of(holder: dict[str, Any], link: str) -> dict[str, Any]:
    """The one item of this linkId."""
    (found,) = (item for item in items_of(holder) if item["linkId"] == link)
    return found


def values(item: dict[str, Any]) -> list[Any]:
    """The answers of an item, codings as their codes."""
    raw = [value for answer in item.get("answer", []) for value in answer.values()]
    return [value["code"] if isinstance(value, dict) else value for value in raw]


def answers_of(response: dict[str, Any], instrument: Instrument) -> dict[str, Any]:
    """Raw answers as read_answers takes them."""
    raw: dict[str, Any] = {}
    for item in items_of(response):
        code = item["linkId"].removesuffix(INSTEAD)
        if code not in instrument.items:
            continue
        kind, given = instrument.items[code].kind, values(item)
        if isinstance(kind, Series):
            raw[code] = [next(iter(values(week)), None) for week in item["item"]]
        elif isinstance(kind, Group) and "item" in item:
            parts = {part["linkId"].removeprefix(f"{code}."): part for part in item["item"]}
            row = {name: values(part)[0] for name, part in parts.items() if values(part)}
            raw.setdefault(code, []).append(row)
        elif given:
            state = given[0] in ("unknown", "declined")
            raw[code] = given if isinstance(kind, AnyOf) and not state else given[0]
    return raw


def texts(value: Any) -> Iterator[tuple[dict[str, Any], str]]:
    """Every element that shows text to a reader: the object that holds it, and its name there."""
    if isinstance(value, dict):
        for name, inside in value.items():
            if name in ("title", "text", "display") and isinstance(inside, str):
                yield value, name
            yield from texts(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from texts(inside)


def observed(resources: list[dict[str, Any]], code: str) -> dict[str, Any]:
    """The one Observation of this code."""
    (found,) = (each for each in resources if each["code"]["coding"][-1]["code"] == code)
    return found


def components(resource: dict[str, Any], code: str) -> list[dict[str, Any]]:
    """The components of this code."""
    parts = resource.get("component", [])
    return [part for part in parts if part["code"]["coding"][0]["code"] == code]
