"""What would happen to each line of a file: shown before anything is written, and then carried out as shown.

The athlete of a line is known by client number, by name and date of birth, or by an e-mail address that no name or
date of birth contradicts; in a calendar by the same in the words of the event. Who resembles a known one is asked
about; who is known to nobody is added, if the line says enough. Athletes who are known are not changed.

An appointment is known again by its number elsewhere. One without a number, or with a new one, is taken for a moved
one where the athlete has another without a number on that day. What is already so stays so: a file that is imported
twice changes nothing. What was cancelled here stays cancelled until the file has another moment for it.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from django.utils import timezone
from django.utils.translation import gettext as _

from clinic import written

from .lines import Line, Person
from .roster import Booked, Known, Roster, Several

SKIP, NEW = "skip", "new"
"""Answers to the question who somebody is; any other is the id of an athlete."""

MOST_QUESTIONS = 200


class Kind(StrEnum):
    ADD = "add"
    MOVE = "move"
    CANCEL = "cancel"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    ASK = "ask"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Step:
    line: Line
    kind: Kind
    known: Known | None = None
    new: bool = False
    """Whether this line adds the athlete."""
    booked: Booked | None = None
    """The appointment that is moved or cancelled, as it was."""
    was: datetime | None = None
    others: tuple[Known, ...] = ()
    """Of a question: who it may be."""
    why: str = ""

    @property
    def changes(self) -> bool:
        return self.new or self.kind in (Kind.ADD, Kind.MOVE, Kind.CANCEL)


def plan(
    lines: Iterable[Line],
    roster: Roster,
    *,
    source: str,
    answers: Mapping[int, str],
    now: datetime,
) -> list[Step]:
    """A step for each line. `answers` by line number settle questions; what is not answered stays one."""
    planner = _Planner(roster, source, answers, now)
    return [planner.step(line) for line in lines]


def checksum(steps: Iterable[Step]) -> str:
    """Of what was shown, so that nothing else is carried out."""
    seen = [
        (
            step.line.number,
            step.kind,
            step.new,
            step.known and step.known.id,
            str(step.line.starts_at),
            str(step.was),
            [other.id for other in step.others],
        )
        for step in steps
    ]
    return hashlib.sha256(repr(seen).encode()).hexdigest()


class _Planner:
    def __init__(
        self, roster: Roster, source: str, answers: Mapping[int, str], now: datetime
    ) -> None:
        self.roster, self.source, self.answers, self.now = roster, source, answers, now
        self.settled: dict[Person, Known | None] = {}
        """Who the person of an earlier line turned out to be; None where that was left out or not answered."""
        self.questions = 0

    def step(self, line: Line) -> Step:
        if line.fault:
            return Step(line, Kind.FAULT, why=line.fault)
        try:
            found = self._whose(line)
        except Several:
            return Step(
                line, Kind.FAULT, why=_("More than one athlete fits. Add the client number.")
            )
        if isinstance(found, Step):
            return found
        known, new = found
        if known.archived:
            return Step(
                line, Kind.FAULT, known, why=_("She or he is archived. Put her or him back first.")
            )
        return self._when(line, known, new=new)

    def _whose(self, line: Line) -> tuple[Known, bool] | Step:
        """The athlete of a line and whether it adds her, or the step that says why there is none."""
        person = line.person
        if person is None:
            known = self.roster.find_in(line.text)
            return (known, False) if known else Step(line, Kind.FAULT, why=_nobody())
        known = self.roster.find(person)
        if known is not None:
            if _contradicts(person, known):
                return Step(line, Kind.FAULT, known, why=_other_person())
            return known, False
        if line.starts_at is not None and line.starts_at < self.now:
            return Step(line, Kind.SKIPPED, why=_past())
        key = replace(person, email="", language="")
        if key in self.settled:
            known = self.settled[key]
            return (known, False) if known else Step(line, Kind.SKIPPED, why=_asked_above())
        return self._unknown(line, person, key)

    def _unknown(self, line: Line, person: Person, key: Person) -> tuple[Known, bool] | Step:
        others = self.roster.resembling(person)
        answer = self.answers.get(line.number, "")
        if others:
            self.settled[key] = next((k for k in others if k.id == answer), None)
            if self.settled[key]:
                return self.settled[key], False
            if answer == SKIP:
                return Step(line, Kind.SKIPPED, why=_("Left out."))
            if answer != NEW or not person.whole:
                return self._ask(line, others)
        if not person.whole:
            return Step(line, Kind.FAULT, why=_incomplete())
        known = Known(
            name=person.name,
            sorted_name=written.sorted_name(person.given_name, person.family_name),
            born=person.date_of_birth,
            email=person.email,
            client_number=person.client_number,
            line=line.number,
        )
        self.roster.add(known)
        self.settled[key] = known
        return known, True

    def _ask(self, line: Line, others: list[Known]) -> Step:
        self.questions += 1
        if self.questions > MOST_QUESTIONS:
            return Step(line, Kind.FAULT, why=_("Too many resemble others. Import these later."))
        return Step(line, Kind.ASK, others=tuple(others))

    def _when(self, line: Line, known: Known, *, new: bool) -> Step:
        """What becomes of the appointment itself."""
        if line.starts_at is None:
            return Step(line, Kind.UNCHANGED, known, new=new)
        holder = self.roster.holder(self.source, line.uid) if line.uid else None
        if holder not in (None, known):
            why = _("The appointment number belongs to another athlete.")
            return Step(line, Kind.FAULT, known, why=why)
        booked = self._booked(line, known)
        if line.cancelled:
            return self._cancelled(line, known, booked)
        if booked and booked.starts_at == line.starts_at:
            booked.claimed = True
            why = _("It was cancelled here.") if booked.cancelled else ""
            return Step(line, Kind.UNCHANGED, known, new=new, why=why)
        if line.starts_at < self.now:
            return Step(line, Kind.SKIPPED, known, why=_past())
        if any(b.starts_at == line.starts_at and not b.cancelled for b in known.booked):
            why = _("She or he has another appointment at that moment.")
            return Step(line, Kind.FAULT, known, why=why)
        return self._add_or_move(line, known, booked, new=new)

    def _booked(self, line: Line, known: Known) -> Booked | None:
        """The appointment that this line is about: by number, else by moment, else by day."""
        numbered = [
            b for b in known.booked if line.uid and (b.source, b.uid) == (self.source, line.uid)
        ]
        if numbered:
            return numbered[0]
        same = [b for b in known.booked if b.starts_at == line.starts_at]
        if same:
            return min(same, key=lambda b: b.cancelled)
        day = timezone.localtime(line.starts_at).date()
        free = [
            b
            for b in known.booked
            if b.day == day and not (b.uid or b.cancelled or (b.claimed and line.uid))
        ]
        return free[0] if len(free) == 1 else None

    def _cancelled(self, line: Line, known: Known, booked: Booked | None) -> Step:
        if booked is None or booked.cancelled or booked.starts_at != line.starts_at:
            return Step(line, Kind.UNCHANGED, known)
        if booked.starts_at < self.now:
            return Step(line, Kind.SKIPPED, known, why=_past())
        booked.cancelled = True
        return Step(line, Kind.CANCEL, known, booked=booked)

    def _add_or_move(self, line: Line, known: Known, booked: Booked | None, *, new: bool) -> Step:
        if booked and booked.claimed:
            why = _(
                "The file has another appointment on this day. Give both an appointment number."
            )
            return Step(line, Kind.FAULT, known, why=why)
        if booked is None:
            booked = Booked(line.starts_at, self.source, line.uid, claimed=True)
            known.booked.append(booked)
            self.roster.book(known, booked)
            return Step(line, Kind.ADD, known, new=new, booked=booked)
        was, booked.starts_at, booked.cancelled = booked.starts_at, line.starts_at, False
        booked.source, booked.uid, booked.claimed = self.source, line.uid, True
        self.roster.book(known, booked)
        return Step(line, Kind.MOVE, known, booked=booked, was=was)


def _nobody() -> str:
    return _(
        "No athlete of the practice is named in it: by client number, e-mail address, or name with date of birth. "
        "Leave it out, or add the appointment by hand."
    )


def _contradicts(person: Person, known: Known) -> bool:
    """Whether a line that has her number speaks of somebody else."""
    if person.date_of_birth is not None:
        return person.date_of_birth != known.born
    name = written.sorted_name(person.given_name, person.family_name)
    return bool(name) and not written.alike(name, known.sorted_name)


def _other_person() -> str:
    return _("This client number belongs to somebody with another name or date of birth.")


def _asked_above() -> str:
    return _("Belongs to somebody who is asked about in a line above.")


def _incomplete() -> str:
    return _(
        "Nobody is known by this. Fill in first name, last name and date of birth to add her or him."
    )


def _past() -> str:
    return _("It is over already.")
