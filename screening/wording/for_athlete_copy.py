"""The other words of the athlete's copy: subjects, what was agreed, whom to see, when to call, what the sheet is.

Plain and kind, B1. No points, bands or colours, no weights and no calories.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from screening.core.kinds import Text

DOMAINS_FOR_ATHLETE: dict[str, Text] = {
    "menstrual": _(
        "What you told about your periods is worth a talk: they tell something about your "
        "energy and your bones."
    ),
    "energy": _("You may be getting less energy than your body needs for your sport."),
    "fatigue": _("You are tired or do not get enough rest. Your body gets stronger when it rests."),
    "gut": _(
        "You have trouble with your stomach or bowels. There can be many causes; eating too"
        " little is one."
    ),
    "bone": _("Your bones deserve attention, because of an earlier injury or a bone scan."),
    "load": _("You train a lot, or a lot changed in a short time. Bone gets used to that slowly."),
    "strength": _("You do little strength training. Strong muscles protect your bones."),
    "nutrition": _(
        "In what you eat your bones may miss something, such as protein, calcium or vitamin D."
    ),
}
"""For each domain of the profile that is at attention or marked."""

STEPS_FOR_ATHLETE: dict[str, Text] = {
    "call_today": _("We talked about what cannot wait, and agreed when we talk again."),
    "stop_impact": _("You do not run or jump until somebody has examined where it hurts."),
    "help_lines": _("You have the numbers that you can call. They stand on this sheet too."),
    "reduce_impact": _(
        "You run and jump less, as your physiotherapist tells you, and train in another way"
        " instead."
    ),
    "load_plan": _("You build up your training by a plan: one change at a time, with rest days."),
    "strength": _("You do strength training twice a week, and build it up step by step."),
    "food": _("You eat enough for your training, spread over the day, with protein and calcium."),
    "open_questions": _("Together we fill in what is still open."),
    "education": _("We talked about how training, food, rest and strength keep your bones strong."),
    "team": _("We agreed with your coach and your dietitian who watches what."),
    "with_midwife": _("Together with your midwife or doctor we make a plan for training and food."),
}
"""The steps of a plan, but for when the next screening is."""

AGAIN_FOR_ATHLETE: dict[str, Text] = {
    "again_6_12_weeks": _("In 6 to 12 weeks you fill in the questions again."),
    "again_yearly": _(
        "Once a year you fill in the questions again, at the start of the season or after "
        "an injury."
    ),
    "again_after_pregnancy": _("After your pregnancy you fill in the questions again."),
}
AGAIN_OPEN: Text = _("When you fill in the questions again, you agree with your physiotherapist.")

REFERRALS_FOR_ATHLETE: dict[str, Text] = {
    "gp": pgettext_lazy("whom to see", "Your GP"),
    "sports_physician": pgettext_lazy(
        "whom to see", "A sports physician: a doctor for people who do sport"
    ),
    "dietitian": pgettext_lazy(
        "whom to see", "A sports dietitian, who helps you to eat enough for your sport"
    ),
    "gynaecologist": pgettext_lazy(
        "whom to see", "A gynaecologist: a doctor who knows about the cycle"
    ),
    "psychologist": pgettext_lazy(
        "whom to see", "A psychologist, who helps you with what is on your mind"
    ),
    "endocrinologist": pgettext_lazy(
        "whom to see", "An endocrinologist: a doctor who knows about hormones"
    ),
    "midwife": pgettext_lazy("whom to see", "Your midwife"),
    "emergency": pgettext_lazy("whom to see", "The emergency department of a hospital"),
}
REFERRED_OTHERWISE: Text = pgettext_lazy(
    "whom to see", "The person you agreed on with your physiotherapist"
)
"""Stands for what the therapist wrote in free words to colleagues."""

NOTHING_STANDS_OUT: Text = _("Nothing stands out that asks for attention now.")
CYCLE_UNKNOWN: Text = _("From your answers we cannot know how your own cycle is.")
OPEN_SUBJECTS: Text = _("Some questions are still open: %(subjects)s.")
OPEN_MATTERS: Text = _(
    "Your answers to them can still change what is on this sheet. You can fill them in "
    "with your physiotherapist."
)
ALL_KNOWN: Text = _("You answered every question.")

CALL_AT_ONCE: tuple[Text, ...] = (
    _(
        "Pain in a bone at rest or at night, or you cannot walk? Call your physiotherapist,"
        " your GP or the GP post at once."
    ),
    _("Pain in your chest, or do you faint? Call 112."),
    _(
        "Is the skin between your legs numb, or do you suddenly have trouble with peeing or"
        " pooing? Then call at once, at night too."
    ),
)
"""On every copy, whatever was found; the numbers of notes.HELP_LINES stand under it."""

REQUIRED_FOR_ATHLETE: tuple[Text, ...] = (
    _(
        "This sheet was made from your answers and from what your physiotherapist filled "
        "in. It is not a diagnosis and not medical advice."
    ),
    _("Everything on it can have another cause. A doctor must judge what it means for you."),
    _("Does nothing stand out? Something can still be wrong. Does something feel wrong? Say so."),
)
"""The required words of the report, in plain words; what to do with bone pain stands in CALL_AT_ONCE."""
