"""What a point was read from: answers and measurements by code, in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from screening.core.answers import Case
from screening.core.instrument import Instrument
from screening.wording import answers


@dataclass(frozen=True, slots=True)
class Told:
    """One answer or measurement behind a point."""

    name: str
    answer: str


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
