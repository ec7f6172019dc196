"""The profile: the article's risk factors in eight domains. Not validated, and never one sum."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from screening.core.span import total

from .factors import (
    COUNTING,
    ENERGY_ITEMS,
    HORMONE_ITEMS,
    FactorRule,
    Rows,
    body_mass,
    bone_density,
    bone_pain,
    choice,
    choice_or_unknown,
    counted,
    energy_availability,
    female_physiology,
    hormonal_changes,
    menarche,
    menses,
    previous_bsi,
    recovery,
    volume,
)
from .results import Domain, DomainState, Factor, Profile, Status
from .sources import OWN_RULE, Source
from .terms import Terms


@dataclass(frozen=True)
class DomainRule:
    """Factors grouped, and the points from which a domain asks attention and is clear."""

    code: str
    attention: int
    clear: int
    factors: tuple[FactorRule, ...]
    source: Source = OWN_RULE

    @cached_property
    def most(self) -> Mapping[str, int]:
        """The most that each factor gives."""
        return {each.code: each.most for each in self.factors}


DOMAINS = (
    DomainRule(
        "menstrual",
        1,
        2,
        (
            FactorRule("menarche", menarche, ("menstruation.menarche_age",)),
            FactorRule(
                "menses",
                menses,
                ("menstruation.periods_12m", "menstruation.longest_gap_months"),
            ),
            choice(
                "cycle_change",
                "menstruation.change_with_training",
                {"no": 0, "lighter_or_irregular": 1, "stays_away": 2},
            ),
        ),
    ),
    DomainRule(
        "energy",
        1,
        3,
        (
            FactorRule("energy_availability", energy_availability, ENERGY_ITEMS, ("ed_diagnosis",)),
            FactorRule(
                "body_mass",
                body_mass,
                ("energy.weight_loss_month",),
                ("height_cm", "weight_kg", "weight_month_ago_kg", "expected_weight_percent"),
            ),
            choice(
                "fuelling",
                "energy.around_training",
                {"almost_always": 0, "not_always": 1, "often_not": 2},
            ),
            choice_or_unknown(
                "periodised_intake",
                "energy.more_when_training_more",
                {"yes": 0, "a_little": 1, "no": 2},
                unknown=1,
            ),
        ),
    ),
    DomainRule(
        "fatigue",
        2,
        4,
        (
            choice("fatigue", "fatigue.tired", {"no": 0, "weekly": 1, "most_days": 2}),
            FactorRule("recovery", recovery, ("fatigue.rest_days", "fatigue.rested")),
            counted("under_recovery_signs", "fatigue.signs"),
        ),
    ),
    DomainRule(
        "gut",
        2,
        3,
        (
            choice(
                "bloating_pain", "gut.bloating_pain", {"rarely": 0, "weekly": 1, "most_days": 2}
            ),
            choice("stool", "gut.stool", {"no": 0, "sometimes": 1, "often": 2}),
        ),
    ),
    DomainRule(
        "bone",
        1,
        2,
        (
            FactorRule("previous_bsi", previous_bsi, ("bone.injury_count", "bone.injuries")),
            FactorRule("bone_density", bone_density, ("bone.diagnoses",), ("dxa_z",)),
        ),
    ),
    DomainRule(
        "load",
        2,
        4,
        (
            choice(
                "single_session_jump",
                "load.longest_session",
                {"up_to_10_percent": 0, "10_to_100_percent": 1, "more_than_100_percent": 2},
            ),
            counted("load_jump", "load.changes"),
            FactorRule("volume", volume, ("load.hours_per_week", "load.highest_ever")),
        ),
    ),
    DomainRule(
        "strength",
        1,
        2,
        (choice("strength", "load.strength_sessions", {"two_or_more": 0, "one": 1, "none": 2}),),
    ),
    DomainRule(
        "nutrition",
        1,
        3,
        (
            *(
                choice_or_unknown(food, f"nutrition.{food}", {"yes": 0, "no": 1}, unknown=1)
                for food in ("protein", "calcium", "vitamin_d")
            ),
            choice("shakes", "nutrition.shakes_for_meals", {"no": 0, "yes": 1}),
        ),
    ),
)
WITHOUT_POINTS = (
    FactorRule("female_physiology", female_physiology, ("about.body",), most=0),
    FactorRule("bone_pain", bone_pain, ("bone.pain_now",), most=0),
    FactorRule("hormonal_changes", hormonal_changes, HORMONE_ITEMS, most=0),
)


def _status(points: int, rule: DomainRule) -> Status:
    if points >= rule.clear:
        return Status.CLEAR
    return Status.ATTENTION if points >= rule.attention else Status.NONE


def _domain(t: Terms, rule: DomainRule, factors: Mapping[str, Factor]) -> Domain:
    counting = [factors[e.code] for e in rule.factors if factors[e.code].state in COUNTING]
    if rule.code == "menstrual":
        if not t.six_rows or t.status == "pregnant":
            return Domain(rule.code, DomainState.NOT_APPLICABLE, None, None, None)
        if t.menses_hidden:
            return Domain(rule.code, DomainState.NOT_ASSESSABLE, None, None, None)
        # Menarche and menses count as their Triad rows stand, whatever was asked.
        counting = [factors[e.code] for e in rule.factors if factors[e.code].points is not None]
    points = total([factor.points for factor in counting if factor.points is not None])
    return Domain(
        rule.code,
        DomainState.SCORED,
        points,
        sum([rule.most[factor.code] for factor in counting]),
        (_status(points.least, rule), _status(points.most, rule)),
    )


def score(t: Terms, rows: Rows) -> Profile:
    """Every factor and domain. `rows`: the Triad rows as they would stand were the Triad scored."""
    factors: dict[str, Factor] = {}
    domains: dict[str, Domain] = {}
    for domain in DOMAINS:
        for rule in domain.factors:
            factors[rule.code] = Factor(rule.code, *rule.rule(t, rows))
        domains[domain.code] = _domain(t, domain, factors)
    for rule in WITHOUT_POINTS:
        factors[rule.code] = Factor(rule.code, *rule.rule(t, rows))
    return Profile(domains, factors)
