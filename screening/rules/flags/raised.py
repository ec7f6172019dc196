"""Raised flags: they ask for a plan."""

from ..results import Profile
from ..sources import CAT2_2023, ENDOCRINE_SOCIETY, OWN_RULE, TRIAD_2014, WRIGHT_2015
from ..terms import Terms
from .signs import FORTY_FIVE, asks, loss_judged, readable, says


def male_signs(t: Terms, p: Profile) -> bool:
    """Libido lower, or fewer or no morning erections."""
    return says(t, "male.libido", "lower") or says(t, "male.morning_erections", "fewer", "none")


def long_cycle(t: Terms, p: Profile) -> bool:
    """Cycles over 35 days, or 9 periods or fewer in a year."""
    few = t.periods is not None and t.periods <= 9
    return readable(t) and (few or says(t, "menstruation.cycle_over_35_days", "yes"))


def perimenopause(t: Terms, p: Profile) -> bool:
    """As amenorrhoea, at 45 or over."""
    return readable(t) and t.age >= FORTY_FIVE and t.absent()


def amenorrhoea_known_cause(t: Terms, p: Profile) -> bool:
    """Three months or more without a period, with a cause that a doctor named."""
    return t.own_cycle and bool(t.causes) and not t.hormonal and not t.therapy and t.absent()


def masked_cycle(t: Terms, p: Profile) -> bool:
    """Hormonal contraception hides the cycle, and energy, bone or the cycle before it asks attention."""
    before = says(t, "menstruation.before_contraception", "irregular", "absent")
    return t.hormonal and (before or asks(p.domains["energy"]) or asks(p.domains["bone"]))


def late_puberty(t: Terms, p: Profile) -> bool:
    """13 or over, no period and no breast development yet."""
    began = t.given.get("menstruation.breast_development_age")
    return t.six_rows and t.status == "not_yet" and began == "not_yet" and t.age >= 13


def previous_bsi(t: Terms, p: Profile) -> bool:
    """One bone stress injury or more, ever."""
    return says(t, "bone.injury_count", "one", "two_or_more")


def low_bone_density(t: Terms, p: Profile) -> bool:
    """Z below -1.0, or a diagnosis that the athlete names."""
    return (t.z is not None and t.z < -1) or "low_bone_density" in t.given.get("bone.diagnoses", ())


def weight_loss(t: Terms, p: Profile) -> bool:
    """5 to under 10% of the weight lost in a month."""
    return t.loss == 1 and loss_judged(t)


def disordered_eating(t: Terms, p: Profile) -> bool:
    """An eating problem now, restriction often, purging less than weekly, or an overruled diagnosis."""
    return (
        says(t, "energy.eating_problem", "current")
        or says(t, "energy.restriction", "often")
        or says(t, "energy.purging", "less_than_weekly")
        or t.overruled
    )


def bone_pain(t: Terms, p: Profile) -> bool:
    """Pain in the bone now."""
    return says(t, "bone.pain_now", "yes")


def load_and_pain(t: Terms, p: Profile) -> bool:
    """Pain in the bone now, and a load domain of 2 points or more."""
    load = p.domains["load"].points
    return bone_pain(t, p) and load is not None and load.least >= 2


RAISED = (
    (long_cycle, TRIAD_2014),
    (perimenopause, ENDOCRINE_SOCIETY),
    (amenorrhoea_known_cause, ENDOCRINE_SOCIETY),
    (masked_cycle, OWN_RULE),
    (late_puberty, OWN_RULE),
    (previous_bsi, WRIGHT_2015),
    (low_bone_density, CAT2_2023),
    (weight_loss, TRIAD_2014),
    (disordered_eating, OWN_RULE),
    (male_signs, OWN_RULE),
    (bone_pain, OWN_RULE),
    (load_and_pain, OWN_RULE),
)
"""Each rule with the source of its threshold, in the order in which they are shown."""
