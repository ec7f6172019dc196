"""Data keys on their way through backups, as lines of JSON in the order of their ids.

In the data stands each row of the table without its keys, and of each key a fingerprint. In the keys file stands each
living id with its keys: those of now, and those that it had at earlier runs, since a backup of that time is sealed with
them. A restored row gets the keys back whose fingerprints it had.
"""

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.db import connections, models, transaction

from screening import encryption
from screening.models import DataKey

TABLE = DataKey._meta.db_table
WRAPPED = [field.attname for field in DataKey._meta.fields if isinstance(field, models.BinaryField)]
"""The columns that hold a key."""
OTHERS = [field.attname for field in DataKey._meta.fields if field.attname not in WRAPPED]

EMPTY = f"UPDATE {TABLE} SET {', '.join(f'{name} = NULL' for name in WRAPPED)}"  # noqa: S608
A_BATCH = 1000

Row = dict[str, Any]


def emptied(alias: str) -> Iterator[bytes]:
    """A line for each row of the table: `row`, its other columns as text, and `keys`, fingerprints by column."""
    for key in DataKey.objects.using(alias).order_by("pk").iterator(A_BATCH):
        row = {name: DataKey._meta.get_field(name).value_to_string(key) for name in OTHERS}
        known = {name: getattr(key, name) for name in WRAPPED}
        keys = {name: fingerprint(key, each) for name, each in known.items() if each}
        yield _line({"id": str(key.pk), "row": row, "keys": keys})


def known(alias: str) -> Iterator[bytes]:
    """A line for each living key of a database: `id`, and `keys`, wrapped, by fingerprint."""
    for key in DataKey.objects.using(alias).exclude(wrapped=None).order_by("pk").iterator(A_BATCH):
        yield _line({"id": str(key.pk), "keys": _known(key)})


def living(*earlier: Iterable[bytes]) -> Iterator[bytes]:
    """As `known` of the live database, with the keys too that `earlier` lines know of the same ids.

    Whom those lines know and the database does not is left out: that is how a backup forgets.
    """
    found = _rows(known("default"))
    for lines in earlier:
        found = _joined(found, _rows(lines))
    return map(_line, found)


def _joined(rows: Iterable[Row], others: Iterable[Row]) -> Iterator[Row]:
    for row, other in _paired(rows, others):
        earlier = other["keys"] if other else {}
        # Those of the row last: the same key may stand under another master key than it did.
        yield {"id": row["id"], "keys": {**earlier, **row["keys"]}}


def _known(key: DataKey) -> dict[str, str]:
    """Its wrapped keys by fingerprint."""
    stored = [getattr(key, name) for name in WRAPPED]
    return {fingerprint(key, each): _text(each) for each in stored if each}


def fingerprint(key: DataKey, wrapped: bytes) -> str:
    """Of the key itself, which stays when another master key wraps it; of what is stored where that does not open."""
    try:
        plain = b"key" + encryption.unwrap(wrapped, str(key.pk))
    except encryption.Unreadable:
        plain = b"wrapped" + bytes(wrapped)
    return hashlib.sha256(plain).hexdigest()[:32]


def insert(alias: str, lines: Iterable[bytes]) -> None:
    """Put emptied rows into their table."""
    for batch in _batches(row["row"] for row in _rows(lines)):
        names = list(batch[0])
        spots = ", ".join(["%s"] * len(names))
        statement = f"INSERT INTO {TABLE} ({', '.join(names)}) VALUES ({spots})"  # noqa: S608
        with connections[alias].cursor() as cursor:
            cursor.executemany(
                statement, [[each[name] or None for name in names] for each in batch]
            )


def merge(alias: str, emptied: Iterable[bytes], living: Iterable[bytes]) -> int:
    """Give rows the keys back that they had; of how many living ids those are not there. All of it or nothing."""
    change = f"UPDATE {TABLE} SET {', '.join(f'{name} = %s' for name in WRAPPED)} WHERE id = %s"  # noqa: S608
    database, strange = connections[alias], 0
    as_stored = DataKey._meta.pk.get_db_prep_value
    found = ((row, its) for row, its in _paired(_rows(emptied), _rows(living)) if its)
    with transaction.atomic(using=alias), database.cursor() as cursor:
        for batch in _batches(found):
            values = []
            for row, its in batch:
                keys = [its["keys"].get(row["keys"].get(name)) for name in WRAPPED]
                strange += keys[0] is None and "wrapped" in row["keys"]
                pk = as_stored(DataKey._meta.pk.to_python(row["id"]), database)
                values.append([*map(_bytes, keys), pk])
            cursor.executemany(change, values)
    return strange


def living_in(alias: str) -> int:
    """How many keys a database has that were not destroyed."""
    return DataKey.objects.using(alias).exclude(wrapped=None).count()


def destroyed_in(alias: str) -> int:
    return DataKey.objects.using(alias).filter(wrapped=None).count()


def _paired(rows: Iterable[Row], others: Iterable[Row]) -> Iterator[tuple[Row, Row | None]]:
    """Each row with the other one of the same id, if there is one; both come in the order of their ids."""
    waiting = iter(others)
    other = next(waiting, None)
    for row in rows:
        while other is not None and other["id"] < row["id"]:
            other = next(waiting, None)
        yield row, other if other is not None and other["id"] == row["id"] else None
    # To the end, where a file says that it is whole.
    for _each in waiting:
        pass


def _rows(lines: Iterable[bytes]) -> Iterator[Row]:
    return map(json.loads, lines)


def _batches(rows: Iterable[Any]) -> Iterator[list[Any]]:
    waiting = iter(rows)
    while batch := list(islice(waiting, A_BATCH)):
        yield batch


def _line(row: Row) -> bytes:
    return json.dumps(row, separators=(",", ":")).encode() + b"\n"


def _text(value: bytes) -> str:
    return base64.b64encode(bytes(value)).decode()


def _bytes(text: str | None) -> bytes | None:
    return None if text is None else base64.b64decode(text)
