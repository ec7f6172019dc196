"""Reading a case: from raw codes to typed answers, each in one of five states. The one parser of the product."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from .instrument import Instrument, Item
from .kinds import NOTHING, Group, Problem, Wrong

AGE = (12, 100)
"""Years for which the instrument is meant, both included."""


class State(StrEnum):
    """The state of an item. UNKNOWN, DECLINED and UNANSWERED are "missing": asked, and not given."""

    ANSWERED = "answered"
    UNKNOWN = "unknown"
    DECLINED = "declined"
    UNANSWERED = "unanswered"
    NOT_ASKED = "not_asked"


WITHHELD = {"unknown": State.UNKNOWN, "declined": State.DECLINED}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in a case: where, what, and what is allowed there."""

    where: str
    problem: Problem
    allowed: tuple[Any, ...] = ()


class Refused(Exception):
    """A case that cannot be read; every fault once."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.faults)


@dataclass(frozen=True, slots=True)
class Responses:
    """All parsed answers: what was given, what was withheld, and what was asked, in the order asked."""

    given: Mapping[str, Any]
    withheld: Mapping[str, State]
    asked: frozenset[str]

    def state(self, code: str) -> State:
        if code in self.given:
            return State.ANSWERED
        if code in self.withheld:
            return self.withheld[code]
        return State.UNANSWERED if code in self.asked else State.NOT_ASKED

    def missing(self, code: str) -> bool:
        """Asked, and unknown, declined or unanswered."""
        return code in self.asked and code not in self.given


@dataclass(frozen=True, slots=True)
class Case:
    """What one assessment is computed from: age in years, the athlete's answers, the clinician's measurements."""

    age: Decimal | int
    responses: Responses
    measured: Mapping[str, Any]


def read_answers(
    instrument: Instrument, raw: Mapping[str, Any], *, drop_hidden: bool = False
) -> tuple[Responses, list[Fault]]:
    """Type the raw answers of an instrument; gives what can be read, and the faults.

    An answer to an item that is not asked is a fault, or is dropped where `drop_hidden` (a form whose hidden answers
    are kept, but never scored).
    """
    faults = [
        Fault(str(code), Problem.UNKNOWN_ITEM) for code in raw if code not in instrument.items
    ]
    given: dict[str, Any] = {}
    withheld: dict[str, State] = {}
    codes: dict[str, Any] = {}
    asked: set[str] = set()
    doubtful: set[str] = set()
    for code, item in instrument.items.items():
        conditions = instrument.conditions[code]
        if conditions and not all(condition.holds(codes) for condition in conditions):
            if doubtful and _reads_any(conditions, doubtful):
                doubtful.add(code)
            elif raw.get(code, []) != [] and not drop_hidden:
                faults.append(Fault(code, Problem.NOT_ASKED))
            continue
        asked.add(code)
        value = raw.get(code, NOTHING)
        if value is NOTHING or value == []:
            continue
        if value in ("unknown", "declined") and getattr(item, value):
            withheld[code] = WITHHELD[value]
            codes[code] = value
            continue
        if isinstance(item.kind, Group):
            faults += _overcounted(code, item.kind, value, given)
        try:
            read = item.kind.read(value)
        except Wrong as wrong:
            faults += [
                Fault(code + each.where, each.problem, _allowed(item, each))
                for each in (wrong, *wrong.more)
            ]
            doubtful.add(code)
            continue
        if read is not NOTHING:
            given[code] = codes[code] = read
    return Responses(given, withheld, frozenset(asked)), faults


def _overcounted(code: str, group: Group, raw: Any, given: Mapping[str, Any]) -> Iterable[Fault]:
    """More rows than the item that counts them allows, but no more than the group can hold."""
    counted = group.counts.get(str(given.get(group.counter)), group.most)
    if isinstance(raw, list | tuple) and counted < len(raw) <= group.most:
        yield Fault(code, Problem.MORE_THAN_COUNTED, (counted,))


def _reads_any(conditions: Iterable[Any], codes: set[str]) -> bool:
    return any(item in codes for condition in conditions for item, _ in condition.reads())


def _allowed(item: Item, wrong: Wrong) -> tuple[Any, ...]:
    """What the item takes; inside a value (a list's row) only what that part takes."""
    if wrong.where or wrong.problem in (Problem.TWICE, Problem.EXCLUDES, Problem.TOO_MANY):
        return wrong.allowed
    return (*wrong.allowed, *(word for word in ("unknown", "declined") if getattr(item, word)))


def read_measurements(
    instrument: Instrument, raw: Mapping[str, Any]
) -> tuple[dict[str, Any], list[Fault]]:
    """Type a clinician's measurements; gives what can be read, and the faults."""
    known = {measure.code: measure for measure in instrument.measures}
    measured: dict[str, Any] = {}
    faults: list[Fault] = []
    for code, value in raw.items():
        if code not in known:
            faults.append(Fault(str(code), Problem.UNKNOWN_ITEM))
            continue
        try:
            measured[code] = known[code].kind.read(value)
        except Wrong as wrong:
            faults.append(Fault(code, wrong.problem, wrong.allowed))
    return measured, faults


def with_answer(instrument: Instrument, responses: Responses, code: str, value: Any) -> Responses:
    """The responses as they would be with this typed answer: what is asked follows, hidden answers fall away."""
    told = {**responses.given, code: value}
    withheld = {item: state for item, state in responses.withheld.items() if item != code}
    codes: dict[str, Any] = {}
    asked = set()
    for item, conditions in instrument.conditions.items():
        if not all(condition.holds(codes) for condition in conditions):
            told.pop(item, None)
            withheld.pop(item, None)
            continue
        asked.add(item)
        if item in told:
            codes[item] = told[item]
        elif item in withheld:
            codes[item] = withheld[item].value
    return Responses(told, withheld, frozenset(asked))
