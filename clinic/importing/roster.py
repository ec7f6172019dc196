"""Whom the practice knows, and when she is expected: what lines of a file are laid beside. Kept in memory."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from clinic import written
from clinic.models import Athlete

from .lines import Person

ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)++")
"""Tried once from where a word begins: a calendar can hold a picture as text, in one word of a megabyte."""
DATES = re.compile(r"\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}")
TELLING = re.compile(r"(?=.*[^\W\d]).{3,}|\d{5,}")
"""Client numbers that are not taken for a room, a year or a time in the words of an event."""


class Several(Exception):
    """More than one athlete fits."""


@dataclass(slots=True)
class Booked:
    """An appointment that stands or was cancelled; `pk` is None while it is only planned."""

    starts_at: datetime
    source: str
    uid: str = ""
    cancelled: bool = False
    pk: UUID | None = None
    claimed: bool = False
    """Whether a line of this file was about it."""

    @property
    def day(self) -> date:
        return timezone.localtime(self.starts_at).date()


@dataclass(slots=True, eq=False)
class Known:
    """An athlete; `pk` is None for one whom this file adds, `line` tells on which line."""

    name: str
    sorted_name: str
    born: date
    email: str
    client_number: str
    archived: bool = False
    pk: UUID | None = None
    line: int = 0
    booked: list[Booked] = field(default_factory=list)

    @property
    def id(self) -> str:
        """What an answer names her by."""
        return str(self.pk) if self.pk else f"line-{self.line}"


class Roster:
    def __init__(self, everybody: Iterable[Known] = ()) -> None:
        self._by_number: dict[str, Known] = {}
        self._by_email: dict[str, list[Known]] = defaultdict(list)
        self._by_birth: dict[date, list[Known]] = defaultdict(list)
        self._holds: dict[str, Known] = {}
        """By the number of an appointment elsewhere."""
        for known in everybody:
            self.add(known)

    def add(self, known: Known) -> None:
        if known.client_number:
            self._by_number[known.client_number.casefold()] = known
        if known.email:
            self._by_email[known.email.casefold()].append(known)
        self._by_birth[known.born].append(known)
        for booked in known.booked:
            self.book(known, booked)

    def book(self, known: Known, booked: Booked) -> None:
        """Remember whose appointment has this number."""
        if booked.uid:
            self._holds[booked.source + booked.uid] = known

    def holder(self, source: str, uid: str) -> Known | None:
        return self._holds.get(source + uid)

    def numbered(self, number: str) -> Known | None:
        return self._by_number.get(number.casefold())

    def find(self, person: Person) -> Known | None:
        """By client number, by name and date of birth, by e-mail address with one of these; raises Several."""
        if person.client_number and (known := self.numbered(person.client_number)):
            return known
        name = written.sorted_name(person.given_name, person.family_name)
        born = person.date_of_birth
        mailed = self._by_email.get(person.email.casefold(), []) if person.email else []
        if born is not None and name:
            fits = [k for k in self._by_birth.get(born, []) if k.sorted_name == name]
        else:
            fits = [k for k in mailed if born in (None, k.born) and name in ("", k.sorted_name)]
        fits = [k for k in fits if not (person.client_number and k.client_number)]
        return _one(fits)

    def resembling(self, person: Person) -> list[Known]:
        """Those who may be the same person, by likeness of name on one date of birth or by e-mail address."""
        name = written.sorted_name(person.given_name, person.family_name)
        born_then = self._by_birth.get(person.date_of_birth, []) if person.date_of_birth else []
        alike = [k for k in born_then if not name or written.alike(name, k.sorted_name)]
        mailed = self._by_email.get(person.email.casefold(), []) if person.email else []
        return alike + [k for k in mailed if k not in alike]

    def find_in(self, text: str) -> Known | None:
        """Who is named in an event: by number, by address, or by name with date of birth; raises Several."""
        numbers = {word.strip(".,;:()[]#").casefold() for word in text.split()}
        fits = [
            self._by_number[number]
            for number in numbers
            if number in self._by_number and TELLING.fullmatch(number)
        ]
        if not fits:
            addresses = {address.casefold() for address in ADDRESS.findall(text)}
            fits = [k for address in addresses for k in self._by_email.get(address, [])]
        if not fits:
            words = set(written.words(text))
            days = {day for day in map(written.read_date, DATES.findall(text)) if day}
            fits = [
                known
                for day in days
                for known in self._by_birth.get(day, [])
                if set(known.sorted_name.split()) <= words
            ]
        return _one(fits)


def _one(fits: list[Known]) -> Known | None:
    if len(fits) > 1:
        raise Several
    return fits[0] if fits else None


def roster_of(everybody: Iterable[Athlete]) -> Roster:
    """From athletes with the appointments that the file may be about, as `concerned`."""
    return Roster(
        Known(
            name=athlete.name,
            sorted_name=athlete.sorted_name,
            born=athlete.date_of_birth,
            email=athlete.email,
            client_number=athlete.client_number,
            archived=athlete.archived_at is not None,
            pk=athlete.pk,
            booked=[
                Booked(a.starts_at, a.source, a.source_uid, a.cancelled_at is not None, a.pk)
                for a in athlete.concerned
            ],
        )
        for athlete in everybody
    )
