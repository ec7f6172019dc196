"""A dry run of another version: the level that a screening would get, and which answers make the difference.

Two versions score the same answers and measurements. Where they come to different levels, the causes are found by
trying, so that they hold for every version and no table of who reads what can be wrong:

1. Each answer and measurement is left out in turn, as if nobody had filled it in. It is a cause if the two versions
   then come to one level. Where an answer that only opens further questions is such a cause together with one of those
   questions, the further question alone is named.
2. Leaving something out can make a level graver by itself: a sign is then still open, an answer missing. Where the two
   agree on a level at least as grave as the graver one was, and either has no other reason for it, that says nothing.
3. The graver level holds for its reasons, and by one version only. Where such a reason is a question without an answer
   (a sign still open, an answer still missing), that missing answer is a cause too.
4. Where none is found, the difference rests on several at once. All are left out, and put back one by one in the order
   of the questionnaire as long as the versions go on agreeing: what cannot be put back is the cause together. None of
   it can be spared, and it is not always the only such set.

A version that cannot read the answers raises Refused: the caller counts it, with its faults.
"""

from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass
from typing import Any

from .core.answers import Case, Refused, State
from .core.kinds import FreeText, Group, Series
from .given import Given
from .protocols import Protocol
from .rules.feeds import FEEDS
from .rules.results import Assessment, Attention

GRAVEST_FIRST = (
    Attention.URGENT,
    Attention.HIGH,
    Attention.RAISED,
    Attention.NOT_SCORED,
    Attention.INCOMPLETE,
    Attention.LOW,
)
"""The levels in the order in which the rules try them."""
UNTOLD = (FreeText, Group, Series)
"""What a list of causes says no more of than that it was filled in."""

Agree = Callable[[Set[str]], bool]


@dataclass(frozen=True, slots=True)
class Cause:
    """An answer or measurement by code. `value`: as typed; None where it is missing, or too long for a list."""

    code: str
    state: State
    value: Any = None


@dataclass(frozen=True, slots=True)
class Change:
    """What two versions make of one screening. `together`: only all causes at once make the difference."""

    was: Assessment
    becomes: Assessment
    causes: tuple[Cause, ...] = ()
    together: bool = False

    @property
    def moves(self) -> bool:
        """Whether the level is another."""
        return self.was.attention is not self.becomes.attention

    @property
    def differs(self) -> bool:
        """Whether the level, a sign, the Triad band or the CAT2 colour is another."""
        return _shown(self.was) != _shown(self.becomes)

    @property
    def came(self) -> tuple[str, ...]:
        """Reasons for the level that only the new version has."""
        return tuple(clause for clause in self.becomes.because if clause not in self.was.because)

    @property
    def gone(self) -> tuple[str, ...]:
        """Reasons for the level that only the old version has."""
        return tuple(clause for clause in self.was.because if clause not in self.becomes.because)


def _shown(assessment: Assessment) -> tuple[Any, ...]:
    return (
        assessment.attention,
        assessment.flags,
        assessment.open_flags,
        assessment.triad.band,
        assessment.cat2.colour,
    )


def compare(given: Given, now: Protocol, then: Protocol) -> Change:
    """What `then` would make of a screening that `now` scores. Raises Refused where either cannot read it."""
    case = given.case(now)
    same = now.instrument is then.instrument
    was, becomes = now.assess(case), then.assess(case if same else given.case(then))
    if was.attention is becomes.attention:
        return Change(was, becomes)
    graver = min((was, becomes), key=lambda each: _rank(each.attention))
    agree = _agreement(given, now, then, graver.attention)
    filled = case.responses.given.keys() | case.responses.withheld.keys()
    codes = [*(code for code in now.instrument.items if code in filled), *case.measured]
    alone = _innermost([code for code in codes if agree({code})], given, now)
    missing = tuple(dict.fromkeys(_missing(graver.because, case)))
    if alone or missing:
        return Change(was, becomes, (*_causes(alone, now, case), *missing))
    several = _smallest(codes, agree)
    return Change(was, becomes, tuple(_causes(several, now, case)), together=True)


def _rank(level: Attention) -> int:
    return GRAVEST_FIRST.index(level)


def _only_open(assessment: Assessment) -> bool:
    """Whether its level rests on nothing but what is missing."""
    return all(clause.startswith(("open:", "missing:")) for clause in assessment.because)


def _agreement(given: Given, now: Protocol, then: Protocol, graver: Attention) -> Agree:
    def agree(without: Set[str]) -> bool:
        """Whether the two come to one level when some answers are left out."""
        try:
            case = given.case(now, without)
            other = case if now.instrument is then.instrument else given.case(then, without)
        except Refused:
            return False
        first, second = now.assess(case), then.assess(other)
        if first.attention is not second.attention:
            return False
        return _rank(first.attention) > _rank(graver) or not (
            _only_open(first) or _only_open(second)
        )

    return agree


def _innermost(alone: list[str], given: Given, now: Protocol) -> list[str]:
    """Without those that are causes only because a further question that they open is one."""
    items = now.instrument.items.keys()
    kept = []
    for code in alone:
        asked = given.case(now, {code}).responses.asked
        if not any(other in items and other not in asked for other in alone):
            kept.append(code)
    return kept


def _missing(because: Iterable[str], case: Case) -> Iterator[Cause]:
    """The missing answers among the reasons for a level."""
    for clause in because:
        kind, _colon, code = clause.partition(":")
        if kind == "missing":
            asked = case.responses.missing(code)
            yield Cause(code, case.responses.state(code) if asked else State.UNANSWERED)
        elif kind == "open" and code in FEEDS:
            for item in FEEDS[code].codes:
                if case.responses.missing(item):
                    yield Cause(item, case.responses.state(item))


def _smallest(codes: list[str], agree: Agree) -> list[str]:
    """What has to be left out together; nothing where even leaving out everything makes no agreement."""
    if not agree(set(codes)):
        return []
    without, left_out = codes, 0
    # Once more for what only fits when its neighbours are back: a place of pain without its questions is an open sign.
    while len(without) != left_out:
        left_out = len(without)
        for code in codes:
            if code in without and agree({*without} - {code}):
                without = [each for each in without if each != code]
    return without


def _causes(codes: Iterable[str], protocol: Protocol, case: Case) -> Iterator[Cause]:
    for code in codes:
        if code in case.measured:
            yield Cause(code, State.ANSWERED, case.measured[code])
        elif isinstance(protocol.instrument.items[code].kind, UNTOLD):
            yield Cause(code, case.responses.state(code))
        else:
            yield Cause(code, case.responses.state(code), case.responses.given.get(code))
