"""The kinds of answer that an item takes, and how each reads a raw value.

A raw value is what JSON gives: text, int, Decimal, list, dict or None. `read` gives the typed value, or NOTHING
when the raw value is no answer (an empty list, blank text). It raises Wrong when the value is not allowed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

Text = Any
"""Text as shown: a string, or a lazy translation of one."""

NOTHING = object()


class Problem(StrEnum):
    """What is wrong with a value; the wording in a reader's language is kept elsewhere."""

    UNKNOWN_ITEM = "unknown_item"
    NOT_ASKED = "not_asked"
    NOT_OFFERED = "not_offered"
    NOT_A_NUMBER = "not_a_number"
    NOT_WHOLE = "not_whole"
    OUT_OF_RANGE = "out_of_range"
    NOT_A_DATE = "not_a_date"
    NOT_TEXT = "not_text"
    NOT_A_LIST = "not_a_list"
    NOT_AN_OBJECT = "not_an_object"
    TWICE = "twice"
    EXCLUDES = "excludes"
    TOO_MANY = "too_many"
    WRONG_LENGTH = "wrong_length"
    MORE_THAN_COUNTED = "more_than_counted"
    MISSING = "missing"
    NOT_JSON = "not_json"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    UNREADABLE = "unreadable"


class Wrong(Exception):
    """A raw value that is not allowed: the problem, what is allowed, and where inside the value.

    `more`: what else is wrong inside the same value (a list's other rows).
    """

    def __init__(self, problem: Problem, allowed: tuple[Any, ...] = (), where: str = "") -> None:
        super().__init__(problem, allowed, where)
        self.problem, self.allowed, self.where = problem, allowed, where
        self.more: tuple[Wrong, ...] = ()


def _raise_any(wrongs: "list[Wrong]") -> None:
    """Raise what is wrong inside a value, all of it together."""
    if wrongs:
        wrongs[0].more = tuple(wrongs[1:])
        raise wrongs[0]


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: a stable code and the words for it."""

    code: str
    label: Text = ""


class Kind:
    """What an item's answer may be."""

    def read(self, raw: Any) -> Any:
        """The typed value of a raw one, or NOTHING; raises Wrong."""
        raise Wrong(Problem.NOT_OFFERED)


def _codes(options: Iterable[Option]) -> frozenset[str]:
    options = tuple(options)
    codes = [option.code for option in options]
    if not codes or len(set(codes)) != len(codes):
        raise ValueError(f"options must be there and differ: {codes}")
    if {"unknown", "declined"} & set(codes):
        raise ValueError("unknown and declined are states of an item, not options")
    return frozenset(codes)


@dataclass(frozen=True)
class OneOf(Kind):
    """One option."""

    options: tuple[Option, ...]
    codes: frozenset[str] = field(init=False, repr=False)

    def __init__(self, *options: Option) -> None:
        object.__setattr__(self, "options", options)
        object.__setattr__(self, "codes", _codes(options))

    def read(self, raw: Any) -> str:
        if isinstance(raw, str) and raw in self.codes:
            return raw
        raise Wrong(Problem.NOT_OFFERED, tuple(option.code for option in self.options))


@dataclass(frozen=True)
class AnyOf(Kind):
    """Several options, at most `most`; an option "none" excludes the others. An empty list is no answer."""

    options: tuple[Option, ...]
    most: int | None = None
    codes: frozenset[str] = field(init=False, repr=False)

    def __init__(self, *options: Option, most: int | None = None) -> None:
        object.__setattr__(self, "options", options)
        object.__setattr__(self, "most", most)
        object.__setattr__(self, "codes", _codes(options))

    def read(self, raw: Any) -> Any:
        if not isinstance(raw, list | tuple):
            raise Wrong(Problem.NOT_A_LIST, tuple(option.code for option in self.options))
        for code in raw:
            if not isinstance(code, str) or code not in self.codes:
                raise Wrong(Problem.NOT_OFFERED, tuple(option.code for option in self.options))
        if len(raw) > 1:
            if len(set(raw)) != len(raw):
                raise Wrong(Problem.TWICE)
            if "none" in raw:
                raise Wrong(Problem.EXCLUDES, ("none",))
        if self.most is not None and len(raw) > self.most:
            raise Wrong(Problem.TOO_MANY, (self.most,))
        return tuple(raw) or NOTHING


def _number(raw: Any) -> int | Decimal:
    if isinstance(raw, int) and not isinstance(raw, bool):
        return raw
    if isinstance(raw, float):
        raw = Decimal(repr(raw))
    if isinstance(raw, Decimal) and raw.is_finite():
        return raw
    raise Wrong(Problem.NOT_A_NUMBER)


@dataclass(frozen=True)
class Number(Kind):
    """A finite number from least to most, both included. Floats are read as the decimals that they print as."""

    least: int
    most: int

    def __post_init__(self) -> None:
        if self.least > self.most:
            raise ValueError(f"no number lies from {self.least} to {self.most}")

    def read(self, raw: Any) -> int | Decimal:
        number = _number(raw)
        if self.least <= number <= self.most:
            return number
        raise Wrong(Problem.OUT_OF_RANGE, (self.least, self.most))


@dataclass(frozen=True)
class WholeNumber(Number):
    """A whole number from least to most, or one of the words beside the range."""

    words: tuple[Option, ...] = ()

    def read(self, raw: Any) -> Any:
        if isinstance(raw, str):
            if any(raw == word.code for word in self.words):
                return raw
            raise Wrong(
                Problem.NOT_A_NUMBER, (self.least, self.most, *(w.code for w in self.words))
            )
        number = super().read(raw)
        if number != int(number):
            raise Wrong(Problem.NOT_WHOLE, (self.least, self.most))
        return int(number)


@dataclass(frozen=True)
class Day(Kind):
    """A calendar date, written YYYY-MM-DD."""

    def read(self, raw: Any) -> date:
        if isinstance(raw, str) and len(raw) == 10 and raw[7] == "-":  # not a week, 2026-W09-6
            try:
                return date.fromisoformat(raw)
            except ValueError:
                pass
        raise Wrong(Problem.NOT_A_DATE)


@dataclass(frozen=True)
class FreeText(Kind):
    """Free text, kept verbatim; blank text is no answer."""

    most: int = 4000

    def read(self, raw: Any) -> Any:
        if not isinstance(raw, str):
            raise Wrong(Problem.NOT_TEXT)
        if len(raw) > self.most:
            raise Wrong(Problem.TOO_MANY, (self.most,))
        try:
            raw.encode()
        except UnicodeEncodeError:
            raise Wrong(Problem.NOT_TEXT) from None
        return raw if raw.strip() else NOTHING


@dataclass(frozen=True)
class Series(Kind):
    """A number for each of `length` weeks, oldest first; None is a gap. Gaps alone are no answer."""

    length: int
    week: Number = Number(0, 2000)

    def read(self, raw: Any) -> Any:
        if not isinstance(raw, list | tuple):
            raise Wrong(Problem.NOT_A_LIST)
        if not raw:
            return NOTHING
        if len(raw) != self.length:
            raise Wrong(Problem.WRONG_LENGTH, (self.length,))
        weeks: list[Any] = []
        wrongs = []
        for place, value in enumerate(raw):
            try:
                weeks.append(None if value is None else self.week.read(value))
            except Wrong as wrong:
                wrongs.append(Wrong(wrong.problem, wrong.allowed, f"[{place}]"))
        _raise_any(wrongs)
        return NOTHING if all(week is None for week in weeks) else tuple(weeks)


@dataclass(frozen=True)
class Part:
    """One field of a group's rows. `unknown`: the row may say that it is not known."""

    code: str
    kind: Kind
    label: Text = ""
    unknown: bool = True
    hint: Text = ""


@dataclass(frozen=True)
class Group(Kind):
    """Up to `most` rows of the same parts. A part left out of a row is not given; "unknown" reads as None too.

    Where another item counts the rows, `counter` names it and `counts` says how many rows each of its options allows.
    """

    parts: tuple[Part, ...]
    most: int
    counter: str
    counts: Mapping[str, int]

    def __init__(
        self, *parts: Part, most: int, counter: str = "", counts: Mapping[str, int] | None = None
    ) -> None:
        object.__setattr__(self, "parts", parts)
        object.__setattr__(self, "most", most)
        object.__setattr__(self, "counter", counter)
        object.__setattr__(self, "counts", dict(counts or {}))

    def read(self, raw: Any) -> Any:
        if not isinstance(raw, list | tuple):
            raise Wrong(Problem.NOT_A_LIST)
        if len(raw) > self.most:
            raise Wrong(Problem.TOO_MANY, (self.most,))
        wrongs: list[Wrong] = []
        rows = [self._row(row, f"[{place}]", wrongs) for place, row in enumerate(raw)]
        _raise_any(wrongs)
        return tuple(rows) or NOTHING

    def _row(self, raw: Any, where: str, wrongs: list[Wrong]) -> Mapping[str, Any]:
        if not isinstance(raw, Mapping):
            codes = tuple(part.code for part in self.parts)
            wrongs.append(Wrong(Problem.NOT_AN_OBJECT, codes, where))
            return {}
        known = {part.code for part in self.parts}
        wrongs += [
            Wrong(Problem.UNKNOWN_ITEM, tuple(sorted(known)), f"{where}.{code}")
            for code in raw
            if code not in known
        ]
        row: dict[str, Any] = {}
        for part in self.parts:
            value = raw.get(part.code, NOTHING)
            row[part.code] = None
            if value is NOTHING or (part.unknown and value == "unknown"):
                continue
            try:
                row[part.code] = part.kind.read(value)
            except Wrong as wrong:
                allowed = (*wrong.allowed, "unknown") if part.unknown else wrong.allowed
                wrongs.append(Wrong(wrong.problem, allowed, f"{where}.{part.code}"))
        return row
