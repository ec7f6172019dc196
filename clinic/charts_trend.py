"""One outcome over time: a point where it is definite, a hatched box where it is open. The same on page and paper."""

from collections.abc import Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString

from clinic.charts import Medium, hatch, paint, px, svg
from screening.core.span import Span

LEFT, RIGHT = 34, 14
"""Room for the numbers of the scale; and for half a mark."""
ABOVE, BELOW = 18, 21
"""Height of a name above, and of the dates below."""
APART = 12
"""Marks are no closer than this, so that none hides another; else they stand by their date."""
LETTERS = 13
"""Numbers of the scale are no closer than this."""
HALF, DOT = 4.5, 4


def trend(
    spans: Sequence[Span | None],
    places: Sequence[float],
    joined: Sequence[bool],
    *,
    most: int,
    thresholds: Sequence[int],
    ends: tuple[str, str],
    breaks: Sequence[tuple[int, str]],
    empty: str,
    label: str,
    medium: Medium,
    width: int,
    unit: int,
    tallest: int,
) -> SafeString:
    """`places`: from 0 to 1; `joined`: whether a line may come from the one before; `ends`: first and last day.

    `most` is the length of the scale, `tallest` that of the longest in the row, on one base line. `empty` stands in a
    drawing without any points; a single gap has a dash. `breaks`: from which mark on it is what.
    """
    top = ABOVE if breaks else 10
    base = top + tallest * unit
    height = base + BELOW
    xs = _spread([LEFT + place * (width - LEFT - RIGHT) for place in places], width - RIGHT)
    parts = _scale(most, thresholds, base, width, unit, medium)
    lines = [((xs[place - 1] + xs[place]) / 2, name) for place, name in breaks]
    parts += _breaks(lines, base, width, medium)
    parts += _lines(spans, xs, joined, base, unit, medium)
    known = any(span is not None for span in spans)
    middle = base - most * unit / 2 + 4
    for x, span in zip(xs, spans, strict=True):
        if span is not None:
            parts += _mark(span, x, base, unit, medium)
        elif known:
            parts += _gap(x, middle, medium)
    if not known:
        parts.append(_text(empty, (LEFT + width) / 2, middle, "middle", medium))
    parts.append(_text(ends[0], LEFT - DOT, height - 4, "start", medium))
    parts.append(_text(ends[1], width, height - 4, "end", medium))
    return svg("plot trend", width, height, label, parts)


def _spread(xs: list[float], last: float) -> list[float]:
    """The same places, those too close moved apart; none beyond the last."""
    for i in range(1, len(xs)):
        xs[i] = max(xs[i], xs[i - 1] + APART)
    xs[-1] = min(xs[-1], last)
    for i in range(len(xs) - 2, -1, -1):
        xs[i] = min(xs[i], xs[i + 1] - APART)
    return xs


def _scale(
    most: int, thresholds: Sequence[int], base: float, width: int, unit: int, medium: Medium
) -> list[str]:
    """The base line, the scale with its ends, thresholds across; a number too close to another is left out."""
    left = LEFT - 10
    parts = [
        f'<path {paint("axis", medium)} d="M{left + 0.5} {px(base - most * unit)}V{base + 0.5}H{width}"/>'
    ]
    for place, threshold in enumerate(t for t in thresholds if t <= most):
        kind = "limit" if place == 0 else "limit2"
        y = base - threshold * unit + 0.5
        parts.append(f'<path {paint(kind, medium)} d="M{left} {px(y)}H{width}"/>')
    shown: list[int] = []
    for value in (0, most, *reversed(thresholds)):
        if value <= most and all(abs(value - other) * unit >= LETTERS for other in shown):
            shown.append(value)
            parts.append(_text(str(value), left - 4, base - value * unit + 4, "end", medium))
    return parts


def _breaks(
    breaks: Sequence[tuple[float, str]], base: float, width: int, medium: Medium
) -> list[str]:
    """A dashed line with its name above, on the side where there is room."""
    parts = []
    for x, name in breaks:
        parts.append(f'<path {paint("break", medium)} d="M{px(x)} 2V{base}"/>')
        fits = x < width / 2
        parts.append(_text(name, x + (4 if fits else -4), 12, "start" if fits else "end", medium))
    return parts


def _lines(
    spans: Sequence[Span | None],
    xs: Sequence[float],
    joined: Sequence[bool],
    base: float,
    unit: int,
    medium: Medium,
) -> list[str]:
    """From least to least and from most to most: what is true lies between. None over a gap."""
    strokes = []
    for i in range(1, len(spans)):
        before, span = spans[i - 1], spans[i]
        if not joined[i] or before is None or span is None:
            continue
        for a, b in dict.fromkeys(((before.least, span.least), (before.most, span.most))):
            strokes.append(
                f"M{px(xs[i - 1])} {px(base - a * unit)}L{px(xs[i])} {px(base - b * unit)}"
            )
    return [f'<path {paint("join", medium)} d="{"".join(strokes)}"/>'] if strokes else []


def _mark(span: Span, x: float, base: float, unit: int, medium: Medium) -> list[str]:
    low, high = base - span.least * unit, base - span.most * unit
    if span.definite:
        return [f'<circle {paint("solid", medium)} cx="{px(x)}" cy="{px(low)}" r="{DOT}"/>']
    strokes = hatch(x - HALF, x + HALF, high, low)
    return [
        f'<rect {paint("under", medium)} x="{px(x - HALF)}" y="{px(high)}" width="{2 * HALF:g}"'
        f' height="{px(low - high)}"/>',
        f'<path {paint("hatch", medium)} d="{strokes}"/>',
        f'<rect {paint("open", medium)} x="{px(x - HALF)}" y="{px(high)}" width="{2 * HALF:g}"'
        f' height="{px(low - high)}"/>',
    ]


def _gap(x: float, y: float, medium: Medium) -> list[str]:
    """A dash, on no line."""
    box = f'x="{px(x - 6)}" y="{px(y - 10)}" width="12" height="12"'
    return [f"<rect {paint('under', medium)} {box}/>", _text("–", x, y, "middle", medium)]


def _text(word: str, x: float, y: float, anchor: str, medium: Medium) -> str:
    return (
        f'<text {paint("text", medium)} x="{px(x)}" y="{px(y)}"'
        f' text-anchor="{anchor}">{escape(word)}</text>'
    )
