"""Short words for single answers, as they stand beside a number in the therapist's tables."""

from django.utils.translation import pgettext_lazy

from screening.core.kinds import Text

SHORT: dict[str, dict[str, Text]] = {
    "energy.restriction": {
        "no": pgettext_lazy("reason", "does not eat less on purpose"),
        "sometimes": pgettext_lazy("reason", "sometimes eats less on purpose"),
        "often": pgettext_lazy("reason", "often eats less on purpose"),
    },
    "energy.eating_problem": {
        "never": pgettext_lazy("reason", "no trouble with eating"),
        "past": pgettext_lazy("reason", "trouble with eating before"),
        "current": pgettext_lazy("reason", "trouble with eating now"),
    },
    "energy.ed_diagnosis": {
        "never": pgettext_lazy("reason", "no eating disorder"),
        "past": pgettext_lazy("reason", "eating disorder before"),
        "current": pgettext_lazy("reason", "eating disorder now"),
    },
    "energy.around_training": {
        "almost_always": pgettext_lazy("reason", "eats around training"),
        "not_always": pgettext_lazy("reason", "not always enough"),
        "often_not": pgettext_lazy("reason", "often not enough"),
    },
    "energy.more_when_training_more": {
        "yes": pgettext_lazy("reason", "eats more"),
        "a_little": pgettext_lazy("reason", "eats a little more"),
        "no": pgettext_lazy("reason", "does not eat more"),
    },
    "menstruation.change_with_training": {
        "no": pgettext_lazy("reason", "stays the same"),
        "lighter_or_irregular": pgettext_lazy("reason", "lighter or less regular"),
        "stays_away": pgettext_lazy("reason", "stays away"),
    },
    "fatigue.tired": {
        "no": pgettext_lazy("reason", "not tired"),
        "weekly": pgettext_lazy("reason", "tired every week"),
        "most_days": pgettext_lazy("reason", "tired most days"),
    },
    "fatigue.rest_days": {
        "none": pgettext_lazy("reason", "no rest day"),
        "one": pgettext_lazy("reason", "one rest day"),
        "two_or_more": pgettext_lazy("reason", "two or more rest days"),
    },
    "fatigue.rested": {
        "mostly": pgettext_lazy("reason", "rested"),
        "mostly_not": pgettext_lazy("reason", "not rested"),
    },
    "fatigue.signs": {
        "none": pgettext_lazy("reason", "none"),
        "performance_drop": pgettext_lazy("reason", "performs less"),
        "often_ill": pgettext_lazy("reason", "often ill"),
        "low_mood": pgettext_lazy("reason", "low mood"),
    },
    "gut.bloating_pain": {
        "rarely": pgettext_lazy("reason", "hardly ever"),
        "weekly": pgettext_lazy("reason", "every week"),
        "most_days": pgettext_lazy("reason", "most days"),
    },
    "gut.stool": {
        "no": pgettext_lazy("reason", "no complaints"),
        "sometimes": pgettext_lazy("reason", "sometimes"),
        "often": pgettext_lazy("reason", "often"),
    },
    "load.longest_session": {
        "up_to_10_percent": pgettext_lazy("reason", "at most +10%"),
        "10_to_100_percent": pgettext_lazy("reason", "+10 to +100%"),
        "more_than_100_percent": pgettext_lazy("reason", "over +100%"),
    },
    "load.changes": {
        "none": pgettext_lazy("reason", "no changes"),
        "volume": pgettext_lazy("reason", "volume"),
        "intensity": pgettext_lazy("reason", "intensity"),
        "surface_or_hills": pgettext_lazy("reason", "surface or hills"),
        "shoes": pgettext_lazy("reason", "shoes"),
    },
    "load.highest_ever": {
        "no": pgettext_lazy("reason", "not the most ever"),
        "yes": pgettext_lazy("reason", "most ever"),
    },
    "load.strength_sessions": {
        "none": pgettext_lazy("reason", "no strength training"),
        "one": pgettext_lazy("reason", "strength once a week"),
        "two_or_more": pgettext_lazy("reason", "strength twice a week or more"),
    },
    "nutrition.protein": {
        "yes": pgettext_lazy("reason", "at every main meal"),
        "no": pgettext_lazy("reason", "not at every main meal"),
    },
    "nutrition.calcium": {
        "yes": pgettext_lazy("reason", "every day"),
        "no": pgettext_lazy("reason", "not every day"),
    },
    "nutrition.vitamin_d": {
        "yes": pgettext_lazy("reason", "sun or supplement"),
        "no": pgettext_lazy("reason", "little sun, no supplement"),
    },
    "nutrition.shakes_for_meals": {
        "no": pgettext_lazy("reason", "no shakes instead of meals"),
        "yes": pgettext_lazy("reason", "shakes instead of meals"),
    },
    "bone.diagnoses": {
        "none": pgettext_lazy("reason", "none"),
        "low_bone_density": pgettext_lazy("reason", "low bone density"),
        "depression": pgettext_lazy("reason", "depression"),
        "anxiety": pgettext_lazy("reason", "anxiety"),
    },
    "menstruation.known_cause": {
        "pcos": pgettext_lazy("reason", "PCOS"),
        "thyroid": pgettext_lazy("reason", "thyroid"),
        "prolactin": pgettext_lazy("reason", "prolactin"),
        "other": pgettext_lazy("reason", "another cause"),
    },
}
"""For each item and option code; inside a sentence, about the athlete."""

WEIGHS: dict[str, Text] = {
    "menarche": pgettext_lazy("weighs", "late menarche"),
    "menses": pgettext_lazy("weighs", "few periods"),
    "cycle_change": pgettext_lazy("weighs", "cycle and training"),
    "energy_availability": pgettext_lazy("weighs", "eating behaviour"),
    "body_mass": pgettext_lazy("weighs", "body mass"),
    "fuelling": pgettext_lazy("weighs", "around training"),
    "periodised_intake": pgettext_lazy("weighs", "not eating more"),
    "fatigue": pgettext_lazy("weighs", "tired"),
    "recovery": pgettext_lazy("weighs", "little rest"),
    "under_recovery_signs": pgettext_lazy("weighs", "recovery signs"),
    "bloating_pain": pgettext_lazy("weighs", "belly"),
    "stool": pgettext_lazy("weighs", "stool"),
    "previous_bsi": pgettext_lazy("weighs", "earlier BSI"),
    "bone_density": pgettext_lazy("weighs", "density"),
    "single_session_jump": pgettext_lazy("weighs", "long session"),
    "load_jump": pgettext_lazy("weighs", "changes"),
    "volume": pgettext_lazy("weighs", "volume"),
    "strength": pgettext_lazy("weighs", "little strength training"),
    "protein": pgettext_lazy("weighs", "protein"),
    "calcium": pgettext_lazy("weighs", "calcium"),
    "vitamin_d": pgettext_lazy("weighs", "vitamin D"),
    "shakes": pgettext_lazy("weighs", "shakes"),
}
"""A word for each factor with points, for beside its domain."""

HIDDEN: dict[str, Text] = {
    "combined": pgettext_lazy("hidden", "hidden by pill, patch or ring"),
    "progestogen_pill": pgettext_lazy("hidden", "hidden by the mini-pill"),
    "implant": pgettext_lazy("hidden", "hidden by the implant"),
    "injection": pgettext_lazy("hidden", "hidden by the injection"),
    "hormonal_iud": pgettext_lazy("hidden", "hidden by the hormonal coil"),
    "stopped_recently": pgettext_lazy("hidden", "hormones stopped recently"),
    "therapy": pgettext_lazy("hidden", "hidden by hormone therapy"),
    "postpartum": pgettext_lazy("hidden", "after childbirth or breastfeeding"),
    "menopause": pgettext_lazy("hidden", "menopause"),
    "no_uterus": pgettext_lazy("hidden", "no uterus"),
    "pregnant": pgettext_lazy("hidden", "pregnant"),
    "does_not_apply": pgettext_lazy("hidden", "does not apply to this body"),
}
"""What hides the cycle: a contraceptive, a therapy or a status."""

MEASURED: dict[str, Text] = {
    "normal": pgettext_lazy("measured", "normal"),
    "lowest_quartile": pgettext_lazy("measured", "in the lowest quarter"),
    "below": pgettext_lazy("measured", "below the reference range"),
    "raised": pgettext_lazy("measured", "raised"),
}
