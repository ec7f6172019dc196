"""The intake questionnaire, version 2026.1: what the athlete is asked, what a clinician measures.

Released: a change of wording, option or condition is a new version beside this one.
"""

from screening.core.instrument import Instrument

from . import (
    about,
    bone,
    close,
    energy,
    fatigue,
    gut,
    load,
    male,
    measures,
    menstruation,
    nutrition,
)

INSTRUMENT = Instrument(
    code="intake",
    version="2026.1",
    sections=(
        about.SECTION,
        menstruation.SECTION,
        male.SECTION,
        energy.SECTION,
        nutrition.SECTION,
        fatigue.SECTION,
        gut.SECTION,
        bone.SECTION,
        load.SECTION,
        close.SECTION,
    ),
    measures=measures.MEASURES,
)
