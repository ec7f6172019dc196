"""A span: the least and the most that any completion of the missing answers can give."""

from collections.abc import Iterable
from typing import NamedTuple


class Span(NamedTuple):
    """[least, most], both included, least <= most. Equal ends: definite."""

    least: int
    most: int

    @property
    def definite(self) -> bool:
        return self.least == self.most

    @property
    def width(self) -> int:
        """How many points are open."""
        return self.most - self.least


ZERO = Span(0, 0)


def exactly(points: int) -> Span:
    return Span(points, points)


def total(spans: Iterable[Span]) -> Span:
    """The sum of spans whose missing answers have nothing to do with each other."""
    least = most = 0
    for span in spans:
        least += span[0]
        most += span[1]
    return Span(least, most)


def highest(spans: Iterable[Span]) -> Span:
    """The span of the highest of several: the highest least and the highest most."""
    least = most = 0
    for span in spans:
        least = max(least, span[0])
        most = max(most, span[1])
    return Span(least, most)


def hull(values: Iterable[int]) -> Span:
    """The span over the values of every completion."""
    values = tuple(values)
    return Span(min(values), max(values))
