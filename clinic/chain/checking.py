"""Whether the chains are whole. Checks while others add rows: what is not written to the end yet is no fault."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.db.models import CharField, Max, QuerySet
from django.db.models.functions import Cast

from clinic.models import NO_PRACTICE, Chain, Cut, Event, Practice
from screening.encryption import Unreadable

from .links import BEGINNING, mac, seal

TOGETHER = 2000
"""Rows that are in memory at a time."""

NO_VALUE = (ValueError, TypeError, AttributeError)
"""Raised where a field holds what it cannot: SQLite stores anything in any column."""


class Problem(StrEnum):
    CHANGED = "changed"
    MISSING = "missing"
    MOVED = "moved"
    EXTRA = "extra"
    HEAD = "head"
    CUT = "cut"
    KEY = "key"


SENTENCES = {
    Problem.CHANGED: "row {number} (id {id}) was changed",
    Problem.MISSING: "row {number} is missing",
    Problem.MOVED: "row {number} (id {id}) stands in another place than it was written in",
    Problem.EXTRA: "row {number} (id {id}) was put in",
    Problem.HEAD: "the head does not match the last row, {number}",
    Problem.CUT: "the note that rows up to {number} were removed (id {id}) is not ours",
    Problem.KEY: "its key does not open, so that nothing of it can be checked",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """The first broken link of a chain. `id` is the row's; None where there is no row."""

    chain: UUID
    problem: Problem
    number: int | None = None
    id: int | None = None

    def __str__(self) -> str:
        said = SENTENCES[self.problem].format(number=self.number, id=self.id)
        return f"{named(self.chain)}: {said}."


def named(chain: UUID) -> str:
    return "No practice" if chain == NO_PRACTICE else f"Practice {chain}"


@dataclass(frozen=True, slots=True)
class Head:
    """What the last row of a chain is."""

    chain: UUID
    number: int
    mac: bytes

    @property
    def fingerprint(self) -> str:
        """To note elsewhere, and to compare with."""
        return _fingerprint(self.mac)


def heads(using: str = "default", *, practice_id: UUID | None = None) -> tuple[Head, ...]:
    """As they are now, by chain."""
    rows = Chain.objects.using(using).order_by("pk")
    if practice_id is not None:
        rows = rows.filter(pk=practice_id)
    return tuple(Head(row.pk, row.number, bytes(row.mac)) for row in rows)


def holds(chain: UUID, number: int, fingerprint: str, *, using: str = "default") -> bool:
    """Whether a row that was noted as a chain's last is still there, or was cut off since."""
    found = _events(chain, using).filter(number=number).first()
    if found is not None:
        return _fingerprint(bytes(found.mac)) == fingerprint
    return Cut.objects.using(using).filter(chain=chain, number__gte=number).exists()


def _fingerprint(code: bytes) -> str:
    return code.hex()[:32]


def faults(*, using: str = "default", practice_id: UUID | None = None) -> Iterator[Fault]:
    """The first broken link of each chain that has one, of one practice or of all."""
    for chain in _chains(using, practice_id):
        fault = _first(chain, using)
        if fault is not None:
            yield fault


def _chains(using: str, practice_id: UUID | None) -> list[UUID]:
    """Also those of which rows or cuts are there and no head, and of each practice: its beginning was a row."""
    if practice_id is not None:
        return [practice_id]
    known = set(Practice.objects.using(using).values_list("pk", flat=True))
    for rows, name in ((Chain.objects, "pk"), (Event.objects, "chain"), (Cut.objects, "chain")):
        texts = rows.using(using).order_by().values_list(Cast(name, CharField())).distinct()
        for (text,) in texts:
            with suppress(ValueError):  # missed in the chain that it was taken from
                known.add(UUID(text))
    return sorted(known)


def _events(chain: UUID, using: str) -> QuerySet[Event]:
    return Event.objects.using(using).filter(chain=chain).order_by("number")


def _first(chain: UUID, using: str) -> Fault | None:
    """Begins anew where rows were cut off meanwhile."""
    while True:
        walk = _Walk(chain, using)
        try:
            before = _last_cut(chain, using)
            fault = walk.fault(before)
            if fault is None or _last_cut(chain, using) == before:
                return fault
        except NO_VALUE:
            return Fault(chain, Problem.HEAD, walk.number)


def _last_cut(chain: UUID, using: str) -> Cut | None:
    return Cut.objects.using(using).filter(chain=chain).order_by("number").last()


class _Walk:
    """From the beginning of a chain, or from where it was cut, to its end."""

    def __init__(self, chain: UUID, using: str) -> None:
        self.chain, self.using = chain, using
        self.number, self.mac = 0, BEGINNING

    def fault(self, cut: Cut | None) -> Fault | None:
        head = self._head()
        if head is None:
            return self._headless(cut)
        try:
            self.key = head.key.bytes()
        except Unreadable:
            return self._of(Problem.KEY)
        ours = Cut.objects.using(self.using).filter(chain=self.chain).order_by("number")
        for each in ours:
            if bytes(each.seal) != seal(self.key, each):
                return self._of(Problem.CUT, each.number, each.pk)
        if cut:
            self.number, self.mac = cut.number, bytes(cut.mac)
        cut_off = _events(self.chain, self.using).filter(number__lte=self.number).first()
        if cut_off is not None:
            return self._of(Problem.EXTRA, cut_off.number, cut_off.pk)
        while self.number < head.number:
            fault = self._walk(head.number)
            if fault is not None:
                return fault
            if self.mac != bytes(head.mac):
                return self._of(Problem.HEAD, head.number)
            head = self._head() or head
        return self._behind(head)

    def _head(self) -> Chain | None:
        return Chain.objects.using(self.using).select_related("key").filter(pk=self.chain).first()

    def _headless(self, cut: Cut | None) -> Fault | None:
        row = _events(self.chain, self.using).first()
        if row is not None:
            return self._of(Problem.EXTRA, row.number, row.pk)
        if cut:
            return self._of(Problem.CUT, cut.number, cut.pk)
        begun = Practice.objects.using(self.using).filter(pk=self.chain).exists()
        return self._of(Problem.MISSING, 1) if begun else None

    def _walk(self, last: int) -> Fault | None:
        """Up to the last row that the head knew."""
        while self.number < last:
            following = _events(self.chain, self.using).filter(
                number__gt=self.number, number__lte=last
            )
            try:
                fault = self._follow(list(following[:TOGETHER]))
            except NO_VALUE:
                fault = self._one_by_one(following[:TOGETHER])
            if fault is not None:
                return fault
        return None

    def _follow(self, rows: list[Event]) -> Fault | None:
        if not rows:
            return self._of(Problem.MISSING, self.number + 1)
        for at, row in enumerate(rows):
            if row.number != self.number + 1:
                return self._of(Problem.MISSING, self.number + 1)
            if mac(self.key, self.mac, row) != bytes(row.mac):
                return self._broken(row, rows[at + 1 :])
            self.number, self.mac = row.number, bytes(row.mac)
        return None

    def _one_by_one(self, rows: QuerySet[Event]) -> Fault | None:
        """Of rows of which one cannot be read."""
        for number, pk in rows.values_list("number", "pk"):
            if number <= self.number:
                continue  # before it, and whole
            try:
                fault = self._follow(list(Event.objects.using(self.using).filter(pk=pk)))
            except NO_VALUE:
                return self._of(Problem.CHANGED, number, pk)
            if fault is not None:
                return fault
        return None

    def _broken(self, row: Event, later: list[Event]) -> Fault:
        """What is wrong with a row: whether one of those that follow was written in its place."""
        for other in later:
            moved_to, other.number = other.number, row.number
            if mac(self.key, self.mac, other) == bytes(other.mac):
                exchanged = self._fits(row, moved_to, bytes(other.mac), later)
                problem = Problem.MOVED if exchanged else Problem.EXTRA
                return self._of(problem, row.number, row.pk)
            other.number = moved_to
        return self._of(Problem.CHANGED, row.number, row.pk)

    def _fits(self, row: Event, number: int, first: bytes, later: list[Event]) -> bool:
        """Whether a row was written as this number, before which the one with the code `first` or others stand."""
        between = [bytes(each.mac) for each in later if row.number < each.number < number]
        was, row.number = row.number, number
        fits = mac(self.key, between[-1] if between else first, row) == bytes(row.mac)
        row.number = was
        return fits

    def _behind(self, head: Chain) -> Fault | None:
        """A row behind the head. The head is read after the rows: who adds one writes both at once."""
        last = _events(self.chain, self.using).aggregate(last=Max("number"))["last"] or 0
        if last <= self.number:
            return self._matched(head)
        now = self._head() or head
        if last <= now.number:
            return None
        row = _events(self.chain, self.using).filter(number__gt=now.number)[0]
        return self._of(Problem.EXTRA, row.number, row.pk)

    def _matched(self, head: Chain) -> Fault | None:
        """A head that was put back before where the chain was cut, or that has another code than there."""
        if head.number < self.number or bytes(head.mac) != self.mac:
            return self._of(Problem.HEAD, self.number)
        return None

    def _of(self, problem: Problem, number: int | None = None, pk: int | None = None) -> Fault:
        return Fault(self.chain, problem, number, pk)
