"""Which counts may be shown: no group of fewer than LEAST, none that can be worked out by subtraction either.

Three guards. `shown` is for a table whose cells add up with a total that is known: it hides the small cells, and then
more of them, until whoever knows the total and this rule cannot tell what a small cell holds. Published is for counts
that overlap: it refuses a group when what remains of a larger published group, or of this one without a smaller one,
would be a small group. And the periods that can be chosen never overlap (periods.py).

A zero is a small group as well: that nobody has something tells something of everybody.
"""

from collections.abc import Collection, Iterable, Sequence
from enum import StrEnum
from itertools import combinations

LEAST = 10
"""The smallest group that is shown; also in the texts of the pages."""


class Hidden(StrEnum):
    """What stands in the place of a count."""

    SMALL = "small"
    """Fewer than LEAST."""
    KEPT = "kept"
    """LEAST or more, hidden so that a small one cannot be worked out; or anything, where the whole table is."""


Shown = int | Hidden


def shown(cells: Sequence[int], *, rest: int | None = None) -> list[Shown]:
    """What may be shown of cells that add up to a known total, together with `rest`, which is never shown.

    Hides further cells in a fixed order, the one behind the first hidden one first, so that which one was chosen tells
    nothing; all of them alike where that is not enough.
    """
    if sum(cells) + (rest or 0) < _enough(len(cells), rest):
        return [Hidden.KEPT] * len(cells)
    hidden = {place for place, count in enumerate(cells) if count < LEAST}
    while not _safe(cells, rest, hidden):
        first = min(hidden, default=0)
        around = [(first + step) % len(cells) for step in range(len(cells))]
        further = [place for place in around if place not in hidden]
        if not further:
            return [Hidden.KEPT] * len(cells)
        hidden.add(further[0])
    return [
        count if place not in hidden else Hidden.SMALL if count < LEAST else Hidden.KEPT
        for place, count in enumerate(cells)
    ]


def _enough(cells: int, rest: int | None) -> int:
    """With a smaller total the whole table is hidden, whatever it holds.

    Nothing could be shown below twice LEAST. A rest must never be all that is not in cells of LEAST each: that the
    table is hidden would then say how large it is.
    """
    return 2 * LEAST if rest is None else LEAST * cells + LEAST - 1


def _safe(cells: Sequence[int], rest: int | None, hidden: Collection[int]) -> bool:
    """Whether each small cell can still be anything from 0 to 9, given the total and the marks of the others.

    The hidden ones and the rest must add up to enough for a small one to be 9 beside the others at their least; where
    they are small all of them, also to no more than the others can hold when it is 0.
    """
    kept = [cells[place] for place in hidden if cells[place] >= LEAST]
    small = len(hidden) - len(kept)
    together = sum(cells[place] for place in hidden) + (rest or 0)
    if not small and (rest is None or rest >= LEAST):
        return True
    if together < max(LEAST, LEAST * len(kept) + LEAST - 1):
        return False
    return bool(kept) or rest is not None or together <= (small - 1) * (LEAST - 1)


class Published:
    """Groups of athletes whose size is known, so that the next ones can be held against all of them."""

    def __init__(self, everybody: Iterable[int]) -> None:
        self._everybody = frozenset(everybody)
        self._known = [self._everybody]

    def admits(self, *groups: frozenset[int]) -> bool:
        """Whether the sizes of these groups, which have nobody in common, may be known too."""
        return all(
            len(group) >= LEAST and all(_apart(group, other) for other in self._known)
            for group in self._unions(groups)
        )

    def add(self, *groups: frozenset[int]) -> None:
        """The sizes of these groups, which have nobody in common, are known from here on."""
        self._known += self._unions(groups)

    def _unions(self, groups: Sequence[frozenset[int]]) -> list[frozenset[int]]:
        """Each of the groups, who is in none of them, and what can be added up of these, short of everybody."""
        parts = (*groups, self._everybody.difference(*groups))
        return [
            frozenset().union(*some)
            for size in range(1, len(parts))
            for some in combinations(parts, size)
        ]


def _apart(one: frozenset[int], other: frozenset[int]) -> bool:
    """Whether no small group is left when the smaller is taken from the larger, where one lies inside the other."""
    return not (one <= other or other <= one) or len(one ^ other) >= LEAST
