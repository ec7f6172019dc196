"""Signs of low hormones in bodies with testes. Optional: an answer left out leaves no gap."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from screening.core.instrument import Is, Item, Section
from screening.core.kinds import OneOf, Option

LIBIDO = Item(
    "male.libido",
    _("How has your sex drive been lately?"),
    OneOf(
        Option("normal", _("As usual for me")),
        Option("lower", _("Lower than usual")),
    ),
    name=_("Sex drive"),
    why=_(
        "With too little energy the body makes fewer hormones. "
        "You may notice that in your sex drive."
    ),
    hint=_("Compare it with what is usual for you."),
    declined=True,
)

MORNING_ERECTIONS = Item(
    "male.morning_erections",
    _("How often have you woken up with an erection lately?"),
    OneOf(
        Option("normal", _("As often as usual")),
        Option("fewer", _("Less often than usual")),
        Option("none", pgettext_lazy("male.morning_erections", "Not any more")),
    ),
    name=_("Morning erections"),
    why=_("They come by themselves, and so they show how your hormones are doing."),
    hint=_("Compare it with what is usual for you."),
    declined=True,
)

SECTION = Section(
    "male",
    _("Hormones"),
    (LIBIDO, MORNING_ERECTIONS),
    ask_if=Is("about.body", "male", "other"),
    optional=True,
    why=_("Hormones keep bones strong. These two questions are personal: you may skip them."),
)
