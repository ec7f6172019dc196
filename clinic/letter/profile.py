"""The profile's domains and factors: what was answered, what it gives, and what that rests on."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from screening.core.answers import Case
from screening.core.instrument import Instrument
from screening.core.span import Span
from screening.rules import profile as rules
from screening.rules.factors import FactorRule
from screening.rules.profile import DomainRule
from screening.rules.results import Assessment, Domain, DomainState, FactorState
from screening.rules.sources import FACTOR_SOURCES
from screening.wording import figures, levels, names, reasons

from .marks import Marked, domain_state, factor_state, status
from .references import Reference
from .scales import SCALES
from .trace import Told, told

Used = Mapping[str, Reference]

UNCOUNTED = (FactorState.NOT_ASSESSABLE, FactorState.NOT_MEASURED)
"""Factors whose points count in no domain, so that there are none to show."""


@dataclass(frozen=True, slots=True)
class DomainRow:
    """One domain. Without points its bar is hatched whole, or is not there where the domain does not apply."""

    code: str
    name: str
    span: Span | None
    maximum: int
    points: str
    of: str
    statuses: tuple[Marked, ...]
    thresholds: tuple[int, int]
    reason: str
    label: str


@dataclass(frozen=True, slots=True)
class FactorRow:
    """One factor, and everything that its points can be traced to."""

    code: str
    name: str
    span: Span | None
    maximum: int
    points: str
    state: str
    mark: Marked | None
    reason: str
    told: tuple[Told, ...]
    rule: str
    standing: str
    sources: tuple[Reference, ...]
    phrase: str
    article_rows: str
    label: str


@dataclass(frozen=True, slots=True)
class FactorGroup:
    """The factors of one domain."""

    code: str
    name: str
    factors: tuple[FactorRow, ...]

    @property
    def by_phrase(self) -> list[tuple[FactorRow, ...]]:
        """The same, those together that follow each other and stand for one phrase of the article."""
        runs = groupby(self.factors, key=lambda factor: factor.phrase)
        return [tuple(run) for _phrase, run in runs]


def domains(case: Case, assessment: Assessment) -> tuple[DomainRow, ...]:
    return tuple(
        _domain(rule, assessment.profile.domains[rule.code], case, assessment)
        for rule in rules.DOMAINS
        if _concerns(rule, case, assessment)
    )


def domains_note(rows: tuple[DomainRow, ...]) -> str:
    """What stands beside the profile's heading."""
    return _("%(count)s domains, not validated") % {"count": figures.count(len(rows))}


def _concerns(rule: DomainRule, case: Case, assessment: Assessment) -> bool:
    """Whether the domain concerns this body: a man's letter is silent on menstruation."""
    applies = assessment.profile.domains[rule.code].state is not DomainState.NOT_APPLICABLE
    return applies or any(
        item in case.responses.asked for factor in rule.factors for item in factor.items
    )


def _domain(rule: DomainRule, domain: Domain, case: Case, assessment: Assessment) -> DomainRow:
    name, thresholds = str(names.DOMAINS[rule.code]), (rule.attention, rule.clear)
    reason = reasons.domain(rule.code, case, assessment)
    whole = sum(factor.most for factor in rule.factors)
    if domain.points is None or domain.maximum is None or domain.status is None:
        mark = domain_state(domain.state)
        hidden = domain.state is DomainState.NOT_ASSESSABLE
        span = Span(0, whole) if hidden else None
        return DomainRow(
            rule.code, name, span, whole, "–", "", (mark,), thresholds, reason, mark.word
        )
    points = figures.span(domain.points)
    label = _(
        "%(points)s of %(maximum)s points; attention from %(attention)s, marked from %(clear)s"
    )
    return DomainRow(
        code=rule.code,
        name=name,
        span=domain.points,
        maximum=domain.maximum,
        points=points,
        of=str(domain.maximum),
        statuses=status(domain.status),
        thresholds=thresholds,
        reason=reason,
        label=label
        % {
            "points": points,
            "maximum": domain.maximum,
            "attention": rule.attention,
            "clear": rule.clear,
        },
    )


def factors(
    instrument: Instrument, case: Case, assessment: Assessment, used: Used
) -> tuple[FactorGroup, ...]:
    groups = [
        (rule.code, str(names.DOMAINS[rule.code]), rule.factors)
        for rule in rules.DOMAINS
        if _concerns(rule, case, assessment)
    ]
    groups.append(("none", pgettext("factors", "Without points"), rules.WITHOUT_POINTS))
    return tuple(
        FactorGroup(
            code, name, tuple(_factor(rule, instrument, case, assessment, used) for rule in group)
        )
        for code, name, group in groups
    )


def _factor(
    rule: FactorRule, instrument: Instrument, case: Case, assessment: Assessment, used: Used
) -> FactorRow:
    factor = assessment.profile.factors[rule.code]
    rests = FACTOR_SOURCES[rule.code]
    span = None if factor.state in UNCOUNTED else factor.points
    points = figures.span(span) if span is not None else "–"
    return FactorRow(
        code=rule.code,
        name=str(names.FACTORS[rule.code]),
        span=span,
        maximum=rule.most,
        points=points,
        state=str(levels.FACTOR_STATE[factor.state]),
        mark=factor_state(factor.state),
        reason=reasons.factor(rule.code, case),
        told=told((*rule.items, *rule.measures), instrument, case),
        rule=str(SCALES[rule.code]),
        standing=str(levels.STANDING[rests.standing]),
        sources=tuple(used[source.key] for source in (rests.source, *rests.also)),
        phrase=str(names.PHRASES[rule.code]),
        article_rows=rests.article.rows,
        label=_("%(points)s of %(maximum)s points") % {"points": points, "maximum": rule.most},
    )
