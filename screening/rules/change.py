"""What is better and worse than at an earlier screening of the same athlete: only what is certain, never scored."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from screening.core.span import Span, exactly

from .results import Assessment, Attention


class Change(StrEnum):
    WORSE = "worse"
    BETTER = "better"
    SAME = "same"
    UNTOLD = "untold"
    """The two spans have points in common: it cannot be told."""
    APART = "apart"
    """They cannot be compared; `Compared.why` says why."""


class Why(StrEnum):
    """Why two outcomes cannot be compared, the first that holds."""

    PROTOCOL = "protocol"
    """Another questionnaire or other rules."""
    THEN = "then"
    """The earlier one has no points."""
    NOW = "now"
    """The later one has none."""
    COUNTED = "counted"
    """They count other rows, factors or indicators: the maximum is another one."""


LEVELS = {
    Attention.LOW: exactly(0),
    Attention.RAISED: exactly(1),
    Attention.HIGH: exactly(2),
    Attention.URGENT: exactly(3),
    Attention.INCOMPLETE: Span(0, 3),
}
"""Attention as a span. Not scored has none."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One outcome then and now. `code`: "attention", "triad", "primary", "secondary", or that of a domain.

    The spans are None where there are no points; those of attention are places in LEVELS.
    """

    code: str
    before: Span | None
    after: Span | None
    change: Change
    why: Why | None = None


@dataclass(frozen=True, slots=True)
class _Outcome:
    """A span and what it counts; only spans that count the same compare."""

    code: str
    span: Span | None
    counts: object


def of_spans(before: Span, after: Span) -> Change:
    """Fewer points are better. Worse or better only where no point is in both; equal open spans are the same."""
    if before == after:
        return Change.SAME
    if after.least > before.most:
        return Change.WORSE
    return Change.BETTER if after.most < before.least else Change.UNTOLD


def changes(
    before: Assessment, after: Assessment, *, same_protocol: bool = True
) -> tuple[Compared, ...]:
    """Attention, the Triad total, CAT2's two counts and each domain of the later one, in that order."""
    then = {outcome.code: outcome for outcome in _outcomes(before)}
    return tuple(
        _compared(then.get(now.code), now, same_protocol=same_protocol) for now in _outcomes(after)
    )


def _outcomes(assessment: Assessment) -> Iterator[_Outcome]:
    triad, cat2 = assessment.triad, assessment.cat2
    yield _Outcome("attention", LEVELS.get(assessment.attention), None)
    yield _Outcome("triad", triad.total, triad.maximum)
    counted = frozenset(cat2.indicators or ())
    yield _Outcome("primary", cat2.primary, counted)
    yield _Outcome("secondary", cat2.secondary, counted)
    for code, domain in assessment.profile.domains.items():
        yield _Outcome(code, domain.points, domain.maximum)


def _compared(then: _Outcome | None, now: _Outcome, *, same_protocol: bool) -> Compared:
    """`then` is None for what an earlier protocol did not know."""
    before = then.span if then else None
    if not same_protocol:
        return Compared(now.code, before, now.span, Change.APART, Why.PROTOCOL)
    if then is None or before is None:
        return Compared(now.code, before, now.span, Change.APART, Why.THEN)
    if now.span is None:
        return Compared(now.code, before, now.span, Change.APART, Why.NOW)
    if then.counts != now.counts:
        return Compared(now.code, before, now.span, Change.APART, Why.COUNTED)
    return Compared(now.code, before, now.span, of_spans(before, now.span))
