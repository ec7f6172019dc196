"""Everything computed from one case: three outputs side by side, flags, and one attention level."""

from screening.core.answers import Case

from . import attention, cat2, flags, profile, triad
from .flags.still_open import still_open
from .results import Assessment
from .terms import Terms

VERSION = "2026.1"


def assess(case: Case) -> Assessment:
    """Score a case by the rules of version 2026.1. Depends on nothing but the case."""
    t = Terms(case)
    rows = triad.rows(t)
    scored = triad.score(t, rows)
    colour = cat2.score(t)
    factors = profile.score(t, rows)
    standing = flags.raised(t, factors)
    doubtful = still_open(t, standing)
    level, because = attention.level(t, standing, doubtful, scored, colour, factors)
    return Assessment(VERSION, level, because, standing, doubtful, scored, colour, factors)
