"""A PostgreSQL server of the tests' own, from the binaries that Debian installs, which they may stop at will."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.browser.serving import free_port

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


class Cluster:
    def __init__(self, folder: Path, *, durable: bool = True) -> None:
        """`durable`: what was acknowledged outlives the machine, as in production; else it is faster."""
        self._options = "" if durable else "-c fsync=off"
        self._bin = BINARIES[-1].parent
        self._data, self._log = folder / "data", folder / "log"
        self._port = free_port()
        self._user: str | None = None
        if os.geteuid() == 0:
            # The server refuses to run as root.
            self._user = "postgres"
            shutil.chown(folder, self._user, self._user)
        self._folder = folder
        self._run("initdb", "-D", self._data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "-N")
        self.start()

    def database(self, name: str) -> str:
        """A new one; its address."""
        self._run("createdb", "-h", "127.0.0.1", "-p", self._port, "-U", "postgres", name)
        return self.address(name)

    def address(self, name: str) -> str:
        return f"postgres://postgres@127.0.0.1:{self._port}/{name}"

    def start(self) -> None:
        options = f"-p {self._port} -k {self._folder} -c listen_addresses=127.0.0.1 {self._options}"
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


@contextmanager
def running(*, durable: bool = True) -> Iterator[Cluster]:
    """One in a folder of its own: pytest's only its user may enter."""
    with TemporaryDirectory(prefix="cluster-") as folder:
        made = Cluster(Path(folder), durable=durable)
        yield made
        made.stop("immediate")
