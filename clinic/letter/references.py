"""The references that a letter rests on: those that its own rows used, each once."""

from dataclasses import dataclass

from django.utils.translation import get_language

from screening.rules import sources
from screening.rules.flags import FLAGS as RULES
from screening.rules.results import Assessment
from screening.rules.sources import Source
from screening.wording.citations import NOTES, citation

CYCLE_FLAGS = frozenset(("amenorrhoea", "primary_amenorrhoea", "amenorrhoea_known_cause"))
"""Flags whose texts name both referral terms."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A source with its number in this letter."""

    number: int
    citation: str
    language: str
    """Of the citation: English as printed; our own rule is in the reader's."""
    identifier: str
    note: str
    unchecked: bool


def used(assessment: Assessment) -> dict[str, Reference]:
    """By key, in the order in which the letter meets them."""
    keys = list(dict.fromkeys(source.key for source in _met(assessment)))
    found = (sources.SOURCES[key] for key in keys)
    return {
        source.key: Reference(
            number=number,
            citation=citation(source),
            language=get_language() if source is sources.OWN_RULE else "en",
            identifier=source.doi_or_id,
            note=str(NOTES[source.key]),
            unchecked=source.unchecked,
        )
        for number, source in enumerate(found, start=1)
    }


def _met(assessment: Assessment) -> list[Source]:
    met = [sources.OWN_RULE]
    standing = {flag.code for flag in assessment.flags}
    if assessment.triad.scored:
        six = assessment.triad.band is not None
        met.append(sources.TRIAD_2014)
        if not six:
            met.append(sources.TRIAD_MEN_2019)
        if assessment.triad.estimate is not None:
            met.append(sources.STROCK_2020)
    if assessment.cat2.scored:
        met += [sources.CAT2_2023, sources.CAT2_CONSENSUS_2023, sources.CAT2_ERRATUM]
    if assessment.triad.scored and assessment.cat2.scored:
        met.append(sources.KOLTUN_2019)
    met.append(sources.ARTICLE)
    for code in assessment.profile.factors:
        rests = sources.FACTOR_SOURCES[code]
        met += [rests.source, *rests.also]
    met += [flag.source for flag in RULES if flag.code in standing]
    if CYCLE_FLAGS & standing:
        met += [sources.ENDOCRINE_SOCIETY, sources.NHG]
    return met
