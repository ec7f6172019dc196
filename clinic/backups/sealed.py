"""Opening everything that is sealed in a database, and saying of nothing more than how it went."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.apps import apps

from clinic.actions.rotation import KEY_OF
from clinic.models import record
from clinic.privacy import FIELDS, Kind
from screening import encryption

from .key_rows import WRAPPED

DIGESTS = {
    ("clinic.Report", "sealed_pdf"): "sha256",
    ("clinic.Signature", "sealed_snapshot"): "digest",
}
"""Where what opens has a digest of its own that it must have."""

AT_ONCE = 20
"""Rows in memory; a report may be some megabytes."""


@dataclass(slots=True)
class Tally:
    """The values of one model: how many opened, how many closed for good with their key, how many did not open."""

    opened: int = 0
    erased: int = 0
    faults: int = 0


def fields_of(label: str) -> list[str]:
    return [name for name, kind in FIELDS[label].items() if kind is Kind.HEALTH]


def try_all(alias: str) -> Iterator[tuple[str, Tally]]:
    """Each model with sealed values, by its label."""
    for label in KEY_OF:
        yield label, _try(alias, label)


def _try(alias: str, label: str) -> Tally:
    fields, way = fields_of(label), KEY_OF[label]
    digests = {field: DIGESTS[label, field] for field in fields if (label, field) in DIGESTS}
    columns = [f"{way}__{name}" for name in ("id", *WRAPPED)]
    tally = Tally()
    rows = apps.get_model(label)._base_manager.using(alias).order_by()
    for row in rows.values("pk", *fields, *digests.values(), *columns).iterator(AT_ONCE):
        keys = _keys(row, way)
        for field in fields:
            if row[field] is None:
                continue
            about = f"{label}.{field}:{row['pk']}"
            if keys is None:
                tally.erased += 1
            elif _opens(keys, row[field], about, row.get(digests.get(field))):
                tally.opened += 1
            else:
                tally.faults += 1
    return tally


def _keys(row: dict[str, Any], way: str) -> list[bytes] | None:
    """What may open the values of a row, in the order in which it is tried; None where it was destroyed."""
    about = str(row[f"{way}__id"])
    stored = [row[f"{way}__{name}"] for name in WRAPPED]
    if stored[0] is None:
        return None
    keys = []
    for each in filter(None, stored):
        with suppress(encryption.Unreadable):
            keys.append(encryption.unwrap(each, about))
    return keys


def _opens(keys: list[bytes], sealed: bytes, about: str, digest: str | None) -> bool:
    """Whether a value opens and has the digest that is kept of it: of its bytes, or of its canonical JSON."""
    plain = _plain(keys, sealed, about)
    if plain is None or digest is None or hashlib.sha256(plain).hexdigest() == digest:
        return plain is not None
    try:
        return record.digest(json.loads(plain)) == digest
    except ValueError:
        return False


def _plain(keys: list[bytes], sealed: bytes, about: str) -> bytes | None:
    for key in keys:
        with suppress(encryption.Unreadable):
            return encryption.open_bytes(key, sealed, about)
    return None
