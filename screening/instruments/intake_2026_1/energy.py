"""Eating in relation to training. No weight, body measure or energy count is asked or shown."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from screening.core.instrument import Is, IsNot, Item, Section
from screening.core.kinds import OneOf, Option

from .yes_no import NO, YES

RESTRICTION = Item(
    "energy.restriction",
    _("Did you eat less on purpose in the last 3 months?"),
    OneOf(
        NO,
        Option("sometimes", _("Sometimes")),
        Option("often", _("Often")),
    ),
    name=_("Eating less on purpose"),
    why=_(
        "Many athletes do this at times. We ask because a body that does sport needs enough food."
    ),
    hint=_("For example: stop while you are still hungry, skip a meal, or leave out foods."),
    declined=True,
    factor="energy_availability",
)

EATING_PROBLEM = Item(
    "energy.eating_problem",
    _("Do you have trouble with eating, or did you have it before?"),
    OneOf(
        Option("never", pgettext_lazy("energy.eating_problem", "Never")),
        Option("past", pgettext_lazy("energy.eating_problem", "In the past")),
        Option("current", pgettext_lazy("energy.eating_problem", "Now")),
    ),
    name=_("Trouble with eating"),
    why=_("Trouble with eating is common in sport. You do not have to solve it alone."),
    hint=_("For example: food gives you stress, or meals are a struggle. You need no diagnosis."),
    declined=True,
    factor="energy_availability",
)

ED_DIAGNOSIS = Item(
    "energy.ed_diagnosis",
    _("Has a doctor or psychologist told you that you have an eating disorder?"),
    OneOf(
        Option("never", pgettext_lazy("energy.ed_diagnosis", "No, never")),
        Option("past", _("Yes, but that is over")),
        Option("current", _("Yes, and I have it now")),
    ),
    name=_("Diagnosed eating disorder"),
    why=_("Your physiotherapist can then work together with the people who help you."),
    declined=True,
    factor="energy_availability",
)

ED_TREATMENT = Item(
    "energy.ed_treatment",
    _("Are you being treated for it now?"),
    OneOf(YES, NO),
    name=_("Treatment for the eating disorder"),
    why=_("If you have no help yet, your physiotherapist can look for it with you."),
    declined=True,
    ask_if=Is("energy.ed_diagnosis", "current"),
)

PURGING = Item(
    "energy.purging",
    _("How often do you vomit on purpose or take a laxative after eating?"),
    OneOf(
        Option("never", pgettext_lazy("energy.purging", "Never")),
        Option("less_than_weekly", _("Less than once a week")),
        Option("one_to_four_per_week", _("1 to 4 times a week")),
        Option("more_than_four_per_week", _("More than 4 times a week")),
    ),
    name=_("Vomiting or laxatives"),
    why=_("This asks a lot of your body, and there is good help for it. Nobody judges you."),
    hint=_("A laxative is something you take to make you go to the toilet."),
    declined=True,
    ask_if=IsNot("energy.eating_problem", "never") | IsNot("energy.ed_diagnosis", "never"),
)

WEIGHT_LOSS_MONTH = Item(
    "energy.weight_loss_month",
    _("Did you lose weight in the last month?"),
    OneOf(
        NO,
        Option("under_5_percent", _("Yes, less than 5 percent")),
        Option("5_to_10_percent", _("Yes, 5 to 10 percent")),
        Option("10_percent_or_more", _("Yes, 10 percent or more")),
    ),
    name=_("Weight lost in the last month"),
    why=_("Losing weight fast can make bones weaker. We do not ask what you weigh."),
    hint=_("5 percent is one twentieth, 10 percent is one tenth. A guess is fine."),
    unknown=True,
    declined=True,
    factor="body_mass",
)

AROUND_TRAINING = Item(
    "energy.around_training",
    _("Do you eat enough before and after training?"),
    OneOf(
        Option("almost_always", _("Almost always")),
        Option("not_always", _("Not always")),
        Option("often_not", _("Often not")),
    ),
    name=_("Eating around training"),
    factor="fuelling",
)

MORE_WHEN_TRAINING_MORE = Item(
    "energy.more_when_training_more",
    _("Do you eat more when you train more, or when a race comes near?"),
    OneOf(
        YES,
        Option("a_little", _("A little")),
        NO,
    ),
    name=_("Eating more when training more"),
    unknown=True,
    factor="periodised_intake",
)

SECTION = Section(
    "energy",
    _("Eating and energy"),
    (
        RESTRICTION,
        EATING_PROBLEM,
        ED_DIAGNOSIS,
        ED_TREATMENT,
        PURGING,
        WEIGHT_LOSS_MONTH,
        AROUND_TRAINING,
        MORE_WHEN_TRAINING_MORE,
    ),
    why=_("Bones and recovery need enough food for the sport you do. No answer here is wrong."),
)
