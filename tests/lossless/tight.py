"""No room for the database: on a disk that is full, or by the size that the kernel lets a file have."""

import resource
import subprocess
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.browser.serving import Installation

MEGABYTE = 1 << 20


class Room(ABC):
    def __init__(self, served: Installation) -> None:
        self.served = served

    @abstractmethod
    def fill(self) -> None:
        """From here on nothing more goes in."""

    @abstractmethod
    def free(self) -> None:
        """As before."""

    @contextmanager
    def filled(self) -> Iterator[None]:
        self.fill()
        try:
            yield
        finally:
            self.free()


class Limited(Room):
    """No process of the server can write to any file: works for everybody."""

    def fill(self) -> None:
        self._set(0)

    def free(self) -> None:
        self._set(resource.RLIM_INFINITY)

    def _set(self, size: int) -> None:
        for pid in self.served.processes():
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


class SmallDisk(Room):
    """A disk of its own with something that takes all that is left of it: only root can mount one."""

    @staticmethod
    def mount(folder: Path, megabytes: int) -> bool:
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)],  # noqa: S607
            capture_output=True,
            check=False,
        )
        return done.returncode == 0

    @staticmethod
    def unmount(folder: Path) -> None:
        subprocess.run(["umount", "-l", str(folder)], check=False)  # noqa: S607

    @property
    def _ballast(self) -> Path:
        return self.served.folder / "ballast"

    def fill(self) -> None:
        with suppress(OSError), self._ballast.open("wb", buffering=0) as file:
            for size in (MEGABYTE, 4096):
                with suppress(OSError):
                    while file.write(b"x" * size):
                        pass

    def free(self) -> None:
        self._ballast.unlink()
