"""Open flags: urgent and high ones that are not raised, but would be under some completion of what is missing."""

from collections.abc import Callable, Iterable

from ..results import Flag
from ..terms import Terms
from . import FLAGS
from .signs import (
    FORTY_FIVE,
    SLOW_HEALING_SITES,
    TENDER_SITES,
    TRABECULAR_SITES,
    loss_judged,
    pain_at,
    resting,
    severe_mass,
    signs,
    sites,
)

PAIN_FLAGS = (
    "sudden_pain",
    "femoral_neck",
    "trabecular_site",
    "high_risk_site",
    "general_red_flag",
    "hip_pain",
    "high_risk_site_tender",
    "general_sign",
)
"""What pain in the bone could raise: all of them are open while it is not known whether there is any."""


def _could(t: Terms, item: str, *options: str) -> bool:
    """The answer is one of these, or missing."""
    return t.given.get(item) in options or t.missing(item)


def _could_be_at(t: Terms, among: frozenset[str]) -> bool:
    return t.missing("bone.pain_sites") or not sites(t).isdisjoint(among)


def _could_rest(t: Terms) -> bool:
    return resting(t) or t.missing("bone.pain_rest_night")


def _could_wake(t: Terms) -> bool:
    return pain_at(t, "night", "both") or t.missing("bone.pain_rest_night")


def sudden_pain(t: Terms) -> bool:
    return t.missing("bone.pain_sudden")


def femoral_neck(t: Terms) -> bool:
    return _could_be_at(t, frozenset(("hip_groin",))) and (
        _could_rest(t) or _could(t, "bone.pain_walking", "yes")
    )


def trabecular_site(t: Terms) -> bool:
    return _could_be_at(t, TRABECULAR_SITES) and (
        _could_rest(t) or _could(t, "bone.pain_walking", "yes") or _could(t, "bone.hop", "cannot")
    )


def high_risk_site(t: Terms) -> bool:
    return _could_be_at(t, SLOW_HEALING_SITES) and (
        _could_rest(t) or _could(t, "bone.hop", "cannot")
    )


def collapse(t: Terms) -> bool:
    return t.missing("fatigue.collapse")


def ed_severe(t: Terms) -> bool:
    """Purging missing; or the diagnosis missing while such a body mass was measured."""
    return t.missing("energy.purging") or (t.disorder is None and severe_mass(t))


def rapid_weight_loss(t: Terms) -> bool:
    return t.loss is None and loss_judged(t)


def general_red_flag(t: Terms) -> bool:
    if t.missing("bone.general_signs"):
        return True
    found = signs(t)
    return (
        ("cancer_history" in found and _could_wake(t))
        or ("fever" in found and _could_rest(t))
        or (_could_be_at(t, frozenset(("spine",))) and _could_wake(t))
    )


def hip_pain(t: Terms) -> bool:
    return t.missing("bone.pain_sites")


def high_risk_site_tender(t: Terms) -> bool:
    return _could_be_at(t, TENDER_SITES) and (
        _could(t, "bone.pain_one_spot", "yes") or _could(t, "bone.hop", "painful")
    )


def general_sign(t: Terms) -> bool:
    return t.missing("bone.general_signs")


def amenorrhoea(t: Terms) -> bool:
    """A given gap settles it, and so do 10 periods or more."""
    return (
        t.own_cycle
        and not t.menses_hidden
        and t.age < FORTY_FIVE
        and t.gap is None
        and (t.periods is None or t.periods < 10)
    )


def primary_amenorrhoea(t: Terms) -> bool:
    return t.six_rows and t.status == "not_yet" and t.age >= 11 and t.early_breasts() is None


def bone_workup(t: Terms) -> bool:
    """The count missing, fewer listed than counted, or an injury whose site or time could make it true."""
    if t.given.get("bone.workup") == "yes":
        return False
    count = t.given.get("bone.injury_count")
    if count is None:
        return True
    unlisted = {"none": 0, "one": 1, "two_or_more": 2}[count] - len(t.injuries)
    if unlisted > 0:
        return True
    possible = sum(row["months_ago"] is None or row["months_ago"] <= 24 for row in t.injuries)
    return possible >= 2 or any(row["site"] is None for row in t.injuries)


def ed_current(t: Terms) -> bool:
    return t.disorder is None


def purging(t: Terms) -> bool:
    return t.missing("energy.purging")


def palpitations(t: Terms) -> bool:
    return t.missing("fatigue.collapse")


_OPENS: dict[str, Callable[[Terms], bool]] = {
    rule.__name__: rule
    for rule in (
        sudden_pain,
        femoral_neck,
        trabecular_site,
        high_risk_site,
        collapse,
        ed_severe,
        rapid_weight_loss,
        general_red_flag,
        hip_pain,
        high_risk_site_tender,
        general_sign,
        palpitations,
        amenorrhoea,
        primary_amenorrhoea,
        bone_workup,
        ed_current,
        purging,
    )
}
OPENS = tuple((flag.code, _OPENS[flag.code]) for flag in FLAGS if flag.code in _OPENS)
"""The flags that a missing answer can leave open, in the order of the flags."""


def still_open(t: Terms, raised: Iterable[Flag]) -> tuple[str, ...]:
    """The urgent and high flags that are not raised, but could be."""
    standing = {flag.code for flag in raised}
    in_doubt = PAIN_FLAGS if t.missing("bone.pain_now") else ()
    return tuple(
        code for code, opens in OPENS if code not in standing and (code in in_doubt or opens(t))
    )
