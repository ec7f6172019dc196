"""Whether the database is whole: what it finds wrong with itself; and that what was deleted is gone from its files."""

from collections.abc import Iterator
from typing import Any

from django.db import DatabaseError, OperationalError, connection, transaction

MOST = 20
"""So many faults are named."""


def faults(*, thorough: bool = False) -> list[str]:
    """What is wrong, at most MOST lines; empty when nothing is. Reads the whole database, about a second for 100 MB.

    `thorough` also holds each index against its table: some ten times as long. Raises OperationalError where there is
    no connection.
    """
    look = _sqlite if connection.vendor == "sqlite" else _postgresql
    with connection.cursor() as cursor:
        return [fault for fault, _place in zip(look(cursor, thorough), range(MOST), strict=False)]


WAIT = 2000
"""So many milliseconds nobody else may write while `settle` waits for who reads."""


def settle() -> None:
    """Let SQLite overwrite at once what was deleted, which stands in its files until what it wrote ahead is taken over.

    Where somebody reads for too long, and inside a transaction, it happens later by itself. PostgreSQL overwrites in
    its own time.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        (usual,) = cursor.fetchone()
        cursor.execute(f"PRAGMA busy_timeout = {WAIT}")
        try:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {usual}")


def _sqlite(cursor: Any, thorough: bool) -> Iterator[str]:
    check = "integrity_check" if thorough else "quick_check"
    try:
        cursor.execute(f"PRAGMA {check}({MOST})")
        lines = [line for (line,) in cursor.fetchall() if line != "ok"]
        cursor.execute("PRAGMA foreign_key_check")
        loose = cursor.fetchall()
    except OperationalError:
        raise
    except DatabaseError as error:
        yield str(error)
        return
    yield from lines
    for table, row, parent, _number in loose:
        yield f"{table}: row {row} names a row of {parent} that is not there"


def _postgresql(cursor: Any, thorough: bool) -> Iterator[str]:
    """Its own constraints hold the rows together; amcheck, where it is installed, reads the indexes."""
    cursor.execute(
        "SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE NOT convalidated"
    )
    for table, name in cursor.fetchall():
        yield f"{table}: constraint {name} was never checked"
    cursor.execute("SELECT indexrelid::regclass::text FROM pg_index WHERE NOT indisvalid")
    for (index,) in cursor.fetchall():
        yield f"index {index} is not valid"
    cursor.execute("SELECT 1 FROM pg_extension WHERE extname = 'amcheck'")
    if cursor.fetchone() is None:
        return
    cursor.execute(
        "SELECT c.oid::regclass::text FROM pg_class c JOIN pg_am a ON a.oid = c.relam "
        "JOIN pg_namespace n ON n.oid = c.relnamespace "
        "WHERE a.amname = 'btree' AND c.relkind = 'i' AND n.nspname = 'public'"
    )
    for (index,) in cursor.fetchall():
        yield from _index(cursor, index, thorough)


def _index(cursor: Any, index: str, thorough: bool) -> Iterator[str]:
    try:
        with transaction.atomic():
            cursor.execute("SELECT bt_index_check(%s::regclass, %s)", [index, thorough])
    except DatabaseError as error:
        yield f"index {index}: {type(error).__name__}"
