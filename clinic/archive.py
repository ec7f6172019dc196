"""A ZIP as a stream: nothing is compressed, nothing is held but one file, and the same files give the same bytes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from zipfile import ZIP_STORED, ZipFile, ZipInfo

UNIX, READABLE = 3, 0o644 << 16


@dataclass(frozen=True, slots=True)
class File:
    name: str
    at: datetime
    """When it was last changed, on the reader's clock."""
    content: bytes


class _Sink:
    """What ZipFile writes to: no place to go back to, so that sizes follow the content."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, part: bytes) -> int:
        self._parts.append(bytes(part))
        return len(part)

    def flush(self) -> None:
        """Nothing waits."""

    def taken(self) -> bytes:
        parts, self._parts = self._parts, []
        return b"".join(parts)


def pack(files: Iterable[File]) -> Iterator[bytes]:
    """The ZIP, a part for each file and one for the end."""
    sink = _Sink()
    with ZipFile(sink, "w", ZIP_STORED) as archive:
        for file in files:
            entry = ZipInfo(file.name, file.at.timetuple()[:6])
            entry.create_system, entry.external_attr = UNIX, READABLE
            archive.writestr(entry, file.content)
            yield sink.taken()
    yield sink.taken()


def length(files: Iterable[tuple[str, datetime, int]]) -> int:
    """The bytes of the ZIP of files with these names, times and sizes."""
    return sum(map(len, pack(File(name, at, bytes(size)) for name, at, size in files)))


def from_byte(first: int, parts: Iterable[bytes]) -> Iterator[bytes]:
    """What follows the first so many bytes, for a download that goes on."""
    for part in parts:
        if first < len(part):
            yield part[first:]
        first = max(0, first - len(part))
