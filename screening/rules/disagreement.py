"""Where the Triad band and the CAT2 colour have no step in common, and what each counts that the other does not."""

from dataclasses import dataclass
from typing import Literal

from .results import Assessment, Band, Colour

COUNTERPART = {
    "energy_availability": "eating_disorder",
    "menses": "menstrual",
    "bone_density": "bone_density",
    "previous_bsi": "bsi",
}
"""The Triad rows that CAT2 has an indicator for; body mass and menarche have none."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """`triad` are rows with points, `cat2` indicators that count, whose counterpart is not there or may count nothing.

    Only what is certain, in the order of the rules.
    """

    higher: Literal["triad", "cat2"]
    triad: tuple[str, ...]
    cat2: tuple[str, ...]


def disagreement(assessment: Assessment) -> Disagreement | None:
    """None where they have a step in common (red stands with orange), or where either has no result."""
    triad, cat2 = assessment.triad, assessment.cat2
    if triad.band is None or cat2.colour is None or triad.rows is None or cat2.indicators is None:
        return None
    bands = [tuple(Band).index(end) for end in triad.band]
    colours = [min(tuple(Colour).index(end), 2) for end in cat2.colour]
    if colours[0] <= bands[1] and bands[0] <= colours[1]:
        return None
    rows = {code for code, span in triad.rows.items() if span.least}
    counted = {
        code
        for code, indicator in cat2.indicators.items()
        if all(outcome != (0, 0) for outcome in indicator.outcomes)
    }
    return Disagreement(
        higher="triad" if bands[0] > colours[1] else "cat2",
        triad=tuple(c for c in triad.rows if c in rows and COUNTERPART.get(c) not in counted),
        cat2=tuple(
            code
            for code in cat2.indicators
            if code in counted and not any(COUNTERPART.get(row) == code for row in rows)
        ),
    )
