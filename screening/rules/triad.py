"""Triad cumulative risk assessment: six rows of 0 to 2 points (four where the body has no own cycle to read)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from screening.core.span import Span, exactly, highest, total

from .results import Band, Triad
from .sources import STROCK_2020, TRIAD_2014, TRIAD_MEN_2019, Source
from .terms import TRABECULAR, Terms

OPEN = Span(0, 2)
LOW_BMI, LOWISH_BMI = Fraction("17.5"), Fraction("18.5")
ENERGY = {"no": 0, "sometimes": 1, "often": 1, "never": 0, "past": 1, "current": 1}


def energy_availability(t: Terms) -> Span:
    """2: an eating disorder now. 1: restriction, an eating problem ever, or a diagnosis in the past. 0: none."""
    problem = t.given.get("energy.eating_problem")
    restriction = t.given.get("energy.restriction")
    told = t.given.get("energy.ed_diagnosis")
    if t.disorder:
        diagnosis = exactly(2)
    elif told is None:
        diagnosis = Span(0, 1 if t.disorder is False else 2)
    else:
        diagnosis = exactly(ENERGY[told])
    return highest(
        (
            diagnosis,
            Span(0, 1) if restriction is None else exactly(ENERGY[restriction]),
            Span(0, 1) if problem is None else exactly(ENERGY[problem]),
        )
    )


def mass(t: Terms) -> Span:
    """Adults: BMI <= 17.5: 2, < 18.5: 1. Under 18: expected weight < 85%: 2, < 90%: 1, never a BMI."""
    if t.minor:
        if t.expected_weight is None:
            return OPEN
        return exactly(2 if t.expected_weight < 85 else 1 if t.expected_weight < 90 else 0)
    if t.bmi is None:
        return OPEN
    return exactly(2 if t.bmi <= LOW_BMI else 1 if t.bmi < LOWISH_BMI else 0)


def loss(t: Terms) -> Span:
    """Weight lost in a month: 10% or more: 2; 5 to under 10%: 1."""
    return OPEN if t.loss is None else exactly(t.loss)


def body_mass(t: Terms) -> Span:
    """The highest that a criterion gives, mass or loss; a missing one may be anything."""
    return highest((mass(t), loss(t)))


def menarche(t: Terms) -> Span:
    """First period before 15: 0; at 15: 1; at 16 or later: 2. Never had one: by the age now."""
    if t.status == "not_yet":
        return exactly(0) if t.age < 15 else Span(1, 2) if t.age < 16 else exactly(2)
    age = t.given.get("menstruation.menarche_age")
    return OPEN if age is None else exactly(0 if age < 15 else 1 if age == 15 else 2)


def menses(t: Terms) -> Span | None:
    """10 or more periods in 12 months: 0; 6 to 9: 1; 5 or fewer: 2. Never had one: 2 from 15 years, else no row."""
    if t.menses_hidden or t.cycle_open:
        return OPEN
    if t.status == "not_yet":
        return exactly(2) if t.age >= 15 else None
    if t.periods is None:
        return OPEN
    return exactly(0 if t.periods >= 10 else 1 if t.periods >= 6 else 2)


def bone_density(t: Terms) -> Span:
    """Z -1.0 or more: 0; -2.0 or less: 2; between: 1. A named diagnosis without a Z: 1 or 2."""
    if t.z is not None:
        return exactly(0 if t.z >= -1 else 2 if t.z <= -2 else 1)
    return Span(1, 2) if "low_bone_density" in t.given.get("bone.diagnoses", ()) else OPEN


def previous_bsi(t: Terms) -> Span:
    """None: 0. One: 1, or 2 at femoral neck, sacrum or pelvis. Two or more: 2. However long ago."""
    count = t.given.get("bone.injury_count")
    if count is None:
        return OPEN
    if count == "none":
        return exactly(0)
    if count == "two_or_more":
        return exactly(2)
    site = t.injuries[0]["site"] if t.injuries else None
    return Span(1, 2) if site is None else exactly(2 if site in TRABECULAR else 1)


@dataclass(frozen=True)
class Row:
    """One row: its rule, its source, and whether the four-row set has it too."""

    code: str
    rule: Callable[[Terms], Span | None]
    source: Source
    four: bool


ROWS = (
    Row("energy_availability", energy_availability, TRIAD_2014, four=True),
    Row("body_mass", body_mass, TRIAD_2014, four=True),
    Row("menarche", menarche, TRIAD_2014, four=False),
    Row("menses", menses, TRIAD_2014, four=False),
    Row("bone_density", bone_density, TRIAD_2014, four=True),
    Row("previous_bsi", previous_bsi, TRIAD_2014, four=True),
)
FOUR_ROW_SOURCE = TRIAD_MEN_2019
ESTIMATE_SOURCE = STROCK_2020
MODERATE_FROM, HIGH_FROM = 2, 6
"""Totals from which a band begins (TRIAD_2014)."""


def rows(t: Terms) -> dict[str, Span]:
    """The rows that stand for this body, as they would stand were the Triad scored."""
    stand = {}
    for row in ROWS:
        if t.six_rows or row.four:
            span = row.rule(t)
            if span is not None:
                stand[row.code] = span
    return stand


def band(points: int) -> Band:
    """0-1 low, 2-5 moderate, 6 and over high."""
    return (
        Band.HIGH if points >= HIGH_FROM else Band.MODERATE if points >= MODERATE_FROM else Band.LOW
    )


def restricted(t: Terms) -> bool:
    """The clinician's anorexia nervosa with adult BMI < 16, or bulimia nervosa with purging over four times a week."""
    diagnosis = t.measured.get("ed_diagnosis")
    if diagnosis == "anorexia_nervosa":
        return t.bmi is not None and t.bmi < 16
    purging = t.given.get("energy.purging")
    return diagnosis == "bulimia_nervosa" and purging == "more_than_four_per_week"


def estimate(t: Terms, stand: Mapping[str, Span]) -> int | None:
    """Stand-ins for rows without a result: energy for a hidden cycle, menarche for an unmeasured bone density.

    Given when at least one was replaced and every row that stands is then definite (STROCK_2020).
    """
    if not t.six_rows:
        return None
    stand_in = dict(stand)
    if t.menses_hidden:
        stand_in["menses"] = stand["energy_availability"]
    if stand["bone_density"] == OPEN:
        stand_in["bone_density"] = stand["menarche"]
    elif not t.menses_hidden:
        return None
    if all(span.definite for span in stand_in.values()):
        return total(stand_in.values()).least
    return None


def score(t: Terms, stand: Mapping[str, Span]) -> Triad:
    """The assessment of the rows that stand. Not scored in pregnancy; without a band in the four-row set."""
    if t.status == "pregnant":
        return Triad(False, "pregnant", None, None, (), None, None, restricted(t), None)
    points = total(stand.values())
    return Triad(
        scored=True,
        reason=None,
        maximum=2 * len(stand),
        rows=stand,
        not_assessable=("menses",) if t.menses_hidden and "menses" in stand else (),
        total=points,
        band=(band(points.least), band(points.most)) if t.six_rows else None,
        restricted=restricted(t),
        estimate=estimate(t, stand),
    )
