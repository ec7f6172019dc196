"""How much is trained, and what changed."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from screening.core.instrument import Item, Section
from screening.core.kinds import AnyOf, Number, OneOf, Option, Series

from .yes_no import NO, YES

HOURS_PER_WEEK = Item(
    "load.hours_per_week",
    _("How many hours do you train in a usual week?"),
    Number(0, 60),
    name=_("Training hours a week"),
    hint=_("Think of the last month, and count all your sports."),
    unit=_("hours"),
    unit_of_one=_("hour"),
    unknown=True,
    factor="volume",
)

HIGHEST_EVER = Item(
    "load.highest_ever",
    _("Is this the most you have ever trained?"),
    OneOf(NO, YES),
    name=_("Most training ever"),
    unknown=True,
    factor="volume",
)

LONGEST_SESSION = Item(
    "load.longest_session",
    _("Was your longest session of the last 2 weeks longer than any in the 30 days before?"),
    OneOf(
        Option("up_to_10_percent", _("No, or at most 10 percent longer")),
        Option("10_to_100_percent", _("Yes, but at most twice as long")),
        Option("more_than_100_percent", _("Yes, more than twice as long")),
    ),
    name=_("Longest single session"),
    hint=_(
        "Compare the distance or the time of one session. "
        "From 10 to 11 kilometres is 10 percent longer."
    ),
    unknown=True,
    factor="single_session_jump",
)

CHANGES = Item(
    "load.changes",
    _("What changed clearly in your training in the last 8 weeks?"),
    AnyOf(
        Option("none", pgettext_lazy("load.changes", "Nothing")),
        Option("volume", _("I train more hours or kilometres")),
        Option("intensity", _("I train harder or faster")),
        Option("surface_or_hills", _("I train on another surface or on more hills")),
        Option("shoes", _("I wear other shoes")),
    ),
    name=_("Changes in training"),
    why=_("Bone reacts slowly: pain can come weeks after a change."),
    hint=_("You may choose more than one."),
    unknown=True,
    factor="load_jump",
)

WEEKLY_KM = Item(
    "load.weekly_km",
    _("How much did you train in each of the last 12 weeks?"),
    Series(12),
    name=_("Training in the last 12 weeks"),
    hint=_(
        "Kilometres or hours, but the same for all weeks. "
        "Leave a week empty if you do not know it any more."
    ),
    unit=_("km or hours"),
    optional=True,
)

STRENGTH_SESSIONS = Item(
    "load.strength_sessions",
    _("How often do you do strength or jump training in a usual week?"),
    OneOf(
        Option("none", pgettext_lazy("load.strength_sessions", "Never")),
        Option("one", pgettext_lazy("load.strength_sessions", "Once")),
        Option("two_or_more", pgettext_lazy("load.strength_sessions", "Twice or more")),
    ),
    name=_("Strength or jump training"),
    factor="strength",
)

SECTION = Section(
    "load",
    _("Training"),
    (
        HOURS_PER_WEEK,
        HIGHEST_EVER,
        LONGEST_SESSION,
        CHANGES,
        WEEKLY_KM,
        STRENGTH_SESSIONS,
    ),
    why=_("Bones can take a lot if they get time to get used to it."),
)
