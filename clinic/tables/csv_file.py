"""CSV that a double click opens well in a Dutch Excel: semicolons, decimal commas, UTF-8 with its mark.

In R this is read.csv2(..., fileEncoding = "UTF-8-BOM"), in pandas read_csv(..., sep=";", decimal=",").
"""

import csv
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TextIO

from django.utils import translation

from .codebook import HEADINGS
from .codebook import lines as described
from .columns import Cell, Column
from .export import Export, Table
from .rows import Progress

MARK = "\ufeff"
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet may take for a formula, or skip before one, at the start of a text."""


class _Line:
    """A file that holds the last line written to it."""

    def __init__(self) -> None:
        self.text = ""

    def write(self, text: str) -> None:
        self.text = text


def harmless(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet could take it for a formula."""
    return f"'{text}" if text.startswith(FORMULA) or text.lstrip().startswith(FORMULA) else text


def written(cell: Cell) -> str:
    """A cell as text: numbers with a decimal comma and never changed, texts made harmless."""
    match cell:
        case None:
            return ""
        case str():
            return harmless(cell)
        case Decimal():
            return f"{cell:f}".replace(".", ",")
        case _:
            return str(cell)


def lines(rows: Iterable[Iterable[Cell]]) -> Iterator[str]:
    """A piece of text a row."""
    line = _Line()
    writer = csv.writer(line, delimiter=";", lineterminator="\r\n")
    for row in rows:
        writer.writerow([written(cell) for cell in row])
        yield line.text


def csv_lines(export: Export, table: Table, progress: Progress | None = None) -> Iterator[str]:
    """One table, a piece of text a line, the heading first."""
    yield MARK
    yield from lines([[column.name for column in table.columns]])
    yield from lines(export.lines(table, progress))


def codebook_lines(columns: Iterable[Column], language: str) -> Iterator[str]:
    """The codebook that belongs to it."""
    yield MARK
    with translation.override(language):
        rows = [[str(heading) for heading in HEADINGS], *described(columns)]
    yield from lines(rows)


def write_csv(out: TextIO, export: Export, table: Table, progress: Progress | None = None) -> None:
    """Write one table to a file that was opened with newline="" and as UTF-8."""
    out.writelines(csv_lines(export, table, progress))
