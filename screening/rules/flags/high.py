"""High flags: within about two weeks."""

from ..results import Profile
from ..sources import CAT2_2023, ENDOCRINE_SOCIETY, OWN_RULE, TRIAD_2014
from ..terms import TRABECULAR, Terms
from .raised import male_signs
from .signs import FORTY_FIVE, TENDER_SITES, asks, readable, says, signs, sites


def hip_pain(t: Terms, p: Profile) -> bool:
    """Hip or groin among the sites: no hop test, no running until examined."""
    return "hip_groin" in sites(t)


def high_risk_site_tender(t: Terms, p: Profile) -> bool:
    """A site that heals poorly (not patella or sesamoid), sore in one spot or with a painful hop."""
    return bool(sites(t) & TENDER_SITES) and (
        says(t, "bone.pain_one_spot", "yes") or says(t, "bone.hop", "painful")
    )


def general_sign(t: Terms, p: Profile) -> bool:
    """Fever, unexplained weight loss, or cancer ever."""
    return not signs(t).isdisjoint(("fever", "unexplained_weight_loss", "cancer_history"))


def palpitations(t: Terms, p: Profile) -> bool:
    """Palpitations in the last 4 weeks."""
    return "palpitations" in t.given.get("fatigue.collapse", ())


def amenorrhoea(t: Terms, p: Profile) -> bool:
    """Under 45, three months or more without a period."""
    return readable(t) and t.age < FORTY_FIVE and t.absent()


def primary_amenorrhoea(t: Terms, p: Profile) -> bool:
    """Never a period at 15, or 5 years after breast development that began at 9 or earlier."""
    return t.status == "not_yet" and t.six_rows and (t.age >= 15 or t.early_breasts() is True)


def early_menopause(t: Terms, p: Profile) -> bool:
    """In or past the menopause, under 45."""
    return t.six_rows and t.status == "menopause" and t.age < FORTY_FIVE


def bone_workup(t: Terms, p: Profile) -> bool:
    """Nobody looked into it after an injury at a trabecular site, or after two within 24 months."""
    recent = sum(row["months_ago"] is not None and row["months_ago"] <= 24 for row in t.injuries)
    return not says(t, "bone.workup", "yes") and (
        recent >= 2 or any(row["site"] in TRABECULAR for row in t.injuries)
    )


def ed_current(t: Terms, p: Profile) -> bool:
    """An eating disorder now, not known to be treated."""
    return t.disorder is True and not says(t, "energy.ed_treatment", "yes")


def purging(t: Terms, p: Profile) -> bool:
    """Purging one to four times a week."""
    return says(t, "energy.purging", "one_to_four_per_week")


def low_body_mass(t: Terms, p: Profile) -> bool:
    """Adult BMI 17.5 or below; under 18 an expected weight below 85%."""
    return (t.bmi is not None and t.bmi * 2 <= 35) or (
        t.expected_weight is not None and t.expected_weight < 85
    )


def growth(t: Terms, p: Profile) -> bool:
    """Under 18, a fall away from the growth line."""
    return t.minor and t.measured.get("growth_deviation") == "yes"


def very_low_bmd(t: Terms, p: Profile) -> bool:
    """Z of -2.0 or below."""
    return t.z is not None and t.z <= -2


def male_hormonal(t: Terms, p: Profile) -> bool:
    """As male_signs, with the energy domain at attention or above."""
    return male_signs(t, p) and asks(p.domains["energy"])


HIGH = (
    (hip_pain, OWN_RULE),
    (high_risk_site_tender, OWN_RULE),
    (general_sign, OWN_RULE),
    (palpitations, OWN_RULE),
    (amenorrhoea, ENDOCRINE_SOCIETY),
    (primary_amenorrhoea, ENDOCRINE_SOCIETY),
    (early_menopause, OWN_RULE),
    (bone_workup, CAT2_2023),
    (ed_current, OWN_RULE),
    (purging, TRIAD_2014),
    (low_body_mass, TRIAD_2014),
    (growth, CAT2_2023),
    (very_low_bmd, TRIAD_2014),
    (male_hormonal, OWN_RULE),
)
"""Each rule with the source of its threshold, in the order in which they are shown."""
