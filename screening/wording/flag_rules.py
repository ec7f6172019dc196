"""The rule of each flag in words: what raises it. As docs/scoring.md has it, for who opens the flag."""

from django.utils.translation import pgettext_lazy

from screening.core.kinds import Text

FLAG_RULES: dict[str, Text] = {
    "sudden_pain": pgettext_lazy(
        "flag rule", "A bad pain that began suddenly, or standing on it is not possible."
    ),
    "femoral_neck": pgettext_lazy(
        "flag rule", "Pain at hip or groin, with pain at rest, at night or when walking."
    ),
    "trabecular_site": pgettext_lazy(
        "flag rule",
        "Pain at pelvis, sacrum or thigh, with pain at rest, at night or when walking, or a hop "
        "that is not possible.",
    ),
    "high_risk_site": pgettext_lazy(
        "flag rule",
        "Pain at a site that heals poorly, with pain at rest or at night, or a hop that is not "
        "possible.",
    ),
    "collapse": pgettext_lazy("flag rule", "Fainting or chest pain in the last 4 weeks."),
    "ed_severe": pgettext_lazy(
        "flag rule",
        "An eating disorder now with a very low body mass; or vomiting or laxatives more than 4 "
        "times a week; or refusing food or drink.",
    ),
    "very_low_body_mass": pgettext_lazy(
        "flag rule",
        "Very low body mass: adults below 15 kg/m²; under 18 below 75 percent of expected.",
    ),
    "self_harm": pgettext_lazy("flag rule", "A concern about self-harm, raised in conversation."),
    "rapid_weight_loss": pgettext_lazy(
        "flag rule",
        "10 percent or more of the weight lost in a month; not judged in pregnancy or after.",
    ),
    "general_red_flag": pgettext_lazy(
        "flag rule",
        "Numbness of the saddle area, or trouble with bladder or bowel; cancer or pain of the "
        "spine with night pain; fever with pain at rest or at night.",
    ),
    "hip_pain": pgettext_lazy("flag rule", "Pain at hip or groin, whatever goes with it."),
    "high_risk_site_tender": pgettext_lazy(
        "flag rule",
        "Pain at a site that heals poorly (not kneecap or sesamoid), in one spot or when hopping.",
    ),
    "general_sign": pgettext_lazy(
        "flag rule", "Fever, unexplained weight loss, or cancer now or before, beside the pain."
    ),
    "palpitations": pgettext_lazy("flag rule", "Palpitations in the last 4 weeks."),
    "amenorrhoea": pgettext_lazy(
        "flag rule",
        "Own cycle, under 45: 3 months or more without a period, or no period in a year.",
    ),
    "primary_amenorrhoea": pgettext_lazy(
        "flag rule",
        "Never a period at 15 or over, or 5 years after breast development that began at 9 or "
        "earlier.",
    ),
    "early_menopause": pgettext_lazy("flag rule", "In or past the menopause, under 45."),
    "bone_workup": pgettext_lazy(
        "flag rule",
        "An injury at femoral neck, sacrum or pelvis, or two within 24 months, and not known to "
        "be looked into.",
    ),
    "ed_current": pgettext_lazy("flag rule", "An eating disorder now, not known to be treated."),
    "purging": pgettext_lazy("flag rule", "Vomiting or laxatives 1 to 4 times a week."),
    "low_body_mass": pgettext_lazy(
        "flag rule",
        "Low body mass: adults 17.5 kg/m² or below; under 18 below 85 percent of expected.",
    ),
    "growth": pgettext_lazy("flag rule", "Under 18: falls away from the own growth line."),
    "very_low_bmd": pgettext_lazy("flag rule", "DXA Z-score of −2.0 or below."),
    "male_hormonal": pgettext_lazy(
        "flag rule",
        "Lower libido or fewer morning erections, with the energy domain at attention or above.",
    ),
    "long_cycle": pgettext_lazy(
        "flag rule", "Own cycle: over 35 days, or 9 periods or fewer in 12 months."
    ),
    "perimenopause": pgettext_lazy(
        "flag rule", "45 or over: 3 months or more without a period, or no period in a year."
    ),
    "amenorrhoea_known_cause": pgettext_lazy(
        "flag rule", "3 months or more without a period, with a cause that a doctor named."
    ),
    "masked_cycle": pgettext_lazy(
        "flag rule",
        "Hormonal contraception, and the energy or bone domain at attention or above, or an "
        "irregular or absent cycle before it.",
    ),
    "late_puberty": pgettext_lazy(
        "flag rule", "13 or over, no period and no breast development yet."
    ),
    "previous_bsi": pgettext_lazy("flag rule", "One bone stress injury or more, ever."),
    "low_bone_density": pgettext_lazy(
        "flag rule", "DXA Z-score below −1.0, or low bone density told by a doctor."
    ),
    "weight_loss": pgettext_lazy(
        "flag rule", "5 to under 10 percent of the weight lost in a month; not judged in pregnancy."
    ),
    "disordered_eating": pgettext_lazy(
        "flag rule",
        "Trouble with eating now, often eating less on purpose, vomiting or laxatives less than "
        "weekly, or a diagnosis that the clinician does not confirm.",
    ),
    "male_signs": pgettext_lazy("flag rule", "Lower libido, or fewer or no morning erections."),
    "bone_pain": pgettext_lazy("flag rule", "Pain in a bone now."),
    "load_and_pain": pgettext_lazy(
        "flag rule", "Pain in a bone now, and 2 points or more in the load domain."
    ),
}
