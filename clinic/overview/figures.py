"""What the overview shows of the counts, after everything that could point at few athletes was left out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from clinic import charts
from clinic.charts import Medium
from clinic.letter.marks import Marked
from clinic.letter.marks import attention as marked
from screening.core.span import Span
from screening.protocols import PROTOCOLS
from screening.rules import profile
from screening.rules.flags import FLAGS as RULES
from screening.rules.results import Attention
from screening.wording import names
from screening.wording.flags import FLAGS

from .counts import Counts, Group
from .suppression import LEAST, Hidden, Published, Shown, shown

WIDTH = 200
"""Of a bar, in px, for everybody."""
MOST_ROWS = 10


@dataclass(frozen=True, slots=True)
class Line:
    """A name with one count, or with two: certain, and still possible beside it."""

    name: str
    count: str
    bar: SafeString | str
    mark: Marked | None = None
    possible: str = ""


@dataclass(frozen=True, slots=True)
class Overview:
    athletes: int
    days: int
    levels: tuple[Line, ...]
    domains: tuple[Line, ...]
    flags: tuple[Line, ...]
    missing: tuple[Line, ...]


def overview(counts: Counts) -> Overview | None:
    """In the active language; None where there are too few athletes to show anything of them."""
    everybody = len(counts.everybody)
    if everybody < LEAST:
        return None
    published = Published(counts.everybody)
    levels = {rule.code: marked(rule.level) for rule in RULES}
    return Overview(
        athletes=everybody,
        days=counts.median_days,
        levels=_levels(counts, published),
        domains=_domains(counts, published),
        flags=tuple(
            Line(str(FLAGS[code].title), str(size), _bar(size, size, everybody), levels[code])
            for code, size in _frequent(counts.flags, published)
        ),
        missing=tuple(
            Line(_question(code), str(size), _bar(size, size, everybody))
            for code, size in _frequent(counts.missing, published)
        ),
    )


def words(count: Shown) -> str:
    """A count as it is shown."""
    match count:
        case Hidden.SMALL:
            return pgettext("count", "< %(least)s") % {"least": LEAST}
        case Hidden.KEPT:
            return pgettext("count", "hidden")
    return str(count)


def _levels(counts: Counts, published: Published) -> tuple[Line, ...]:
    """A line a level; none where all of them are hidden."""
    groups = [frozenset(counts.levels[level]) for level in Attention]
    found = shown([len(group) for group in groups])
    published.add(*_visible(groups, found))
    if set(found) == {Hidden.KEPT}:
        return ()
    everybody = len(counts.everybody)
    lines = []
    for level, count in zip(Attention, found, strict=True):
        mark = marked(level)
        lines.append(Line(mark.word, words(count), _bar_of(count, everybody), mark))
    return tuple(lines)


def _domains(counts: Counts, published: Published) -> tuple[Line, ...]:
    """A line a domain; none where nothing of any of them may be shown."""
    lines = tuple(_domain(rule.code, counts, published) for rule in profile.DOMAINS)
    return lines if any(line.bar for line in lines) else ()


def _domain(code: str, counts: Counts, published: Published) -> Line:
    """How many are at attention or above for certain, and how many more may be."""
    certain, possible = frozenset(counts.certain[code]), frozenset(counts.possible[code])
    everybody = len(counts.everybody)
    sizes = (len(certain), len(possible))
    found = shown(sizes, rest=everybody - sum(sizes))
    visible = _visible((certain, possible), found)
    if published.admits(*visible):
        published.add(*visible)
    else:
        found = [Hidden.KEPT] * len(sizes)
    bar = ""
    if Hidden.KEPT not in found:
        sure, open_ = found
        least = 0 if isinstance(sure, Hidden) else sure
        unsure = LEAST - 1 if isinstance(sure, Hidden) else 0
        more = LEAST - 1 if isinstance(open_, Hidden) else open_
        bar = _bar(least, min(everybody, least + unsure + more), everybody)
    return Line(str(names.DOMAINS[code]), words(found[0]), bar, possible=words(found[1]))


def _visible(groups: Iterable[frozenset[int]], found: Iterable[Shown]) -> list[frozenset[int]]:
    """Those whose size is shown."""
    return [
        group for group, count in zip(groups, found, strict=True) if not isinstance(count, Hidden)
    ]


def _frequent(groups: Mapping[str, Group], published: Published) -> list[tuple[str, int]]:
    """The largest groups that may be shown, with their sizes."""
    kept = []
    for code, members in sorted(groups.items(), key=lambda each: (-len(each[1]), each[0])):
        group = frozenset(members)
        if len(kept) < MOST_ROWS and published.admits(group):
            published.add(group)
            kept.append((code, len(group)))
    return kept


def _question(code: str) -> str:
    """The short name of a question, of the latest protocol that asks it."""
    items = [p.instrument.items[code] for p in PROTOCOLS.values() if code in p.instrument.items]
    return str(items[-1].name or items[-1].question)


def _bar_of(count: Shown, everybody: int) -> SafeString | str:
    """A small count may be anything under ten, so it is hatched; one that is kept has no bar."""
    match count:
        case Hidden.SMALL:
            return _bar(0, LEAST - 1, everybody)
        case Hidden.KEPT:
            return ""
    return _bar(count, count, everybody)


def _bar(least: int, most: int, everybody: int) -> SafeString:
    """In the length that stands for everybody. What it says stands beside it in figures."""
    ends = Span(least * WIDTH // everybody, most * WIDTH // everybody)
    label = (
        _("%(least)s to %(most)s of %(all)s athletes")
        if least != most
        else _("%(most)s of %(all)s athletes")
    )
    words = {"least": least, "most": most, "all": everybody}
    return charts.span_bar(ends, WIDTH, unit=1, label=label % words, medium=Medium.SCREEN)
