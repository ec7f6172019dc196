"""Words with their marks: every level, band, colour and status is a word, a shape and a colour."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from screening.rules.results import Attention, Band, Colour, DomainState, FactorState, Status
from screening.wording import levels


@dataclass(frozen=True, slots=True)
class Marked:
    """A word, the shape before it and the tone of both (names of clinic.charts)."""

    word: str
    shape: str
    tone: str

    @property
    def name(self) -> str:
        """The mark's name in the stylesheets."""
        return f"{self.shape}-{self.tone}"


ATTENTION = {
    Attention.URGENT: ("octagon", "urgent"),
    Attention.HIGH: ("triangle", "high"),
    Attention.RAISED: ("diamond", "raised"),
    Attention.INCOMPLETE: ("hatched", "open"),
    Attention.LOW: ("disc", "low"),
    Attention.NOT_SCORED: ("dash", "open"),
}
BAND = {
    Band.LOW: ("disc", "low"),
    Band.MODERATE: ("diamond", "raised"),
    Band.HIGH: ("triangle", "high"),
}
COLOUR = {
    Colour.GREEN: ("disc", "low"),
    Colour.YELLOW: ("diamond", "raised"),
    Colour.ORANGE: ("triangle", "high"),
    Colour.RED: ("octagon", "urgent"),
}
STATUS = {
    Status.NONE: ("ring", "open"),
    Status.ATTENTION: ("half", "ink"),
    Status.CLEAR: ("full", "ink"),
}
FACTOR = {
    FactorState.PRESENT: ("full", "ink"),
    FactorState.ABSENT: ("ring", "open"),
    FactorState.UNKNOWN: ("hatched", "open"),
}


def attention(level: Attention) -> Marked:
    return Marked(str(levels.ATTENTION[level]), *ATTENTION[level])


def _not_green(ends: tuple[Marked, ...]) -> tuple[Marked, ...]:
    """The ends of a pair; the low one in green only where it is certain."""
    if len(ends) == 1 or ends[0].tone != "low":
        return ends
    return (Marked(ends[0].word, ends[0].shape, "open"), *ends[1:])


def band(pair: tuple[Band, Band]) -> tuple[Marked, ...]:
    """One mark, or one for either end."""
    ends = (Marked(str(levels.BAND[end]), *BAND[end]) for end in dict.fromkeys(pair))
    return _not_green(tuple(ends))


def colour(pair: tuple[Colour, Colour]) -> tuple[Marked, ...]:
    """One mark, or one for either end; from green to red it cannot be assessed yet, and is never green."""
    if pair == (Colour.GREEN, Colour.RED):
        return (Marked(str(levels.NOT_YET), "hatched", "open"),)
    ends = (Marked(str(levels.COLOUR[end]), *COLOUR[end]) for end in dict.fromkeys(pair))
    return _not_green(tuple(ends))


def status(pair: tuple[Status, Status]) -> tuple[Marked, ...]:
    """One mark, or one for either end."""
    return tuple(Marked(str(levels.STATUS[end]), *STATUS[end]) for end in dict.fromkeys(pair))


def domain_state(state: DomainState) -> Marked:
    """What stands in the place of a status."""
    shape = "hatched" if state is DomainState.NOT_ASSESSABLE else "dash"
    return Marked(str(levels.DOMAIN_STATE[state]), shape, "open")


def factor_state(state: FactorState) -> Marked | None:
    """The mark of a factor without points; None for one with points."""
    if state not in FACTOR:
        return None
    return Marked(str(levels.FACTOR_STATE[state]), *FACTOR[state])


def both(ends: tuple[Marked, ...]) -> str:
    """The same in words alone."""
    words = [end.word for end in ends]
    return (
        words[0]
        if len(words) == 1
        else _("%(least)s to %(most)s") % dict(zip(("least", "most"), words, strict=True))
    )
