"""For each row and factor, the answers that feed it, from better to worse."""

from decimal import Decimal

NEVER_NOW = ("never", "past", "current")
LOSS = ("no", "under_5_percent", "5_to_10_percent", "10_percent_or_more")
RESTRICTION = ("no", "sometimes", "often")
PERIODS = (12, 10, 9, 6, 5, 0)
MENARCHE = (12, 14, 15, 16, 20)
Z = (Decimal("0.5"), Decimal("-1"), Decimal("-1.1"), Decimal("-1.99"), Decimal("-2"), Decimal("-4"))
WEIGHT = (Decimal(75), Decimal("53.465"), Decimal("53.46"), Decimal("50.575"), Decimal(40))
EXPECTED = (100, 90, Decimal("89.9"), 85, Decimal("84.9"), 60)
COUNT = ("none", "one", "two_or_more")

ROWS = {
    "triad.energy_availability": {
        "energy.restriction": RESTRICTION,
        "energy.eating_problem": NEVER_NOW,
        "energy.ed_diagnosis": NEVER_NOW,
        "ed_diagnosis": ("none", "other"),
    },
    "triad.body_mass": {
        "energy.weight_loss_month": LOSS,
        "expected_weight_percent": EXPECTED,
        "weight_kg": WEIGHT,
    },
    "triad.menarche": {"menstruation.menarche_age": MENARCHE},
    "triad.menses": {"menstruation.periods_12m": PERIODS},
    "triad.bone_density": {"dxa_z": Z},
    "triad.previous_bsi": {"bone.injury_count": COUNT},
    "cat2.t3": {"t3": ("normal", "lowest_quartile", "below")},
    "cat2.testosterone": {"testosterone": ("normal", "lowest_quartile", "below")},
    "cat2.bone_density": {"dxa_z": Z, "dxa_z_fell": ("no", "yes")},
    "cat2.growth": {"growth_deviation": ("no", "yes")},
    "cat2.eating_disorder": {
        "ede_q_global": (0, Decimal("1.68"), Decimal("1.69"), Decimal("2.3"), Decimal("2.31"), 6),
        "ed_diagnosis": ("none", "bulimia_nervosa"),
    },
    "cat2.menstrual": {"menstruation.longest_gap_months": (0, 2, 3, 11, 12, 40)},
}

FACTORS = {
    "factor.cycle_change": {
        "menstruation.change_with_training": ("no", "lighter_or_irregular", "stays_away")
    },
    "factor.fuelling": {"energy.around_training": ("almost_always", "not_always", "often_not")},
    "factor.periodised_intake": {"energy.more_when_training_more": ("yes", "a_little", "no")},
    "factor.fatigue": {"fatigue.tired": ("no", "weekly", "most_days")},
    "factor.recovery": {
        "fatigue.rest_days": ("two_or_more", "one", "none"),
        "fatigue.rested": ("mostly", "mostly_not"),
    },
    "factor.under_recovery_signs": {
        "fatigue.signs": (
            ["none"],
            ["often_ill"],
            ["often_ill", "low_mood"],
            ["often_ill", "low_mood", "performance_drop"],
        )
    },
    "factor.bloating_pain": {"gut.bloating_pain": ("rarely", "weekly", "most_days")},
    "factor.stool": {"gut.stool": ("no", "sometimes", "often")},
    "factor.previous_bsi": {"bone.injury_count": COUNT},
    "factor.bone_density": {"dxa_z": Z},
    "factor.single_session_jump": {
        "load.longest_session": ("up_to_10_percent", "10_to_100_percent", "more_than_100_percent")
    },
    "factor.load_jump": {"load.changes": (["none"], ["shoes"], ["shoes", "volume"])},
    "factor.volume": {
        "load.hours_per_week": (0, Decimal("11.99"), 12, 40),
        "load.highest_ever": ("no", "yes"),
    },
    "factor.strength": {"load.strength_sessions": ("two_or_more", "one", "none")},
    "factor.protein": {"nutrition.protein": ("yes", "no")},
    "factor.calcium": {"nutrition.calcium": ("yes", "no")},
    "factor.vitamin_d": {"nutrition.vitamin_d": ("yes", "no")},
    "factor.shakes": {"nutrition.shakes_for_meals": ("no", "yes")},
}
