"""Who answers: the sport, and which questions fit the body."""

from django.utils.translation import gettext_lazy as _

from screening.core.instrument import Item, Section
from screening.core.kinds import OneOf, Option

from .yes_no import NO, YES

SPORT = Item(
    "about.sport",
    _("What is your main sport?"),
    OneOf(
        Option("running", _("Running")),
        Option("trail_running", _("Trail running")),
        Option("track_and_field", _("Track and field")),
        Option("triathlon", _("Triathlon")),
        Option("cycling", _("Cycling")),
        Option("swimming", _("Swimming")),
        Option("team_sport", _("A team sport")),
        Option("gymnastics_dance", _("Gymnastics or dance")),
        Option("other", _("Another sport")),
    ),
    name=_("Main sport"),
    hint=_("Do you do more than one? Choose the one that takes most of your time."),
)

LEVEL = Item(
    "about.level",
    _("At what level do you do your sport?"),
    OneOf(
        Option("recreational", _("For fun or health, with a race now and then")),
        Option("competitive", _("In competitions: I train to perform")),
        Option("elite", _("National or international top level")),
    ),
    name=_("Level of sport"),
)

PARA_SPORT = Item(
    "about.para_sport",
    _("Are you a para-athlete?"),
    OneOf(NO, YES),
    name=_("Para-athlete"),
    why=_(
        "Most research was done with athletes without a disability. "
        "Your physiotherapist takes that into account."
    ),
    hint=_("A para-athlete does sport with a disability, for example in a wheelchair."),
)

BODY = Item(
    "about.body",
    _("Which of these fits your body?"),
    OneOf(
        Option("female", _("I have ovaries, and perhaps periods")),
        Option("male", _("I have testicles")),
        Option("other", _("Something else")),
    ),
    name=_("Body"),
    why=_("Some questions fit only some bodies. With your answer you get the ones that fit yours."),
    hint=_("This is about your body, not about how you see yourself."),
    declined=True,
)

HORMONE_THERAPY = Item(
    "about.hormone_therapy",
    _("Do you use sex hormones or hormone blockers?"),
    OneOf(
        Option("none", _("No")),
        Option("testosterone", _("Yes, testosterone")),
        Option("oestrogen", _("Yes, oestrogen")),
        Option("blockers", _("Yes, hormone blockers")),
    ),
    name=_("Hormone therapy"),
    why=_(
        "Hormones change how your body and your bones react to sport. "
        "Then we read your other answers differently."
    ),
    hint=_("Contraception does not count here. Do you use several? Choose the main one."),
    declined=True,
)

SECTION = Section(
    "about",
    _("About you and your sport"),
    (SPORT, LEVEL, PARA_SPORT, BODY, HORMONE_THERAPY),
    why=_("Your answers here decide which questions you get next."),
)
