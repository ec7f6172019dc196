"""What is wrong in a Questionnaire beyond its shape."""

from collections.abc import Iterator
from dataclasses import dataclass

from .codes import Json

STATUS = frozenset(("draft", "active", "retired", "unknown"))
QUESTIONS = frozenset(
    [
        "boolean",
        "decimal",
        "integer",
        "date",
        "dateTime",
        "time",
        "string",
        "text",
        "url",
        "choice",
        "open-choice",
        "attachment",
        "reference",
        "quantity",
    ]
)
OPERATORS = frozenset(("exists", "=", "!=", ">", "<", ">=", "<="))
BEHAVIOURS = frozenset(("all", "any"))
"""Value sets of FHIR R4 (4.0.1)."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An item of a Questionnaire: inside which other ("" at the top), and its place in the order asked."""

    item: Json
    parent: str
    place: int


def placed(questionnaire: Json) -> dict[str, Placed]:
    """Every item by its linkId; of two with the same the first."""
    found: dict[str, Placed] = {}
    for place, (item, parent) in enumerate(_walk(questionnaire, "")):
        found.setdefault(item["linkId"], Placed(item, parent, place))
    return found


def _walk(holder: Json, parent: str) -> Iterator[tuple[Json, str]]:
    for item in holder.get("item", []):
        yield item, parent
        yield from _walk(item, item["linkId"])


def codings(item: Json) -> list[tuple[str, str]]:
    """System and code of each option."""
    options = (option["valueCoding"] for option in item.get("answerOption", []))
    return [(option["system"], option["code"]) for option in options]


def in_questionnaire(questionnaire: Json) -> Iterator[str]:
    if questionnaire.get("status") not in STATUS:
        yield f"Questionnaire.status {questionnaire.get('status')} is none"
    links = [item["linkId"] for item, _parent in _walk(questionnaire, "")]
    yield from (f"{link} stands twice" for link in sorted({e for e in links if links.count(e) > 1}))
    items = placed(questionnaire)
    for item, _parent in _walk(questionnaire, ""):
        link, kind = item["linkId"], item.get("type")
        for fault in (*_in_item(item), *_in_conditions(item, items)):
            yield f"{link} ({kind}): {fault}"


def _in_item(item: Json) -> Iterator[str]:
    kind, options = item.get("type"), codings(item)
    if kind not in QUESTIONS | {"group", "display"}:
        yield "is no type of item"
    if kind == "group" and "item" not in item:
        yield "holds no items"
    if kind == "display" and "item" in item:
        yield "may hold no items"
    if kind in ("choice", "open-choice") and not options:
        yield "has no options"
    if kind not in ("choice", "open-choice") and options:
        yield "may have no options"
    if len(set(options)) != len(options):
        yield "has an option twice"


def _in_conditions(item: Json, items: dict[str, Placed]) -> Iterator[str]:
    conditions = item.get("enableWhen", [])
    behaviour = item.get("enableBehavior")
    if len(conditions) > 1 and behaviour not in BEHAVIOURS:
        yield f"joins conditions by {behaviour}"
    for condition in conditions:
        target = items.get(condition["question"])
        if condition["operator"] not in OPERATORS:
            yield f"compares by {condition['operator']}"
        if target is None:
            yield f"depends on {condition['question']}, which is not there"
            continue
        if target.place >= items[item["linkId"]].place:
            yield f"depends on {condition['question']}, which comes later"
        answer = condition.get("answerCoding")
        if answer and (answer["system"], answer["code"]) not in codings(target.item):
            yield f"compares {condition['question']} with {answer['code']}, which it does not offer"
