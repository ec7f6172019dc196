"""Counting: each athlete once, with the latest screening that she sent in the period."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from clinic.models import Invitation, Practice
from clinic.tables.rows import A_CHUNK
from screening.core.answers import Case, Refused
from screening.encryption import Unreadable
from screening.rules import profile
from screening.rules.results import Assessment, Attention, DomainState, Status

from .periods import Period

Group = set[int]


def _groups() -> dict[str, Group]:
    return defaultdict(set)


@dataclass
class Counts:
    """Groups of athletes by what was found. An athlete is a number that means nothing outside."""

    everybody: Group = field(default_factory=set)
    unreadable: int = 0
    days: list[int] = field(default_factory=list)
    """From the invitation to sending, of each athlete."""
    levels: dict[Attention, Group] = field(default_factory=_groups)
    certain: dict[str, Group] = field(default_factory=_groups)
    """By domain: at attention or above whatever is missing."""
    possible: dict[str, Group] = field(default_factory=_groups)
    """By domain: not certain, but at attention or above under some completion; not assessable too."""
    flags: dict[str, Group] = field(default_factory=_groups)
    missing: dict[str, Group] = field(default_factory=_groups)
    """By item: asked, not optional, and not given."""

    @property
    def median_days(self) -> int:
        return round(median(self.days))

    def add(self, athlete: int, case: Case, assessment: Assessment, items: Any) -> None:
        self.everybody.add(athlete)
        self.levels[assessment.attention].add(athlete)
        for flag in assessment.flags:
            self.flags[flag.code].add(athlete)
        for rule in profile.DOMAINS:
            domain = assessment.profile.domains[rule.code]
            if domain.state is DomainState.NOT_ASSESSABLE:
                self.possible[rule.code].add(athlete)
            elif domain.status is not None and domain.status[0] is not Status.NONE:
                self.certain[rule.code].add(athlete)
            elif domain.status is not None and domain.status[1] is not Status.NONE:
                self.possible[rule.code].add(athlete)
        for code in case.responses.asked:
            if code not in case.responses.given and not items[code].optional:
                self.missing[code].add(athlete)


def count(practice: Practice, period: Period) -> Counts:
    """Everything computed anew, a few screenings in memory at a time; about a millisecond for each."""
    counts = Counts()
    for athlete, invitation in enumerate(_latest(practice, period)):
        screening = invitation.screening
        try:
            case = screening.case()
        except (Refused, Unreadable):
            counts.unreadable += 1
            continue
        protocol = screening.protocol
        counts.add(athlete, case, protocol.assess(case), protocol.instrument.items)
        counts.days.append((screening.submitted_at - invitation.created_at).days)
    return counts


def _latest(practice: Practice, period: Period) -> Iterator[Invitation]:
    """The latest of each athlete, in chunks of one query each."""
    first, following = period.moments
    sent = Invitation.objects.filter(
        athlete__practice=practice,
        screening__submitted_at__gte=first,
        screening__submitted_at__lt=following,
    ).order_by("screening__submitted_at")
    latest = list(dict(sent.values_list("athlete_id", "pk")).values())
    for start in range(0, len(latest), A_CHUNK):
        chunk = Invitation.objects.filter(pk__in=latest[start : start + A_CHUNK])
        yield from chunk.select_related("screening__key")
