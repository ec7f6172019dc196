"""The log as a file: times in UTC, codes as they are stored, names of who works at the practice beside their ids.

No names of athletes: their ids, and the practice's own numbers.
"""

from collections.abc import Iterator
from datetime import UTC

from django.db.models import QuerySet

from clinic.models import Athlete, Event, Practice
from clinic.tables.columns import Cell
from clinic.tables.csv_file import MARK, lines

from .rows import names_of

COLUMNS = (
    "number",
    "at_utc",
    "who",
    "name",
    "role",
    "athlete",
    "client_number",
    "screening",
    "action",
    "object",
    "outcome",
    "address",
    "reason",
    "mac",
)
TOGETHER = 2000
"""Rows that are in memory at a time."""


def written(practice: Practice, events: QuerySet[Event]) -> list[str]:
    """A piece of text a line, the heading first; in the practice's scope."""
    return [MARK, *lines([COLUMNS]), *lines(_rows(practice, events))]


def _rows(practice: Practice, events: QuerySet[Event]) -> Iterator[list[Cell]]:
    names = names_of(practice)
    numbers = dict(Athlete.objects.order_by().values_list("pk", "client_number"))
    for event in events.iterator(TOGETHER):
        yield [
            event.number,
            event.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
            str(event.who or ""),
            names.get(str(event.who), ""),
            event.role,
            str(event.athlete_id or ""),
            numbers.get(event.athlete_id, ""),
            event.screening,
            event.action,
            event.object,
            event.outcome,
            event.address or "",
            event.reason,
            bytes(event.mac).hex(),
        ]
