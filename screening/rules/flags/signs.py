"""What several flags read: sites of pain, general signs, body mass, a readable cycle."""

from collections.abc import Callable

from ..results import Domain, Profile, Status
from ..terms import Terms

Rule = Callable[[Terms, Profile], bool]

TRABECULAR_SITES = frozenset(("pelvis", "sacrum", "femoral_shaft"))
SLOW_HEALING_SITES = frozenset(
    (
        "tibia_front",
        "inner_ankle",
        "talus",
        "navicular_midfoot",
        "metatarsal_2_base",
        "metatarsal_5_base",
        "sesamoid",
        "knee_patella",
    )
)
"""Pain sites with a high risk of poor healing: another list than the trabecular sites of the published rules."""
TENDER_SITES = SLOW_HEALING_SITES - {"knee_patella", "sesamoid"}
FORTY_FIVE = 45


def sites(t: Terms) -> frozenset[str]:
    return frozenset(t.given.get("bone.pain_sites", ()))


def signs(t: Terms) -> frozenset[str]:
    return frozenset(t.given.get("bone.general_signs", ()))


def pain_at(t: Terms, *when: str) -> bool:
    """Pain at rest or at night, as one of `when`."""
    return t.given.get("bone.pain_rest_night") in when


def says(t: Terms, item: str, *options: str) -> bool:
    return t.given.get(item) in options


def asks(domain: Domain) -> bool:
    """At attention or above at the low end of its pair."""
    return domain.status is not None and domain.status[0] is not Status.NONE


def severe_mass(t: Terms) -> bool:
    """Adult BMI below 16; under 18 an expected weight below 85%."""
    return (t.bmi is not None and t.bmi < 16) or (
        t.expected_weight is not None and t.expected_weight < 85
    )


def loss_judged(t: Terms) -> bool:
    return t.status not in ("pregnant", "postpartum")


def resting(t: Terms) -> bool:
    return pain_at(t, "rest", "night", "both")


def readable(t: Terms) -> bool:
    """An own cycle that no given answer hides."""
    return t.own_cycle and not t.menses_hidden
