"""Invented later versions: the released rules with one thing changed. For tests of comparing and adopting versions."""

from collections.abc import Callable
from dataclasses import replace

from screening.core.answers import Case
from screening.core.instrument import Instrument
from screening.protocols import CURRENT, Protocol
from screening.rules.results import Assessment, Attention, Flag

Holds = Callable[[Case], bool]


def with_sign(
    holds: Holds, *, level: Attention = Attention.HIGH, instrument: Instrument = CURRENT.instrument
) -> Protocol:
    """One more sign of a level, which stands where `holds`; a graver level stays."""

    def assess(case: Case) -> Assessment:
        found = CURRENT.assess(case)
        if not holds(case):
            return found
        flags = (Flag("invented", level), *found.flags)
        graver = list(Attention).index(level) < list(Attention).index(found.attention)
        because = ("flag:invented",) if graver else found.because
        return replace(
            found, flags=flags, attention=level if graver else found.attention, because=because
        )

    return Protocol(instrument, assess, "2099.1")


def asking_more(*codes: str) -> Protocol:
    """A low level is incomplete while one of these is missing."""

    def assess(case: Case) -> Assessment:
        found = CURRENT.assess(case)
        missing = tuple(f"missing:{code}" for code in codes if case.responses.missing(code))
        if found.attention is not Attention.LOW or not missing:
            return found
        return replace(found, attention=Attention.INCOMPLETE, because=missing)

    return Protocol(CURRENT.instrument, assess, "2099.1")


def many_hours(case: Case) -> bool:
    return case.responses.given.get("load.hours_per_week", 0) >= 8


def without_section(code: str) -> Instrument:
    """The questionnaire of a later year, which no longer asks a section."""
    old = CURRENT.instrument
    kept = tuple(section for section in old.sections if section.code != code)
    return replace(old, version="2099.1", sections=kept)


STRICTER = with_sign(many_hours)
"""Eight hours a week or more is a high sign."""
