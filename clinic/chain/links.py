"""The codes of rows, and adding rows."""

import hmac
import json
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from functools import lru_cache
from ipaddress import ip_address
from itertools import groupby
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, IntegrityError, connections, transaction

from clinic.models import NO_PRACTICE, Chain, Cut, Event
from screening.encryption import unwrap
from screening.models import DataKey

BEGINNING = bytes(32)
"""What the first row of a chain hangs on."""

A_BATCH = 500


def canonical(event: Event) -> bytes:
    """Every field of a row but its id, in a form that two different rows never share.

    A list in JSON, in ASCII, that begins with the form's own name: a form that is in use is never changed.
    """
    fields = [
        "event 1",
        str(event.chain),
        event.number,
        _moment(event.at),
        _text(event.who),
        event.role,
        _text(event.practice_id),
        _text(event.athlete_id),
        event.screening,
        str(event.action),
        event.object,
        str(event.outcome),
        ip_address(event.address).packed.hex() if event.address else None,
        event.reason,
    ]
    return json.dumps(fields, separators=(",", ":")).encode("ascii")


def mac(key: bytes, before: bytes, event: Event) -> bytes:
    """The code of a row that follows the one with the code `before`."""
    return hmac.digest(key, before + canonical(event), "sha256")


def seal(key: bytes, cut: Cut) -> bytes:
    """The code of a cut itself."""
    fields = ["cut 1", str(cut.chain), cut.number, bytes(cut.mac).hex(), _moment(cut.at)]
    return hmac.digest(key, json.dumps(fields, separators=(",", ":")).encode("ascii"), "sha256")


def _text(value: UUID | None) -> str | None:
    return None if value is None else str(value)


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def append(events: Iterable[Event], *, using: str = DEFAULT_DB_ALIAS) -> None:
    """Add rows, each to the chain of its practice. What is told of in this transaction fails where this fails.

    The chains' heads stay locked until the transaction ends: nothing else is to be locked after this.
    """
    by_chain = sorted(events, key=_chain_of)
    if connections[using].in_atomic_block:
        _check_foreign_keys(using)
    with transaction.atomic(using, savepoint=False):
        for chain, rows in groupby(by_chain, key=_chain_of):
            _append(head_of(chain, using=using), list(rows), using)


def _check_foreign_keys(using: str) -> None:
    """PostgreSQL would check them at COMMIT, and lock the rows that they point to then: after the head."""
    if connections[using].vendor == "postgresql":
        with connections[using].cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


def _chain_of(event: Event) -> UUID:
    return event.practice_id or NO_PRACTICE


def _append(head: Chain, events: Sequence[Event], using: str) -> None:
    key, number, before = key_of(head), head.number, bytes(head.mac)
    for event in events:
        number += 1
        event.chain, event.number = head.pk, number
        event.mac = before = mac(key, before, event)
    Event.objects.using(using).bulk_create(events, batch_size=A_BATCH)
    Chain.objects.using(using).filter(pk=head.pk).update(number=number, mac=before)


def head_of(chain: UUID, *, using: str = DEFAULT_DB_ALIAS) -> Chain:
    """The head of a chain, locked; made where this is its first row."""
    chains = Chain.objects.using(using)
    locked = chains.select_for_update(of=("self",)).select_related("key").filter(pk=chain)
    head = locked.first()
    if head is not None:
        return head
    # Of two who begin it at once one makes it; the other waits here.
    with suppress(IntegrityError), transaction.atomic(using):
        chains.create(pk=chain, key=DataKey.objects.using(using).create(), mac=BEGINNING)
    return locked.get()


def key_of(head: Chain) -> bytes:
    return _opened(str(head.key_id), bytes(head.key.wrapped or b""))


@lru_cache(maxsize=256)
def _opened(about: str, wrapped: bytes) -> bytes:
    """Kept in this process, since opening it for each row costs more than the row."""
    return unwrap(wrapped, about)
