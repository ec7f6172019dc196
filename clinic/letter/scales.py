"""The rule of each factor in words: which answer gives how many points."""

from django.utils.translation import gettext_lazy as _

from screening.core.kinds import Text

SCALES: dict[str, Text] = {
    "menarche": _("First period under 15: 0; at 15: 1; at 16 or over: 2. As the Triad row."),
    "menses": _("Periods in 12 months, 10 or more: 0; 6 to 9: 1; 5 or fewer: 2. As the Triad row."),
    "cycle_change": _("Stays the same: 0; lighter or less regular: 1; stays away: 2."),
    "energy_availability": _(
        "An eating disorder now: 2; eating less on purpose, trouble with eating, or an eating "
        "disorder before: 1; none of these: 0. As the Triad row."
    ),
    "body_mass": _(
        "The higher of two. Body mass, adults: BMI 17.5 or below: 2; under 18.5: 1. Body mass "
        "under 18 years: under 85% of expected weight: 2; under 90%: 1. Weight loss in a month: "
        "10% or more: 2; 5% or more: 1."
    ),
    "fuelling": _("Enough around training, almost always: 0; not always: 1; often not: 2."),
    "periodised_intake": _("Eats more when training more: 0; a little, or unknown: 1; no: 2."),
    "fatigue": _("Not tired: 0; every week: 1; most days: 2."),
    "recovery": _("No rest day in the week: 1; wakes mostly unrested: 1."),
    "under_recovery_signs": _("No sign: 0; one: 1; two or more: 2."),
    "bloating_pain": _("Hardly ever: 0; every week: 1; most days: 2."),
    "stool": _("No complaints: 0; sometimes: 1; often: 2."),
    "previous_bsi": _(
        "None: 0; one: 1, but 2 at femoral neck, sacrum or pelvis; two or more: 2. As the Triad row."
    ),
    "bone_density": _(
        "Z-score −1.0 or higher: 0; between: 1; −2.0 or lower: 2. As the Triad row. Without a "
        "Z-score, a named diagnosis leaves 1 or 2."
    ),
    "single_session_jump": _(
        "Longest session of two weeks against the month before, up to 10% longer: 0; up to 100%: "
        "1; more: 2."
    ),
    "load_jump": _("No change in 8 weeks: 0; one: 1; two or more: 2."),
    "volume": _("12 hours a week or more: 1; the most ever: 1."),
    "strength": _("Two sessions a week or more: 0; one: 1; none: 2."),
    "protein": _("At every main meal: 0; not, or unknown: 1."),
    "calcium": _("Every day: 0; not, or unknown: 1."),
    "vitamin_d": _("Sun in summer or a supplement in winter: 0; not, or unknown: 1."),
    "shakes": _("No shakes or bars instead of meals: 0; yes: 1."),
    "female_physiology": _("Shown, without points."),
    "bone_pain": _("Shown, without points; the signs judge it."),
    "hormonal_changes": _(
        "Shown, without points: hormonal contraception, hormone therapy, pregnancy, after "
        "childbirth, menopause."
    ),
}
