"""What a point was read from: answers and measurements by code, in words; with its rule, source and phrase."""

from collections.abc import Iterable
from dataclasses import dataclass

from screening.core.answers import Case
from screening.core.instrument import Instrument
from screening.rules.feeds import Feed
from screening.wording import answers
from screening.wording.names import PHRASES

from .references import Reference


@dataclass(frozen=True, slots=True)
class Told:
    """One answer or measurement behind a point."""

    name: str
    answer: str


@dataclass(frozen=True, slots=True)
class Trace:
    """What a flag or indicator rests on. `phrase` is the article's own; "" where it says nothing of it."""

    told: tuple[Told, ...]
    rule: str
    source: Reference
    phrase: str


def trace(feed: Feed, rule: str, source: Reference, instrument: Instrument, case: Case) -> Trace:
    return Trace(
        told=told(feed.codes, instrument, case),
        rule=rule,
        source=source,
        phrase=str(PHRASES[feed.factor]) if feed.factor else "",
    )


def told(codes: Iterable[str], instrument: Instrument, case: Case) -> tuple[Told, ...]:
    """The answers that were asked and the measurements that were made, in the order of the codes."""
    measures = {measure.code: measure for measure in instrument.measures}
    found = []
    for code in codes:
        if code in case.responses.asked:
            item = instrument.items[code]
            name = str(item.name or item.question)
            found.append(Told(name, answers.in_words(item, case.responses)))
        elif code in case.measured:
            value = answers.measure_in_words(measures[code], case.measured[code])
            found.append(Told(str(measures[code].label), value))
    return tuple(found)
