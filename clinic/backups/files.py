"""Files that are there whole or not at all, and one backup at a time."""

import fcntl
import os
import signal
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import BinaryIO, NoReturn

from django.conf import settings

from . import Fault


@contextmanager
def written_whole(path: Path) -> Iterator[BinaryIO]:
    """A file under another name beside `path`, which takes its place once it is complete and on the disk.

    Readable by nobody else. Whatever stood there stays until then; after any failure nothing is left.
    """
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    os.close(descriptor)
    try:
        with open(name, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    finally:
        Path(name).unlink(missing_ok=True)
    _sync(path.parent)


def sweep(folder: Path, pattern: str) -> None:
    """Remove what killed processes left half-written under such names; not while another may be writing there."""
    for left in folder.glob(f".{pattern}.????????"):
        left.unlink(missing_ok=True)


def _sync(folder: Path) -> None:
    """A rename is on the disk only once its folder is."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Waits until no other process holds the folder; ends with the process, however it ends."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def alone() -> Iterator[None]:
    """Raises Fault while another backup or proof of this installation runs; ends with the process, however it ends."""
    with (settings.VAR_DIR / "backup.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Fault("Another backup runs, or one is being proven: try again later.") from None
        yield


@contextmanager
def ended_in_order() -> Iterator[None]:
    """SIGTERM and SIGHUP end what runs as Ctrl-C does, so that it puts its things away."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {each: signal.signal(each, _leave) for each in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def _leave(number: int, frame: FrameType | None) -> NoReturn:
    sys.exit(128 + number)
