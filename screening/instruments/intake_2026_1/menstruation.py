"""The menstrual cycle, and what hides or explains it."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from screening.core.instrument import Is, IsNot, Item, Section
from screening.core.kinds import AnyOf, OneOf, Option, WholeNumber

from .yes_no import NO, YES

STATUS = Item(
    "menstruation.status",
    _("Which of these fits you best now?"),
    OneOf(
        Option("periods", _("I have or had periods, also if they are irregular or stay away now")),
        Option("not_yet", _("I have never had a period")),
        Option("pregnant", _("I am pregnant")),
        Option("postpartum", _("I gave birth in the last 12 months, or I am breastfeeding")),
        Option("menopause", _("I am in the menopause or past it")),
        Option("no_uterus", _("My womb was removed, or its lining was treated")),
        Option("does_not_apply", _("None of these fits my body")),
    ),
    name=_("Menstruation now"),
    why=_("With this we know which of the next questions make sense for you."),
    declined=True,
)

CONTRACEPTION = Item(
    "menstruation.contraception",
    _("Which contraception do you use?"),
    OneOf(
        Option("none", _("None, or something without hormones such as condoms")),
        Option("copper_iud", _("Copper coil (without hormones)")),
        Option("combined", _("Pill, patch or ring with oestrogen (most pills)")),
        Option("progestogen_pill", _("Pill without oestrogen (mini-pill)")),
        Option("implant", _("Implant in the upper arm")),
        Option("injection", _("Contraceptive injection")),
        Option("hormonal_iud", _("Hormonal coil")),
        Option("stopped_recently", _("I stopped a method with hormones less than 3 months ago")),
    ),
    name=_("Contraception"),
    why=_(
        "With hormones from outside, bleeding says less about your own cycle. "
        "You do not need to change anything."
    ),
    hint=_("It counts too if you use it for something else, such as pain or acne."),
    declined=True,
    ask_if=Is("menstruation.status", "periods", "not_yet", "declined"),
)

BEFORE_CONTRACEPTION = Item(
    "menstruation.before_contraception",
    _("What were your periods like before you used the pill or other hormones?"),
    OneOf(
        Option("regular", _("Regular")),
        Option("irregular", _("Irregular")),
        Option("absent", pgettext_lazy("menstruation.before_contraception", "I had none")),
    ),
    name=_("Periods before hormonal contraception"),
    unknown=True,
    ask_if=Is(
        "menstruation.contraception",
        "combined",
        "progestogen_pill",
        "implant",
        "injection",
        "hormonal_iud",
        "stopped_recently",
    ),
)

KNOWN_CAUSE = Item(
    "menstruation.known_cause",
    _("Has a doctor found a cause for periods that are different or stay away?"),
    AnyOf(
        Option("none", pgettext_lazy("menstruation.known_cause", "No, no cause")),
        Option("pcos", _("PCOS")),
        Option("thyroid", _("A thyroid that works too fast or too slowly")),
        Option("prolactin", _("Too much of the hormone prolactin")),
        Option("other", _("Another cause")),
    ),
    name=_("Known cause of cycle changes"),
    hint=_("You may choose more than one."),
    unknown=True,
    ask_if=Is("menstruation.status", "periods", "not_yet"),
)

MENARCHE_AGE = Item(
    "menstruation.menarche_age",
    _("How old were you when you had your first period?"),
    WholeNumber(8, 25),
    name=_("Age at first period"),
    hint=_("About is good enough."),
    unit=_("years"),
    unknown=True,
    ask_if=IsNot("menstruation.status", "not_yet", "does_not_apply"),
    factor="menarche",
)

BREAST_DEVELOPMENT_AGE = Item(
    "menstruation.breast_development_age",
    _("How old were you when your breasts began to grow?"),
    WholeNumber(6, 25, words=(Option("not_yet", _("They have not begun to grow yet")),)),
    name=_("Age when breasts began to grow"),
    why=_("The first period usually comes some years after this. That is why we ask."),
    hint=_("About is good enough."),
    unit=_("years"),
    unknown=True,
    ask_if=Is("menstruation.status", "not_yet"),
)

PERIODS_12M = Item(
    "menstruation.periods_12m",
    _("How many periods did you have in the last 12 months?"),
    WholeNumber(0, 20),
    name=_("Periods in the last 12 months"),
    hint=_("About is good enough. Bleeding in the week without the pill does not count."),
    unit=pgettext_lazy("menstruation.periods_12m", "periods"),
    unit_of_one=pgettext_lazy("menstruation.periods_12m", "period"),
    unknown=True,
    ask_if=Is("menstruation.status", "periods", "declined"),
    factor="menses",
)

LONGEST_GAP_MONTHS = Item(
    "menstruation.longest_gap_months",
    _("What was the longest time without a period in the last 12 months?"),
    WholeNumber(0, 240),
    name=_("Longest time without a period"),
    hint=_(
        "Count whole months: 6 weeks is 1 month. No periods now? "
        "Then count from the last one, also if that was more than a year ago."
    ),
    unit=_("months"),
    unit_of_one=_("month"),
    unknown=True,
    ask_if=Is("menstruation.status", "periods", "declined"),
)

CYCLE_OVER_35_DAYS = Item(
    "menstruation.cycle_over_35_days",
    _("Does your cycle usually last more than 35 days?"),
    OneOf(NO, YES),
    name=_("Cycle longer than 35 days"),
    hint=_(
        "Count from the first day of one period to the first day of the next. 35 days is 5 weeks."
    ),
    unknown=True,
    ask_if=Is("menstruation.status", "periods", "declined"),
)

CHANGE_WITH_TRAINING = Item(
    "menstruation.change_with_training",
    _("What does your period do when you train more?"),
    OneOf(
        Option("no", _("It stays the same")),
        Option("lighter_or_irregular", _("It gets lighter or less regular")),
        Option("stays_away", _("It stays away")),
    ),
    name=_("Cycle when training goes up"),
    unknown=True,
    ask_if=Is("menstruation.status", "periods")
    & Is("menstruation.contraception", "none", "copper_iud"),
    factor="cycle_change",
)

SECTION = Section(
    "menstruation",
    _("Menstruation"),
    (
        STATUS,
        CONTRACEPTION,
        BEFORE_CONTRACEPTION,
        KNOWN_CAUSE,
        MENARCHE_AGE,
        BREAST_DEVELOPMENT_AGE,
        PERIODS_12M,
        LONGEST_GAP_MONTHS,
        CYCLE_OVER_35_DAYS,
        CHANGE_WITH_TRAINING,
    ),
    ask_if=Is("about.body", "female", "other", "declined"),
    why=_(
        "Your cycle says something about your energy and your bones. "
        "Your physiotherapist is used to talking about it."
    ),
)
