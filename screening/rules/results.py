"""What the rules give: the shapes that page, paper, command and export all read."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from screening.core.span import Span


class Attention(StrEnum):
    """How soon somebody must act; also the level of a flag (urgent, high or raised)."""

    URGENT = "urgent"
    HIGH = "high"
    RAISED = "raised"
    INCOMPLETE = "incomplete"
    LOW = "low"
    NOT_SCORED = "not_scored"


class Band(StrEnum):
    """Clearance band of the Triad total, in rising order."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


class Colour(StrEnum):
    """Colour of REDs CAT2 step 2, in rising order."""

    GREEN = "green"
    YELLOW = "yellow"
    ORANGE = "orange"
    RED = "red"


class Status(StrEnum):
    """Status of a profile domain, in rising order."""

    NONE = "none"
    ATTENTION = "attention"
    CLEAR = "clear"


class FactorState(StrEnum):
    ANSWERED = "answered"
    UNANSWERED = "unanswered"
    PARTLY = "partly"
    NOT_MEASURED = "not_measured"
    NOT_ASSESSABLE = "not_assessable"
    NOT_APPLICABLE = "not_applicable"
    PRESENT = "present"
    ABSENT = "absent"
    UNKNOWN = "unknown"


class DomainState(StrEnum):
    SCORED = "scored"
    NOT_ASSESSABLE = "not_assessable"
    NOT_APPLICABLE = "not_applicable"


class Standing(StrEnum):
    """What the weight of a factor rests on."""

    PUBLISHED = "published"
    SUPPORTED = "supported"
    EXPERT = "expert"


@dataclass(frozen=True, slots=True)
class Flag:
    """A sign that needs action whatever the points."""

    code: str
    level: Attention


@dataclass(frozen=True, slots=True)
class Triad:
    """Triad cumulative risk assessment. Null fields where it is not scored, or has no band in the four-row set."""

    scored: bool
    reason: str | None
    maximum: int | None
    rows: Mapping[str, Span] | None
    not_assessable: tuple[str, ...]
    total: Span | None
    band: tuple[Band, Band] | None
    restricted: bool
    estimate: int | None


@dataclass(frozen=True, slots=True)
class Indicator:
    """One CAT2 indicator: its outcomes (primary, secondary) over all completions, and their two spans."""

    outcomes: frozenset[tuple[int, int]]
    primary: Span
    secondary: Span


@dataclass(frozen=True, slots=True)
class Cat2:
    """REDs CAT2, step 2. `reachable` holds each cell (P, S; each 4 for "4 and over") of some joint completion."""

    scored: bool
    reason: str | None
    primary: Span | None
    secondary: Span | None
    colour: tuple[Colour, Colour] | None
    indicators: Mapping[str, Indicator] | None
    removed: tuple[str, ...]
    rule: str
    reachable: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Factor:
    """One risk factor: its points (None for one without points or not asked) and where they come from.

    `items` and `measures` are the codes that feed it; `source` and `article` are keys of rules.sources.
    """

    code: str
    points: Span | None
    state: FactorState


@dataclass(frozen=True, slots=True)
class Domain:
    """Factors grouped: points out of maximum, and the status at both ends. Null where it is not scored."""

    code: str
    state: DomainState
    points: Span | None
    maximum: int | None
    status: tuple[Status, Status] | None


@dataclass(frozen=True, slots=True)
class Profile:
    domains: Mapping[str, Domain]
    factors: Mapping[str, Factor]


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything computed from one screening. `because` and `open_flags` hold codes, in the order of the rules."""

    version: str
    attention: Attention
    because: tuple[str, ...]
    flags: tuple[Flag, ...]
    open_flags: tuple[str, ...]
    triad: Triad
    cat2: Cat2
    profile: Profile

    def as_json(self) -> dict[str, Any]:
        """The result as the score command prints it."""
        triad, cat2 = self.triad, self.cat2
        return {
            "version": self.version,
            "attention": self.attention,
            "because": self.because,
            "flags": [{"code": flag.code, "level": flag.level} for flag in self.flags],
            "open_flags": self.open_flags,
            "triad_cra": {
                "scored": triad.scored,
                "reason": triad.reason,
                "maximum": triad.maximum,
                "rows": triad.rows,
                "not_assessable": triad.not_assessable,
                "total": triad.total,
                "band": triad.band,
                "restricted": triad.restricted,
                "estimate": triad.estimate,
            },
            "reds_cat2": {
                "scored": cat2.scored,
                "reason": cat2.reason,
                "primary": cat2.primary,
                "secondary": cat2.secondary,
                "colour": cat2.colour,
                "indicators": cat2.indicators
                and {
                    code: {"primary": indicator.primary, "secondary": indicator.secondary}
                    for code, indicator in cat2.indicators.items()
                },
                "removed": cat2.removed,
                "rule": cat2.rule,
            },
            "profile": {
                "domains": {
                    code: {
                        "points": domain.points,
                        "maximum": domain.maximum,
                        "status": domain.status,
                        "state": domain.state,
                    }
                    for code, domain in self.profile.domains.items()
                },
                "factors": {
                    code: {"points": factor.points, "state": factor.state}
                    for code, factor in self.profile.factors.items()
                },
            },
        }
