"""The same athlete over time: what is better and worse since last time, and each outcome at each screening."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from screening.core.span import Span
from screening.rules import profile as rules
from screening.rules.change import Change, Compared, Why, changes
from screening.rules.results import Attention
from screening.wording import figures, levels, names
from screening.wording.change import CHANGE, KEY, NOTE, OUTCOMES, WHY

from .marks import Marked, attention
from .past import NONE, Past, Point, concerns, most, point, thresholds

MOST = 12
"""So many screenings are drawn, this one among them."""
ABREAST = 3
"""Drawings beside each other on paper."""
NAMED = 3
"""So many of one kind are named in the short line."""


@dataclass(frozen=True, slots=True)
class Panel:
    """One outcome over time. `change`: what became of it since last time, in words."""

    code: str
    name: str
    points: tuple[Point, ...]
    most: int
    thresholds: tuple[int, ...]
    change: str
    label: str
    """Everything that the drawing shows, in a sentence."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One screening as a row of the table."""

    code: str
    day: str
    questionnaire: str
    level: Marked | None
    triad: Point
    primary: Point
    secondary: Point
    domains: tuple[Point, ...]
    this: bool

    @property
    def points(self) -> tuple[Point, ...]:
        """In the order of the table's columns."""
        return (self.triad, self.primary, self.secondary, *self.domains)


@dataclass(frozen=True, slots=True)
class Group:
    """What changed in one way; `short` names no more than three."""

    kind: str
    word: str
    items: tuple[str, ...]
    short: str

    @property
    def whole(self) -> str:
        return ", ".join(self.items)


@dataclass(frozen=True, slots=True)
class Trend:
    """`since` is the last earlier screening that can be read; "" where none can, and then nothing is compared."""

    since: str
    groups: tuple[Group, ...]
    triad: Panel
    domains: tuple[Panel, ...]
    visits: tuple[Visit, ...]
    places: tuple[float, ...]
    """Where each screening stands between the first (0) and the last (1)."""
    ends: tuple[str, str]
    breaks: tuple[tuple[int, str], ...]
    """From which screening on it is another questionnaire, and which."""
    left_out: str
    note: str
    key: str
    dash: str
    """What a dash in the table stands for."""

    @property
    def rows(self) -> tuple[tuple[int, tuple[Panel, ...]], ...]:
        """The drawings in rows of three, as paper has them, each row with its longest scale."""
        panels = (self.triad, *self.domains)
        rows = (panels[place : place + ABREAST] for place in range(0, len(panels), ABREAST))
        return tuple((max(panel.most for panel in row), row) for row in rows)

    @property
    def line(self) -> tuple[Group, ...]:
        """What the first screen says: worse, better, and what cannot be told; where none of these, what is the same."""
        kinds = (Change.WORSE, Change.BETTER, Change.UNTOLD)
        told = tuple(group for group in self.groups if group.kind in kinds)
        return told or self.groups[:1]


def trend(earlier: Sequence[Past], this: Past, *, left_out: int = 0) -> Trend | None:
    """None without earlier screenings. `earlier`: the oldest first; `left_out`: how many more there were before."""
    if not earlier:
        return None
    every = (*earlier, this)
    readable = [past for past in earlier if past.assessment is not None]
    last = readable[-1] if readable else None
    compared = _compared(last, this)
    codes = [rule.code for rule in rules.DOMAINS if concerns(rule.code, every)]
    return Trend(
        since=figures.short_date(last.on) if last else "",
        groups=_groups(compared, last, this, codes),
        triad=_panel("triad", every, compared, last),
        domains=tuple(_panel(code, every, compared, last) for code in codes),
        visits=tuple(_visit(past, codes, this=past is this) for past in reversed(every)),
        places=_places([past.on for past in every]),
        ends=(figures.short_date(every[0].on), figures.short_date(this.on)),
        breaks=tuple(
            (place, every[place].questionnaire)
            for place in range(1, len(every))
            if every[place].protocol != every[place - 1].protocol
        ),
        left_out=_left_out(len(every), left_out),
        note=str(NOTE),
        key=str(KEY),
        dash=_("–: not scored, cannot be assessed, does not apply, or cannot be read."),
    )


def _compared(last: Past | None, this: Past) -> dict[str, Compared]:
    if last is None or last.assessment is None or this.assessment is None:
        return {}
    same = last.protocol == this.protocol
    found = changes(last.assessment, this.assessment, same_protocol=same)
    return {each.code: each for each in found}


def _left_out(drawn: int, left_out: int) -> str:
    if not left_out:
        return ""
    return _("The last %(drawn)s of %(all)s screenings.") % {
        "drawn": drawn,
        "all": drawn + left_out,
    }


def _places(days: Sequence[date]) -> tuple[float, ...]:
    """By date; all of one day stand side by side."""
    whole = (days[-1] - days[0]).days
    if not whole:
        return tuple(place / (len(days) - 1) for place in range(len(days)))
    return tuple((day - days[0]).days / whole for day in days)


def _name(code: str) -> str:
    """As it stands inside a sentence."""
    return str(OUTCOMES[code]) if code in OUTCOMES else figures.inside(str(names.DOMAINS[code]))


def _groups(
    compared: dict[str, Compared], last: Past | None, this: Past, codes: Sequence[str]
) -> tuple[Group, ...]:
    """Worse first, then better, not to be told, the same, and what is not compared."""
    found: dict[Change, list[str]] = {change: [] for change in CHANGE}
    for each in compared.values():
        if each.code in OUTCOMES or each.code in codes:
            found[each.change].append(_item(each, last, this))
    return tuple(
        Group(change.value, str(CHANGE[change]), tuple(items), _short(items))
        for change, items in found.items()
        if items
    )


def _short(items: Sequence[str]) -> str:
    rest = len(items) - NAMED
    if rest <= 0:
        return ", ".join(items)
    return _("%(listed)s and %(count)s more") % {
        "listed": ", ".join(items[:NAMED]),
        "count": rest,
    }


def _item(each: Compared, last: Past | None, this: Past) -> str:
    name = _name(each.code)
    if each.why is not None:
        return _("%(what)s (%(why)s)") % {"what": name, "why": _why(each, last, this)}
    if each.change in (Change.SAME, Change.UNTOLD):
        return name
    return _("%(what)s %(then)s → %(now)s") % {
        "what": name,
        "then": _end(each.code, each.before, last),
        "now": _end(each.code, each.after, this),
    }


def _why(each: Compared, last: Past | None, this: Past) -> str:
    """Why they cannot be compared; for one without points, why it has none."""
    past = last if each.why is Why.THEN else this
    if each.code == "attention":
        said = str(levels.ATTENTION[Attention.NOT_SCORED])
    else:
        said = point(each.code, past, None).said if past else ""
    return str(WHY[each.why]) % {"said": figures.inside(said)} if each.why else ""


def _end(code: str, span: Span | None, past: Past | None) -> str:
    """Points, or the attention level in a word."""
    if code == "attention" and past is not None and past.assessment is not None:
        return figures.inside(str(levels.ATTENTION[past.assessment.attention]))
    return figures.span(span) if span is not None else NONE


def _panel(
    code: str, every: Sequence[Past], compared: dict[str, Compared], last: Past | None
) -> Panel:
    name = _("Triad total") if code == "triad" else str(names.DOMAINS[code])
    points = tuple(
        point(code, past, before) for past, before in zip(every, (None, *every[:-1]), strict=True)
    )
    told = _("%(name)s at each screening: %(points)s.") % {
        "name": name,
        "points": "; ".join(
            _("%(day)s: %(points)s")
            % {"day": figures.short_date(past.on), "points": figures.inside(each.said)}
            for past, each in zip(every, points, strict=True)
        ),
    }
    now = compared.get(code)
    return Panel(
        code=code,
        name=name,
        points=points,
        most=most(code, every),
        thresholds=thresholds(code, every),
        change=_change(now, last, every[-1]) if now else "",
        label=told,
    )


def _change(now: Compared, last: Past | None, this: Past) -> str:
    if now.why is not None:
        return _("%(change)s: %(why)s") % {
            "change": figures.capital(str(CHANGE[now.change])),
            "why": _why(now, last, this),
        }
    if now.change is Change.SAME or now.before is None or now.after is None:
        return figures.capital(str(CHANGE[now.change]))
    return _("%(then)s → %(now)s, %(change)s") % {
        "then": figures.span(now.before),
        "now": figures.span(now.after),
        "change": CHANGE[now.change],
    }


def _visit(past: Past, codes: Sequence[str], *, this: bool) -> Visit:
    return Visit(
        code=past.code,
        day=figures.short_date(past.on),
        questionnaire=past.questionnaire,
        level=attention(past.assessment.attention) if past.assessment else None,
        triad=point("triad", past, None),
        primary=point("primary", past, None),
        secondary=point("secondary", past, None),
        domains=tuple(point(code, past, None) for code in codes),
        this=this,
    )
