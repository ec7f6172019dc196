"""Stomach and bowels. Asked of every body: the wording names no period."""

from django.utils.translation import gettext_lazy as _

from screening.core.instrument import Item, Section
from screening.core.kinds import OneOf, Option

from .yes_no import NO

BLOATING_PAIN = Item(
    "gut.bloating_pain",
    _("How often is your belly bloated or painful?"),
    OneOf(
        Option("rarely", _("Hardly ever")),
        Option("weekly", _("Every week")),
        Option("most_days", _("Most days")),
    ),
    name=_("Bloated or painful belly"),
    hint=_("Symptoms that come back every month around the same time do not count."),
    factor="bloating_pain",
)

STOOL = Item(
    "gut.stool",
    _("Do you have constipation or diarrhoea?"),
    OneOf(
        NO,
        Option("sometimes", _("Sometimes")),
        Option("often", _("Often")),
    ),
    name=_("Constipation or diarrhoea"),
    hint=_("Constipation means that it is hard to poo."),
    factor="stool",
)

SECTION = Section(
    "gut",
    _("Stomach and bowels"),
    (BLOATING_PAIN, STOOL),
    why=_(
        "Bowels can slow down when the body has too little energy. Often there is another cause."
    ),
)
