"""What is said at a question that is still blank: how to answer, and which way out there is."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from screening.core.instrument import Item
from screening.core.kinds import AnyOf, Day, Group, Number, OneOf, WholeNumber

HOW = {
    OneOf: gettext_lazy("Choose one answer."),
    AnyOf: gettext_lazy("Choose one or more answers."),
    Number: gettext_lazy("Fill in a number."),
    WholeNumber: gettext_lazy("Fill in a number."),
    Day: gettext_lazy("Choose a date."),
    Group: gettext_lazy("Fill in what you know."),
}


def reminder(item: Item) -> str:
    """One or two sentences; only ways out that the item takes."""
    return " ".join(filter(None, (str(HOW[type(item.kind)]), _way_out(item))))


def _way_out(item: Item) -> str:
    if item.unknown and item.declined:
        return _("You can also choose “I don’t know” or “I’d rather not say”.")
    if item.unknown:
        return _("Not sure? Then choose “I don’t know”.")
    if item.declined:
        return _("Rather not say? Then choose “I’d rather not say”.")
    return ""
