"""The attention level: how soon somebody must act, and every clause of the winning level that holds.

An expert combination, not validated; section 7 of docs/scoring.md has it in words.
"""

from collections.abc import Iterable

from .flags.signs import asks
from .results import Attention, Cat2, Colour, Flag, Profile, Status, Triad
from .terms import Terms
from .triad import HIGH_FROM, MODERATE_FROM

PAIN_WATCH = (
    "sudden_pain",
    "femoral_neck",
    "trabecular_site",
    "high_risk_site",
    "general_red_flag",
)
"""With pain in the bone now, one of these open is reason enough for high."""
WEIGHTY = ("menstrual", "energy", "bone")


def _flags(flags: Iterable[Flag], level: Attention) -> list[str]:
    return [f"flag:{flag.code}" for flag in flags if flag.level is level]


def _clear(profile: Profile, code: str) -> bool:
    status = profile.domains[code].status
    return status is not None and status[0] is Status.CLEAR


def _triad_from(triad: Triad, points: int) -> bool:
    return triad.band is not None and triad.total is not None and triad.total.least >= points


def _high(
    t: Terms,
    flags: tuple[Flag, ...],
    open_flags: tuple[str, ...],
    triad: Triad,
    cat2: Cat2,
    profile: Profile,
) -> list[str]:
    because = _flags(flags, Attention.HIGH)
    if _triad_from(triad, HIGH_FROM):
        because.append("triad")
    if cat2.colour and cat2.colour[0] in (Colour.ORANGE, Colour.RED):
        because.append("cat2")
    menses = triad.rows.get("menses") if triad.rows else None
    if menses and menses.least >= 1:
        because += [f"menses_with_{code}" for code in ("energy", "bone") if _clear(profile, code)]
    if t.given.get("bone.pain_now") == "yes":
        because += [f"open:{code}" for code in open_flags if code in PAIN_WATCH]
    return because


def _raised(flags: tuple[Flag, ...], triad: Triad, cat2: Cat2, profile: Profile) -> list[str]:
    because = _flags(flags, Attention.RAISED)
    if _triad_from(triad, MODERATE_FROM):
        because.append("triad")
    if cat2.colour and cat2.colour[0] is Colour.YELLOW:
        because.append("cat2")
    because += [f"domain:{code}" for code in WEIGHTY if _clear(profile, code)]
    clear = sum(_clear(profile, code) for code in profile.domains)
    asking = sum(asks(domain) for domain in profile.domains.values())
    if clear >= 2 or asking >= 3:
        because.append("domains")
    return because


def _incomplete(t: Terms, open_flags: tuple[str, ...]) -> list[str]:
    because = [f"open:{code}" for code in open_flags]
    needed = [
        (item, item not in t.given)
        for item in (
            "energy.restriction",
            "energy.eating_problem",
            "about.body",
            "about.hormone_therapy",
        )
    ]
    needed.append(("menstruation.status", not t.male and t.status is None))
    needed.append(("menstruation.contraception", t.missing("menstruation.contraception")))
    weighed = t.minor and "weight_kg" in t.measured
    needed.append(("expected_weight_percent", weighed and t.expected_weight is None))
    return because + [f"missing:{code}" for code, missing in needed if missing]


def level(
    t: Terms,
    flags: tuple[Flag, ...],
    open_flags: tuple[str, ...],
    triad: Triad,
    cat2: Cat2,
    profile: Profile,
) -> tuple[Attention, tuple[str, ...]]:
    """The first level that holds, and why."""
    if because := _flags(flags, Attention.URGENT):
        return Attention.URGENT, tuple(because)
    if because := _high(t, flags, open_flags, triad, cat2, profile):
        return Attention.HIGH, tuple(because)
    if because := _raised(flags, triad, cat2, profile):
        return Attention.RAISED, tuple(because)
    if t.status == "pregnant":
        return Attention.NOT_SCORED, ()
    if because := _incomplete(t, open_flags):
        return Attention.INCOMPLETE, tuple(because)
    return Attention.LOW, ()
