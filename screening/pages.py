"""The pages of an instrument: which questions stand together, derived from the items themselves.

Short questions of one kind share a page, three to five where there are so many. A question stands alone where it is
long, where a number, a date or rows are filled in, or where it is declared in ALONE. The answer "I'd rather not say"
makes a kind of its own, so that a sensitive question never shares a page with an everyday one.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from .core.instrument import Instrument, Item, Section
from .core.kinds import AnyOf, FreeText, Group, OneOf

MOST = 5
"""Questions on a page."""

LONG = 5
"""Options above which a list has a page of its own."""

ALONE = frozenset(
    {
        "about.body",
        "menstruation.status",
        "male.libido",
        "male.morning_erections",
        "energy.purging",
        "energy.weight_loss_month",
        "bone.pain_now",
        "bone.injury_count",
        "bone.diagnoses",
    }
)
"""Sensitive, or deciding what is asked on the pages after it."""


@dataclass(frozen=True)
class Page:
    """Some questions of one section; `number` counts from 1 in the section, whatever is asked."""

    section: Section
    number: int
    items: tuple[Item, ...]

    @property
    def optional(self) -> bool:
        return self.section.optional

    @property
    def where(self) -> tuple[str, int]:
        """What names it in an address."""
        return self.section.code, self.number

    @property
    def name(self) -> object:
        """What the browser calls it: one question by its name, several by their section's."""
        return self.items[0].name if len(self.items) == 1 else self.section.title


_KNOWN: dict[int, tuple[Instrument, tuple[Page, ...]]] = {}
"""By the identity of an instrument, which is kept beside its pages so that no other can get it."""


def pages_of(instrument: Instrument) -> tuple[Page, ...]:
    """All pages in order, also those that are not asked; worked out once for each instrument."""
    if id(instrument) not in _KNOWN:
        split = (page for section in instrument.sections for page in _split(instrument, section))
        _KNOWN[id(instrument)] = instrument, tuple(split)
    return _KNOWN[id(instrument)][1]


def _split(instrument: Instrument, section: Section) -> Iterator[Page]:
    groups: list[list[Item]] = []
    for item in section.items:
        group = next((g for g in groups if _joins(instrument, item, g, groups)), None)
        if group is None:
            groups.append([item])
        else:
            group.append(item)
    for number, group in enumerate(groups, 1):
        yield Page(section, number, tuple(group))


def _joins(instrument: Instrument, item: Item, group: list[Item], groups: list[list[Item]]) -> bool:
    """Whether the item fits on the page, and everything that decides whether it is asked stands before it."""
    if isinstance(item.kind, FreeText):
        return group is groups[-1] and group[-1].optional and item.optional
    if len(group) == MOST or _sort(item) is None or _sort(item) != _sort(group[0]):
        return False
    placed = {other.code for g in groups[: groups.index(group) + 1] for other in g}
    later = {other.code for g in groups for other in g} - placed
    return not read_by(instrument, item) & later


def _sort(item: Item) -> tuple[type, bool] | None:
    """What questions on one page have in common; None where it stands alone."""
    kind = item.kind
    if item.code in ALONE or not isinstance(kind, OneOf | AnyOf) or len(kind.options) > LONG:
        return None
    return type(kind), item.declined


def read_by(instrument: Instrument, item: Item) -> set[str]:
    """The items whose answers decide whether it is asked, or how often."""
    reads = {
        code for condition in instrument.conditions[item.code] for code, _ in condition.reads()
    }
    if isinstance(item.kind, Group) and item.kind.counter:
        reads.add(item.kind.counter)
    return reads


def following(instrument: Instrument, page: Page) -> set[str]:
    """Every item that the page's answers decide on, directly or through other items."""
    found = {item.code for item in page.items}
    for item in instrument.items.values():
        if read_by(instrument, item) & found:
            found.add(item.code)
    return found
