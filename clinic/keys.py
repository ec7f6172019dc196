"""Keys: read from a setting's text, or made once for a developer's own machine."""

import base64
import binascii
import json
import os
import re
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

LENGTH = 32
NAME = re.compile(r"[A-Za-z0-9._-]{1,40}")


def read_master_keys(text: str) -> dict[str, bytes]:
    """Keys by name from "name:base64,name:base64", the first of them in use for sealing; raises ValueError."""
    keys = {}
    for entry in text.split(","):
        name, _, encoded = entry.strip().partition(":")
        try:
            key = base64.b64decode(encoded, validate=True)
        except binascii.Error:
            key = b""
        if not NAME.fullmatch(name) or len(key) != LENGTH or name in keys:
            raise ValueError(name)
        keys[name] = key
    return keys


def local_keys(path: Path) -> tuple[str, str]:
    """The secret key and master keys of this machine, as settings' text; made at the first call.

    Losing the file makes the health data in the local database unreadable.
    """
    try:
        if not path.exists():
            _make(path)
        kept = json.loads(path.read_text())
        return kept["secret_key"], kept["master_keys"]
    except (OSError, ValueError, KeyError) as fault:
        raise ImproperlyConfigured(
            f"The keys in {path} cannot be read or made ({fault}): mend that file, "
            "or set SECRET_KEY and MASTER_KEYS."
        ) from fault


def _make(path: Path) -> None:
    """Write a new file whole or not at all; of two processes at once the first wins."""
    path.parent.mkdir(parents=True, exist_ok=True)
    master = base64.b64encode(secrets.token_bytes(LENGTH)).decode()
    kept = {"secret_key": secrets.token_urlsafe(64), "master_keys": f"local-1:{master}"}
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(kept, file)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
