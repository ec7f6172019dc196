"""Proving a backup: it is restored beside the live database, and everything in it is counted, checked and opened."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connections

from . import beside, files, key_rows, log, restoring, sealed


@dataclass(frozen=True, slots=True)
class Finding:
    what: str
    figure: str
    """Counts and dates; never a name or an answer."""
    faulty: bool = False


def prove(backup: Path, keys: Path, *, compare: bool = True) -> Iterator[Finding]:
    """What is found, one after another; raises Fault where nothing further can be found.

    `compare` asks the live log whether it goes on from the backup's.
    """
    with files.alone():
        about = restoring.check(backup, keys)
        yield Finding("backup", f"of {about['made_at']}, version {about['product']}")
        yield Finding("file", f"whole: every chunk, the digest of the dump, {about['database']}")
        with restoring.beside_live(backup, about) as alias:
            yield _database(alias)
            yield _rows(alias, about["rows"])
            yield _migrations(alias)
            yield from _keys(alias, backup, keys, about["living_keys"])
            yield from _sealed(alias)
            yield _log(alias, len(about["chains"]))
            if compare:
                yield _live(about["chains"])


def _database(alias: str) -> Finding:
    wrong = restoring.settled(connections[alias])
    return Finding("integrity and references", "; ".join(wrong) or "checked", bool(wrong))


def _rows(alias: str, told: dict[str, int]) -> Finding:
    found = beside.counted(connections[alias])
    wrong = [
        f"{table} has {found.get(table, 0):,} of {told.get(table, 0):,}"
        for table in sorted(told.keys() | found.keys())
        if told.get(table) != found.get(table)
    ]
    figure = f"{sum(found.values()):,} in {len(found)} tables"
    return Finding("rows", "; ".join(wrong) or figure, bool(wrong))


def _migrations(alias: str) -> Finding:
    done = restoring.bring_up(alias)
    return Finding("migrations", f"{done} were missing and were done" if done else "up to date")


def _keys(alias: str, backup: Path, keys: Path, then: int) -> Iterator[Finding]:
    strange = restoring.give_keys(alias, backup, keys)
    now, destroyed = key_rows.living_in(alias), key_rows.destroyed_in(alias)
    figure = f"{now:,} living, {destroyed:,} destroyed, {then - now:,} of them since the backup"
    yield Finding("data keys", figure)
    if strange or (then and not now):
        missing = strange or then
        yield Finding("data keys", f"{keys} lacks {missing:,} that the backup needs", faulty=True)


def _sealed(alias: str) -> Iterator[Finding]:
    for label, tally in sealed.try_all(alias):
        figure = f"{tally.opened:,} opened, {tally.erased:,} erased"
        if tally.faults:
            figure += f", {tally.faults:,} do not open"
        yield Finding(NAMES[label], figure, bool(tally.faults))


def _log(alias: str, chains: int) -> Finding:
    wrong = list(log.faults(alias))
    if not log.is_guarded(connections[alias]):
        wrong.append("the database does not refuse changes of it")
    return Finding("access log", "; ".join(wrong) or f"{chains:,} chains, whole", bool(wrong))


def _live(chains: log.Heads) -> Finding:
    """Whether the live log holds what was its last row then."""
    gone = len(log.gone(chains))
    figure = f"{gone:,} of {len(chains):,} chains were cut off or put back since" if gone else ""
    return Finding("live access log", figure or "goes on from the backup", bool(gone))


NAMES: dict[str, Any] = {
    "screening.Screening": "answers, measurements",
    "clinic.Handling": "what was done",
    "clinic.Consultation": "notes and plans",
    "clinic.Signature": "signed versions",
    "clinic.Report": "reports",
    "clinic.TableFile": "tables for analysis",
}
