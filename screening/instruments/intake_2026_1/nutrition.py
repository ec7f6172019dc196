"""What the bones need from food."""

from django.utils.translation import gettext_lazy as _

from screening.core.instrument import Item, Section
from screening.core.kinds import OneOf

from .yes_no import NO, YES

PROTEIN = Item(
    "nutrition.protein",
    _("Do you eat something with protein at every main meal?"),
    OneOf(YES, NO),
    name=_("Protein at main meals"),
    hint=_("For example fish, meat, eggs, cheese, yoghurt, beans, nuts or tofu."),
    unknown=True,
    factor="protein",
)

CALCIUM = Item(
    "nutrition.calcium",
    _("Do you eat or drink something with a lot of calcium every day?"),
    OneOf(YES, NO),
    name=_("Calcium every day"),
    hint=_("For example milk, yoghurt, cheese, or a plant drink with added calcium."),
    unknown=True,
    factor="calcium",
)

VITAMIN_D = Item(
    "nutrition.vitamin_d",
    _("Are you often in the sun in summer, or do you take vitamin D in winter?"),
    OneOf(YES, NO),
    name=_("Vitamin D"),
    hint=_("One of the two is enough for a yes."),
    unknown=True,
    factor="vitamin_d",
)

SHAKES_FOR_MEALS = Item(
    "nutrition.shakes_for_meals",
    _("Do you have shakes or bars instead of meals?"),
    OneOf(NO, YES),
    name=_("Shakes or bars instead of meals"),
    factor="shakes",
)

SECTION = Section(
    "nutrition",
    _("What you eat"),
    (PROTEIN, CALCIUM, VITAMIN_D, SHAKES_FOR_MEALS),
    why=_("Bones are built from what you eat, with the help of the sun."),
)
