"""What an answer or a measurement would make of a band or colour, in words: from what, to what, both directions."""

from collections.abc import Callable

from django.utils.translation import gettext, pgettext

from screening.core.kinds import Text
from screening.rules.results import Band, Colour
from screening.rules.settle import Becoming

from .levels import BAND, COLOUR

FEW = 3
"""With more outcomes than this only their ends are named."""

WORDS: dict[Band | Colour, Text] = {**BAND, **COLOUR}  # type: ignore[dict-item]


def ends_in_words(ends: tuple[Band | Colour, Band | Colour] | None) -> str:
    """One word, or both ends: "yellow–red"; from green to red it is as open as can be, and never green."""
    if ends is None:
        return pgettext("settling", "not scored")
    if ends == (Colour.GREEN, Colour.RED):
        return pgettext("settling", "open")
    least, most = (str(WORDS[end]) for end in ends)
    return least if least == most else f"{least}–{most}"


def band(becoming: Becoming) -> str:
    """The Triad band now, and what it would be; "" where no result changes it."""
    return _sentence(becoming, lambda words: gettext("Triad %(now)s → %(then)s") % words)


def colour(becoming: Becoming) -> str:
    """The CAT2 colour now, and what it would be; "" where no result changes it."""
    return _sentence(becoming, lambda words: gettext("CAT2 %(now)s → %(then)s") % words)


def _sentence(becoming: Becoming, say: Callable[[dict[str, str]], str]) -> str:
    if not becoming.others:
        return ""
    then = _either([ends_in_words(ends) for ends in becoming.others])
    said = say({"now": ends_in_words(becoming.now), "then": then})
    if becoming.stays:
        return pgettext("settling", "%(change)s or unchanged") % {"change": said}
    return said


def _either(outcomes: list[str]) -> str:
    if len(outcomes) == 1:
        return outcomes[0]
    if len(outcomes) > FEW:
        return pgettext("settling", "one of %(count)s, %(least)s up to %(most)s") % {
            "count": len(outcomes),
            "least": outcomes[0],
            "most": outcomes[-1],
        }
    *first, last = outcomes
    return pgettext("settling", "%(first)s or %(last)s") % {
        "first": ", ".join(first),
        "last": last,
    }
