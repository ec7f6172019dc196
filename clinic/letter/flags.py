"""The flags as the letter tells them: a milder one under the urgent one that tells of the same thing."""

from collections.abc import Mapping
from dataclasses import dataclass

from screening.core.answers import Case
from screening.core.instrument import Instrument
from screening.rules.feeds import FEEDS
from screening.rules.flags import FLAGS as RULES
from screening.rules.results import Assessment, Attention, Flag
from screening.wording.flag_rules import FLAG_RULES
from screening.wording.flags import FLAGS, UNDER
from screening.wording.flags_urgent import URGENT
from screening.wording.found import found

from .marks import Marked, attention
from .references import Reference
from .trace import Trace, trace

Used = Mapping[str, Reference]
SOURCES = {flag.code: flag.source for flag in RULES}

FEW, SOME = 3, 6
"""With more flags than few the page tells them in brief, with more than some it folds the raised ones: what to do
about the graver ones stays in sight."""


@dataclass(frozen=True, slots=True)
class FlagNote:
    """One flag in words.

    On the page, where there are many: `brief` keeps what was found folded too, `folded` all but the title.
    """

    code: str
    level: Marked
    title: str
    found: str
    why: str
    do: str
    by_when: str
    who: str
    trace: Trace
    under: tuple["FlagNote", ...] = ()
    brief: bool = False
    folded: bool = False


@dataclass(frozen=True, slots=True)
class OpenFlags:
    """Signs of one level that some answer could still show."""

    level: Marked
    titles: tuple[str, ...]


def flags(
    instrument: Instrument, case: Case, assessment: Assessment, used: Used
) -> tuple[FlagNote, ...]:
    """Every flag once, in the order of the rules."""
    standing = {flag.code: flag for flag in assessment.flags}
    over = {
        code: next((urgent for urgent in UNDER.get(code, ()) if urgent in standing), None)
        for code in standing
    }
    notes: dict[str, FlagNote] = {}
    # The last first, so that what stands under a flag is there when the flag is told.
    for flag in reversed(assessment.flags):
        notes[flag.code] = _note(
            flag,
            found=found(flag.code, instrument, case, assessment),
            trace=_trace(flag.code, instrument, case, used),
            under=tuple(notes[code] for code in standing if over[code] == flag.code),
            beside=len(standing),
        )
    return tuple(notes[code] for code in standing if over[code] is None)


def _note(
    flag: Flag, *, found: str, trace: Trace, under: tuple[FlagNote, ...], beside: int
) -> FlagNote:
    """`beside`: how many flags stand in all."""
    text = FLAGS[flag.code]
    folded = beside > SOME and flag.level is Attention.RAISED
    return FlagNote(
        code=flag.code,
        level=attention(flag.level),
        title=str(text.title),
        found=found,
        why=str(text.why),
        do=str(text.do),
        by_when=str(text.by_when),
        who=str(text.who),
        trace=trace,
        under=under,
        brief=beside > FEW and not folded,
        folded=folded,
    )


def _trace(code: str, instrument: Instrument, case: Case, used: Used) -> Trace:
    source = used[SOURCES[code].key]
    return trace(FEEDS[code], str(FLAG_RULES[code]), source, instrument, case)


def open_flags(assessment: Assessment) -> tuple[OpenFlags, ...]:
    """The graver level first; a level without any is left out."""
    by_level = {
        Attention.URGENT: [code for code in assessment.open_flags if code in URGENT],
        Attention.HIGH: [code for code in assessment.open_flags if code not in URGENT],
    }
    return tuple(
        OpenFlags(attention(level), tuple(str(FLAGS[code].title) for code in codes))
        for level, codes in by_level.items()
        if codes
    )
