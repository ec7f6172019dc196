"""Urgent flags: somebody acts today."""

from ..results import Profile
from ..sources import OWN_RULE, TRIAD_2014
from ..terms import Terms
from .signs import (
    SLOW_HEALING_SITES,
    TRABECULAR_SITES,
    loss_judged,
    pain_at,
    resting,
    says,
    severe_mass,
    signs,
    sites,
)


def sudden_pain(t: Terms, p: Profile) -> bool:
    """The pain began suddenly and severely, with a crack, or no weight can be put on it."""
    return says(t, "bone.pain_sudden", "yes")


def femoral_neck(t: Terms, p: Profile) -> bool:
    """Hip or groin pain, at rest or night or while walking."""
    return "hip_groin" in sites(t) and (resting(t) or says(t, "bone.pain_walking", "yes"))


def trabecular_site(t: Terms, p: Profile) -> bool:
    """Pelvis, sacrum or femoral shaft, with pain at rest, at night or walking, or a hop that cannot be done."""
    return bool(sites(t) & TRABECULAR_SITES) and (
        resting(t) or says(t, "bone.pain_walking", "yes") or says(t, "bone.hop", "cannot")
    )


def high_risk_site(t: Terms, p: Profile) -> bool:
    """A site that heals poorly, with pain at rest or night, or a hop that cannot be done."""
    return bool(sites(t) & SLOW_HEALING_SITES) and (resting(t) or says(t, "bone.hop", "cannot"))


def collapse(t: Terms, p: Profile) -> bool:
    """Fainting or chest pain in the last 4 weeks."""
    return not {"fainting", "chest_pain"}.isdisjoint(t.given.get("fatigue.collapse", ()))


def ed_severe(t: Terms, p: Profile) -> bool:
    """An eating disorder now at a very low mass; or purging over four times a week; or refusing food or drink."""
    return (
        (t.disorder is True and severe_mass(t))
        or says(t, "energy.purging", "more_than_four_per_week")
        or t.measured.get("refuses_food_or_drink") == "yes"
    )


def very_low_body_mass(t: Terms, p: Profile) -> bool:
    """Adult BMI below 15; under 18 an expected weight below 75%."""
    return (t.bmi is not None and t.bmi < 15) or (
        t.expected_weight is not None and t.expected_weight < 75
    )


def self_harm(t: Terms, p: Profile) -> bool:
    """A concern about self-harm, raised in conversation."""
    return t.measured.get("self_harm_concern") == "yes"


def rapid_weight_loss(t: Terms, p: Profile) -> bool:
    """10% of the weight or more lost in a month."""
    return t.loss == 2 and loss_judged(t)


def general_red_flag(t: Terms, p: Profile) -> bool:
    """Numb saddle, bladder or bowel; cancer ever or the spine with night pain; fever with pain at rest or night."""
    found, night = signs(t), pain_at(t, "night", "both")
    return (
        not found.isdisjoint(("saddle_numbness", "bladder_bowel"))
        or ("cancer_history" in found and night)
        or ("fever" in found and resting(t))
        or ("spine" in sites(t) and night)
    )


URGENT = (
    (sudden_pain, OWN_RULE),
    (femoral_neck, OWN_RULE),
    (trabecular_site, OWN_RULE),
    (high_risk_site, OWN_RULE),
    (collapse, OWN_RULE),
    (ed_severe, TRIAD_2014),
    (very_low_body_mass, OWN_RULE),
    (self_harm, OWN_RULE),
    (rapid_weight_loss, TRIAD_2014),
    (general_red_flag, OWN_RULE),
)
"""Each rule with the source of its threshold, in the order in which they are shown."""
