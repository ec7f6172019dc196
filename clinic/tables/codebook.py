"""The codebook: every column of a table as data, in one language."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from screening.core.instrument import Instrument
from screening.core.kinds import Text

from .answers import answer_columns
from .columns import Cell, Column, Holds, Read, day_column
from .measured import measured_columns
from .results import result_columns
from .rows import Row

HOLDS: dict[Holds, Text] = {
    Holds.CODE: pgettext_lazy("table", "Code"),
    Holds.LABEL: pgettext_lazy("table", "Label"),
    Holds.NUMBER: pgettext_lazy("table", "Number"),
    Holds.YES_NO: pgettext_lazy("table", "1 or 0"),
    Holds.DAY: pgettext_lazy("table", "Date"),
    Holds.MONTH: pgettext_lazy("table", "Year and month"),
    Holds.TEXT: pgettext_lazy("table", "Text"),
}
HEADINGS: tuple[Text, ...] = (
    pgettext_lazy("codebook", "Column"),
    pgettext_lazy("codebook", "What it means"),
    pgettext_lazy("codebook", "What it holds"),
    pgettext_lazy("codebook", "Unit"),
    pgettext_lazy("codebook", "Least"),
    pgettext_lazy("codebook", "Most"),
    pgettext_lazy("codebook", "Codes"),
    pgettext_lazy("codebook", "Source"),
)
READABLE, UNREADABLE = "readable", "unreadable"
SYSTEM = gettext_lazy("This programme")


def columns(
    instrument: Instrument, language: str, *, codes: bool = False, texts: bool = False
) -> tuple[Column, ...]:
    """Every column of a table of this instrument, with its words in `language`.

    `codes`: the practice's own screening code, and whole dates; without them months, and nothing that leads back.
    `texts`: what athletes wrote in their own words.
    """
    with translation.override(language):
        return (
            *_head(codes=codes),
            *result_columns(),
            *answer_columns(instrument, precise=codes, texts=texts),
            *measured_columns(instrument, precise=codes),
        )


def lines(columns: Iterable[Column]) -> Iterator[list[Cell]]:
    """The codebook as rows under HEADINGS; call it in the language of the columns."""
    for column in columns:
        yield [
            column.name,
            column.meaning,
            str(HOLDS[column.holds]),
            column.unit,
            column.least,
            column.most,
            "; ".join(f"{code} = {words}" for code, words in column.options.items()),
            column.source,
        ]


def _head(*, codes: bool) -> Iterator[Column]:
    """Which screening it is; all of this is there for one that cannot be opened too."""
    if codes:
        yield _column(
            "code",
            _("Code of the screening in this practice"),
            Holds.TEXT,
            lambda row: row.code,
        )
    yield _column(
        "athlete",
        _("Stands for the athlete in this file alone; her screenings all have the same"),
        Holds.TEXT,
        lambda row: row.mark,
    )
    yield _coded(
        "state",
        _("Whether the screening can be read; if not, the columns behind are empty"),
        lambda row: READABLE if row.opened else UNREADABLE,
        {
            READABLE: pgettext("table", "Can be read"),
            UNREADABLE: pgettext("table", "Cannot be read"),
        },
    )
    yield _column("protocol", _("Questionnaire and its version"), Holds.TEXT, lambda r: r.protocol)
    sent = _("When it was sent in")
    yield day_column(
        "sent_on", sent, lambda row: row.sent_on, precise=codes, source=str(SYSTEM), head=True
    )
    yield _column(
        "age",
        _("Age when it was sent in, in whole years"),
        Holds.NUMBER,
        lambda row: row.age,
        unit=pgettext("table", "years"),
    )
    languages = {code: str(name) for code, name in settings.LANGUAGES}
    yield _coded("language", _("Language of the answers"), lambda r: r.language, languages)
    yield _coded(
        "signed",
        _("Signed by the practice, and not open for an amendment"),
        lambda row: SIGNED[row.signed],
        {"yes": pgettext("table", "Yes"), "no": pgettext("table", "No")},
    )
    yield Column(
        "version",
        _("Version of the rules"),
        Holds.TEXT,
        lambda opened: opened.assessment.version,
        source=str(SYSTEM),
    )


SIGNED = {True: "yes", False: "no", None: None}


def _column(name: str, meaning: str, holds: Holds, read: Read, **more: Any) -> Column:
    return Column(name, meaning, holds, read, source=str(SYSTEM), head=True, **more)


def _coded(name: str, meaning: str, read: Read, options: dict[str, str]) -> Column:
    return _column(name, meaning, Holds.CODE, read, options=options)


def cells(columns: Iterable[Column], row: Row) -> list[Cell]:
    """One line of a table: of a screening that cannot be opened the head alone."""
    return [
        column.read(row if column.head else row.opened) if column.head or row.opened else None
        for column in columns
    ]
