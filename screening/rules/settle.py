"""What would settle most: every open answer and measurement tried with each result that the rules tell apart."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from screening.core.answers import Case, with_answer
from screening.core.instrument import Instrument, Item
from screening.core.kinds import AnyOf, Group, OneOf

from .results import Assessment, Attention, Band, Colour
from .settle_mass import masses

Assess = Callable[[Case], Assessment]
Width = tuple[int, int]
Ends = tuple[Band, Band] | tuple[Colour, Colour]
RISING = (*Band, *Colour)


@dataclass(frozen=True, slots=True)
class Becoming:
    """The two ends of a band or colour: now, and every other pair that some result leads to, in rising order.

    None stands for "not scored". `stays`: some result leaves them as they are.
    """

    now: Ends | None
    others: tuple[Ends | None, ...]
    stays: bool

    @property
    def outcomes(self) -> tuple[Ends | None, ...]:
        """Every pair that some result leads to, in rising order."""
        return _rising({*self.others, self.now} if self.stays else self.others)


def _rising(pairs: Iterable[Ends | None]) -> tuple[Ends | None, ...]:
    return tuple(sorted(pairs, key=lambda ends: [RISING.index(end) for end in ends or ()]))


@dataclass(frozen=True, slots=True)
class Settling:
    """One answer, or measurements taken together, and what it would settle.

    Each pair is points open now, and at most open then. `attention`: the level now, then every other level that some
    result leads to.
    """

    codes: tuple[str, ...]
    triad: Width
    primary: Width
    secondary: Width
    profile: Width
    attention: tuple[Attention, ...]
    band: Becoming
    colour: Becoming

    @property
    def asked(self) -> bool:
        """A question to the athlete, not a measurement."""
        return "." in self.codes[0]

    @property
    def reaches(self) -> tuple[Attention, ...]:
        """The other levels that some result leads to, the most serious first."""
        return self.attention[1:]

    @property
    def gain(self) -> int:
        """Points settled in the published rules, whatever the result."""
        return sum(now - then for now, then in (self.triad, self.primary, self.secondary))


NUMBERS: dict[str, tuple[Any, ...]] = {
    "menstruation.menarche_age": (12, 15, 16),
    "menstruation.breast_development_age": ("not_yet", 8, 12),
    "menstruation.periods_12m": (0, 5, 6, 8, 9, 10),
    "menstruation.longest_gap_months": (0, 3, 12),
    "load.hours_per_week": (5, 12),
}
"""For items that are no choice: a value on each side of every boundary of the rules."""

_OLD = {"site": "fibula", "months_ago": 60, "weeks_off": 4}
_RECENT = {**_OLD, "months_ago": 3}
INJURIES: tuple[tuple[Mapping[str, Any], ...], ...] = (
    ({**_RECENT, "site": "sacrum"},),
    ({**_OLD, "site": "sacrum"},),
    (_RECENT,),
    ({**_RECENT, "weeks_off": 26},),
    (_OLD,),
    (_RECENT, _RECENT),
)
"""Earlier injuries of each kind that the rules tell apart; the last is two that count."""

MEASURES: tuple[tuple[tuple[str, ...], tuple[tuple[Any, ...], ...]], ...] = (
    (("expected_weight_percent",), ((70,), (80,), (88,), (100,))),
    (("growth_deviation",), (("yes",), ("no",))),
    (("dxa_z",), ((0,), (Decimal("-1.5"),), (-2,))),
    (("t3",), (("normal",), ("lowest_quartile",))),
    (("testosterone",), (("normal",), ("lowest_quartile",), ("below",))),
    (("lipids",), (("normal",), ("raised",))),
    (("ede_q_global",), ((0,), (2,), (4,))),
    (("ed_diagnosis",), (("none",), ("anorexia_nervosa",), ("bulimia_nervosa",))),
    (("depression_or_anxiety",), (("no",), ("yes",))),
)
"""What a clinician can measure besides body mass, and a result on each side of every boundary."""


def settle(case: Case, instrument: Instrument, assess: Assess) -> tuple[Settling, ...]:
    """Every open answer or measurement that would settle something.

    First those that could lead to the most serious level, then by what they settle in the published rules.
    """
    now = assess(case)
    found = [
        _settling(codes, now, [assess(result) for result in results])
        for codes, results in completions(case, instrument)
    ]
    useful = [each for each in found if each.gain > 0 or (each.reaches and each.asked)]
    return tuple(sorted(useful, key=lambda each: (_urgency(each.reaches), -each.gain)))


SERIOUSNESS = tuple(Attention)


def _urgency(levels: tuple[Attention, ...]) -> int:
    """How serious the worst level is; after every level where none is reached."""
    return min((SERIOUSNESS.index(level) for level in levels), default=len(SERIOUSNESS))


def completions(case: Case, instrument: Instrument) -> Iterator[tuple[tuple[str, ...], list[Case]]]:
    """What is open, and the case as it would be with each result that the rules tell apart."""
    for code, item in instrument.items.items():
        if case.responses.missing(code) and not item.optional:
            values = _values(item, case)
            if values:
                answered = (
                    with_answer(instrument, case.responses, code, value) for value in values
                )
                yield (code,), [replace(case, responses=responses) for responses in answered]
    for codes, results in ((("height_cm", "weight_kg"), masses(case)), *MEASURES):
        if not all(code in case.measured for code in codes):
            found = (dict(zip(codes, values, strict=True)) for values in results)
            yield codes, [replace(case, measured={**each, **case.measured}) for each in found]


def _values(item: Item, case: Case) -> Sequence[Any]:
    match item.kind:
        case OneOf(options=options):
            return [option.code for option in options]
        case AnyOf(options=options):
            named = [option.code for option in options if option.code != "none"]
            return [("none",), *((code,) for code in named), tuple(named)]
        case Group():
            several = case.responses.given.get("bone.injury_count") == "two_or_more"
            old = (_OLD,) if several else ()
            return [(*rows, *old) for rows in INJURIES if several or len(rows) == 1]
    return NUMBERS.get(item.code, ())


def _widths(assessment: Assessment) -> tuple[int, int, int, int]:
    triad, cat2 = assessment.triad.total, assessment.cat2
    domains = (domain.points for domain in assessment.profile.domains.values())
    return (
        triad.width if triad else 0,
        cat2.primary.width if cat2.primary else 0,
        cat2.secondary.width if cat2.secondary else 0,
        sum(points.width for points in domains if points),
    )


def _settling(codes: tuple[str, ...], now: Assessment, results: Iterable[Assessment]) -> Settling:
    results = tuple(results)
    then = [max(widths) for widths in zip(*map(_widths, results), strict=True)]
    triad, primary, secondary, profile = zip(_widths(now), then, strict=True)
    reached = {result.attention for result in results} - {now.attention}
    return Settling(
        codes,
        triad,
        primary,
        secondary,
        profile,
        attention=(now.attention, *(level for level in Attention if level in reached)),
        band=_becoming(now.triad.band, {result.triad.band for result in results}),
        colour=_becoming(now.cat2.colour, {result.cat2.colour for result in results}),
    )


def _becoming(now: Ends | None, then: Set[Ends | None]) -> Becoming:
    return Becoming(now, _rising(then - {now}), now in then)
