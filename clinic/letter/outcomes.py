"""The two published outcomes side by side: Triad rows and total, CAT2 counts and colour. Never one number."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from screening.core.answers import Case
from screening.core.instrument import Instrument
from screening.core.span import Span
from screening.rules import cat2 as cat2_rules
from screening.rules import triad as triad_rules
from screening.rules.feeds import INDICATOR_FEEDS
from screening.rules.results import Assessment
from screening.wording import figures, levels, names, notes, reasons
from screening.wording.indicator_rules import INDICATOR_RULES

from .marks import BAND, Marked, band, colour
from .marks import both as in_words
from .references import Reference
from .trace import Trace, trace

SOURCES = {indicator.code: indicator.source for indicator in cat2_rules.INDICATORS}

ROW_MAXIMUM = 2
"""Points that one Triad row can give."""


@dataclass(frozen=True, slots=True)
class Row:
    """A name, its points and why."""

    code: str
    name: str
    span: Span
    maximum: int
    points: str
    reason: str
    label: str
    """What the bar says to who cannot see it."""


@dataclass(frozen=True, slots=True)
class TriadTable:
    """Rows, total and band; or why there is none."""

    source: str
    rows: tuple[Row, ...]
    total: Row | None
    bands: tuple[Marked, ...]
    no_band: str
    thresholds: tuple[int, ...]
    under: tuple[tuple[float, str, str], ...]
    estimate: str
    estimated: int | None
    restricted: str
    not_scored: str


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One indicator; one that counts nothing for this athlete has dashes, and the reason says why."""

    code: str
    name: str
    primary: str
    secondary: str
    reason: str
    trace: Trace


@dataclass(frozen=True, slots=True)
class Cat2Table:
    """Counts, colour and figure; or why there are none."""

    counts: tuple[Row, ...]
    colours: tuple[Marked, ...]
    reach: str
    reachable: frozenset[tuple[int, int]]
    figure: tuple[tuple[str, ...], ...]
    label: str
    indicators: tuple[IndicatorRow, ...]
    rule: str
    not_scored: str


def _row(code: str, name: str, span: Span, maximum: int, reason: str = "") -> Row:
    points = figures.span(span)
    label = _("%(points)s of %(maximum)s points") % {"points": points, "maximum": maximum}
    return Row(code, name, span, maximum, points, reason, label)


def _count(code: str, name: str, span: Span, maximum: int) -> Row:
    """A count of indicators; its bar is as long as the maximum, or as the count where that is more."""
    points = figures.span(span)
    label = _("%(name)s: %(points)s counted") % {"name": name, "points": points}
    return Row(code, name, span, max(maximum, span.most), points, "", label)


def triad(case: Case, assessment: Assessment) -> TriadTable:
    scored = assessment.triad
    restricted = _("A clinician’s diagnosis restricts training and competition whatever the sum.")
    if scored.rows is None or scored.total is None or scored.maximum is None:
        return TriadTable(
            source=_("provisional"),
            rows=(),
            total=None,
            bands=(),
            no_band="",
            thresholds=(),
            under=(),
            estimate="",
            estimated=None,
            restricted=restricted if scored.restricted else "",
            not_scored=str(levels.NOT_SCORED.get(scored.reason or "", "")),
        )
    rows = tuple(
        _row(
            code,
            str(names.TRIAD_ROWS[code]),
            span,
            ROW_MAXIMUM,
            reasons.triad_row(code, case),
        )
        for code, span in scored.rows.items()
    )
    has_band = scored.band is not None
    return TriadTable(
        source=_("De Souza 2014, provisional") if has_band else _("Kraus 2019, provisional"),
        rows=rows,
        total=_row("total", _("Total"), scored.total, scored.maximum),
        bands=band(scored.band) if scored.band else (),
        no_band="" if has_band else str(notes.FOUR_ROWS),
        thresholds=(triad_rules.MODERATE_FROM, triad_rules.HIGH_FROM) if has_band else (),
        under=_under(scored.maximum, has_band),
        estimate=_estimate(scored.estimate),
        estimated=scored.estimate,
        restricted=restricted if scored.restricted else "",
        not_scored="",
    )


def _under(maximum: int, has_band: bool) -> tuple[tuple[float, str, str], ...]:
    """The words below the bar of the total: bands between their thresholds."""
    if not has_band:
        return ((0, "0", "start"), (maximum, str(maximum), "end"))
    low, moderate, high = (str(levels.BAND[each]) for each in BAND)
    a, b = triad_rules.MODERATE_FROM, triad_rules.HIGH_FROM
    return (
        (a / 2, low, "middle"),
        (a, str(a), "middle"),
        ((a + b) / 2, moderate, "middle"),
        (b, str(b), "middle"),
        ((b + maximum) / 2, high, "middle"),
        (maximum, str(maximum), "end"),
    )


def _estimate(points: int | None) -> str:
    """A number that is no result, and says so."""
    if points is None:
        return ""
    return _("%(points)s points. %(note)s") % {"points": points, "note": notes.ESTIMATE}


def cat2(
    instrument: Instrument, case: Case, assessment: Assessment, used: Mapping[str, Reference]
) -> Cat2Table:
    scored = assessment.cat2
    figure = tuple(tuple(cell.value for cell in line) for line in cat2_rules.FIGURE)
    if scored.primary is None or scored.secondary is None or scored.colour is None:
        reason = str(levels.NOT_SCORED.get(scored.reason or "", ""))
        return Cat2Table(
            (), (), "", frozenset(), figure, "", (), str(levels.RULE[scored.rule]), reason
        )

    def why(code: str) -> str:
        return reasons.indicator(code, case)

    def row(code: str, primary: str, secondary: str, reason: str) -> IndicatorRow:
        rule, source = str(INDICATOR_RULES[code]), used[SOURCES[code].key]
        traced = trace(INDICATOR_FEEDS[code], rule, source, instrument, case)
        return IndicatorRow(code, str(names.INDICATORS[code]), primary, secondary, reason, traced)

    counted = (
        row(code, figures.span(each.primary), figures.span(each.secondary), why(code))
        for code, each in (scored.indicators or {}).items()
    )
    removed = (
        row(code, "–", "–", _("left out: %(reason)s") % {"reason": why(code)})
        for code in scored.removed
    )
    colours = colour(scored.colour)
    reach = levels.colour_reach(scored.colour)
    return Cat2Table(
        counts=(
            _count("primary", _("Primary (P)"), scored.primary, 6),
            _count("secondary", _("Secondary (S)"), scored.secondary, 4),
        ),
        colours=colours,
        reach=reach if len(colours) == 1 else "",
        reachable=scored.reachable,
        figure=figure,
        label=_(
            "Colour figure: rows P, columns S. %(cells)s of its 25 cells can still be reached: "
            "%(colours)s."
        )
        % {"cells": len(scored.reachable), "colours": reach or in_words(colours)},
        indicators=(*counted, *removed),
        rule=str(levels.RULE[scored.rule]),
        not_scored="",
    )
