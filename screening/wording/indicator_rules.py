"""The rule of each CAT2 indicator in words: what counts as primary (P) or secondary (S). For who opens the row."""

from django.utils.translation import pgettext_lazy

from screening.core.kinds import Text

INDICATOR_RULES: dict[str, Text] = {
    "menstrual": pgettext_lazy(
        "indicator rule",
        "12 months or more without a period, or no first period at 15: P, counts 2. 3 to 11 "
        "months: P. Cycles over 35 days with 8 periods a year or fewer: S. Left out when something "
        "else explains the cycle; open when hormones hide it.",
    ),
    "testosterone": pgettext_lazy(
        "indicator rule",
        "Below the reference range: P, counts 2. In the lowest quarter of it: P. Left out under "
        "hormone therapy.",
    ),
    "t3": pgettext_lazy(
        "indicator rule",
        "In the lowest quarter of the reference range, or below: P. Left out when the thyroid is "
        "the named cause.",
    ),
    "bsi": pgettext_lazy(
        "indicator rule",
        "In the last 24 months: femoral neck, sacrum or pelvis, or two or more injuries, or one "
        "with 26 weeks off or more: P. One injury elsewhere with less time off: S.",
    ),
    "bone_density": pgettext_lazy(
        "indicator rule",
        "A Z-score below -1.0, or a true fall since an earlier test: P. Left out in menopause and "
        "in men of 50 and over.",
    ),
    "growth": pgettext_lazy(
        "indicator rule", "Under 18: a fall away from the earlier growth line: P."
    ),
    "eating_disorder": pgettext_lazy(
        "indicator rule",
        "An eating disorder now, or a global EDE-Q score above 2.30 (male body: 1.68): P, once.",
    ),
    "lipids": pgettext_lazy("indicator rule", "Raised total or LDL cholesterol: S."),
    "depression_or_anxiety": pgettext_lazy(
        "indicator rule", "A diagnosis of depression or anxiety now: S, once."
    ),
}
