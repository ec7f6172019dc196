"""A PostgreSQL of its own, from the binaries that Debian installs, which a test may stop at will."""

import os
import shutil
import subprocess
from pathlib import Path

from tests.browser.serving import free_port

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


class Cluster:
    def __init__(self, folder: Path) -> None:
        self._bin = BINARIES[-1].parent
        self._data, self._log = folder / "data", folder / "log"
        self._port = free_port()
        self._user: str | None = None
        if os.geteuid() == 0:
            # The server refuses to run as root.
            self._user = "postgres"
            shutil.chown(folder, self._user, self._user)
        self._folder = folder
        self._run("initdb", "-D", self._data, "-U", "postgres", "-A", "trust", "-E", "UTF8")
        self.start()

    def database(self, name: str) -> str:
        """A new one; its address."""
        self._run("createdb", "-h", "127.0.0.1", "-p", self._port, "-U", "postgres", name)
        return f"postgres://postgres@127.0.0.1:{self._port}/{name}"

    def start(self) -> None:
        options = f"-p {self._port} -k {self._folder} -c listen_addresses=127.0.0.1"
        self._run("pg_ctl", "-D", self._data, "-l", self._log, "-o", options, "-w", "start")

    def stop(self, mode: str) -> None:
        self._run("pg_ctl", "-D", self._data, "-m", mode, "-w", "stop")

    def _run(self, command: str, *words: object) -> None:
        subprocess.run(
            [str(self._bin / command), *map(str, words)],
            user=self._user,
            check=True,
            stdout=subprocess.DEVNULL,
            cwd="/",
        )
