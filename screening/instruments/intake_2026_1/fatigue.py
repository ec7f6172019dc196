"""Tiredness, rest, and signs that recovery falls short."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from screening.core.instrument import Item, Section
from screening.core.kinds import AnyOf, OneOf, Option

from .yes_no import NO

TIRED = Item(
    "fatigue.tired",
    _("Are you so tired that rest days do not help?"),
    OneOf(
        NO,
        Option("weekly", _("Yes, some days every week")),
        Option("most_days", _("Yes, most days, for 2 weeks or longer")),
    ),
    name=_("Tiredness"),
    factor="fatigue",
)

REST_DAYS = Item(
    "fatigue.rest_days",
    _("How many full rest days do you have in a usual week?"),
    OneOf(
        Option("none", pgettext_lazy("fatigue.rest_days", "None")),
        Option("one", pgettext_lazy("fatigue.rest_days", "One")),
        Option("two_or_more", pgettext_lazy("fatigue.rest_days", "Two or more")),
    ),
    name=_("Rest days in a week"),
    hint=_("A full rest day is a day without any training."),
    factor="recovery",
)

RESTED = Item(
    "fatigue.rested",
    _("Do you wake up rested?"),
    OneOf(
        Option("mostly", _("Mostly yes")),
        Option("mostly_not", _("Mostly not")),
    ),
    name=_("Waking up rested"),
    factor="recovery",
)

SIGNS = Item(
    "fatigue.signs",
    _("Did you notice one of these in the last 3 months?"),
    AnyOf(
        Option("none", pgettext_lazy("fatigue.signs", "None of these")),
        Option("performance_drop", _("I perform less well than before")),
        Option("often_ill", _("I am often ill, with a cold for example")),
        Option("low_mood", _("I often feel down or irritable")),
    ),
    name=_("Signs of too little recovery"),
    hint=_("You may choose more than one."),
    factor="under_recovery_signs",
)

COLLAPSE = Item(
    "fatigue.collapse",
    _("Did one of these happen to you in the last 4 weeks?"),
    AnyOf(
        Option("none", pgettext_lazy("fatigue.collapse", "None of these")),
        Option("fainting", _("I fainted")),
        Option("palpitations", _("Palpitations: my heart pounded or skipped beats")),
        Option("chest_pain", _("I had pain in my chest")),
    ),
    name=_("Fainting, heart or chest"),
    why=_("The cause is often harmless, but a doctor should sometimes look at it."),
    hint=_("You may choose more than one."),
)

SECTION = Section(
    "fatigue",
    _("Tiredness and recovery"),
    (TIRED, REST_DAYS, RESTED, SIGNS, COLLAPSE),
    why=_("Training makes you stronger only if you rest enough after it."),
)
