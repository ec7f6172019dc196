"""What is worth talking about: answers that do not fit together, and why the two rules disagree. Never scored."""

from dataclasses import dataclass

from screening.core.answers import Case
from screening.core.instrument import Instrument
from screening.rules.contradictions import contradictions
from screening.rules.disagreement import disagreement
from screening.rules.results import Assessment
from screening.wording.contradictions import CONTRADICTIONS
from screening.wording.disagreement import sentences

from .trace import Told, told


@dataclass(frozen=True, slots=True)
class TalkingPoint:
    code: str
    title: str
    ask: str
    told: tuple[Told, ...]
    """The answers that do not fit together."""


def talking_points(instrument: Instrument, case: Case) -> tuple[TalkingPoint, ...]:
    return tuple(
        TalkingPoint(
            code=found.code,
            title=str(CONTRADICTIONS[found.code].title),
            ask=str(CONTRADICTIONS[found.code].ask),
            told=told(found.items, instrument, case),
        )
        for found in contradictions(case)
    )


def disagree(assessment: Assessment) -> tuple[str, ...]:
    """Sentences that say which of the two published rules is the graver, and why; none where they agree."""
    found = disagreement(assessment)
    return sentences(found) if found else ()
