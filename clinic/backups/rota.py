"""Which backups of a folder are kept, and what they are called.

Three months at the most: names are not sealed with a key of their own, so an erased athlete's stands in a backup for as
long as that is kept.
"""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

DAYS, WEEKS, MONTHS = 7, 4, 3

NAME = "clinic-%Y%m%dT%H%M%SZ.backup"
NAMES = "clinic-*.backup"
PATTERN = re.compile(r"clinic-\d{8}T\d{6}Z\.backup")

SPANS: tuple[tuple[int, Callable[[datetime], tuple[int, ...]]], ...] = (
    (DAYS, lambda at: (at.year, at.month, at.day)),
    (WEEKS, lambda at: at.isocalendar()[:2]),
    (MONTHS, lambda at: (at.year, at.month)),
)


def name_now() -> str:
    return datetime.now(UTC).strftime(NAME)


def made_at(name: str) -> datetime | None:
    """The moment in a name, UTC; None for a name that is not a backup's."""
    if not PATTERN.fullmatch(name):
        return None
    try:
        return datetime.strptime(name, NAME).replace(tzinfo=UTC)
    except ValueError:
        return None


def kept(moments: Iterable[datetime]) -> set[datetime]:
    """The last one of each of the latest days, weeks and months in which there was one."""
    latest = sorted(set(moments), reverse=True)
    keep: set[datetime] = set()
    for many, span_of in SPANS:
        last: dict[tuple[int, ...], datetime] = {}
        for at in latest:
            last.setdefault(span_of(at), at)
        keep.update(list(last.values())[:many])
    return keep


def prune(folder: Path) -> int:
    """Remove the others; how many. Files with other names are left alone."""
    found = {at: path for path in folder.iterdir() if (at := made_at(path.name))}
    gone = found.keys() - kept(found)
    for at in gone:
        found[at].unlink()
    return len(gone)
