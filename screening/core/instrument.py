"""An instrument: sections of items, and the conditions on which they are asked. It cannot be built incoherent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .kinds import AnyOf, FreeText, Group, Kind, OneOf, Text, WholeNumber


class Condition:
    """A condition on earlier answers, read from their codes.

    The codes hold the given values and the words "unknown" and "declined"; an item without an answer is not in them,
    and equals no option.
    """

    def holds(self, codes: Mapping[str, Any]) -> bool:
        raise NotImplementedError

    def reads(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """The items that it reads, each with the codes that it compares with."""
        raise NotImplementedError

    def __and__(self, other: "Condition") -> "Condition":
        return Every((self, other))

    def __or__(self, other: "Condition") -> "Condition":
        return Either((self, other))


@dataclass(frozen=True)
class Is(Condition):
    """The item's answer is one of these; false without an answer."""

    item: str
    among: frozenset[str]

    def __init__(self, item: str, *among: str) -> None:
        object.__setattr__(self, "item", item)
        object.__setattr__(self, "among", frozenset(among))

    def holds(self, codes: Mapping[str, Any]) -> bool:
        return codes.get(self.item) in self.among

    def reads(self) -> tuple[tuple[str, frozenset[str]], ...]:
        return ((self.item, self.among),)


@dataclass(frozen=True)
class IsNot(Is):
    """The item's answer is none of these; true without an answer."""

    def __init__(self, item: str, *among: str) -> None:
        super().__init__(item, *among)

    def holds(self, codes: Mapping[str, Any]) -> bool:
        return codes.get(self.item) not in self.among


@dataclass(frozen=True)
class HasNot(Condition):
    """The option is not among the item's answers; true without an answer."""

    item: str
    option: str

    def holds(self, codes: Mapping[str, Any]) -> bool:
        chosen = codes.get(self.item)
        return not (isinstance(chosen, tuple) and self.option in chosen)

    def reads(self) -> tuple[tuple[str, frozenset[str]], ...]:
        return ((self.item, frozenset((self.option,))),)


@dataclass(frozen=True)
class Every(Condition):
    conditions: tuple[Condition, ...]

    def holds(self, codes: Mapping[str, Any]) -> bool:
        return all(condition.holds(codes) for condition in self.conditions)

    def reads(self) -> tuple[tuple[str, frozenset[str]], ...]:
        return tuple(read for condition in self.conditions for read in condition.reads())


@dataclass(frozen=True)
class Either(Every):
    def holds(self, codes: Mapping[str, Any]) -> bool:
        return any(condition.holds(codes) for condition in self.conditions)


@dataclass(frozen=True)
class Item:
    """One question with a stable code.

    `unknown` and `declined` say whether it also takes those two answers. `name` is a few words that name the item in
    summaries and reports; `why` says why a sensitive item is asked; `hint` helps to answer it; `unit` stands behind a
    number, `unit_of_one` behind exactly 1 where that is another word. `factor` names the profile factor that it feeds.
    """

    code: str
    question: Text
    kind: Kind
    name: Text = ""
    why: Text = ""
    hint: Text = ""
    unit: Text = ""
    unit_of_one: Text = ""
    unknown: bool = False
    declined: bool = False
    optional: bool = False
    ask_if: Condition | None = None
    factor: str | None = None


@dataclass(frozen=True)
class Section:
    """Items that are shown together, all of them only where `ask_if` holds."""

    code: str
    title: Text
    items: tuple[Item, ...]
    ask_if: Condition | None = None
    optional: bool = False
    why: Text = ""


@dataclass(frozen=True)
class Measure:
    """One value that a clinician measures or takes over. Never shown to the athlete."""

    code: str
    label: Text
    kind: Kind
    unit: Text = ""
    hint: Text = ""


@dataclass(frozen=True)
class Instrument:
    """A questionnaire with its code and version, and what is measured beside it.

    Raises ValueError when it is incoherent: a code twice, an item outside its section's name, a condition on a later
    or unknown item or on a code that the item does not take, rows counted by such an item, an "unknown" on a kind that
    cannot say it.
    """

    code: str
    version: str
    sections: tuple[Section, ...]
    measures: tuple[Measure, ...]
    items: Mapping[str, Item] = field(init=False, repr=False)
    conditions: Mapping[str, tuple[Condition, ...]] = field(init=False, repr=False)
    """For each item the conditions on which it is asked, its section's first."""

    def __post_init__(self) -> None:
        items: dict[str, Item] = {}
        conditions: dict[str, tuple[Condition, ...]] = {}
        for section in self.sections:
            if not section.items:
                raise ValueError(f"section {section.code} has no items")
            for item in section.items:
                if item.code in items:
                    raise ValueError(f"{item.code} stands twice")
                if not item.code.startswith(f"{section.code}."):
                    raise ValueError(f"{item.code} does not belong to section {section.code}")
                conditions[item.code] = tuple(
                    c for c in (section.ask_if, item.ask_if) if c is not None
                )
                for condition in (*conditions[item.code], *_counted(item.kind)):
                    _check(condition, items, section.code, item.code)
                if isinstance(item.kind, FreeText) and (item.unknown or item.declined):
                    raise ValueError(
                        f"{item.code} is text, which may itself say unknown or declined"
                    )
                items[item.code] = item
        for things in ([s.code for s in self.sections], [m.code for m in self.measures]):
            if len(set(things)) != len(things):
                raise ValueError(f"codes stand twice: {things}")
        object.__setattr__(self, "items", items)
        object.__setattr__(self, "conditions", conditions)


def _check(condition: Condition, earlier: Mapping[str, Item], section: str, code: str) -> None:
    for read, among in condition.reads():
        if read not in earlier:
            raise ValueError(f"{code} depends on {read}, which is not asked before it")
        taken = _taken(earlier[read])
        if not among or not among <= taken:
            raise ValueError(
                f"{code} compares {read} with {sorted(among - taken)}, which it does not take"
            )


def _counted(kind: Kind) -> tuple[Condition, ...]:
    """What a group reads of the item that counts its rows."""
    if isinstance(kind, Group) and kind.counter:
        return (Is(kind.counter, *kind.counts),)
    return ()


def _taken(item: Item) -> set[str]:
    """Every code that the item's answer can be."""
    taken = {name for name in ("unknown", "declined") if getattr(item, name)}
    match item.kind:
        case OneOf(options=options) | AnyOf(options=options):
            taken |= {option.code for option in options}
        case WholeNumber(words=words):
            taken |= {word.code for word in words}
    return taken
