"""The athlete's copy: what stands out, what is open, what was agreed and whom to call, in plain words.

No points, bands or colours, no weights, no calories; of what the therapist wrote the ticked steps and people alone.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import get_language

from screening.core.answers import Case
from screening.core.instrument import Instrument
from screening.protocols import Protocol
from screening.rules.results import Assessment, Status
from screening.rules.terms import Terms
from screening.wording import figures
from screening.wording import for_athlete_copy as words
from screening.wording.for_athlete_flags import FLAGS_FOR_ATHLETE, UNDER_FOR_ATHLETE
from screening.wording.for_athlete_raised import BONE_PAIN_WAITS
from screening.wording.for_athlete_text import GP_TODAY, LayText
from screening.wording.notes import HELP_LINES
from screening.wording.plans import in_words

from . import told
from .coach import ASK_TO_STOP
from .head import Facts
from .sheet import SheetHead, sheet_head

MASKED = "masked_cycle"
"""The flag that says of a hidden cycle more than that it is hidden."""


@dataclass(frozen=True, slots=True)
class LayNote:
    """What stands out, and what to do."""

    what: str
    do: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HelpLine:
    what: str
    number: str


@dataclass(frozen=True, slots=True)
class AthleteCopy:
    data: ClassVar[bytes] = b""
    """It holds no data for machines."""
    template: ClassVar[str] = "report/athlete.html"

    language: str
    head: SheetHead
    filled: str
    """The day on which the questions were filled in; "" where it is not known."""
    first: str
    """To call today, where something urgent stands out; else ""."""
    notes: tuple[LayNote, ...]
    subjects: tuple[str, ...]
    """A line for each domain that is certainly at attention or marked."""
    nothing: str
    """Stands where there are neither."""
    unknown: tuple[str, ...]
    agreed: tuple[str, ...]
    see: tuple[str, ...]
    again: tuple[str, ...]
    call: tuple[str, ...]
    help_lines: tuple[HelpLine, ...]
    required: tuple[str, ...]


def build(protocol: Protocol, case: Case, assessment: Assessment, *, facts: Facts) -> AthleteCopy:
    """The athlete's copy of one case, in the active language."""
    plan = facts.written.get("plan", [])
    texts, subjects = _shown(assessment, plan), _subjects(assessment)
    return AthleteCopy(
        language=get_language() or "en",
        head=sheet_head(facts),
        filled=figures.day(facts.filled_on) if facts.filled_on else "",
        first=str(GP_TODAY) if any(GP_TODAY in text.do for text in texts) else "",
        notes=tuple(_note(text) for text in texts),
        subjects=subjects,
        nothing="" if texts or subjects else str(words.NOTHING_STANDS_OUT),
        unknown=_unknown(protocol.instrument, case, assessment),
        agreed=tuple(in_words(plan, words.STEPS_FOR_ATHLETE)),
        see=_see(facts.written),
        again=tuple(in_words(plan, words.AGAIN_FOR_ATHLETE)) or (str(words.AGAIN_OPEN),),
        call=tuple(str(line) for line in words.CALL_AT_ONCE),
        help_lines=tuple(
            HelpLine(str(each.what), str(each.number)) for each in HELP_LINES if each.dial
        ),
        required=tuple(str(line) for line in words.REQUIRED_FOR_ATHLETE),
    )


def _note(text: LayText) -> LayNote:
    """To call today is said once, before the first."""
    return LayNote(str(text.what), tuple(str(step) for step in text.do if step is not GP_TODAY))


def _shown(assessment: Assessment, plan: Collection[str]) -> tuple[LayText, ...]:
    """The flags in order, without a milder one beside a graver one that tells the same."""
    standing = [flag.code for flag in assessment.flags]
    shown = [
        code for code in standing if not set(UNDER_FOR_ATHLETE.get(code, ())).intersection(standing)
    ]
    texts = {code: FLAGS_FOR_ATHLETE[code] for code in shown}
    if "stop_impact" in plan or not ASK_TO_STOP.isdisjoint(standing):
        texts = _without_running(texts)
    return tuple(texts.values())


def _without_running(texts: Mapping[str, LayText]) -> dict[str, LayText]:
    """Nothing that could be read as leave to run, where impact stops."""
    waiting = {"bone_pain": BONE_PAIN_WAITS}
    return {
        code: waiting.get(code, text) for code, text in texts.items() if code != "load_and_pain"
    }


def _subjects(assessment: Assessment) -> tuple[str, ...]:
    return tuple(
        str(words.DOMAINS_FOR_ATHLETE[domain.code])
        for domain in assessment.profile.domains.values()
        if domain.status is not None and domain.status[0] is not Status.NONE
    )


def _unknown(instrument: Instrument, case: Case, assessment: Assessment) -> tuple[str, ...]:
    """The subjects of open questions, never the questions: some of their names are no words for this sheet.

    Of a cycle it speaks where contraception hides one; after menopause, say, there is nothing to know.
    """
    subjects = [
        str(section.title)
        for section in told.sections(instrument, case)
        if any(answer.missing for answer in section.answers)
    ]
    lines = []
    if Terms(case).hormonal and not any(flag.code == MASKED for flag in assessment.flags):
        lines.append(str(words.CYCLE_UNKNOWN))
    if subjects:
        named = figures.several(figures.inside(subject) for subject in subjects)
        lines += [str(words.OPEN_SUBJECTS) % {"subjects": named}, str(words.OPEN_MATTERS)]
    return tuple(lines) or (str(words.ALL_KNOWN),)


def _see(written: Mapping[str, Any]) -> tuple[str, ...]:
    """Whom to see. Free words of the therapist were written for colleagues, and are not told."""
    found = in_words(written.get("referral", []), words.REFERRALS_FOR_ATHLETE)
    if written.get("referral_other", ""):
        found.append(str(words.REFERRED_OTHERWISE))
    return tuple(found)
