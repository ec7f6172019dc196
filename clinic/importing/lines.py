"""What one line of a table, or one event of a calendar, says."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

MOST_LINES = 2_000
MOST_BYTES = 1_000_000


class NotReadable(Exception):
    """The file as a whole is not what was asked for; the message says how to mend that, in the reader's language."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who is expected; what a table leaves out is empty."""

    client_number: str = ""
    given_name: str = ""
    family_name: str = ""
    date_of_birth: date | None = None
    email: str = ""
    language: str = ""

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def whole(self) -> bool:
        """Whether she can be added."""
        return bool(self.given_name and self.family_name and self.date_of_birth)


@dataclass(frozen=True, slots=True)
class Line:
    """One appointment, or a person without one. A fault is a sentence that says what to mend."""

    number: int
    shown: str
    """What somebody recognises the line by."""
    person: Person | None = None
    text: str = ""
    """Of an event: in which the athlete is sought."""
    starts_at: datetime | None = None
    uid: str = ""
    """A digest of its number in the system where it comes from."""
    cancelled: bool = False
    fault: str = ""


def digest(number: str) -> str:
    """What is kept of an appointment's number elsewhere, which may hold a name or an address."""
    return hashlib.sha256(number.encode()).hexdigest() if number else ""
