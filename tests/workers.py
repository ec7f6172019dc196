"""An installation of its own whose work waits in its database, and workers that can be killed."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg

TOP = Path(__file__).resolve().parents[1]
BEGIN = "import django; django.setup()\nfrom django_scopes import scopes_disabled\n"

SIGNED = """
import datetime, json
from clinic.actions import exports, records
from clinic.models import Membership, Signature
from tests.factories import MembershipFactory, ReceivedFactory
by = Membership.objects.select_related("practice", "user").first() or MembershipFactory()
with scopes_disabled():
    for _each in range({many}):
        invitation = ReceivedFactory(athlete__practice=by.practice)
        seen = records.mark_of(records.content_of(invitation))
        records.sign(invitation=invitation, by=by, seen=seen)
    export = exports.begin(
        signatures=list(Signature.objects.select_related("invitation__athlete__practice")),
        language="nl", reason="Voor de huisarts", by=by,
    )
"""


class Workplace:
    """Its database, and the processes that work on it."""

    def __init__(self, folder: Path, database: str = "") -> None:
        """`database`: the address of an empty one; else a file of SQLite."""
        self._file, self._server = folder / "clinic.sqlite3", database
        self.environment = {
            **{k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "PRODUCTION")},
            "DJANGO_SETTINGS_MODULE": "clinic.settings",
            "VAR_DIR": str(folder),
            "WORKER": "1",
            **({"DATABASE_URL": database} if database else {}),
        }
        self._workers: list[subprocess.Popen[bytes]] = []
        self.manage("migrate", "--verbosity=0")

    def manage(self, *command: str) -> str:
        return self._run("manage.py", *command)

    def does(self, code: str) -> Any:
        """Run lines that may print one value as JSON, outside every scope."""
        indented = "".join(f"    {line}\n" for line in code.strip().splitlines())
        said = self._run("-c", f"{BEGIN}with scopes_disabled():\n{indented}")
        return json.loads(said) if said.strip() else None

    def sign(self, many: int) -> None:
        """So many signed screenings, and an export of them all."""
        self._run("-c", BEGIN + SIGNED.format(many=many))

    def ask(self, query: str) -> Any:
        """The first value of the first row."""
        if self._server:
            with psycopg.connect(self._server) as reader:
                row = reader.execute(query).fetchone()
        else:
            opened = sqlite3.connect(f"file:{self._file}?mode=ro", uri=True, timeout=30)
            with closing(opened) as reader:
                row = reader.execute(query).fetchone()
        return row[0]

    def worker(self, name: str, *more: str) -> subprocess.Popen[bytes]:
        """One that works until it is told to stop."""
        command = ["manage.py", "db_worker", "--queue-name=*", "--no-startup-delay", *more]
        started = subprocess.Popen(
            [sys.executable, *command, f"--worker-id={name}"],
            cwd=TOP,
            env=self.environment,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._workers.append(started)
        return started

    def close(self) -> None:
        for worker in self._workers:
            if alive(worker.pid):
                os.killpg(worker.pid, signal.SIGKILL)
            worker.wait()

    def _run(self, *command: str) -> str:
        done = subprocess.run(
            [sys.executable, *command],
            cwd=TOP,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


def alive(group: int) -> bool:
    """Whether any process of a group is there."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def until(holds: Callable[[], bool], seconds: float = 120) -> None:
    give_up = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < give_up
        time.sleep(0.02)
