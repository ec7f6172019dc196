"""A dry run of another version over stored screenings: how many change level, and which answers cause it.

Writes nothing. A signed screening is compared like the others and counted apart: it stays as it was signed.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from screening.core.answers import Refused
from screening.core.kinds import Problem
from screening.encryption import Unreadable
from screening.given import Given
from screening.models import Screening
from screening.protocols import PROTOCOLS, Protocol
from screening.rescoring import Cause, Change, compare
from screening.rules.results import Attention

from .models import Invitation, Practice, Signature

CHUNK = 200
"""So many screenings are in memory at once."""


class Move(NamedTuple):
    """From which level to which. `signed`: it stays where it was."""

    was: Attention
    becomes: Attention
    signed: bool


class Moved(NamedTuple):
    """One screening, by its code, that would get another level."""

    code: str
    move: Move
    causes: tuple[Cause, ...]


@dataclass
class DryRun:
    """What a version makes of the screenings that it was given."""

    then: Protocol
    in_all: int = 0
    already: int = 0
    """Scored by this version as it is."""
    closed: int = 0
    """Do not open, or cannot be read by their own version: their key was destroyed, say."""
    same: int = 0
    otherwise: int = 0
    """Of the same level, but with another sign, Triad band or CAT2 colour."""
    signed: int = 0
    """Of all, those that were ever signed: they stay as they are."""
    moves: Counter[Move] = field(default_factory=Counter)
    refused: int = 0
    """Cannot be read by the new version."""
    faults: Counter[tuple[str, Problem]] = field(default_factory=Counter)
    causes: Counter[Cause] = field(default_factory=Counter)
    """Each answer that by itself makes a difference, or a missing one that does."""
    together: Counter[tuple[Cause, ...]] = field(default_factory=Counter)
    """Answers that make the difference only all at once; none where it rests on no answer."""
    moved: list[Moved] = field(default_factory=list)
    """Filled where `listing`."""

    @property
    def moving(self) -> int:
        """How many would get another level, signed or not."""
        return self.moves.total()

    @property
    def pairs(self) -> list[tuple[Attention, Attention]]:
        """From which level to which, the most serious first."""
        order = list(Attention)
        return sorted(
            {(move.was, move.becomes) for move in self.moves},
            key=lambda pair: [order.index(level) for level in reversed(pair)],
        )

    @property
    def compared(self) -> int:
        return self.same + self.moving

    def add(self, invitation: Invitation, *, listing: bool = False) -> None:
        """Count one more; of a row read with `sent`."""
        self.in_all += 1
        self.signed += invitation.ever_signed
        screening = invitation.screening
        now = PROTOCOLS.get(screening.protocol_id)
        if now is not None and now.id == self.then.id:
            self.already += 1
            return
        given = _readable(screening, now)
        if now is None or given is None:
            self.closed += 1
            return
        try:
            change = compare(given, now, self.then)
        except Refused as refused:
            self.refused += 1
            self.faults.update({(f.where.partition("[")[0], f.problem) for f in refused.faults})
            return
        self._count(screening.code, change, signed=invitation.ever_signed, listing=listing)

    def _count(self, code: str, change: Change, *, signed: bool, listing: bool) -> None:
        if not change.moves:
            self.same += 1
            self.otherwise += change.differs
            return
        move = Move(change.was.attention, change.becomes.attention, signed)
        self.moves[move] += 1
        if change.together:
            self.together[change.causes] += 1
        else:
            self.causes.update(change.causes)
        if listing:
            self.moved.append(Moved(code, move, change.causes))


def _readable(screening: Screening, now: Protocol | None) -> Given | None:
    """What it holds, where its own version can read that."""
    try:
        given = screening.given()
        if now is not None:
            given.case(now)
    except (Refused, Unreadable):
        return None
    return given


def sent(practice: Practice) -> QuerySet[Invitation]:
    """Every screening of a practice that was sent, and whether it was ever signed."""
    signatures = Signature.objects.filter(invitation=OuterRef("pk"))
    return (
        Invitation.objects.filter(athlete__practice=practice, screening__submitted_at__isnull=False)
        .select_related("athlete", "screening__key")
        .annotate(ever_signed=Exists(signatures))
    )


def in_chunks(rows: QuerySet[Invitation]) -> Iterator[list[Invitation]]:
    """All rows once, by key, some at a time: no cursor stays open, so that each chunk may be written."""
    last: Any = None
    rows = rows.order_by("pk")
    while chunk := list((rows if last is None else rows.filter(pk__gt=last))[:CHUNK]):
        yield chunk
        last = chunk[-1].pk


def dry_run(rows: Iterable[Invitation], then: Protocol, *, listing: bool = False) -> DryRun:
    """Compare each; `listing` keeps the code of every one that would change level."""
    found = DryRun(then)
    for invitation in rows:
        found.add(invitation, listing=listing)
    return found


def ranked(counter: Counter[Any]) -> list[tuple[Any, int]]:
    """The most frequent first, then by name, so that two runs say the same."""
    return sorted(counter.items(), key=lambda pair: (-pair[1], str(pair[0])))


def in_use(practice: Practice) -> dict[str, dict[str, Any]]:
    """For each protocol that a practice's screenings have: `since`, `sent` and `signed`."""
    standing = Invitation.objects.filter(athlete__practice=practice, revoked_at=None)
    counted = standing.values("screening__protocol_id").annotate(
        since=Min("screening__created_at"),
        sent=Count("pk", distinct=True, filter=Q(screening__submitted_at__isnull=False)),
        signed=Count("pk", distinct=True, filter=Q(signatures__isnull=False)),
    )
    return {row.pop("screening__protocol_id"): row for row in counted.order_by()}
