"""The one file of data keys for all backups of a folder: living ones only, so that whom it forgets they all forget.

Each backup writes it, and it is written anew whenever a key is destroyed. It has a folder of its own, so that the
worker, which does the second, needs no way to the backups.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.utils import timezone

from . import Fault, files, key_rows, log, sections
from .container import KEYS_FILE, read

NAME = Path("keys", "data-keys")
"""Beside the backups."""


def beside(backup: Path) -> Path:
    """Where it is looked for when nobody says."""
    return backup.parent / NAME


def write(path: Path, chains: log.Heads, known: Iterable[bytes] = (), *, anew: bool = False) -> int:
    """Put the live database's keys of now in its place; how many. `anew` forgets what earlier runs knew.

    `chains` is the access log of the backup that it is written for, and `known` the keys of its moment, of which those
    are left out that were destroyed since: not inside a transaction that still sees that moment. Raises Fault where a
    file stands there that backups may depend on and this database cannot replace.
    """
    path.parent.mkdir(mode=0o700, exist_ok=True)
    with files.locked(path.parent):
        before: Iterable[bytes] = ()
        if path.exists() and not anew:
            if log.gone(whole(path)["chains"]):
                raise Fault(
                    f"{path} is of another database, or of a later state of this one: the access log here does not "
                    "go on from there. Make this backup in another folder."
                )
            before = sections.key_lines(path, KEYS_FILE)
        return _write(path, chains, known, before)


def forget(path: Path) -> None:
    """Write it anew without the keys that the live database destroyed since.

    Raises Fault where it cannot be read, or the access log here does not go on from where it was.
    """
    with files.locked(path.parent):
        chains = whole(path)["chains"]
        if log.gone(chains):
            raise Fault(f"{path} is of another database, or of a later state of this one.")
        _write(path, chains, sections.key_lines(path, KEYS_FILE))


def _write(path: Path, chains: log.Heads, *earlier: Iterable[bytes]) -> int:
    files.sweep(path.parent, path.name)
    about = {"made_at": timezone.now().isoformat(), "chains": chains}
    with files.written_whole(path) as file:
        return sections.write_keys(file, about, key_rows.living(*earlier))


def whole(path: Path) -> dict[str, Any]:
    """What it says first, after every byte was looked at; raises Fault."""
    try:
        with path.open("rb") as file:
            for _section, _content in read(file, KEYS_FILE):
                pass
        return sections.about(path, KEYS_FILE)
    except Fault as fault:
        raise Fault(f"{path} cannot be read: {fault}.") from None


def check(path: Path, made_at: str) -> None:
    """Raises Fault unless it is whole, and not older than a backup of that moment."""
    if not path.is_file():
        raise Fault(f"{path} is not there: without the data keys no answer can be read.")
    if whole(path)["made_at"] < made_at:
        raise Fault(
            f"{path} is older than the backup, and may lack keys: take the one that was written last."
        )
