"""What the athlete wants to talk about. All optional."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from screening.core.instrument import Item, Section
from screening.core.kinds import AnyOf, FreeText, Option

TOPICS = Item(
    "close.topics",
    _("What would you like to talk about?"),
    AnyOf(
        Option("menstruation", pgettext_lazy("close.topics", "Hormones or cycle")),
        Option("eating", pgettext_lazy("close.topics", "Eating")),
        Option("weight", pgettext_lazy("close.topics", "Weight")),
        Option("training", pgettext_lazy("close.topics", "Training")),
        Option("pain", pgettext_lazy("close.topics", "Pain")),
        Option("tiredness", pgettext_lazy("close.topics", "Tiredness")),
        Option("stomach", pgettext_lazy("close.topics", "Stomach and bowels")),
        Option("mood", pgettext_lazy("close.topics", "How I feel")),
        Option("something_else", pgettext_lazy("close.topics", "Something else")),
        most=3,
    ),
    name=_("Topics to talk about"),
    hint=_("Choose up to three. Your physiotherapist will come back to them."),
    optional=True,
)

REMARKS = Item(
    "close.remarks",
    _("What else would you like to tell your physiotherapist?"),
    FreeText(),
    name=_("Remarks"),
    hint=_("For example medicines, an illness, or something that we did not ask."),
    optional=True,
)

SECTION = Section(
    "close",
    _("Anything else"),
    (TOPICS, REMARKS),
    why=_("Here you decide what the conversation is about. You may leave it empty."),
)
