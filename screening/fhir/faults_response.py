"""What is wrong in a QuestionnaireResponse beyond its shape: answers that its Questionnaire does not take."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from .codes import EXCLUSIVE, LEAST_VALUE, MOST_ROWS, MOST_VALUE, Json
from .conditions import INSTEAD, holds
from .faults_questionnaire import Placed, codings, placed

STATUS = frozenset(["in-progress", "completed", "amended", "entered-in-error", "stopped"])
"""Value set of FHIR R4 (4.0.1)."""

VALUES = {
    "choice": "valueCoding",
    "integer": "valueInteger",
    "decimal": "valueDecimal",
    "date": "valueDate",
    "text": "valueString",
}
"""The value that each type of item takes."""


def in_response(response: Json, questionnaire: Json) -> Iterator[str]:
    """Faults of answers, places and counts; without an author (her own answers) also of what is asked."""
    if response.get("status") not in STATUS:
        yield f"QuestionnaireResponse.status {response.get('status')} is none"
    items = placed(questionnaire)
    yield from _inside(response, "", items)
    answers = _answers(response)
    if "author" not in response:
        yield from _asked(items, set(_links(response)), answers)
    for link in answers:
        if link.endswith(INSTEAD) and link.removesuffix(INSTEAD) in answers:
            yield f"{link} is answered beside a number"


def _inside(holder: Json, parent: str, items: Mapping[str, Placed]) -> Iterator[str]:
    held = holder.get("item", [])
    for item in held:
        link = item["linkId"]
        known = items.get(link)
        if known is None:
            yield f"{link} is no question"
        elif known.parent != parent:
            yield f"{link} does not stand in {parent or 'the questionnaire'}"
        else:
            yield from (f"{link}: {fault}" for fault in _in_answers(item, known.item))
            yield from _inside(item, link, items)
    for link, count in Counter(item["linkId"] for item in held).items():
        if link in items and count > _most(items[link].item):
            yield f"{link} stands {count} times"


def _most(asked: Json) -> int:
    """How often an item may stand, or how many answers it may have."""
    if not asked.get("repeats"):
        return 1
    return int(_extension(asked, MOST_ROWS, 10**6))


def _extension(holder: Json, url: str, default: Any = None) -> Any:
    found = (each for each in holder.get("extension", []) if each["url"] == url)
    values = (value for each in found for name, value in each.items() if name.startswith("value"))
    return next(values, default)


def _in_answers(item: Json, asked: Json) -> Iterator[str]:
    given = item.get("answer", [])
    if given and asked["type"] not in VALUES:
        yield "takes no answer"
        return
    if len(given) > _most(asked):
        yield f"has {len(given)} answers"
    for answer in given:
        wanted = VALUES[asked["type"]]
        if wanted not in answer:
            yield f"wants a {wanted}"
        else:
            yield from _in_value(answer[wanted], asked)
    if len(given) > 1 and any(_alone(answer, asked) for answer in given):
        yield "has more beside an answer that excludes others"


def _in_value(value: Any, asked: Json) -> Iterator[str]:
    if asked["type"] == "choice":
        if (value.get("system"), value.get("code")) not in codings(asked):
            yield f"does not offer {value.get('code')}"
    elif asked["type"] in ("integer", "decimal"):
        least, most = _extension(asked, LEAST_VALUE, value), _extension(asked, MOST_VALUE, value)
        if not least <= value <= most:
            yield f"{value} is not from {least} to {most}"
    elif asked["type"] == "text" and len(value) > asked.get("maxLength", len(value)):
        yield f"is longer than {asked['maxLength']}"


def _alone(answer: Json, asked: Json) -> bool:
    chosen = answer.get("valueCoding", {})
    return any(
        _extension(option, EXCLUSIVE, default=False)
        and option["valueCoding"]["code"] == chosen.get("code")
        and option["valueCoding"]["system"] == chosen.get("system")
        for option in asked.get("answerOption", [])
    )


def _links(holder: Json) -> Iterator[str]:
    for item in holder.get("item", []):
        yield item["linkId"]
        yield from _links(item)


def _answers(response: Json) -> dict[str, list[Any]]:
    """The values given to each linkId that has an answer."""
    found: dict[str, list[Any]] = {}
    waiting = list(response.get("item", []))
    while waiting:
        item = waiting.pop()
        waiting += item.get("item", [])
        for answer in item.get("answer", []):
            found.setdefault(item["linkId"], []).extend(answer.values())
    return found


def _asked(
    items: Mapping[str, Placed], there: set[str], answers: Mapping[str, list[Any]]
) -> Iterator[str]:
    """Whether just those items are there that are asked, so that a missing answer is told from a missing question."""
    enabled = {"": True}
    for link, known in items.items():
        enabled[link] = enabled[known.parent] and holds(known.item, answers)
        optional = known.item["type"] == "display" or INSTEAD in link
        repeated = bool(items[known.parent].item.get("repeats")) if known.parent else False
        if link in there and not enabled[link]:
            yield f"{link} is there but not asked"
        elif enabled[link] and link not in there and not optional and not repeated:
            yield f"{link} is asked but not there"
