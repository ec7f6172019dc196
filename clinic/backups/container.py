"""A backup's file: sections in sealed chunks, of which none can be changed, moved, cut off or added unnoticed.

    magic      16 bytes   SCREENING-BACKUP
    version     1 byte    1
    purpose     1 byte    d for data, k for data keys
    length      2 bytes   of the next, in bytes; every number is big-endian
    file key              32 random bytes, wrapped as data keys are: the master key's name, a colon, the sealed key
    chunks                of each its length (4 bytes), then the ciphertext with its tag

A file's key seals nothing else, so a chunk's nonce is its number, from 0, in 12 bytes. The associated data is the
SHA-256 of all before the chunks, the number in 8 bytes, and one byte: 1 for the last chunk, else 0. What opens is one
byte that names the section, and at most CHUNK bytes of it. Both directions hold one chunk in memory.
"""

import hashlib
from collections.abc import Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from screening import encryption

from . import Fault

MAGIC = b"SCREENING-BACKUP"
VERSION = 1
CHUNK = 1 << 20
TAG = 16
SEALED_KEY = 1 + encryption.NONCE + 32 + TAG

DATA, KEYS_FILE = b"d", b"k"
"""What a file is for."""

ABOUT, KEYS, DUMP, END = b"a", b"k", b"d", b"e"
"""Sections, in this order: what it is, keys a line, the database, what only the end knows."""


class Writer:
    """Seals what it is given into a file that is open for writing; `close` writes the last chunk."""

    def __init__(self, file: BinaryIO, purpose: bytes) -> None:
        wrapped = encryption.new_data_key(_about(purpose))
        head = MAGIC + bytes([VERSION]) + purpose + len(wrapped).to_bytes(2, "big") + wrapped
        self._cipher = AESGCM(encryption.unwrap(wrapped, _about(purpose)))
        self._digest = hashlib.sha256(head).digest()
        self._file = file
        self._number = 0
        self._section = b""
        self._held = bytearray()
        file.write(head)

    def write(self, section: bytes, content: bytes) -> None:
        """Add to a section; another one than before begins a chunk of its own."""
        if self._section not in (b"", section):
            self._seal(last=False)
        self._section = section
        for at in range(0, len(content), CHUNK):
            part = content[at : at + CHUNK]
            room = CHUNK - len(self._held)
            self._held += part[:room]
            if len(part) > room:
                self._seal(last=False)
                self._held += part[room:]

    def close(self) -> None:
        self._seal(last=True)

    def _seal(self, *, last: bool) -> None:
        plain = self._section + bytes(self._held)
        about = _associated(self._digest, self._number, last=last)
        sealed = self._cipher.encrypt(self._number.to_bytes(12, "big"), plain, about)
        self._file.write(len(sealed).to_bytes(4, "big") + sealed)
        self._number += 1
        self._held.clear()


def read(file: BinaryIO, purpose: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Sections and their content, chunk by chunk. Raises Fault at the first that is not as it was written."""
    digest, cipher = _opened(file, purpose)
    number, length = 0, _length(file, 0)
    while length:
        sealed = _exactly(file, length, number)
        after = file.read(4)
        about = _associated(digest, number, last=not after)
        try:
            plain = cipher.decrypt(number.to_bytes(12, "big"), sealed, about)
        except InvalidTag:
            raise Fault(_why(cipher, digest, number, sealed, at_end=not after)) from None
        yield plain[:1], plain[1:]
        number += 1
        length = _as_length(after, number) if after else 0


def _opened(file: BinaryIO, purpose: bytes) -> tuple[bytes, AESGCM]:
    """The digest of the head, and what opens the chunks."""
    start = file.read(len(MAGIC) + 4)
    if start[: len(MAGIC)] != MAGIC or len(start) < len(MAGIC) + 4:
        raise Fault("it is not a backup of this product")
    version, kind = start[len(MAGIC)], start[len(MAGIC) + 1 : len(MAGIC) + 2]
    if version != VERSION:
        raise Fault(f"it has format {version}, and this version of the product reads {VERSION}")
    if kind != purpose:
        found = {DATA: "it holds data, not keys", KEYS_FILE: "it holds keys, not data"}
        raise Fault(found.get(kind, "its head is damaged"))
    wrapped = file.read(int.from_bytes(start[-2:], "big"))
    named, _colon, sealed = wrapped.partition(b":")
    if len(sealed) != SEALED_KEY:
        raise Fault("its head is damaged")
    name = named.decode(errors="replace")
    if name not in settings.MASTER_KEYS:
        raise Fault(f"it is sealed with master key {name!r}, which MASTER_KEYS does not hold")
    try:
        key = encryption.unwrap(wrapped, _about(purpose))
    except encryption.Unreadable:
        raise Fault(
            f"master key {name!r} of MASTER_KEYS does not open it: another key, or a damaged head"
        ) from None
    return hashlib.sha256(start + wrapped).digest(), AESGCM(key)


def _why(cipher: AESGCM, digest: bytes, number: int, sealed: bytes, *, at_end: bool) -> str:
    """What a chunk that does not open tells: whether it would have, were it not where the file ends."""
    about = _associated(digest, number, last=not at_end)
    try:
        cipher.decrypt(number.to_bytes(12, "big"), sealed, about)
    except InvalidTag:
        return f"its chunk {number} is damaged or does not belong there"
    return _cut_off(number + 1) if at_end else "something was added after its end"


def _cut_off(number: int) -> str:
    return f"it was cut off: it ends before its chunk {number}"


def _length(file: BinaryIO, number: int) -> int:
    return _as_length(file.read(4), number)


def _as_length(raw: bytes, number: int) -> int:
    if len(raw) < 4:
        raise Fault(_cut_off(number))
    length = int.from_bytes(raw, "big")
    if not TAG < length <= CHUNK + 1 + TAG:
        raise Fault(f"its chunk {number} is damaged or does not belong there")
    return length


def _exactly(file: BinaryIO, length: int, number: int) -> bytes:
    sealed = file.read(length)
    if len(sealed) < length:
        raise Fault(_cut_off(number))
    return sealed


def _about(purpose: bytes) -> str:
    return f"clinic.backups:{purpose.decode()}"


def _associated(digest: bytes, number: int, *, last: bool) -> bytes:
    return digest + number.to_bytes(8, "big") + bytes([last])
