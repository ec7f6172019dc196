"""The columns of what was computed: attention, signs, Triad, CAT2 and domains, every span as two columns."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from screening.core.span import Span
from screening.rules import profile
from screening.rules.flags import FLAGS as RULES
from screening.rules.results import (
    Assessment,
    Attention,
    Band,
    Colour,
    Domain,
    DomainState,
    Status,
)
from screening.rules.sources import CAT2_2023, OWN_RULE, STROCK_2020, TRIAD_2014
from screening.wording import levels, names
from screening.wording.figures import capital
from screening.wording.flag_rules import FLAG_RULES
from screening.wording.flags import FLAGS

from .columns import Cell, Column, Holds, in_words
from .rows import Opened

SCORED, NOT_ASSESSABLE, NOT_COUNTED = "scored", "not_assessable", "not_counted"
NOT_SCORED, NO_BAND = "not_scored", "no_band"

Words = Mapping[str, str]
Pair = tuple[str, str]


def result_columns() -> Iterator[Column]:
    yield from _attention()
    yield from _flags()
    yield from _triad()
    yield from _cat2()
    for rule in profile.DOMAINS:
        yield from _domain(rule)


def _of(read: Callable[[Assessment], Cell]) -> Callable[[Opened], Cell]:
    return lambda opened: read(opened.assessment)


def _words(table: Mapping[Any, Any]) -> dict[str, str]:
    return {code.value: capital(str(words)) for code, words in table.items()}


def _coded(
    name: str, meaning: str, read: Callable[[Assessment], str], options: Words, source: str
) -> Column:
    return Column(name, meaning, Holds.CODE, _of(read), options=options, source=source)


def _labelled(*of: Any) -> Iterator[Column]:
    """A code, and its label beside it; takes what _coded takes."""
    coded = _coded(*of)
    yield from (coded, in_words(coded))


def _ends(meaning: str) -> tuple[tuple[str, str], tuple[str, str]]:
    """Name and meaning of the two ends of a span."""
    return (
        ("least", pgettext("end of a span", "%(what)s, at least") % {"what": meaning}),
        ("most", pgettext("end of a span", "%(what)s, at most") % {"what": meaning}),
    )


def _span(
    name: str,
    meaning: str,
    read: Callable[[Assessment], Span | None],
    most: int | None,
    source: str,
) -> Iterator[Column]:
    """Two columns of points; empty where nothing was scored, which is no 0."""

    def end(place: int) -> Callable[[Assessment], Cell]:
        def read_end(assessment: Assessment) -> Cell:
            span = read(assessment)
            return None if span is None else span[place]

        return read_end

    for place, (which, words) in enumerate(_ends(meaning)):
        yield Column(
            f"{name}_{which}",
            words,
            Holds.NUMBER,
            _of(end(place)),
            unit=pgettext("table", "points"),
            least=0,
            most=most,
            source=source,
        )


def _pair(
    name: str, meaning: str, read: Callable[[Assessment], Pair], options: Words, source: str
) -> Iterator[Column]:
    """Two columns of codes with their labels."""
    for place, (which, words) in enumerate(_ends(meaning)):
        yield from _labelled(
            f"{name}_{which}", words, lambda a, place=place: read(a)[place], options, source
        )


def _attention() -> Iterator[Column]:
    name, source = pgettext("table", "Attention"), OWN_RULE.citation
    options = _words({level: levels.ATTENTION[level] for level in Attention})
    yield from _labelled("attention", name, lambda a: a.attention.value, options, source)
    yield Column(
        "attention.because",
        _("Attention: which rules hold, as codes"),
        Holds.TEXT,
        _of(lambda a: " ".join(a.because)),
        source=source,
    )


def _flags() -> Iterator[Column]:
    options = {
        "1": pgettext("table", "Stands"),
        "0": pgettext("table", "Does not stand"),
        "open": pgettext("table", "Still possible: an answer is missing"),
    }

    def reading(code: str) -> Callable[[Assessment], Cell]:
        def read(assessment: Assessment) -> Cell:
            if code in assessment.open_flags:
                return "open"
            return int(any(flag.code == code for flag in assessment.flags))

        return read

    for rule in RULES:
        words = {
            "level": levels.ATTENTION[rule.level],
            "sign": FLAGS[rule.code].title,
            "rule": FLAG_RULES[rule.code],
        }
        yield Column(
            f"flag.{rule.code}",
            _("Sign (%(level)s): %(sign)s. %(rule)s") % words,
            Holds.CODE,
            _of(reading(rule.code)),
            options=options,
            source=rule.source.citation,
        )


def _triad() -> Iterator[Column]:
    name, source, whether = _("Triad score"), TRIAD_2014.citation, _("%(what)s (whether scored)")
    states = {SCORED: pgettext("table", "Scored")} | _not_scored("pregnant")
    yield _coded(
        "triad.state",
        whether % {"what": name},
        lambda a: _state(a.triad.scored, a.triad.reason),
        states,
        source,
    )
    for code, words in names.TRIAD_ROWS.items():
        yield from _triad_row(code, f"{name}: {words}", source)
    total, band = _("total"), _("band")
    yield from _span("triad.total", f"{name}: {total}", lambda a: a.triad.total, 12, source)
    yield Column(
        "triad.maximum",
        _("Triad score: the most that can be reached, 12, 10 or 8"),
        Holds.NUMBER,
        _of(lambda a: a.triad.maximum),
        source=source,
    )
    options = _words(levels.BAND) | {
        NO_BAND: pgettext("table", "No band was published for four rows"),
        NOT_SCORED: pgettext("table", "Not scored"),
    }
    yield from _pair("triad.band", f"{name}: {band}", _band, options, source)
    yield Column(
        "triad.restricted",
        _("Triad score: restricted whatever the total"),
        Holds.YES_NO,
        _of(lambda a: int(a.triad.restricted)),
        source=source,
    )
    yield Column(
        "triad.estimate",
        _("Triad score: estimate with stand-ins; empty where none can be given"),
        Holds.NUMBER,
        _of(lambda a: a.triad.estimate),
        source=STROCK_2020.citation,
    )


def _triad_row(code: str, meaning: str, source: str) -> Iterator[Column]:
    def row(assessment: Assessment) -> Span | None:
        rows = assessment.triad.rows
        return rows.get(code) if rows else None

    def state(assessment: Assessment) -> str:
        triad = assessment.triad
        if triad.rows is None:
            return NOT_SCORED
        if code not in triad.rows:
            return NOT_COUNTED
        return NOT_ASSESSABLE if code in triad.not_assessable else SCORED

    yield from _span(f"triad.{code}", meaning, row, 2, source)
    options = {
        SCORED: pgettext("table", "Scored"),
        NOT_ASSESSABLE: pgettext("table", "Cannot be assessed: the whole range is open"),
        NOT_COUNTED: pgettext("table", "Does not count for this body or age"),
        NOT_SCORED: pgettext("table", "Not scored"),
    }
    whether = _("%(what)s (whether scored)") % {"what": meaning}
    yield _coded(f"triad.{code}.state", whether, state, options, source)


def _state(scored: bool, reason: str | None) -> str:
    return SCORED if scored else f"{NOT_SCORED}_{reason}"


def _not_scored(*reasons: str) -> Words:
    return {f"{NOT_SCORED}_{reason}": capital(str(levels.NOT_SCORED[reason])) for reason in reasons}


def _band(assessment: Assessment) -> Pair:
    ends: tuple[Band, Band] | None = assessment.triad.band
    if ends is not None:
        return ends[0].value, ends[1].value
    return (NO_BAND, NO_BAND) if assessment.triad.scored else (NOT_SCORED, NOT_SCORED)


def _cat2() -> Iterator[Column]:
    name, source = "REDs CAT2", CAT2_2023.citation
    states = {SCORED: pgettext("table", "Scored")} | _not_scored("pregnant", "postpartum")
    whether = _("%(what)s (whether scored)") % {"what": name}
    yield _coded(
        "cat2.state", whether, lambda a: _state(a.cat2.scored, a.cat2.reason), states, source
    )
    primary, secondary = _("primary indicators"), _("secondary indicators")
    shade = _("colour")
    yield from _span("cat2.primary", f"{name}: {primary}", lambda a: a.cat2.primary, None, source)
    yield from _span(
        "cat2.secondary", f"{name}: {secondary}", lambda a: a.cat2.secondary, None, source
    )
    options = _words(levels.COLOUR) | {NOT_SCORED: pgettext("table", "Not scored")}

    def colour(assessment: Assessment) -> Pair:
        ends: tuple[Colour, Colour] | None = assessment.cat2.colour
        return (NOT_SCORED, NOT_SCORED) if ends is None else (ends[0].value, ends[1].value)

    yield from _pair("cat2.colour", f"{name}: {shade}", colour, options, source)
    yield Column(
        "cat2.rule",
        _("REDs CAT2: which version of the figure gave the colour"),
        Holds.TEXT,
        _of(lambda a: a.cat2.rule),
        source=source,
    )


def _domain(rule: profile.DomainRule) -> Iterator[Column]:
    code, source = rule.code, rule.source.citation
    meaning = _("Domain %(name)s") % {"name": names.DOMAINS[code]}

    def domain(assessment: Assessment) -> Domain:
        return assessment.profile.domains[code]

    def status(assessment: Assessment) -> Pair:
        found: tuple[Status, Status] | None = domain(assessment).status
        state = domain(assessment).state.value
        return (state, state) if found is None else (found[0].value, found[1].value)

    states = _words(levels.DOMAIN_STATE)
    whether = _("%(what)s (whether scored)") % {"what": meaning}
    yield _coded(f"domain.{code}.state", whether, lambda a: domain(a).state.value, states, source)
    most = sum(factor.most for factor in rule.factors)
    yield from _span(f"domain.{code}.points", meaning, lambda a: domain(a).points, most, source)
    yield Column(
        f"domain.{code}.maximum",
        _("%(what)s: the most that can be reached") % {"what": meaning},
        Holds.NUMBER,
        _of(lambda a: domain(a).maximum),
        source=source,
    )
    unscored = {code: words for code, words in states.items() if code != DomainState.SCORED}
    options = _words(levels.STATUS) | unscored
    yield from _pair(
        f"domain.{code}.status", _("%(what)s, status") % {"what": meaning}, status, options, source
    )
