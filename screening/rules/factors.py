"""The article's risk factors, one rule each: points and state from the answers that feed it.

Each factor names those answers and measurements; its source, standing and phrase are in sources.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from screening.core.span import Span, exactly

from .results import FactorState
from .terms import HIDING, Terms
from .triad import body_mass as triad_body_mass
from .triad import loss

Found = tuple[Span | None, FactorState]
Rows = Mapping[str, Span]

ANSWERED, UNANSWERED, PARTLY = FactorState.ANSWERED, FactorState.UNANSWERED, FactorState.PARTLY
NOT_ASKED: Found = (None, FactorState.NOT_APPLICABLE)
COUNTING = (ANSWERED, PARTLY, UNANSWERED)
OPEN = Span(0, 2)


@dataclass(frozen=True)
class FactorRule:
    """One factor: its rule, the answers and measurements that feed it, and the most it gives (0: without points)."""

    code: str
    rule: Callable[[Terms, Rows], Found]
    items: tuple[str, ...]
    measures: tuple[str, ...] = ()
    most: int = 2


def choice(code: str, item: str, points: Mapping[str, int]) -> FactorRule:
    """A factor that one answer decides."""
    most = max(points.values())
    found = {option: (exactly(worth), ANSWERED) for option, worth in points.items()}
    unanswered = (Span(0, most), UNANSWERED)

    def rule(t: Terms, rows: Rows) -> Found:
        if item not in t.asked:
            return NOT_ASKED
        return found.get(t.given.get(item, ""), unanswered)

    return FactorRule(code, rule, (item,), most=most)


def choice_or_unknown(code: str, item: str, points: Mapping[str, int], unknown: int) -> FactorRule:
    """As choice, where "unknown" is an answer with points of its own."""
    chosen = choice(code, item, points)

    def rule(t: Terms, rows: Rows) -> Found:
        if item in t.unknown:
            return exactly(unknown), ANSWERED
        return chosen.rule(t, rows)

    return FactorRule(code, rule, (item,), most=chosen.most)


def _state(missing: int, of: int) -> FactorState:
    return ANSWERED if not missing else UNANSWERED if missing == of else PARTLY


def menarche(t: Terms, rows: Rows) -> Found:
    """As the Triad row."""
    span = rows.get("menarche")
    if span is None:
        return NOT_ASKED
    if t.status == "not_yet" or "menstruation.menarche_age" in t.given:
        return span, ANSWERED
    asked = "menstruation.menarche_age" in t.asked
    return span, UNANSWERED if asked else FactorState.NOT_APPLICABLE


def menses(t: Terms, rows: Rows) -> Found:
    """As the Triad row; partly while contraception or hormone therapy is missing."""
    span = rows.get("menses")
    if span is None:
        return NOT_ASKED
    if t.menses_hidden:
        return span, FactorState.NOT_ASSESSABLE
    if t.status == "not_yet":
        return span, ANSWERED
    if "menstruation.periods_12m" not in t.asked:
        return span, FactorState.NOT_APPLICABLE
    if t.cycle_open:
        return span, PARTLY
    return span, ANSWERED if t.periods is not None else UNANSWERED


ENERGY_ITEMS = ("energy.restriction", "energy.eating_problem", "energy.ed_diagnosis")


def energy_availability(t: Terms, rows: Rows) -> Found:
    """As the Triad row."""
    missing = sum(item not in t.given for item in ENERGY_ITEMS)
    told = 4 if "ed_diagnosis" in t.measured else 3
    return rows["energy_availability"], _state(missing, told)


def body_mass(t: Terms, rows: Rows) -> Found:
    """With a BMI (under 18: a percentage) as the Triad row, without it the weight loss alone. Not in pregnancy."""
    if t.status == "pregnant":
        return NOT_ASKED
    measured = (t.expected_weight if t.minor else t.bmi) is not None
    if measured:
        return triad_body_mass(t), ANSWERED if t.loss is not None else PARTLY
    return loss(t), PARTLY if t.loss is not None else UNANSWERED


def _two_halves(t: Terms, first: tuple[str, bool], second: tuple[str, bool]) -> Found:
    """One point for each half that holds; a missing half is open."""
    least = most = missing = 0
    for item, holds in (first, second):
        known = item in t.given
        least += known and holds
        most += not known or holds
        missing += not known
    return Span(least, most), _state(missing, 2)


def recovery(t: Terms, rows: Rows) -> Found:
    """One point for no rest day in a week, one for waking mostly not rested."""
    return _two_halves(
        t,
        ("fatigue.rest_days", t.given.get("fatigue.rest_days") == "none"),
        ("fatigue.rested", t.given.get("fatigue.rested") == "mostly_not"),
    )


def volume(t: Terms, rows: Rows) -> Found:
    """One point for 12 hours a week or more, one for the highest volume ever."""
    return _two_halves(
        t,
        ("load.hours_per_week", t.given.get("load.hours_per_week", 0) >= 12),
        ("load.highest_ever", t.given.get("load.highest_ever") == "yes"),
    )


def counted(code: str, item: str) -> FactorRule:
    """A factor with a point for each thing named: none 0, one 1, two or more 2."""

    def rule(t: Terms, rows: Rows) -> Found:
        named = t.given.get(item)
        if named is None:
            return OPEN, UNANSWERED
        return exactly(min(2, sum(option != "none" for option in named))), ANSWERED

    return FactorRule(code, rule, (item,))


def previous_bsi(t: Terms, rows: Rows) -> Found:
    """As the Triad row."""
    count = t.given.get("bone.injury_count")
    span = rows["previous_bsi"]
    if count is None:
        return span, UNANSWERED
    listed = count == "none" or bool(t.injuries)
    return span, ANSWERED if listed and span.definite else PARTLY


def bone_density(t: Terms, rows: Rows) -> Found:
    """As the Triad row; not measured without a Z and without a named diagnosis."""
    span = rows["bone_density"]
    if t.z is not None:
        return span, ANSWERED
    return span, PARTLY if span.least else FactorState.NOT_MEASURED


def female_physiology(t: Terms, rows: Rows) -> Found:
    """Body female: present; male: absent; else unknown."""
    states = {"female": FactorState.PRESENT, "male": FactorState.ABSENT}
    return None, states.get(t.body or "", FactorState.UNKNOWN)


def bone_pain(t: Terms, rows: Rows) -> Found:
    """Pain in the bone now."""
    states = {"yes": FactorState.PRESENT, "no": FactorState.ABSENT}
    return None, states.get(t.given.get("bone.pain_now", ""), FactorState.UNKNOWN)


HORMONE_ITEMS = (
    "about.body",
    "about.hormone_therapy",
    "menstruation.status",
    "menstruation.contraception",
)
CHANGING = HIDING - {"no_uterus", "does_not_apply"}


def hormonal_changes(t: Terms, rows: Rows) -> Found:
    """Hormonal contraception, hormone therapy, pregnancy, after birth, or menopause."""
    if t.hormonal or t.therapy or t.status in CHANGING:
        return None, FactorState.PRESENT
    if any(t.missing(item) for item in HORMONE_ITEMS):
        return None, FactorState.UNKNOWN
    return None, FactorState.ABSENT
