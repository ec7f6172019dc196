"""The coach's version: training advice and training facts alone.

Nothing else can come into it, because nothing else reaches the function that writes it: `training` leaves of a case
the answers in KNOWN, and of everything else one thing is told, by one sentence: whether impact must wait (`waits`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.utils.translation import get_language

from screening.core.answers import Case, Responses
from screening.core.instrument import Instrument
from screening.protocols import Protocol
from screening.rules.results import Assessment
from screening.rules.sources import ARTICLE
from screening.wording import answers
from screening.wording.citations import citation
from screening.wording.for_coach import (
    ABOUT_COACH,
    ADVICE_FOR_COACH,
    GO_AHEAD,
    STEPS_FOR_COACH,
    WHEN_IN_DOUBT,
)
from screening.wording.plans import in_words

from .head import Facts
from .sheet import SheetHead, sheet_head
from .timeline import Timeline, timeline

TOLD = (
    "load.hours_per_week",
    "fatigue.rest_days",
    "load.strength_sessions",
    "load.changes",
)
"""Told as rows, in this order."""
KNOWN = (*TOLD, "load.weekly_km")
"""Every answer that a coach's version knows."""

STOPS = frozenset(("stop_impact", "reduce_impact"))
"""Steps of a plan after which impact waits for the practice."""
ASK_TO_STOP = frozenset(
    (
        "sudden_pain",
        "femoral_neck",
        "trabecular_site",
        "high_risk_site",
        "general_red_flag",
        "hip_pain",
        "high_risk_site_tender",
        "general_sign",
        "collapse",
        "ed_severe",
        "very_low_body_mass",
        "rapid_weight_loss",
    )
)
"""Urgent flags whose advice is to stop, and every urgent or high one of bone pain: so many that none is told."""


@dataclass(frozen=True, slots=True)
class TrainingFact:
    name: str
    answer: str


@dataclass(frozen=True, slots=True)
class Tip:
    """General advice; `phrase` is the article's."""

    title: str
    text: str
    phrase: str


@dataclass(frozen=True, slots=True)
class CoachLetter:
    data: ClassVar[bytes] = b""
    """It holds no data for machines."""
    template: ClassVar[str] = "report/coach.html"

    language: str
    head: SheetHead
    go_ahead: str
    """That impact waits; "" where it need not."""
    steps: tuple[str, ...]
    facts: tuple[TrainingFact, ...]
    timeline: Timeline | None
    tips: tuple[Tip, ...]
    source: str
    in_doubt: str
    about: str


def build(protocol: Protocol, case: Case, assessment: Assessment, *, facts: Facts) -> CoachLetter:
    """The coach's version of one case, in the active language."""
    plan = facts.written.get("plan", [])
    return _tell(
        protocol.instrument,
        training(case),
        head=sheet_head(facts),
        filled_on=facts.filled_on,
        steps=[step for step in plan if step in STEPS_FOR_COACH],
        waiting=waits(plan, assessment),
    )


def training(case: Case) -> Case:
    """The case with nothing in it but what a coach may know: no other answer, no measurement, no age."""
    told = case.responses
    return Case(
        age=0,
        responses=Responses(
            given={code: told.given[code] for code in KNOWN if code in told.given},
            withheld={code: told.withheld[code] for code in KNOWN if code in told.withheld},
            asked=told.asked.intersection(KNOWN),
        ),
        measured={},
    )


def waits(plan: Iterable[str], assessment: Assessment) -> bool:
    """Whether running and other impact wait until the practice gives the go-ahead."""
    return not STOPS.isdisjoint(plan) or any(flag.code in ASK_TO_STOP for flag in assessment.flags)


def _tell(
    instrument: Instrument,
    trained: Case,
    *,
    head: SheetHead,
    filled_on: date | None,
    steps: list[str],
    waiting: bool,
) -> CoachLetter:
    return CoachLetter(
        language=get_language() or "en",
        head=head,
        go_ahead=str(GO_AHEAD) if waiting else "",
        steps=tuple(in_words(steps, STEPS_FOR_COACH)),
        facts=tuple(
            TrainingFact(
                str(instrument.items[code].name),
                answers.in_words(instrument.items[code], trained.responses),
            )
            for code in TOLD
        ),
        timeline=timeline(instrument, trained, filled_on),
        tips=tuple(
            Tip(str(each.title), str(each.text), str(each.phrase)) for each in ADVICE_FOR_COACH
        ),
        source=citation(ARTICLE),
        in_doubt=str(WHEN_IN_DOUBT),
        about=str(ABOUT_COACH),
    )
