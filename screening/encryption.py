"""Sealing of health data: AES-256-GCM with a data key per athlete, itself sealed with a practice's master key.

A sealed value is version (1 byte), nonce (12), ciphertext and tag. The associated data names the model, field and row,
so that a value moved to another row does not open. Master keys come from settings.MASTER_KEYS, a mapping of key id to
32 bytes whose first is used for sealing; the id stands in the wrapped data key. Nothing is derived from SECRET_KEY.
"""

import base64
import json
import os
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

VERSION = b"\x01"
NONCE = 12


class Unreadable(Exception):
    """A sealed value that cannot be opened: another key, another row, damaged, or its key destroyed."""


def _seal(key: bytes, plain: bytes, about: str) -> bytes:
    nonce = os.urandom(NONCE)
    return VERSION + nonce + AESGCM(key).encrypt(nonce, plain, about.encode())


def _open(key: bytes, sealed: bytes, about: str) -> bytes:
    sealed = bytes(sealed)
    if sealed[:1] != VERSION:
        raise Unreadable(about)
    try:
        return AESGCM(key).decrypt(sealed[1 : 1 + NONCE], sealed[1 + NONCE :], about.encode())
    except InvalidTag:
        raise Unreadable(about) from None


def new_data_key(about: str) -> bytes:
    """A fresh data key, wrapped: master key id, a colon, and the sealed 32 bytes."""
    name = in_use()
    return name.encode() + b":" + _seal(settings.MASTER_KEYS[name], os.urandom(32), about)


def master_of(sealed: bytes | str) -> str:
    """The name of the master key under which a wrapped data key or a sealed text stands."""
    stored = sealed.encode() if isinstance(sealed, str) else bytes(sealed)
    return stored.partition(b":")[0].decode()


def in_use() -> str:
    """The name of the master key that seals: the first of the ring."""
    return next(iter(settings.MASTER_KEYS))


def wrap_anew(wrapped: bytes, about: str) -> bytes:
    """The same data key under the master key in use; raises Unreadable."""
    name = in_use()
    return name.encode() + b":" + _seal(settings.MASTER_KEYS[name], unwrap(wrapped, about), about)


def unwrap(wrapped: bytes | None, about: str) -> bytes:
    """The data key itself; raises Unreadable when it was destroyed or its master key is not configured."""
    if not wrapped:
        raise Unreadable(about)
    name, _, sealed = bytes(wrapped).partition(b":")
    master = settings.MASTER_KEYS.get(name.decode())
    if master is None:
        raise Unreadable(about)
    return _open(master, sealed, about)


def seal_bytes(key: bytes, plain: bytes, about: str) -> bytes:
    return _seal(key, plain, about)


def open_bytes(key: bytes, sealed: bytes, about: str) -> bytes:
    """What seal_bytes sealed; raises Unreadable."""
    return _open(key, sealed, about)


def seal_json(key: bytes, value: Any, about: str) -> bytes:
    return _seal(key, json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode(), about)


def open_json(key: bytes, sealed: bytes, about: str) -> Any:
    return json.loads(_open(key, sealed, about))


def seal_text(text: str, about: str) -> str:
    """A short text sealed with the master key itself, as text: for secrets that belong to no athlete."""
    name = in_use()
    sealed = _seal(settings.MASTER_KEYS[name], text.encode(), about)
    return f"{name}:{base64.b64encode(sealed).decode()}"


def open_text(sealed: str, about: str) -> str:
    """What seal_text sealed; raises Unreadable."""
    name, _, encoded = sealed.partition(":")
    master = settings.MASTER_KEYS.get(name)
    if master is None:
        raise Unreadable(about)
    return _open(master, base64.b64decode(encoded), about).decode()
