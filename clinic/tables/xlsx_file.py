"""XLSX: a sheet a protocol, the codebook and what it is. Numbers are numbers, dates are dates, and text is never more.

Written row by row: however many screenings there are, a few are in memory. Meanwhile rows stand in temporary files of
this machine, which are gone when the work ends, also when it fails.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from tempfile import TemporaryDirectory
from typing import BinaryIO

from django.utils import translation
from django.utils.translation import pgettext
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from .about import about
from .codebook import HEADINGS, lines
from .columns import Cell, Column, Holds
from .export import Export, Table
from .rows import Progress

WIDTHS = {
    Holds.CODE: 16,
    Holds.LABEL: 28,
    Holds.NUMBER: 10,
    Holds.YES_NO: 8,
    Holds.DAY: 12,
    Holds.MONTH: 10,
    Holds.TEXT: 24,
}
WIDEST = 36
CODEBOOK_WIDTHS = (34, 70, 16, 12, 8, 8, 60, 60)
ABOUT_WIDTHS = (24, 100)
LINE = 15
"""Points in height of one line of text."""
NO_FORMULAS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
FIRST_YEAR = 1900
"""Spreadsheets know no earlier dates."""
HEADING = {"bold": True, "bottom": 1, "bg_color": "#e3eeec", "font_color": "#1b2322"}
WRAPPED = {"text_wrap": True, "valign": "top"}


def write_xlsx(out: BinaryIO, export: Export, progress: Progress | None = None) -> None:
    """Write the whole export to a file that can be written and sought."""
    with TemporaryDirectory(prefix="tables-") as folder:
        options = {**NO_FORMULAS, "tmpdir": folder}
        with Workbook(out, options) as book, translation.override(export.choice.language):
            heading, wrapped = book.add_format(HEADING), book.add_format(WRAPPED)
            days = book.add_format({"num_format": "yyyy-mm-dd"})
            for table in export.tables:
                _table(book.add_worksheet(table.protocol), export, table, heading, days, progress)
            for table in export.tables:
                name = pgettext("name of a sheet", "codebook")
                if len(export.tables) > 1:
                    name = f"{name} {table.protocol}"
                _codebook(book.add_worksheet(name), table.columns, heading, wrapped)
            _about(book.add_worksheet(pgettext("name of a sheet", "about")), export, wrapped, book)


def _table(
    sheet: Worksheet,
    export: Export,
    table: Table,
    heading: Format,
    days: Format,
    progress: Progress | None,
) -> None:
    for place, column in enumerate(table.columns):
        width = min(WIDEST, max(WIDTHS[column.holds], len(column.name) + 4))
        sheet.set_column(place, place, width)
    _row(sheet, 0, [column.name for column in table.columns], heading)
    sheet.freeze_panes(1, 1)
    last = 0
    for last, line in enumerate(export.lines(table, progress), start=1):
        _row(sheet, last, line, days=days)
    sheet.autofilter(0, 0, last, len(table.columns) - 1)


def _codebook(
    sheet: Worksheet, columns: Iterable[Column], heading: Format, wrapped: Format
) -> None:
    for place, width in enumerate(CODEBOOK_WIDTHS):
        sheet.set_column(place, place, width)
    _row(sheet, 0, [str(each) for each in HEADINGS], heading)
    sheet.freeze_panes(1, 1)
    last = 0
    for last, line in enumerate(lines(columns), start=1):
        _heighten(sheet, last, line, CODEBOOK_WIDTHS)
        _row(sheet, last, line, wrapped)
    sheet.autofilter(0, 0, last, len(HEADINGS) - 1)


def _about(sheet: Worksheet, export: Export, wrapped: Format, book: Workbook) -> None:
    bold = book.add_format({**WRAPPED, "bold": True})
    for place, width in enumerate(ABOUT_WIDTHS):
        sheet.set_column(place, place, width)
    for place, (name, text) in enumerate(about(export)):
        _heighten(sheet, place, (name, text), ABOUT_WIDTHS)
        sheet.write_string(place, 0, name, bold)
        sheet.write_string(place, 1, text, wrapped)


def _heighten(sheet: Worksheet, row: int, line: Iterable[Cell], widths: Iterable[int]) -> None:
    """Make a row high enough for its wrapped texts: not every program does that by itself."""
    high = max(-(-len(str(cell)) // width) for cell, width in zip(line, widths, strict=True))
    sheet.set_row(row, LINE * max(1, high))


def _row(
    sheet: Worksheet,
    row: int,
    line: Sequence[Cell],
    form: Format | None = None,
    days: Format | None = None,
) -> None:
    """Each cell by its own type: xlsxwriter is never left to guess what a text is."""
    for place, cell in enumerate(line):
        match cell:
            case None | "":
                continue
            case str():
                sheet.write_string(row, place, cell, form)
            case date() if cell.year >= FIRST_YEAR:
                sheet.write_datetime(row, place, cell, days)
            case int() | Decimal():
                sheet.write_number(row, place, cell, form)
            case _:
                sheet.write_string(row, place, str(cell), form)
