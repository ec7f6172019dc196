"""The file of a backup: whatever happens to it is noticed, and said in one sentence."""

import io
import os
import secrets
import tracemalloc
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic.backups import Fault
from clinic.backups.container import (
    ABOUT,
    CHUNK,
    DATA,
    DUMP,
    END,
    KEYS,
    KEYS_FILE,
    MAGIC,
    Writer,
    read,
)

SMALL = [(ABOUT, b'{"made_at": "now"}'), (DUMP, b"all of the rows"), (END, b"{}")]
LARGE = [(ABOUT, b"{}"), (DUMP, secrets.token_bytes(2 * CHUNK + 77)), (END, b"{}")]


def sealed(parts: list[tuple[bytes, bytes]], purpose: bytes = DATA) -> bytes:
    file = io.BytesIO()
    writer = Writer(file, purpose)
    for section, content in parts:
        writer.write(section, content)
    writer.close()
    return file.getvalue()


def opened(content: bytes, purpose: bytes = DATA) -> dict[bytes, bytes]:
    found: dict[bytes, bytes] = {}
    for section, part in read(io.BytesIO(content), purpose):
        found[section] = found.get(section, b"") + part
    return found


def frames(content: bytes) -> tuple[bytes, list[bytes]]:
    """The head, and each chunk with its length before it."""
    at = len(MAGIC) + 4
    at += int.from_bytes(content[at - 2 : at], "big")
    head, found = content[:at], []
    while at < len(content):
        end = at + 4 + int.from_bytes(content[at : at + 4], "big")
        found.append(content[at:end])
        at = end
    return head, found


WHOLE_SMALL, WHOLE_LARGE = sealed(SMALL), sealed(LARGE)


@given(st.lists(st.tuples(st.sampled_from([ABOUT, DUMP, KEYS]), st.binary(max_size=50))))
def test_what_is_sealed_opens_as_it_was_in_its_order(parts: list[tuple[bytes, bytes]]) -> None:
    back = list(read(io.BytesIO(sealed([*parts, (END, b"e")])), DATA))
    assert b"".join(content for _section, content in back) == b"".join(
        content for _section, content in [*parts, (END, b"e")]
    )


def test_a_section_longer_than_a_chunk_is_cut_and_opens_whole() -> None:
    _head, chunks = frames(WHOLE_LARGE)
    assert [len(chunk) for chunk in chunks[1:4]] == [CHUNK + 21, CHUNK + 21, 77 + 21]
    assert opened(WHOLE_LARGE) == dict(LARGE)


def test_nothing_of_it_can_be_read_without_the_key() -> None:
    assert b"rows" not in WHOLE_SMALL
    assert b"made_at" not in WHOLE_SMALL


def test_no_bit_can_be_another() -> None:
    for at in range(8 * len(WHOLE_SMALL)):
        changed = bytearray(WHOLE_SMALL)
        changed[at // 8] ^= 1 << at % 8
        with pytest.raises(Fault):
            opened(bytes(changed))


def test_it_cannot_be_shorter() -> None:
    for length in range(len(WHOLE_SMALL)):
        with pytest.raises(Fault):
            opened(WHOLE_SMALL[:length])


@given(st.binary(min_size=1, max_size=300))
def test_it_cannot_be_longer(more: bytes) -> None:
    with pytest.raises(Fault):
        opened(WHOLE_SMALL + more)


def told(content: bytes, purpose: bytes = DATA) -> str:
    with pytest.raises(Fault) as caught:
        opened(content, purpose)
    return str(caught.value)


def test_each_fault_is_told_apart() -> None:
    head, chunks = frames(WHOLE_LARGE)
    swapped = [chunks[0], chunks[2], chunks[1], *chunks[3:]]
    assert told(head + b"".join(swapped)) == "its chunk 1 is damaged or does not belong there"
    assert told(head + b"".join(chunks[:-1])) == "it was cut off: it ends before its chunk 4"
    assert told(WHOLE_LARGE[:-1]) == "it was cut off: it ends before its chunk 4"
    assert told(head + b"".join([*chunks, chunks[-1]])) == "something was added after its end"
    assert told(WHOLE_LARGE + WHOLE_SMALL) == "something was added after its end"
    assert told(b"PK" + WHOLE_SMALL) == "it is not a backup of this product"
    assert told(b"") == "it is not a backup of this product"
    assert told(sealed(SMALL, KEYS_FILE)) == "it holds keys, not data"
    newer = bytearray(WHOLE_SMALL)
    newer[len(MAGIC)] = 2
    assert told(bytes(newer)) == "it has format 2, and this version of the product reads 1"


def test_chunks_of_another_backup_do_not_fit() -> None:
    head, chunks = frames(WHOLE_LARGE)
    _head, others = frames(sealed(LARGE))
    mixed = [chunks[0], others[1], *chunks[2:]]
    assert told(head + b"".join(mixed)) == "its chunk 1 is damaged or does not belong there"


def test_the_master_key_is_named_that_is_missing(settings: Any) -> None:
    settings.MASTER_KEYS = {"2026-1": os.urandom(32)}
    of_2026 = sealed(SMALL)
    settings.MASTER_KEYS = {"2027-1": os.urandom(32)}
    assert told(of_2026) == (
        "it is sealed with master key '2026-1', which MASTER_KEYS does not hold"
    )
    settings.MASTER_KEYS = {"2026-1": os.urandom(32)}
    assert told(of_2026) == (
        "master key '2026-1' of MASTER_KEYS does not open it: another key, or a damaged head"
    )


def test_a_retired_master_key_still_opens_what_it_sealed(settings: Any) -> None:
    settings.MASTER_KEYS = {"2026-1": os.urandom(32)}
    of_2026 = sealed(SMALL)
    settings.MASTER_KEYS = {"2027-1": os.urandom(32), **settings.MASTER_KEYS}
    assert opened(of_2026) == dict(SMALL)


class Endless(io.RawIOBase):
    """Forgets what is written, and counts it."""

    size = 0

    def write(self, content: Any) -> int:
        self.size += len(content)
        return len(content)


def test_memory_does_not_grow_with_the_file() -> None:
    piece = secrets.token_bytes(1 << 16)

    def pieces() -> Iterator[bytes]:
        for _each in range(30 * CHUNK // len(piece)):
            yield piece

    file = Endless()
    tracemalloc.start()
    writer = Writer(file, DATA)
    for each in pieces():
        writer.write(DUMP, each)
    writer.close()
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert file.size > 30 * CHUNK
    assert most < 6 * CHUNK
