"""Conditions on earlier answers as FHIR's enableWhen.

enableWhen joins comparisons by "all" or by "any", never both. Where a condition needs both, "one of these answers" is
said as "an answer, and none of the others", which "all" can join.
"""

from collections.abc import Mapping
from typing import Any

from screening.core.instrument import Condition, Either, Every, HasNot, Instrument, Is, IsNot, Item
from screening.core.kinds import OneOf, WholeNumber

from .codes import STATE, Json, options_of

Clause = tuple[Json, ...]
"""Comparisons of which one must hold."""

INSTEAD = "~instead"
"""Ends the linkId of the question that takes what a number cannot say."""


def enabled(instrument: Instrument, condition: Condition | None) -> Json:
    """The enableWhen of an item; {} where it is always asked. Raises ValueError for what FHIR cannot say."""
    clauses = _clauses(instrument, condition) if condition is not None else []
    if len(clauses) == 1:
        return _when(clauses[0], "any")
    return _when(tuple(each for c in clauses for each in _for_all(instrument, c)), "all")


def _when(comparisons: Clause, behaviour: str) -> Json:
    if not comparisons:
        return {}
    when: Json = {"enableWhen": list(comparisons)}
    if len(comparisons) > 1:
        when["enableBehavior"] = behaviour
    return when


def _for_all(instrument: Instrument, clause: Clause) -> Clause:
    """A clause as comparisons that all hold where one of the clause does."""
    if len(clause) == 1:
        return clause
    code = clause[0]["question"]
    item = instrument.items.get(code)
    if item is None or not isinstance(item.kind, OneOf):
        raise ValueError(f"FHIR cannot join {clause} with other conditions")
    if any(each["question"] != code or each["operator"] != "=" for each in clause):
        raise ValueError(f"FHIR cannot join {clause} with other conditions")
    among = {each["answerCoding"]["code"] for each in clause}
    taken = [option.code for option in item.kind.options]
    taken += [state for state in ("unknown", "declined") if getattr(item, state)]
    others = (_compare(instrument, code, "!=", each) for each in taken if each not in among)
    return ({"question": code, "operator": "exists", "answerBoolean": True}, *others)


def _clauses(instrument: Instrument, condition: Condition) -> list[Clause]:
    """The condition as clauses that must all hold."""
    match condition:
        case Either(conditions=parts):
            joined: list[Clause] = [()]
            for part in parts:
                joined = [a + b for a in joined for b in _clauses(instrument, part)]
            return joined
        case Every(conditions=parts):
            return [clause for part in parts for clause in _clauses(instrument, part)]
        case IsNot(item=code, among=among):
            return [(_compare(instrument, code, "!=", each),) for each in sorted(among)]
        case Is(item=code, among=among):
            return [tuple(_compare(instrument, code, "=", each) for each in sorted(among))]
        case HasNot(item=code, option=option):
            return [(_compare(instrument, code, "!=", option),)]
    raise ValueError(f"FHIR has no words for {condition}")


def _compare(instrument: Instrument, code: str, operator: str, option: str) -> Json:
    """One comparison. In FHIR "!=" holds without an answer, as IsNot and HasNot do."""
    item = instrument.items[code]
    system = STATE if option in ("unknown", "declined") else options_of(instrument, code)
    return {
        "question": f"{code}{INSTEAD}" if asks_instead(item) else code,
        "operator": operator,
        "answerCoding": {"system": system, "code": option},
    }


def asks_instead(item: Item) -> bool:
    """Whether what its kind cannot say (a word, "unknown", "declined") is asked in a question beside it."""
    words = item.kind.words if isinstance(item.kind, WholeNumber) else ()
    coded = hasattr(item.kind, "options")
    return not coded and bool(words or item.unknown or item.declined)


def holds(when: Mapping[str, Any], answers: Mapping[str, list[Any]]) -> bool:
    """Whether an item with this enableWhen is asked, by the answers (values) given to each linkId."""
    results = []
    for each in when.get("enableWhen", []):
        if each["operator"] == "exists":
            results.append((each["question"] in answers) == each["answerBoolean"])
            continue
        wanted = each["answerCoding"]
        same = any(
            isinstance(answer, Mapping)
            and (answer.get("system"), answer.get("code")) == (wanted["system"], wanted["code"])
            for answer in answers.get(each["question"], [])
        )
        results.append(same if each["operator"] == "=" else not same)
    return any(results) if when.get("enableBehavior") == "any" else all(results)
