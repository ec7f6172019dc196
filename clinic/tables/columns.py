"""What a column of a table is: its name, what it means, and how its cell is read from a screening."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from screening.core.kinds import Kind, Number, Option

Cell = str | int | Decimal | date | None
"""None where there is no value; another cell of the row then says why."""


Read = Callable[[Any], Cell]


class Holds(StrEnum):
    """What stands in the cells of a column."""

    CODE = "code"
    LABEL = "label"
    NUMBER = "number"
    YES_NO = "0/1"
    DAY = "date"
    MONTH = "month"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Column:
    """A column and its line of the codebook, in one language.

    `read` takes an Opened of rows.py; where `head`, its Row, which is there for a screening that cannot be opened too.
    `source` says which question or rule the value comes from.
    """

    name: str
    meaning: str
    holds: Holds
    read: Read = field(repr=False)
    unit: str = ""
    least: int | None = None
    most: int | None = None
    options: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
    head: bool = False


def labels(options: Iterable[Option]) -> dict[str, str]:
    """The words of options by code, in the active language."""
    return {option.code: str(option.label) for option in options}


def limits(kind: Kind) -> dict[str, int]:
    """The range of a number, for a column."""
    return {"least": kind.least, "most": kind.most} if isinstance(kind, Number) else {}


def in_words(coded: Column) -> Column:
    """The label beside a column of codes."""
    read, words = coded.read, coded.options
    return Column(
        name=f"{coded.name}.label",
        meaning=_("%(what)s (in words)") % {"what": coded.meaning},
        holds=Holds.LABEL,
        read=lambda about: words.get(read(about)),
        source=coded.source,
        head=coded.head,
    )


def day_column(
    name: str, meaning: str, read: Callable[[Any], date | None], *, precise: bool, **more: Any
) -> Column:
    """A date; its month alone unless `precise`, because a day and a rare answer together can tell who it is."""
    if precise:
        return Column(name, meaning, Holds.DAY, read, **more)

    def month(about: Any) -> str | None:
        day = read(about)
        return None if day is None else f"{day:%Y-%m}"

    return Column(name, meaning, Holds.MONTH, month, **more)
