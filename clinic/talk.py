"""What the talk added to a screening: told answers, measurements beside her own answers, what was discussed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from screening.core.answers import Case, read_answers
from screening.core.instrument import Instrument
from screening.models import Screening
from screening.protocols import PROTOCOLS, Protocol
from screening.rules.results import Assessment
from screening.wording import answers, discussed, figures
from screening.wording.levels import ORIGIN

from .models import User

SAME_THING: dict[str, tuple[str, ...]] = {
    "weight_month_ago_kg": ("energy.weight_loss_month",),
    "dxa_z": ("bone.diagnoses",),
    "ed_diagnosis": ("energy.ed_diagnosis",),
    "depression_or_anxiety": ("bone.diagnoses",),
}
"""For a measurement the questions that ask the athlete about the same thing."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a conversation added, raw: to a screening as it stands, or as it was when it was signed."""

    protocol: Protocol
    answers: Mapping[str, Any]
    told: Mapping[str, Any]
    origins: Mapping[str, Any]

    @classmethod
    def of(cls, screening: Screening) -> "Spoken":
        return cls(screening.protocol, screening.answers, screening.told, screening.origins)

    @classmethod
    def signed(cls, content: Mapping[str, Any]) -> "Spoken":
        protocol = PROTOCOLS[content["protocol"]]
        return cls(protocol, content["answers"], content["told"], content["origins"])


@dataclass(frozen=True, slots=True)
class Told:
    """An answer given in conversation: who wrote it down, and when."""

    code: str
    name: str
    answer: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Measured:
    """A measurement, where it came from, and what the athlete said of the same thing herself."""

    code: str
    name: str
    value: str
    source: str
    by: str
    hers: tuple[str, ...]


def told_answers(spoken: Spoken, case: Case) -> tuple[Told, ...]:
    """What was told and counts, in the order of the questionnaire."""
    instrument, origins = spoken.protocol.instrument, spoken.origins
    own, _faults = read_answers(instrument, spoken.answers, drop_hidden=True)
    told = spoken.told
    codes = [c for c in instrument.items if c in told and c in case.responses.asked]
    names = _names(origins[code] for code in codes)
    return tuple(
        Told(
            code=code,
            name=str(instrument.items[code].name or instrument.items[code].question),
            answer=answers.in_words(instrument.items[code], case.responses),
            by=names[origins[code]["by"]],
            at=timezone.localtime(datetime.fromisoformat(origins[code]["at"])),
        )
        for code in codes
        if code not in own.given
    )


def sources(spoken: Spoken, case: Case) -> dict[str, str]:
    """For each told answer and each measurement, who wrote it down or where it comes from."""
    origins = spoken.origins
    said = {
        told.code: _("told in conversation, %(name)s, %(day)s %(time)s")
        % {"name": told.by, "day": figures.day(told.at), "time": f"{told.at:%H:%M}"}
        for told in told_answers(spoken, case)
    }
    return said | {code: source(origins.get(code)) for code in case.measured}


def measured(screening: Screening, case: Case) -> tuple[Measured, ...]:
    """Every measurement; her own words stand beside it, and never in its place."""
    instrument, origins = screening.protocol.instrument, screening.origins
    names = _names(origins.values())
    return tuple(
        Measured(
            code=measure.code,
            name=str(measure.label),
            value=answers.measure_in_words(measure, case.measured[measure.code]),
            source=source(origins.get(measure.code)),
            by=names.get(origins.get(measure.code, {}).get("by"), ""),
            hers=beside(measure.code, screening, case),
        )
        for measure in instrument.measures
        if measure.code in case.measured
    )


def measured_in_words(
    instrument: Instrument, case: Case, origins: Mapping[str, Any]
) -> list[tuple[str, str, str]]:
    """Of every measurement its name, value and source."""
    return [
        (
            str(measure.label),
            answers.measure_in_words(measure, case.measured[measure.code]),
            source(origins.get(measure.code)),
        )
        for measure in instrument.measures
        if measure.code in case.measured
    ]


def source(origin: Mapping[str, Any] | None) -> str:
    """Date and origin: "12 Nov, measured here"; "" where they are not known."""
    if origin is None:
        return ""
    words = {"day": figures.day(date.fromisoformat(origin["on"])), "how": ORIGIN[origin["origin"]]}
    return _("%(day)s, %(how)s") % words


def beside(code: str, screening: Screening, case: Case) -> tuple[str, ...]:
    """What the athlete said of the same thing as a measurement: in the questionnaire, and of the value itself."""
    instrument = screening.protocol.instrument
    said = [
        _("%(question)s: %(answer)s")
        % {
            "question": instrument.items[item].name,
            "answer": figures.inside(answers.in_words(instrument.items[item], case.responses)),
        }
        for item in SAME_THING.get(code, ())
        if item in instrument.items and item in case.responses.given
    ]
    reported = screening.origins.get(code, {}).get("reported")
    if reported:
        measure = next(m for m in instrument.measures if m.code == code)
        value = answers.measure_in_words(measure, measure.kind.read(reported["value"]))
        said.append(f"{value} ({source(reported)})")
    return tuple(said)


def notes_beside(screening: Screening, case: Case) -> dict[str, list[str]]:
    """What stands under the field of each measurement."""
    origins = screening.origins
    found = {}
    for measure in screening.protocol.instrument.measures:
        lines = [source(origins.get(measure.code))] if measure.code in case.measured else []
        hers = beside(measure.code, screening, case)
        lines += [_("By the athlete: %(said)s") % {"said": said} for said in hers]
        found[measure.code] = [line for line in lines if line]
    return found


def to_discuss(
    instrument: Instrument, case: Case, assessment: Assessment, ticked: Iterable[str]
) -> list[tuple[str, str]]:
    """Her topics, the signs that stand and those still open; and what was ticked before, whatever stands now."""
    topics = case.responses.given.get("close.topics", ())
    codes = [
        *(f"topic:{code}" for code in topics),
        *(f"flag:{flag.code}" for flag in assessment.flags),
        *(f"flag:{code}" for code in assessment.open_flags),
    ]
    every = dict.fromkeys([*codes, *ticked])
    return [(code, words) for code in every if (words := discussed.in_words(code, instrument))]


def told_in_words(
    content: Mapping[str, Any], protocol: Protocol, case: Case
) -> list[tuple[str, str]]:
    """Name and answer of what was told and counts."""
    items = protocol.instrument.items
    own, _faults = read_answers(protocol.instrument, content["answers"], drop_hidden=True)
    return [
        (str(item.name or item.question), answers.in_words(item, case.responses))
        for code, item in items.items()
        if code in content["told"] and code in case.responses.asked and code not in own.given
    ]


def _names(origins: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Names of who wrote things down, by id; one query."""
    ids = {UUID(origin["by"]) for origin in origins}
    if not ids:
        return {}
    return {str(user.pk): user.name for user in User.objects.filter(pk__in=ids)}
