"""The flags as the letter tells them: a milder one under the urgent one that tells of the same thing."""

from dataclasses import dataclass

from screening.core.answers import Case
from screening.core.instrument import Instrument
from screening.rules.results import Assessment, Attention, Flag
from screening.wording.flags import FLAGS, UNDER
from screening.wording.flags_urgent import URGENT
from screening.wording.found import found

from .marks import Marked, attention

FEW = 4
"""With more flags than this the page tells them in brief, so that what to do about each stays in sight."""


@dataclass(frozen=True, slots=True)
class FlagNote:
    """One flag in words.

    On the page, where there are many: `brief` keeps why and who folded, `folded` all but the title.
    """

    code: str
    level: Marked
    title: str
    found: str
    why: str
    do: str
    by_when: str
    who: str
    under: tuple["FlagNote", ...] = ()
    brief: bool = False
    folded: bool = False


@dataclass(frozen=True, slots=True)
class OpenFlags:
    """Signs of one level that some answer could still show."""

    level: Marked
    titles: tuple[str, ...]


def flags(instrument: Instrument, case: Case, assessment: Assessment) -> tuple[FlagNote, ...]:
    """Every flag once, in the order of the rules."""
    standing = {flag.code: flag for flag in assessment.flags}
    over = {
        code: next((urgent for urgent in UNDER.get(code, ()) if urgent in standing), None)
        for code in standing
    }
    notes: dict[str, FlagNote] = {}
    many = len(standing) > FEW
    # The last first, so that what stands under a flag is there when the flag is told.
    for flag in reversed(assessment.flags):
        milder = (notes[code] for code in standing if over[code] == flag.code)
        notes[flag.code] = _note(flag, instrument, case, assessment, tuple(milder), many)
    return tuple(notes[code] for code in standing if over[code] is None)


def _note(
    flag: Flag,
    instrument: Instrument,
    case: Case,
    assessment: Assessment,
    under: tuple[FlagNote, ...],
    many: bool,
) -> FlagNote:
    text = FLAGS[flag.code]
    return FlagNote(
        code=flag.code,
        level=attention(flag.level),
        title=str(text.title),
        found=found(flag.code, instrument, case, assessment),
        why=str(text.why),
        do=str(text.do),
        by_when=str(text.by_when),
        who=str(text.who),
        under=under,
        brief=many and flag.level is not Attention.RAISED,
        folded=many and flag.level is Attention.RAISED,
    )


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
