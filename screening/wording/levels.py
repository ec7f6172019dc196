"""Words for every level, band, colour, status and state, and for pairs of them."""

from django.utils.translation import gettext, pgettext, pgettext_lazy

from screening.core.kinds import Text
from screening.rules.results import (
    Attention,
    Band,
    Colour,
    DomainState,
    FactorState,
    Standing,
    Status,
)

ATTENTION: dict[Attention, Text] = {
    Attention.URGENT: pgettext_lazy("attention", "Urgent"),
    Attention.HIGH: pgettext_lazy("attention", "High"),
    Attention.RAISED: pgettext_lazy("attention", "Raised"),
    Attention.INCOMPLETE: pgettext_lazy("attention", "Incomplete"),
    Attention.LOW: pgettext_lazy("attention", "Low"),
    Attention.NOT_SCORED: pgettext_lazy("attention", "Not scored"),
}

NEXT_STEP: dict[Attention, Text] = {
    Attention.URGENT: pgettext_lazy("next step", "call today, and record who was called and when."),
    Attention.HIGH: pgettext_lazy(
        "next step",
        "reduce impact; sports physician via the GP within about 2 weeks; dietitian; further as "
        "the signs say.",
    ),
    Attention.RAISED: pgettext_lazy(
        "next step", "plan load, strength and food; screen again in 6–12 weeks."
    ),
    Attention.INCOMPLETE: pgettext_lazy(
        "next step",
        "ask the open questions face to face, first those that could change the level.",
    ),
    Attention.LOW: pgettext_lazy(
        "next step",
        "education; screen again yearly, at the start of the season or after an injury.",
    ),
    Attention.NOT_SCORED: pgettext_lazy(
        "next step",
        "follow the signs; plan load and food with the midwife or physician; screen again after "
        "the pregnancy.",
    ),
}

BAND: dict[Band, Text] = {
    Band.LOW: pgettext_lazy("band", "low"),
    Band.MODERATE: pgettext_lazy("band", "moderate"),
    Band.HIGH: pgettext_lazy("band", "high"),
}

COLOUR: dict[Colour, Text] = {
    Colour.GREEN: pgettext_lazy("colour", "green"),
    Colour.YELLOW: pgettext_lazy("colour", "yellow"),
    Colour.ORANGE: pgettext_lazy("colour", "orange"),
    Colour.RED: pgettext_lazy("colour", "red"),
}

NOT_YET: Text = pgettext_lazy("colour", "cannot be assessed yet")
"""What stands in the place of a colour that can still be anything from green to red."""

RULE: dict[str, Text] = {"IOC 2023 figure": pgettext_lazy("rule", "IOC figure of 2023")}
"""The version of the colour figure that was used."""

STATUS: dict[Status, Text] = {
    Status.NONE: pgettext_lazy("status", "below threshold"),
    Status.ATTENTION: pgettext_lazy("status", "attention"),
    Status.CLEAR: pgettext_lazy("status", "marked"),
}
"""English "clear" would read as "all clear", so the page says "marked"."""

FACTOR_STATE: dict[FactorState, Text] = {
    FactorState.ANSWERED: pgettext_lazy("state", "answered"),
    FactorState.UNANSWERED: pgettext_lazy("state", "not answered"),
    FactorState.PARTLY: pgettext_lazy("state", "answered in part"),
    FactorState.NOT_MEASURED: pgettext_lazy("state", "not measured"),
    FactorState.NOT_ASSESSABLE: pgettext_lazy("state", "cannot be assessed"),
    FactorState.NOT_APPLICABLE: pgettext_lazy("state", "does not apply"),
    FactorState.PRESENT: pgettext_lazy("state", "present"),
    FactorState.ABSENT: pgettext_lazy("state", "absent"),
    FactorState.UNKNOWN: pgettext_lazy("state", "unknown"),
}

DOMAIN_STATE: dict[DomainState, Text] = {
    DomainState.SCORED: pgettext_lazy("state", "scored"),
    DomainState.NOT_ASSESSABLE: pgettext_lazy("state", "cannot be assessed"),
    DomainState.NOT_APPLICABLE: pgettext_lazy("state", "does not apply"),
}

STANDING: dict[Standing, Text] = {
    Standing.PUBLISHED: pgettext_lazy("standing", "published rule"),
    Standing.SUPPORTED: pgettext_lazy("standing", "direction found in research"),
    Standing.EXPERT: pgettext_lazy("standing", "expert judgement"),
}

NOT_SCORED: dict[str, Text] = {
    "pregnant": pgettext_lazy("not scored", "not scored: pregnancy"),
    "postpartum": pgettext_lazy("not scored", "not scored: after childbirth or breastfeeding"),
}
"""Why the Triad or CAT2 is not scored, by its reason."""

ORIGIN: dict[str, Text] = {
    "measured": pgettext_lazy("origin", "measured here"),
    "letter": pgettext_lazy("origin", "from a physician’s letter"),
    "reported": pgettext_lazy("origin", "as told by the athlete"),
}
"""Where a measurement came from."""


def _pair(least: Text, most: Text) -> str:
    return gettext("%(least)s to %(most)s") % {"least": least, "most": most}


def band(pair: tuple[Band, Band]) -> str:
    """The band, or both ends of it: "moderate to high"."""
    least, most = pair
    return str(BAND[least]) if least is most else _pair(BAND[least], BAND[most])


def colour(pair: tuple[Colour, Colour]) -> str:
    """The colour, or both ends of it; from green to red nothing is known, and it says so."""
    least, most = pair
    if least is Colour.GREEN and most is Colour.RED:
        return str(NOT_YET)
    return str(COLOUR[least]) if least is most else _pair(COLOUR[least], COLOUR[most])


def colour_reach(pair: tuple[Colour, Colour]) -> str:
    """What is still possible, for beside the colour; "" when it is definite."""
    least, most = pair
    if least is most:
        return ""
    return pgettext("colour", "from %(least)s to %(most)s possible") % {
        "least": COLOUR[least],
        "most": COLOUR[most],
    }


def status(pair: tuple[Status, Status]) -> str:
    """The status of a domain, or both ends of it."""
    least, most = pair
    return str(STATUS[least]) if least is most else _pair(STATUS[least], STATUS[most])
