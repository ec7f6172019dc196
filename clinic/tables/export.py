"""One export: what was chosen for it, the screenings that this gives, and the tables that they become."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import groupby

from django.db.models import QuerySet
from django.utils import timezone

from clinic.models import Invitation, Membership, Practice, Signature
from screening.protocols import PROTOCOLS

from .codebook import cells, columns
from .columns import Cell, Column
from .rows import Chosen, Marks, Progress, rows


@dataclass(frozen=True, slots=True)
class Choice:
    """Which screenings, from a day to a day, both included; and what of them."""

    first: date
    last: date
    protocol: str = ""
    """One of PROTOCOLS; "" for all of them."""
    signed: bool = False
    """Only what is signed, and not open for an amendment."""
    language: str = "nl"
    """Of the labels and the codebook."""
    codes: bool = False
    texts: bool = False


@dataclass(frozen=True)
class Table:
    """The screenings of one protocol, and the columns that it gives."""

    protocol: str
    columns: tuple[Column, ...]
    chosen: Sequence[Chosen]


@dataclass(frozen=True)
class Export:
    """Tables of one practice, a protocol each. Its marks for athletes die with it."""

    practice: Practice
    choice: Choice
    tables: tuple[Table, ...]
    made_on: date = field(default_factory=timezone.localdate)
    marks: Marks = field(default_factory=Marks)

    @property
    def chosen(self) -> list[Chosen]:
        return [each for table in self.tables for each in table.chosen]

    def lines(self, table: Table, progress: Progress | None = None) -> Iterator[list[Cell]]:
        """The cells of a table, a list a screening. `progress` counts over all tables of the export."""
        before = sum(len(t.chosen) for t in self.tables[: self.tables.index(table)])
        total = sum(len(t.chosen) for t in self.tables)

        def further(done: int, _of: int) -> None:
            if progress is not None:
                progress(before + done, total)

        for row in rows(table.chosen, practice=self.practice, marks=self.marks, progress=further):
            yield cells(table.columns, row)


def matching(choice: Choice, by: Membership) -> QuerySet[Invitation]:
    """The screenings of the member's practice that were sent in and fit."""
    found = Invitation.objects.filter(
        athlete__practice=by.practice_id,
        screening__submitted_at__gte=_midnight(choice.first),
        screening__submitted_at__lt=_midnight(choice.last + timedelta(days=1)),
    )
    if choice.protocol:
        found = found.filter(screening__protocol_id=choice.protocol)
    if choice.signed:
        closed = Signature.objects.filter(superseded_by=None, opened_at=None)
        found = found.filter(pk__in=closed.values("invitation"))
    return found


def prepare(choice: Choice, by: Membership) -> Export:
    """The export of what matches now. Its rows stand in the order of when they were sent only where codes are shown.

    Otherwise in the order of a random id, so that the place of a row tells no day.
    """
    order = "screening__submitted_at" if choice.codes else "screening_id"
    found = [
        Chosen(*values)
        for values in matching(choice, by)
        .order_by("screening__protocol_id", order)
        .values_list("pk", "athlete_id", "screening__code", "screening__protocol_id")
    ]
    tables = [
        Table(
            protocol,
            columns(
                PROTOCOLS[protocol].instrument,
                choice.language,
                codes=choice.codes,
                texts=choice.texts,
            ),
            tuple(chosen),
        )
        for protocol, chosen in groupby(found, key=lambda each: each.protocol)
    ]
    return Export(by.practice, choice, tuple(tables))


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
