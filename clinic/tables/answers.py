"""The columns of the questions: what was answered, and for every missing answer which kind of missing it is."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from screening.core.answers import State
from screening.core.instrument import Instrument, Item
from screening.core.kinds import AnyOf, Day, FreeText, Group, OneOf, Part, Series, WholeNumber
from screening.wording.answers import STATE
from screening.wording.figures import capital

from .columns import Cell, Column, Holds, Read, day_column, in_words, labels, limits
from .rows import Opened

NOT_KNOWN, NOT_LISTED = "not_known", "not_listed"
"""Of a part of a listed row that was left open; of a row that was not listed."""


def answer_columns(instrument: Instrument, *, precise: bool, texts: bool) -> Iterator[Column]:
    """Every item in the order asked. `precise`: dates to the day; `texts`: what the athlete wrote herself too."""
    for item in instrument.items.values():
        yield from _columns(item, precise=precise, texts=texts)
        yield Column(
            f"{item.code}.told",
            _("%(what)s (1: told in conversation, not filled in)") % {"what": item.question},
            Holds.YES_NO,
            _told(item.code),
            source=_source(item),
        )


def _columns(item: Item, *, precise: bool, texts: bool) -> Iterator[Column]:
    code, meaning, source = item.code, str(item.question), _source(item)
    match item.kind:
        case OneOf(options=options):
            words = labels(options) | _states(item, State.UNANSWERED, State.NOT_ASKED)
            coded = Column(code, meaning, Holds.CODE, _code(code), options=words, source=source)
            yield from (coded, in_words(coded))
            return
        case AnyOf(options=options):
            yield from (_option(item, *each) for each in labels(options).items())
        case Series() as series:
            yield from (_week(item, series, place) for place in range(series.length))
        case Group() as group:
            for place in range(group.most):
                for part in group.parts:
                    yield from _part(item, part, place)
        case Day():
            yield day_column(code, meaning, _given(code), precise=precise, source=source)
        case FreeText():
            if texts:
                yield Column(code, meaning, Holds.TEXT, _given(code), source=source)
        case _:
            yield _number(item)
    yield _state(item)


def _source(item: Item) -> str:
    return _("Question %(code)s") % {"code": item.code}


def _states(item: Item, *states: State) -> dict[str, str]:
    """These states, and those that the item takes as an answer, with their words."""
    taken = [state for state in (State.UNKNOWN, State.DECLINED) if getattr(item, state)]
    return {state.value: capital(str(STATE[state])) for state in (*taken, *states)}


def _given(code: str) -> Read:
    return lambda opened: opened.case.responses.given.get(code)


def _told(code: str) -> Read:
    return lambda opened: int(code in opened.told)


def _code(code: str) -> Read:
    """The option, or in its place the state."""

    def read(opened: Opened) -> Cell:
        responses = opened.case.responses
        return responses.given.get(code) or responses.state(code).value

    return read


def _number(item: Item) -> Column:
    """The number; a word in its place stands in the column of the state."""

    def read(opened: Opened) -> Cell:
        value = opened.case.responses.given.get(item.code)
        return None if isinstance(value, str) else value

    return Column(
        item.code,
        str(item.question),
        Holds.NUMBER,
        read,
        unit=str(item.unit),
        source=_source(item),
        **limits(item.kind),
    )


def _option(item: Item, option: str, label: str) -> Column:
    """1 where it was chosen, 0 where others were, empty where there is no answer."""

    def read(opened: Opened) -> Cell:
        chosen = opened.case.responses.given.get(item.code)
        return None if chosen is None else int(option in chosen)

    meaning = _("%(what)s – %(option)s") % {"what": item.question, "option": label}
    return Column(f"{item.code}.{option}", meaning, Holds.YES_NO, read, source=_source(item))


def _week(item: Item, series: Series, place: int) -> Column:
    """One of the weeks, the oldest first; empty where she left it open."""
    words = {"what": item.question, "week": place + 1, "weeks": series.length}

    def read(opened: Opened) -> Cell:
        weeks = opened.case.responses.given.get(item.code)
        return weeks and weeks[place]

    return Column(
        f"{item.code}.{place + 1:02}",
        _("%(what)s Week %(week)s of %(weeks)s, the oldest first") % words,
        Holds.NUMBER,
        read,
        unit=str(item.unit),
        source=_source(item),
        **limits(series.week),
    )


def _part(item: Item, part: Part, place: int) -> Iterator[Column]:
    """One part of one listed row, the latest first."""
    name = f"{item.code}.{place + 1}.{part.code}"
    words = {"what": item.question, "number": place + 1, "part": part.label}
    meaning = _("%(what)s Number %(number)s – %(part)s") % words

    def value(opened: Opened) -> Any:
        listed = opened.case.responses.given.get(item.code, ())
        return listed[place][part.code] if place < len(listed) else NOT_LISTED

    def number(opened: Opened) -> Cell:
        found = value(opened)
        return None if found == NOT_LISTED else found

    if not isinstance(part.kind, OneOf):
        unit = {"source": _source(item), **limits(part.kind)}
        yield Column(name, meaning, Holds.NUMBER, number, **unit)
        return
    options = labels(part.kind.options) | {
        NOT_KNOWN: pgettext("table", "Listed, but this was left open"),
        NOT_LISTED: pgettext("table", "Not listed"),
    }
    coded = Column(
        name,
        meaning,
        Holds.CODE,
        lambda opened: value(opened) or NOT_KNOWN,
        options=options,
        source=_source(item),
    )
    yield from (coded, in_words(coded))


def _state(item: Item) -> Column:
    """Whether there is an answer and, if not, why; a word that was given in place of a number."""
    code = item.code
    words = item.kind.words if isinstance(item.kind, WholeNumber) else ()
    options = {State.ANSWERED.value: capital(str(STATE[State.ANSWERED]))} | labels(words)

    def read(opened: Opened) -> Cell:
        responses = opened.case.responses
        value = responses.given.get(code)
        if words and isinstance(value, str):
            return value
        return responses.state(code).value

    return Column(
        f"{code}.state",
        _("%(what)s (whether it was answered)") % {"what": item.question},
        Holds.CODE,
        read,
        options=options | _states(item, State.UNANSWERED, State.NOT_ASKED),
        source=_source(item),
    )
