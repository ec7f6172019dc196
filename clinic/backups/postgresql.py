"""What PostgreSQL's own programs do: pg_dump writes a snapshot, pg_restore reads it."""

import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import IO

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.postgresql.client import DatabaseClient

from . import Fault
from .container import CHUNK

LOCK_WAIT = 60_000
"""Milliseconds that pg_dump waits for tables that a migration holds."""


def dump(live: BaseDatabaseWrapper, snapshot: str, *, without: list[str]) -> Iterator[bytes]:
    """The database as that snapshot shows it, without the rows of some tables; raises Fault."""
    chosen = [
        "--format=custom",
        "--compress=0",
        f"--snapshot={snapshot}",
        f"--lock-wait-timeout={LOCK_WAIT}",
        *(f"--exclude-table-data={table}" for table in without),
    ]
    with _running("pg_dump", live, chosen, stdout=subprocess.PIPE) as process:
        while piece := process.stdout.read(CHUNK):
            yield piece


def restore(target: BaseDatabaseWrapper, pieces: Iterable[bytes], *sections: str) -> None:
    """Some sections (pre-data, data, post-data) of what `dump` wrote; raises Fault."""
    chosen = ["--exit-on-error", "--no-owner", "--no-privileges"]
    chosen += [f"--section={section}" for section in sections]
    with _running("pg_restore", target, chosen, stdin=subprocess.PIPE) as process:
        try:
            for piece in pieces:
                process.stdin.write(piece)
            process.stdin.close()
        except BrokenPipeError:
            return  # it has read what it needed, or says why not


@contextmanager
def _running(
    program: str, database: BaseDatabaseWrapper, chosen: list[str], **pipes: int
) -> Iterator[subprocess.Popen[bytes]]:
    """The program at that database. Raises Fault with its last words unless it ends well."""
    arguments, more = DatabaseClient.settings_to_cmd_args_env(database.settings_dict, chosen)
    if program == "pg_restore":
        arguments.insert(-1, "--dbname")
    with tempfile.TemporaryFile() as said:
        process = _started([program, *arguments[1:]], more or {}, stderr=said, **pipes)
        try:
            yield process
            for pipe in (process.stdin, process.stdout):
                _closed(pipe)
            status = process.wait()
        except BaseException:
            process.kill()
            process.wait()
            raise
        finally:
            for pipe in (process.stdin, process.stdout):
                _closed(pipe)
        if status:
            said.seek(0)
            words = said.read().decode(errors="replace").strip().splitlines() or [f"{status}"]
            raise Fault(f"{program} failed: {words[-1]}")


def _started(
    command: list[str], more: dict[str, str], **files: IO[bytes] | int
) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(command, env={**os.environ, **more}, **files)  # noqa: S603
    except FileNotFoundError:
        raise Fault(
            f"{command[0]} is not installed: take the one of the server’s version (postgresql-client)."
        ) from None


def _closed(pipe: IO[bytes] | None) -> None:
    try:
        if pipe is not None:
            pipe.close()
    except BrokenPipeError:
        pass


def database_name(live: BaseDatabaseWrapper) -> str:
    """Where a backup of it is proven."""
    return f"{live.settings_dict['NAME'][:50]}_proof"
