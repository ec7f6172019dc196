"""REDs CAT2, step 2: primary and secondary indicators, and the colour that their counts give.

An indicator is the set of its outcomes (primary, secondary) over the completions of what is missing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from typing import Any

from screening.core.span import hull

from .results import Cat2, Colour, Indicator
from .sources import CAT2_2023, Source
from .terms import TRABECULAR, Terms

Outcome = tuple[int, int]
Outcomes = frozenset[Outcome]

NO, S1, P1, P2 = (0, 0), (0, 1), (1, 0), (2, 0)


def _of(*outcomes: Outcome) -> Outcomes:
    return frozenset(outcomes)


ANY = _of(NO, S1, P1, P2)
NEVER, SECONDARY, PRIMARY, SEVERE = _of(NO), _of(S1), _of(P1), _of(P2)
MAYBE_PRIMARY, MAYBE_SECONDARY = _of(NO, P1), _of(NO, S1)


@dataclass(frozen=True)
class Removed:
    """The indicator cannot be read from this body: it counts nothing and is named as removed."""


REMOVED = Removed()


def menstrual(t: Terms) -> Outcomes | Removed | None:
    """Severe from 12 months without a period, primary from 3, secondary with long cycles; see docs/scoring.md."""
    if t.male:
        return None
    if t.therapy or t.causes or t.status in ("menopause", "no_uterus", "does_not_apply"):
        return REMOVED
    if t.hormonal or t.cycle_open or (t.status is None and not t.own_cycle):
        return ANY
    if t.status == "not_yet":
        if t.age >= 15:
            return SEVERE
        early = t.early_breasts()
        return _of(NO, P2) if early is None else SEVERE if early else NEVER
    return _cycle(t)


def _cycle(t: Terms) -> Outcomes:
    """By the longest gap: 12 months or more, or no period: P 2; 3 to 11: P 1; under 3: by the length of the cycle."""
    gap, periods = t.gap, t.periods
    if periods == 0:
        return SEVERE
    if gap is not None:
        return SEVERE if gap >= 12 else PRIMARY if gap >= 3 else _long_cycle(t)
    if periods is None:
        return _of(P2, P1) | _long_cycle(t)
    return _long_cycle(t) if periods >= 10 else PRIMARY | _long_cycle(t)


def _long_cycle(t: Terms) -> Outcomes:
    """S 1 when the cycle is over 35 days and there were 8 periods or fewer; one that is missing may be either."""
    over = t.given.get("menstruation.cycle_over_35_days")
    if over == "no" or (t.periods is not None and t.periods > 8):
        return NEVER
    return SECONDARY if over == "yes" and t.periods is not None else MAYBE_SECONDARY


def testosterone(t: Terms) -> Outcomes | Removed | None:
    """Men: below the reference range: P 2; lowest quartile: P 1. Removed under hormone therapy."""
    if not t.male:
        return None
    if t.therapy:
        return REMOVED
    found = {"normal": NEVER, "lowest_quartile": PRIMARY, "below": SEVERE}
    return found.get(t.measured.get("testosterone", ""), _of(NO, P1, P2))


def t3(t: Terms) -> Outcomes | Removed | None:
    """Lowest quartile or below: P 1. Removed when the thyroid is the named cause."""
    if "thyroid" in t.causes:
        return REMOVED
    found = {"normal": NEVER, "lowest_quartile": PRIMARY, "below": PRIMARY}
    return found.get(t.measured.get("t3", ""), MAYBE_PRIMARY)


def bsi(t: Terms) -> Outcomes | Removed | None:
    """In the last 24 months: at femoral neck, sacrum or pelvis, two or more, or 26 weeks off: P 1; else one: S 1."""
    count = t.given.get("bone.injury_count")
    if count is None:
        return _of(NO, S1, P1)
    if count == "none":
        return NEVER
    injuries = [_injury(row) for row in t.injuries]
    counted = 1 if count == "one" else 2
    injuries += [ANY_INJURY] * (counted - len(injuries))
    return frozenset(_together(each) for each in product(*injuries))


ANY_INJURY = _of(NO, S1, P1)


def _injury(row: Mapping[str, Any]) -> Outcomes:
    """What one injury can count for alone: nothing when longer than 24 months ago."""
    site, months, weeks = row["site"], row["months_ago"], row["weeks_off"]
    if months is not None and months > 24:
        return NEVER
    if site in TRABECULAR or (weeks is not None and weeks >= 26):
        counts = PRIMARY
    elif site is None or weeks is None:
        counts = _of(S1, P1)
    else:
        counts = SECONDARY
    return counts if months is not None else counts | NEVER


def _together(injuries: tuple[Outcome, ...]) -> Outcome:
    """Two that count make one primary indicator; once, whatever their number."""
    counted = [injury for injury in injuries if injury != NO]
    if not counted:
        return NO
    return P1 if len(counted) > 1 else counted[0]


def bone_density(t: Terms) -> Outcomes | Removed | None:
    """Z below -1.0, or a true fall: P 1. Removed in menopause, and in men of 50 and over."""
    if t.status == "menopause" or (t.male and t.age >= 50):
        return REMOVED
    if t.measured.get("dxa_z_fell") == "yes":
        return PRIMARY
    if t.z is None:
        return MAYBE_PRIMARY
    return PRIMARY if t.z < -1 else NEVER


def growth(t: Terms) -> Outcomes | Removed | None:
    """Under 18: a fall away from the growth line: P 1."""
    if not t.minor:
        return None
    return {"yes": PRIMARY, "no": NEVER}.get(t.measured.get("growth_deviation", ""), MAYBE_PRIMARY)


EDE_Q_MEN, EDE_Q_WOMEN = Decimal("1.68"), Decimal("2.30")
"""EDE-Q global scores above which the indicator counts (CAT2_2023)."""


def eating_disorder(t: Terms) -> Outcomes | Removed | None:
    """An eating disorder now, or an EDE-Q above the body's cut-off: P 1, once."""
    score = t.measured.get("ede_q_global")
    above = EDE_Q_MEN if t.male else EDE_Q_WOMEN
    if t.disorder or (score is not None and score > above):
        return PRIMARY
    between = score is not None and t.body not in ("female", "male") and score > EDE_Q_MEN
    return MAYBE_PRIMARY if score is None or between or t.disorder is None else NEVER


def lipids(t: Terms) -> Outcomes | Removed | None:
    """Raised total or LDL cholesterol: S 1."""
    return {"raised": SECONDARY, "normal": NEVER}.get(t.measured.get("lipids", ""), MAYBE_SECONDARY)


def depression_or_anxiety(t: Terms) -> Outcomes | Removed | None:
    """The clinician's answer, else the athlete's diagnoses: S 1, once."""
    found = t.measured.get("depression_or_anxiety")
    if found is not None:
        return SECONDARY if found == "yes" else NEVER
    diagnoses = t.given.get("bone.diagnoses")
    if diagnoses is None:
        return MAYBE_SECONDARY
    return SECONDARY if "depression" in diagnoses or "anxiety" in diagnoses else NEVER


@dataclass(frozen=True)
class IndicatorRule:
    """One indicator: its rule gives the outcomes, REMOVED, or None where this body or age does not have it."""

    code: str
    rule: Callable[[Terms], Outcomes | Removed | None]
    source: Source


INDICATORS = tuple(
    IndicatorRule(rule.__name__, rule, CAT2_2023)
    for rule in (
        menstrual,
        testosterone,
        t3,
        bsi,
        bone_density,
        growth,
        eating_disorder,
        lipids,
        depression_or_anxiety,
    )
)

FIGURE_NAME = "IOC 2023 figure"
_G, _Y, _O, _R = Colour.GREEN, Colour.YELLOW, Colour.ORANGE, Colour.RED
FIGURE = (
    (_G, _G, _Y, _Y, _Y),
    (_Y, _Y, _Y, _O, _O),
    (_Y, _Y, _O, _O, _O),
    (_O, _O, _R, _R, _R),
    (_R, _R, _R, _R, _R),
)
"""The published colours (CAT2_2023): rows P, columns S, each 0 to 4 and over."""
RISING = tuple(Colour)


def score(t: Terms) -> Cat2:
    """Counts and colour over all joint completions. Not scored when pregnant or postpartum."""
    if t.status in ("pregnant", "postpartum"):
        return Cat2(False, t.status, None, None, None, None, (), FIGURE_NAME)
    indicators: dict[str, Indicator] = {}
    removed = []
    counts = {(0, 0)}
    for indicator in INDICATORS:
        outcomes = indicator.rule(t)
        if outcomes is None:
            continue
        if isinstance(outcomes, Removed):
            removed.append(indicator.code)
            continue
        indicators[indicator.code] = SHOWN.get(outcomes) or _shown(outcomes)
        if outcomes != NEVER:
            counts = {(p + a, s + b) for p, s in counts for a, b in outcomes}
    reachable = frozenset((min(p, 4), min(s, 4)) for p, s in counts)
    colours = hull(RISING.index(FIGURE[p][s]) for p, s in reachable)
    return Cat2(
        scored=True,
        reason=None,
        primary=hull(p for p, _ in counts),
        secondary=hull(s for _, s in counts),
        colour=(RISING[colours.least], RISING[colours.most]),
        indicators=indicators,
        removed=tuple(removed),
        rule=FIGURE_NAME,
        reachable=reachable,
    )


def _shown(outcomes: Outcomes) -> Indicator:
    return Indicator(outcomes, hull(p for p, _ in outcomes), hull(s for _, s in outcomes))


SHOWN = {
    outcomes: _shown(outcomes)
    for outcomes in (ANY, NEVER, SECONDARY, PRIMARY, SEVERE, MAYBE_PRIMARY, MAYBE_SECONDARY)
}
