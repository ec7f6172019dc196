"""One assessment as a letter: everything that page and paper show, in words of the active language.

`build` puts the words beside what the rules found. It judges nothing: each number, level and flag is the assessment's.
"""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from screening.core.answers import Case
from screening.protocols import Protocol
from screening.rules.results import Assessment
from screening.rules.settle import settle
from screening.wording import levels, results

from . import ending, flags, head, marks, outcomes, profile, references, talking, told
from .agreed import Agreed, agreed
from .athlete_copy import AthleteCopy
from .coach import CoachLetter
from .ending import Ending
from .flags import FlagNote, OpenFlags
from .head import Facts, Head
from .marks import Marked
from .outcomes import Cat2Table, TriadTable
from .past import Later, Past
from .profile import DomainRow, FactorGroup
from .references import Reference
from .talking import TalkingPoint
from .timeline import Timeline, timeline
from .told import Answer, AnswerSection, SettleRow
from .trend import Trend, trend

__all__ = ("Facts", "Later", "Letter", "Past", "Sheet", "build")

MOST = 3
"""So many open questions are named first."""
CLOSE = 4
"""With more flags than this the paper sets them closer."""


@dataclass(frozen=True, slots=True)
class Letter:
    """Everything that page and paper show of one assessment."""

    template: ClassVar[str] = "report/report.html"

    language: str
    head: Head
    level: Marked
    why: str
    next_step: str
    flags: tuple[FlagNote, ...]
    open_flags: tuple[OpenFlags, ...]
    domains: tuple[DomainRow, ...]
    domains_note: str
    triad: TriadTable
    cat2: Cat2Table
    disagree: tuple[str, ...]
    """Why the two published rules say different things; empty where they agree."""
    settles: tuple[SettleRow, ...]
    topics: tuple[str, ...]
    remarks: str
    points: tuple[TalkingPoint, ...]
    agreed: Agreed
    timeline: Timeline | None
    trend: Trend | None
    later: Later | None
    factors: tuple[FactorGroup, ...]
    sections: tuple[AnswerSection, ...]
    measured: tuple[Answer, ...]
    missing: tuple[Answer, ...]
    ending: Ending
    references: tuple[Reference, ...]
    versions: str
    data: bytes
    """The same screening as a FHIR bundle, which the PDF holds; empty where it holds none."""

    @property
    def many_flags(self) -> bool:
        """So many that they are set closer."""
        return len(self.flags) > CLOSE

    @property
    def settles_most(self) -> tuple[SettleRow, ...]:
        return self.settles[:MOST]

    @property
    def settles_rest(self) -> tuple[SettleRow, ...]:
        return self.settles[MOST:]


Sheet = Letter | CoachLetter | AthleteCopy
"""What can be put on paper."""


def build(protocol: Protocol, case: Case, assessment: Assessment, *, facts: Facts) -> Letter:
    """The letter of one case, in the active language."""
    instrument = protocol.instrument
    used = references.used(assessment)
    settlings = settle(case, instrument, protocol.assess)
    return Letter(
        language=get_language() or "en",
        head=head.head(instrument, case, facts),
        level=marks.attention(assessment.attention),
        why=results.explain(assessment, instrument),
        next_step=str(levels.NEXT_STEP[assessment.attention]),
        flags=flags.flags(instrument, case, assessment, used),
        open_flags=flags.open_flags(assessment),
        domains=(rows := profile.domains(case, assessment)),
        domains_note=profile.domains_note(rows),
        triad=outcomes.triad(case, assessment),
        cat2=outcomes.cat2(instrument, case, assessment, used),
        disagree=talking.disagree(assessment),
        settles=told.settles(instrument, settlings),
        topics=told.topics(instrument, case),
        remarks=told.remarks(case),
        points=talking.talking_points(instrument, case),
        agreed=agreed(facts.written, instrument, assessment.attention, facts.filled_on),
        timeline=timeline(instrument, case, facts.filled_on),
        trend=_trend(protocol, assessment, facts),
        later=facts.later,
        factors=profile.factors(instrument, case, assessment, used),
        sections=told.sections(instrument, case, facts.filled_in, facts.sources),
        measured=told.measured(instrument, case, facts.sources),
        missing=told.missing(instrument, case),
        ending=ending.ending(case, assessment),
        references=tuple(used.values()),
        versions=_("Questionnaire %(instrument)s, rules %(rules)s")
        % {"instrument": f"{instrument.code} {instrument.version}", "rules": assessment.version},
        data=facts.data,
    )


def _trend(protocol: Protocol, assessment: Assessment, facts: Facts) -> Trend | None:
    """None without earlier screenings, or where it is not known when this one was sent."""
    if facts.filled_on is None:
        return None
    this = Past(facts.code, facts.filled_on, protocol.id, assessment)
    return trend(facts.earlier, this, left_out=facts.left_out)
