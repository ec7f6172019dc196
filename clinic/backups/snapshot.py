"""One moment of the live database as a stream of bytes, while others go on writing. No data key is in it."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from clinic.models import Backup, Session
from clinic.version import VERSION

from . import Fault, beside, key_rows, log, postgresql
from .container import CHUNK


@dataclass(frozen=True, slots=True)
class Moment:
    about: dict[str, Any]
    """What was there: `product`, `database`, `made_at`, `migrations`, `rows` a table, `chains`, `living_keys`."""
    keys: Iterator[bytes]
    """Lines of emptied data keys; to be read before the dump."""
    known: Iterator[bytes]
    """Lines of living data keys; the same."""
    dump: Iterator[bytes]
    """The database: a file of SQLite, or what pg_dump writes in its custom format without the rows of data keys."""


@contextmanager
def taken() -> Iterator[Moment]:
    """The live database as it stands now; what had to be copied for it is gone when the block ends."""
    vendor = connection.vendor
    if vendor not in (beside.SQLITE, beside.POSTGRESQL):
        raise Fault(f"Backups are made of SQLite and PostgreSQL, not of {vendor}.")
    with _of_file() if vendor == beside.SQLITE else _of_server() as moment:
        yield moment


def left_out(live: BaseDatabaseWrapper) -> list[str]:
    """Tables that no backup keeps rows of: sessions, which must not come to life again, and what is of this place."""
    caches = {cache["LOCATION"] for cache in settings.CACHES.values() if "db." in cache["BACKEND"]}
    emptied = {Session._meta.db_table, Backup._meta.db_table} | caches
    return [table for table in beside.tables(live) if table in emptied]


def _about(alias: str, made_at: str) -> dict[str, Any]:
    seen = connections[alias]
    return {
        "product": VERSION,
        "database": seen.vendor,
        "made_at": made_at,
        "migrations": sorted(map(".".join, MigrationRecorder(seen).applied_migrations())),
        "rows": beside.counted(seen),
        "chains": log.heads(alias),
        "living_keys": key_rows.living_in(alias),
    }


def _now() -> str:
    return timezone.now().isoformat()


# ── SQLite ──────────────────────────────────────────────────────────────────────────────────


def live_file() -> Path:
    """Where the live database lies."""
    name = str(connection.settings_dict["NAME"])
    if "memory" in name.partition("?")[2] or name == ":memory:":
        raise Fault("A database in memory cannot be backed up.")
    return Path(name)


@contextmanager
def spare(size: int) -> Iterator[Path]:
    """A new file beside the live one, readable by nobody else, gone when the block ends.

    Raises Fault where `size` bytes would leave the live database too little room.
    """
    live = live_file()
    for left in live.parent.glob(f".{live.name}.copy-*"):
        left.unlink()
    if shutil.disk_usage(live.parent).free < size + settings.DISK_FREE_MB * 1_000_000:
        raise Fault(f"{live.parent} has too little room for a copy of {size:,} bytes.")
    descriptor, name = tempfile.mkstemp(dir=live.parent, prefix=f".{live.name}.copy-")
    os.close(descriptor)
    try:
        yield Path(name)
    finally:
        for left in live.parent.glob(f"{Path(name).name}*"):
            left.unlink()


@contextmanager
def _of_file() -> Iterator[Moment]:
    made_at, live = _now(), live_file()
    with spare(live.stat().st_size) as copy:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(copy)])
        with beside.opened(beside.file(copy)) as alias:
            with connections[alias].cursor() as cursor:
                # What is overwritten must not stand in a journal beside it.
                cursor.execute("PRAGMA journal_mode=OFF")
                for table in left_out(connections[alias]):
                    cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")  # noqa: S608
            about = _about(alias, made_at)
            keys, known = key_rows.emptied(alias), key_rows.known(alias)
            yield Moment(about, keys, known, _pieces(alias, copy))


def _pieces(alias: str, copy: Path) -> Iterator[bytes]:
    """The copy, once its keys are overwritten."""
    with connections[alias].cursor() as cursor:
        cursor.execute(key_rows.EMPTY)
    connections[alias].close()
    with copy.open("rb") as file:
        while piece := file.read(CHUNK):
            yield piece


# ── PostgreSQL ──────────────────────────────────────────────────────────────────────────────


@contextmanager
def _of_server() -> Iterator[Moment]:
    made_at = _now()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        (name,) = cursor.fetchone()
        emptied = left_out(connection)
        about = _about(connection.alias, made_at)
        about["rows"].update(dict.fromkeys(emptied, 0))
        without = [*emptied, key_rows.TABLE]
        yield Moment(
            about,
            key_rows.emptied(connection.alias),
            key_rows.known(connection.alias),
            postgresql.dump(connection, name, without=without),
        )
