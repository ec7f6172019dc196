"""Figures and marked words in templates. One tag serves page and paper: `medium` of the context says which it is."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from clinic import charts, charts_cat2, charts_timeline, charts_trend, qr
from clinic.charts import Medium
from clinic.letter.marks import Marked
from clinic.letter.outcomes import Cat2Table, Row, TriadTable
from clinic.letter.profile import DomainRow, FactorRow
from clinic.letter.timeline import Timeline
from clinic.letter.trend import Panel, Trend

register = template.Library()

Context = dict[str, Any]


def _medium(context: Context) -> Medium:
    return context.get("medium", Medium.SCREEN)


@register.simple_tag(takes_context=True)
def marked(context: Context, word: Marked, size: int = 12) -> SafeString:
    """A word with its mark before it, in its tone."""
    if _medium(context) is Medium.PAPER:
        return format_html('<span class="mk mk-{} t-{}">{}</span>', word.name, word.tone, word.word)
    mark = charts.mark(word.shape, size)
    return format_html('<span class="lv lv-{}">{}{}</span>', word.tone, mark, word.word)


@register.simple_tag
def mark_only(word: Marked, size: int = 12) -> SafeString:
    """The mark on the screen, where the word stands elsewhere."""
    return format_html('<span class="lv-{}">{}</span>', word.tone, charts.mark(word.shape, size))


@register.simple_tag
def qr_code(link: str) -> SafeString:
    """The link as a QR code, for paper."""
    return qr.drawn(link, side=22)


@register.simple_tag(takes_context=True)
def span_bar(
    context: Context, row: Row | DomainRow | FactorRow, unit: int, height: int = 8
) -> SafeString | str:
    """The row's span; nothing where the row has none."""
    if row.span is None:
        return ""
    return charts.span_bar(
        row.span,
        row.maximum,
        unit=unit,
        label=row.label,
        medium=_medium(context),
        thresholds=getattr(row, "thresholds", ()),
        height=height,
    )


@register.simple_tag(takes_context=True)
def total_bar(
    context: Context, triad: TriadTable, width: int, height: int = 12
) -> SafeString | str:
    """The Triad total over the width of its table, with bands and thresholds."""
    if triad.total is None:
        return ""
    return charts.span_bar(
        triad.total.span,
        triad.total.maximum,
        unit=width // triad.total.maximum,
        label=triad.total.label,
        medium=_medium(context),
        thresholds=triad.thresholds,
        height=height,
        under=triad.under,
    )


@register.simple_tag(takes_context=True)
def cat2_figure(context: Context, table: Cat2Table, wide: int = 27, high: int = 19) -> SafeString:
    return charts_cat2.cat2_figure(
        table.reachable,
        table.figure,
        label=table.label,
        medium=_medium(context),
        cell=(wide, high),
    )


@register.simple_tag(takes_context=True)
def key_bar(context: Context, name: str, label: str) -> SafeString:
    """A piece of a span bar for the key, with what it means."""
    return charts.key(name, _medium(context), label)


@register.simple_tag(takes_context=True)
def timeline_figure(
    context: Context, timeline: Timeline, width: int = 368, height: int = 108
) -> SafeString:
    """The weeks of training; beside it stands the same in words."""
    return charts_timeline.timeline(
        [week.value for week in timeline.weeks],
        [week.told for week in timeline.weeks],
        [week.short for week in timeline.weeks],
        pain=timeline.pain,
        pain_label=timeline.pain_label,
        before_label=timeline.before_label,
        label=timeline.label,
        medium=_medium(context),
        size=(width, height),
    )


@register.simple_tag(takes_context=True)
def trend_figure(
    context: Context, trend: Trend, panel: Panel, width: int, unit: int, tallest: int = 0
) -> SafeString:
    """One outcome over time; the table beside it says the same."""
    return charts_trend.trend(
        [point.span for point in panel.points],
        trend.places,
        [point.joined for point in panel.points],
        most=panel.most,
        thresholds=panel.thresholds,
        ends=trend.ends,
        breaks=trend.breaks,
        empty=panel.points[-1].said,
        label=panel.label,
        medium=_medium(context),
        width=width,
        unit=unit,
        tallest=tallest or panel.most,
    )
