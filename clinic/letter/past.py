"""The screenings of one athlete, and what each outcome was at each of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from screening.core.span import Span
from screening.rules import profile as rules
from screening.rules import triad as triad_rules
from screening.rules.results import Assessment, DomainState
from screening.wording import figures, levels

NONE = "–"
TRIAD_MOST = 12


@dataclass(frozen=True, slots=True)
class Past:
    """One screening of the athlete. `assessment` is None for one that cannot be read."""

    code: str
    on: date
    protocol: str
    assessment: Assessment | None

    @property
    def questionnaire(self) -> str:
        return " ".join(self.protocol.rsplit("-", 1))


@dataclass(frozen=True, slots=True)
class Later:
    """A screening after the one that is read, so that an old one is not mistaken for it."""

    code: str
    on: date

    @property
    def day(self) -> str:
        return figures.short_date(self.on)


@dataclass(frozen=True, slots=True)
class Point:
    """One outcome at one screening; `said` are its points, or why it has none."""

    span: Span | None
    said: str
    joined: bool
    """Whether it counts the same as the one before, so that a line may join them."""

    @property
    def shown(self) -> str:
        return NONE if self.span is None else self.said


def concerns(code: str, every: Iterable[Past]) -> bool:
    """Whether the domain ever applied to this body."""
    return any(
        past.assessment.profile.domains[code].state is not DomainState.NOT_APPLICABLE
        for past in every
        if past.assessment is not None and code in past.assessment.profile.domains
    )


def _outcome(code: str, past: Past) -> tuple[Span | None, object, str]:
    """Points, what they count out of, and in words why there are none."""
    found = past.assessment
    if found is None:
        return None, None, _("cannot be read")
    if code == "triad":
        reason = levels.NOT_SCORED.get(found.triad.reason or "", "")
        return found.triad.total, found.triad.maximum, str(reason)
    if code in ("primary", "secondary"):
        span = found.cat2.primary if code == "primary" else found.cat2.secondary
        return span, None, str(levels.NOT_SCORED.get(found.cat2.reason or "", ""))
    domain = found.profile.domains.get(code)
    if domain is None:
        return None, None, str(levels.DOMAIN_STATE[DomainState.NOT_APPLICABLE])
    return domain.points, domain.maximum, str(levels.DOMAIN_STATE[domain.state])


def point(code: str, past: Past, before: Past | None) -> Point:
    span, counts, why = _outcome(code, past)
    if span is None:
        return Point(None, why, joined=False)
    joined = False
    if before is not None:
        span_before, counts_before, _why = _outcome(code, before)
        joined = span_before is not None and (past.protocol, counts) == (
            before.protocol,
            counts_before,
        )
    return Point(span, figures.span(span), joined=joined)


def most(code: str, every: Iterable[Past]) -> int:
    """The longest scale of any screening; what a domain can give where it never had points."""
    counts = [_outcome(code, past)[1] for past in every]
    known = [count for count in counts if isinstance(count, int)]
    if known:
        return max(known)
    return (
        sum(f.most for rule in rules.DOMAINS if rule.code == code for f in rule.factors)
        or TRIAD_MOST
    )


def thresholds(code: str, every: Iterable[Past]) -> tuple[int, ...]:
    if code == "triad":
        banded = any(past.assessment and past.assessment.triad.band for past in every)
        return (triad_rules.MODERATE_FROM, triad_rules.HIGH_FROM) if banded else ()
    rule = next(rule for rule in rules.DOMAINS if rule.code == code)
    return (rule.attention, rule.clear)
