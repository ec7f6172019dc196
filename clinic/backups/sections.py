"""What stands in a backup's sections, on both sides of its file."""

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from . import Fault
from .container import ABOUT, CHUNK, DATA, DUMP, END, KEYS, KEYS_FILE, Writer, read

LEVEL = 6


def write_data(
    file: BinaryIO, about: dict[str, Any], keys: Iterable[bytes], dump: Iterable[bytes]
) -> None:
    """What it is, emptied keys, the dump, compressed, and its digest."""
    writer = Writer(file, DATA)
    writer.write(ABOUT, json.dumps(about).encode())
    for line in keys:
        writer.write(KEYS, line)
    digest, size, press = hashlib.sha256(), 0, zlib.compressobj(LEVEL)
    for piece in dump:
        digest.update(piece)
        size += len(piece)
        writer.write(DUMP, press.compress(piece))
    writer.write(DUMP, press.flush())
    writer.write(END, json.dumps({"sha256": digest.hexdigest(), "size": size}).encode())
    writer.close()


def write_keys(file: BinaryIO, about: dict[str, Any], keys: Iterable[bytes]) -> int:
    """What it is, living keys, and how many; returns that."""
    writer, count = Writer(file, KEYS_FILE), 0
    writer.write(ABOUT, json.dumps(about).encode())
    for line in keys:
        writer.write(KEYS, line)
        count += 1
    writer.write(END, json.dumps({"keys": count}).encode())
    writer.close()
    return count


def about(path: Path, purpose: bytes = DATA) -> dict[str, Any]:
    """What a file says first; the rest is not looked at."""
    with path.open("rb") as file:
        held = b""
        for section, content in read(file, purpose):
            if section != ABOUT:
                break
            held += content
        return json.loads(held)


def dump(path: Path) -> Iterator[bytes]:
    """The database, as it was dumped; raises Fault where the whole of it is not what was written."""
    digest, press, end = hashlib.sha256(), zlib.decompressobj(), b""
    with path.open("rb") as file:
        for section, content in read(file, DATA):
            if section == END:
                end += content
            for piece in _inflated(press, content if section == DUMP else b""):
                digest.update(piece)
                yield piece
    if not press.eof or json.loads(end)["sha256"] != digest.hexdigest():
        raise Fault("its database is not the one that was dumped: the digest differs")


def _inflated(press: Any, content: bytes) -> Iterator[bytes]:
    """At most CHUNK at once, however small it was pressed."""
    while content:
        yield press.decompress(content, CHUNK)
        content = press.unconsumed_tail
        if not content and not press.eof:
            yield press.decompress(b"", CHUNK)


def key_lines(path: Path, purpose: bytes = DATA) -> Iterator[bytes]:
    """Lines of keys; raises Fault where one of the file's chunks is damaged."""
    rest = b""
    with path.open("rb") as file:
        for section, content in read(file, purpose):
            if section == KEYS:
                *lines, rest = (rest + content).split(b"\n")
                yield from lines
