"""Steps that a plan can hold and people to refer to, with those that each attention level suggests."""

from django.utils.translation import pgettext_lazy

from screening.core.kinds import Text
from screening.rules.results import Attention

STEPS: dict[str, Text] = {
    "call_today": pgettext_lazy("plan", "Called or spoken to today; when to speak again is agreed"),
    "stop_impact": pgettext_lazy("plan", "No impact on the painful part until it was examined"),
    "help_lines": pgettext_lazy("plan", "Help lines given"),
    "reduce_impact": pgettext_lazy("plan", "Less impact: alternative training in its place"),
    "load_plan": pgettext_lazy("plan", "Load plan: one change at a time, with rest days"),
    "strength": pgettext_lazy("plan", "Strength or jump training twice a week, step by step"),
    "food": pgettext_lazy(
        "plan", "Enough food for training, spread over the day, with protein and calcium"
    ),
    "open_questions": pgettext_lazy("plan", "Open questions and measurements to be completed"),
    "education": pgettext_lazy("plan", "Explained how load, food, rest and strength protect bone"),
    "team": pgettext_lazy("plan", "Agreed with coach and nutrition specialist who watches what"),
    "with_midwife": pgettext_lazy(
        "plan", "Load and food planned together with midwife or physician"
    ),
    "again_6_12_weeks": pgettext_lazy("plan", "Screen again in 6–12 weeks"),
    "again_yearly": pgettext_lazy(
        "plan", "Screen again yearly, at the season’s start or after an injury"
    ),
    "again_after_pregnancy": pgettext_lazy("plan", "Screen again after the pregnancy"),
}
"""In the order in which they are shown."""

SUGGESTED: dict[Attention, tuple[str, ...]] = {
    Attention.URGENT: ("call_today", "stop_impact", "help_lines", "team"),
    Attention.HIGH: ("reduce_impact", "food", "team"),
    Attention.RAISED: ("load_plan", "strength", "food", "team"),
    Attention.INCOMPLETE: ("open_questions", "education"),
    Attention.LOW: ("education",),
    Attention.NOT_SCORED: ("with_midwife", "again_after_pregnancy"),
}

REPLACED = ("again_6_12_weeks", "again_yearly")
"""Offered no longer, since the plan has a choice for it (wording.again); notes that hold one keep it."""

REFERRALS: dict[str, Text] = {
    "gp": pgettext_lazy("referral", "GP"),
    "sports_physician": pgettext_lazy("referral", "Sports physician"),
    "dietitian": pgettext_lazy("referral", "Sports dietitian"),
    "gynaecologist": pgettext_lazy("referral", "Gynaecologist"),
    "psychologist": pgettext_lazy("referral", "Psychologist"),
    "endocrinologist": pgettext_lazy("referral", "Endocrinologist"),
    "midwife": pgettext_lazy("referral", "Midwife"),
    "emergency": pgettext_lazy("referral", "Emergency care"),
}

SUGGESTED_REFERRALS: dict[Attention, tuple[str, ...]] = {
    Attention.HIGH: ("gp", "sports_physician", "dietitian"),
}


def in_words(codes: list[str], words: dict[str, Text]) -> list[str]:
    """What was ticked, in the order in which it is shown."""
    return [str(text) for code, text in words.items() if code in codes]
