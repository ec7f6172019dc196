"""Answers that do not fit together: something to ask about, never scored, and no sign that anybody was untruthful.

Each looks only at what was given; an answer that is missing fits everything.
"""

from collections.abc import Callable
from dataclasses import dataclass

from screening.core.answers import Case

from .terms import TRABECULAR, Terms

Rule = Callable[[Terms], bool]
LOST_5_PERCENT = 1


@dataclass(frozen=True, slots=True)
class Contradiction:
    """`items` are the codes of the answers (and measurements) that do not fit together."""

    code: str
    items: tuple[str, ...]


def _one(t: Terms, item: str, *among: str) -> bool:
    return t.given.get(item) in among


def _has(t: Terms, item: str, option: str) -> bool:
    return option in t.given.get(item, ())


def periods_and_long_gap(t: Terms) -> bool:
    """A year or more without a period, yet periods in the last year; or 10 or more beside a gap of 3 months."""
    periods = t.given.get("menstruation.periods_12m")
    if periods is None or t.gap is None:
        return False
    return bool((t.gap >= 12 and periods >= 1) or (t.gap >= 3 and periods >= 10))


def few_periods_and_short_gap(t: Terms) -> bool:
    """So few periods that the longest time between two must have been longer."""
    periods = t.given.get("menstruation.periods_12m")
    if periods is None or t.gap is None:
        return False
    # Whole months: a gap of 1 lasts up to 2, and a year with 5 periods has 6 stretches.
    return bool((periods + 1) * (t.gap + 1) < 12)


def periods_and_cycle_length(t: Terms) -> bool:
    """Cycles over 35 days leave 10 or 11 a year; up to 35 days gives at least 8 where none stayed away."""
    periods = t.given.get("menstruation.periods_12m")
    if periods is None:
        return False
    if _one(t, "menstruation.cycle_over_35_days", "yes"):
        return bool(periods >= 12)
    regular = _one(t, "menstruation.cycle_over_35_days", "no")
    return regular and t.gap is not None and t.gap <= 2 and periods <= 7


def first_period_later_than_now(t: Terms) -> bool:
    """The first period came at an age that is still to come."""
    age = t.given.get("menstruation.menarche_age")
    return age is not None and age > t.age


def weight_loss_without_eating_less(t: Terms) -> bool:
    """5% or more of the weight lost in a month, and not eating less on purpose."""
    return t.loss is not None and t.loss >= LOST_5_PERCENT and _one(t, "energy.restriction", "no")


def weighed_and_told_loss(t: Terms) -> bool:
    """No weight lost as told, 5% or more as weighed."""
    weighed = {"weight_kg", "weight_month_ago_kg"} <= t.measured.keys()
    return (
        weighed
        and _one(t, "energy.weight_loss_month", "no")
        and t.loss is not None
        and t.loss >= LOST_5_PERCENT
    )


def weight_loss_and_no_weight_loss(t: Terms) -> bool:
    """Losing weight without knowing why, yet no weight lost in the last month."""
    unexplained = _has(t, "bone.general_signs", "unexplained_weight_loss")
    return unexplained and _one(t, "energy.weight_loss_month", "no")


def diagnosis_without_eating_problem(t: Terms) -> bool:
    """A diagnosed eating disorder, now or before, and never any trouble with eating."""
    diagnosed = _one(t, "energy.ed_diagnosis", "past", "current")
    return diagnosed and _one(t, "energy.eating_problem", "never")


def purging_without_eating_problem(t: Terms) -> bool:
    """Vomiting or laxatives, and never any trouble with eating."""
    never = _one(t, "energy.eating_problem", "never")
    return never and _one(
        t, "energy.purging", "less_than_weekly", "one_to_four_per_week", "more_than_four_per_week"
    )


def pain_to_talk_about(t: Terms) -> bool:
    """No bone pain now, and pain is what she wants to talk about."""
    return _one(t, "bone.pain_now", "no") and _has(t, "close.topics", "pain")


def tiredness_to_talk_about(t: Terms) -> bool:
    """Not tired, and tiredness is what she wants to talk about."""
    return _one(t, "fatigue.tired", "no") and _has(t, "close.topics", "tiredness")


def tired_but_rested(t: Terms) -> bool:
    """So tired on most days that rest does not help, and mostly waking up rested."""
    return _one(t, "fatigue.tired", "most_days") and _one(t, "fatigue.rested", "mostly")


def sudden_pain_that_allows_everything(t: Terms) -> bool:
    """A sudden bad pain or no standing on it, and both walking and hopping free of pain."""
    free = _one(t, "bone.pain_walking", "no") and _one(t, "bone.hop", "pain_free")
    return free and _one(t, "bone.pain_sudden", "yes")


def walking_hurts_hopping_does_not(t: Terms) -> bool:
    """Pain when walking, and hopping without pain."""
    return _one(t, "bone.pain_walking", "yes") and _one(t, "bone.hop", "pain_free")


def longer_off_than_ago(t: Terms) -> bool:
    """More weeks without training than have passed since the injury was found."""
    return any(
        injury["months_ago"] is not None
        and injury["weeks_off"] is not None
        and injury["weeks_off"] * 12 > (injury["months_ago"] + 2) * 52
        for injury in t.injuries
    )


def no_change_but_weeks_rise(t: Terms) -> bool:
    """Nothing changed in 8 weeks, while a week of these is half as much again as any of the 4 before."""
    weeks = t.given.get("load.weekly_km", ())
    before = [week for week in weeks[:4] if week is not None]
    since = [week for week in weeks[4:] if week is not None]
    if not before or not since or not max(before):
        return False
    return t.given.get("load.changes") == ("none",) and max(since) * 2 >= max(before) * 3


def deep_injury_without_rest(t: Terms) -> bool:
    """An injury at femoral neck, sacrum or pelvis without a single week off."""
    return any(injury["site"] in TRABECULAR and injury["weeks_off"] == 0 for injury in t.injuries)


_CYCLE = ("menstruation.periods_12m", "menstruation.longest_gap_months")
RULES: tuple[tuple[Rule, tuple[str, ...]], ...] = (
    (periods_and_long_gap, _CYCLE),
    (few_periods_and_short_gap, _CYCLE),
    (
        periods_and_cycle_length,
        ("menstruation.periods_12m", "menstruation.cycle_over_35_days"),
    ),
    (first_period_later_than_now, ("menstruation.menarche_age",)),
    (weight_loss_without_eating_less, ("energy.restriction", "energy.weight_loss_month")),
    (weighed_and_told_loss, ("energy.weight_loss_month", "weight_month_ago_kg", "weight_kg")),
    (weight_loss_and_no_weight_loss, ("energy.weight_loss_month", "bone.general_signs")),
    (diagnosis_without_eating_problem, ("energy.eating_problem", "energy.ed_diagnosis")),
    (purging_without_eating_problem, ("energy.eating_problem", "energy.purging")),
    (pain_to_talk_about, ("bone.pain_now", "close.topics")),
    (tiredness_to_talk_about, ("fatigue.tired", "close.topics")),
    (tired_but_rested, ("fatigue.tired", "fatigue.rested")),
    (
        sudden_pain_that_allows_everything,
        ("bone.pain_sudden", "bone.pain_walking", "bone.hop"),
    ),
    (walking_hurts_hopping_does_not, ("bone.pain_walking", "bone.hop")),
    (longer_off_than_ago, ("bone.injuries",)),
    (deep_injury_without_rest, ("bone.injuries",)),
    (no_change_but_weeks_rise, ("load.changes", "load.weekly_km")),
)
"""Each with the answers that it compares, in the order of the questionnaire."""


def contradictions(case: Case) -> tuple[Contradiction, ...]:
    """Every pair of answers that does not fit together. Depends on nothing but the case."""
    t = Terms(case)
    return tuple(Contradiction(rule.__name__, items) for rule, items in RULES if rule(t))
