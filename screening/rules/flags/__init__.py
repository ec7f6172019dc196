"""Flags: signs that need action whatever the points. Given answers and measurements alone raise one."""

from dataclasses import dataclass

from ..results import Attention, Flag, Profile
from ..sources import Source
from ..terms import Terms
from .high import HIGH
from .raised import RAISED
from .signs import Rule
from .urgent import URGENT


@dataclass(frozen=True)
class FlagRule:
    """One flag: its level and its rule, which stands in words in the rule's docstring and in docs/scoring.md."""

    level: Attention
    rule: Rule
    source: Source

    @property
    def code(self) -> str:
        return self.rule.__name__


FLAGS = tuple(
    FlagRule(level, rule, source)
    for level, rules in (
        (Attention.URGENT, URGENT),
        (Attention.HIGH, HIGH),
        (Attention.RAISED, RAISED),
    )
    for rule, source in rules
)
"""In the order in which they are shown."""
_RAISE = tuple((flag.rule, Flag(flag.code, flag.level)) for flag in FLAGS)


def raised(t: Terms, p: Profile) -> tuple[Flag, ...]:
    """The flags that stand, in order."""
    return tuple(flag for rule, flag in _RAISE if rule(t, p))
