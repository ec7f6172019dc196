"""The figures of page and paper: marks, span bars and the CAT2 figure.

Each gives one string of safe SVG, drawn by arithmetic alone: no pattern, no clip, no script, no style attribute, so
that it looks the same in every browser, under a strict content security policy and in WeasyPrint. On the screen a
stroke or fill is a class, whose colour the theme decides; on paper it is a literal attribute.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from urllib.parse import quote

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from screening.core.span import Span


class Medium(StrEnum):
    SCREEN = "screen"
    PAPER = "paper"


INK, INK_2, LINE, ACCENT = "#1b2322", "#4f5a57", "#b9b4a6", "#0b5a5e"

TONES = {
    "urgent": "#a3211b",
    "high": "#a8480a",
    "raised": "#8a6100",
    "low": "#2a6a40",
    "open": INK_2,
    "ink": INK,
}
"""Colours of words and marks on paper; on the screen they are the classes lv-urgent and so on."""

FILLS = {"green": "#d5e8d8", "yellow": "#f6e7ad", "orange": "#f5cda2", "red": "#efb5ac"}

COLOUR_MARKS = {
    "green": ("disc", "low"),
    "yellow": ("diamond", "raised"),
    "orange": ("triangle", "high"),
    "red": ("octagon", "urgent"),
}

SHAPES = {
    "octagon": '<path d="M3.6 0h4.8L12 3.6v4.8L8.4 12H3.6L0 8.4V3.6z" fill="currentColor"/>',
    "triangle": '<path d="M6 .4 12 11.6H0z" fill="currentColor"/>',
    "diamond": '<path d="M6 0l6 6-6 6-6-6z" fill="currentColor"/>',
    "disc": '<circle cx="6" cy="6" r="5.4" fill="currentColor"/>',
    "hatched": (
        '<path d="M.6.6h10.8v10.8H.6z" fill="none" stroke="currentColor" stroke-width="1.2"/>'
        '<path d="M.6 6.4 6.4.6M.6 11.4 11.4.6M5.6 11.4l5.8-5.8" fill="none"'
        ' stroke="currentColor" stroke-width="1.2"/>'
    ),
    "dash": '<path d="M2 6h8" fill="none" stroke="currentColor" stroke-width="1.6"/>',
    "ring": '<circle cx="6" cy="6" r="4.4" fill="none" stroke="currentColor" stroke-width="1.2"/>',
    "half": (
        '<circle cx="6" cy="6" r="4.4" fill="none" stroke="currentColor" stroke-width="1.2"/>'
        '<path d="M6 1.6a4.4 4.4 0 0 0 0 8.8z" fill="currentColor"/>'
    ),
    "full": '<circle cx="6" cy="6" r="5" fill="currentColor"/>',
    "half_full": (
        '<circle cx="6" cy="6" r="5" fill="none" stroke="currentColor" stroke-width="1.2"/>'
        '<path d="M6 1a5 5 0 0 1 0 10z" fill="currentColor"/>'
    ),
    "dashed": (
        '<circle cx="6" cy="6" r="5" fill="none" stroke="currentColor" stroke-width="1.2"'
        ' stroke-dasharray="2 2"/>'
    ),
    "envelope": (
        '<path d="M.6 2h10.8v8H.6zM.6 2.4 6 6.6l5.4-4.2" fill="none" stroke="currentColor"'
        ' stroke-width="1.2"/>'
    ),
    "tick": ('<path d="M1 6.6 4.4 10 11 2" fill="none" stroke="currentColor" stroke-width="1.8"/>'),
    "cross": '<path d="M2 2l8 8M10 2l-8 8" fill="none" stroke="currentColor" stroke-width="1.4"/>',
}
"""One shape for each meaning, in a box of 12 by 12."""

PAINT = {
    "track": f'fill="none" stroke="{LINE}"',
    "solid": f'fill="{ACCENT}"',
    "open": f'fill="none" stroke="{ACCENT}"',
    "hatch": f'fill="none" stroke="{ACCENT}" stroke-width="1.25"',
    "tick": f'fill="none" stroke="{INK}"',
    "tick2": f'fill="none" stroke="{INK}" stroke-width="1.75"',
    "edge": f'fill="none" stroke="{INK}" stroke-width="1.75" stroke-linecap="square"',
    "text": f'fill="{INK_2}" font-family="Inter" font-size="12"',
    "value": f'fill="{INK}" font-family="Inter" font-size="12"',
    "strong": f'fill="{INK}" font-family="Inter" font-size="12" font-weight="600"',
    "band": 'fill="#f1efe8"',
    "axis": f'fill="none" stroke="{LINE}"',
    "gap": f'fill="none" stroke="{ACCENT}"',
    "join": f'fill="none" stroke="{ACCENT}" stroke-width="1.25"',
    "limit": f'fill="none" stroke="{LINE}"',
    "limit2": f'fill="none" stroke="{INK_2}"',
    "break": f'fill="none" stroke="{INK_2}" stroke-dasharray="3 3"',
    "under": 'fill="#ffffff"',
    "off": 'color="#9a9d98"',
    **{f"cell-{colour}": f'fill="{fill}"' for colour, fill in FILLS.items()},
    **{f"lv-{tone}": f'color="{colour}"' for tone, colour in TONES.items()},
}
"""The attributes that a class stands for on paper."""


def paint(kind: str, medium: Medium) -> str:
    """The colours of one kind of stroke or fill: a class on the screen, literal attributes on paper."""
    return f'class="{kind}"' if medium is Medium.SCREEN else PAINT[kind]


def px(number: float) -> str:
    """A px: one decimal at most, none where it is whole."""
    return f"{number:.1f}".rstrip("0").rstrip(".")


def svg(name: str, width: float, height: float, label: str, parts: Iterable[str]) -> SafeString:
    """A figure with its text equivalent; `name` is its class."""
    box = f'width="{px(width)}" height="{px(height)}" viewBox="0 0 {px(width)} {px(height)}"'
    title = f"<title>{escape(label)}</title>"
    return mark_safe(  # noqa: S308 -- numbers and our own shapes; the label is escaped
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{name}" {box} role="img">'
        f"{title}{''.join(parts)}</svg>"
    )


def mark(shape: str, size: int = 12) -> SafeString:
    """A mark for the screen, in the colour of the text around it. Always with its word beside it, so hidden."""
    return mark_safe(  # noqa: S308 -- our own shapes
        f'<svg class="mark" width="{size}" height="{size}" viewBox="0 0 12 12" aria-hidden="true">'
        f"{SHAPES[shape]}</svg>"
    )


def mark_address(shape: str, tone: str) -> str:
    """The mark as a data: address, for a background on paper, where decoration is not read aloud."""
    drawn = SHAPES[shape].replace("currentColor", TONES[tone])
    return "data:image/svg+xml," + quote(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="12" height="12" viewBox="0 0 12 12">{drawn}</svg>'
    )


MARKS_ON_PAPER = {
    f"{shape}-{tone}": mark_address(shape, tone)
    for shape, tone in (
        ("octagon", "urgent"),
        ("triangle", "high"),
        ("diamond", "raised"),
        ("disc", "low"),
        ("disc", "open"),
        ("hatched", "open"),
        ("dash", "open"),
        ("ring", "open"),
        ("half", "ink"),
        ("full", "ink"),
    )
}
"""Each mark in its tone, by the name that a stylesheet gives it."""

KEYS = {
    "sure": '<rect {solid} width="26" height="8"/>',
    "open": ('<path {hatch} d="{strokes}"/><rect {open} x=".5" y=".5" width="25" height="7"/>'),
    "ticks": '<path {tick} d="M9 0V8"/><path {tick2} d="M17 0V8"/>',
}


def key(name: str, medium: Medium, label: str = "") -> SafeString:
    """A small piece of a span bar, for the key. Its word stands beside it."""
    paints = {kind: paint(kind, medium) for kind in ("solid", "hatch", "open", "tick", "tick2")}
    drawn = KEYS[name].format(strokes=hatch(0, 26, 0, 8), **paints)
    return svg("span key", 26, 8, label, [drawn])


def hatch(x0: float, x1: float, y0: float, y1: float, step: float = 4) -> str:
    """Strokes of 45 degrees inside a box, each cut where it leaves the box."""
    height = y1 - y0
    x = x0 - height + step / 2 + 1
    strokes = []
    while x < x1:
        a, b = max(x, x0), min(x + height, x1)
        if b - a > 0.6:
            strokes.append(f"M{px(a)} {px(y1 - (a - x))}L{px(b)} {px(y1 - (b - x))}")
        x += step
    return "".join(strokes)


def span_bar(
    span: Span,
    maximum: int,
    *,
    unit: int,
    label: str,
    medium: Medium,
    thresholds: Sequence[int] = (),
    height: int = 8,
    under: Iterable[tuple[float, str, str]] = (),
) -> SafeString:
    """A span: solid up to the least, hatched up to the most, ticks at the thresholds.

    `unit` is the length of one point, so that bars of one table compare. A definite value has no hatch; a definite 0
    is a stub. `under`: words below it, each with its place in points and its anchor.
    """
    pad = 4
    width, y0, y1 = maximum * unit, pad, pad + height
    end = f"M0 {px(y1 - 0.5)}H{px(width)}M{px(width - 0.5)} {px(y1 - 3)}V{px(y1)}"
    parts = [f'<path {paint("track", medium)} d="{end}"/>']
    if not span.definite:
        a, b = span.least * unit, span.most * unit
        parts.append(f'<path {paint("hatch", medium)} d="{hatch(a, b, y0, y1)}"/>')
        parts.append(
            f'<rect {paint("open", medium)} x="{px(a + 0.5)}" y="{px(y0 + 0.5)}"'
            f' width="{px(b - a - 1)}" height="{height - 1}"/>'
        )
    if span.least or span.definite:
        parts.append(
            f'<rect {paint("solid", medium)} x="0" y="{y0}" width="{px(span.least * unit or 2)}"'
            f' height="{height}"/>'
        )
    for place, threshold in enumerate(thresholds):
        kind = "tick" if place == 0 else "tick2"
        x = min(threshold * unit + 0.5, width - 0.5)
        parts.append(f'<path {paint(kind, medium)} d="M{px(x)} 0V{y1 + pad}"/>')
    below = y1 + pad
    words = [
        f'<text {paint("text", medium)} x="{px(x * unit)}" y="{below + 12}"'
        f' text-anchor="{anchor}">{escape(word)}</text>'
        for x, word, anchor in under
    ]
    return svg("span", width, below + (15 if words else 0), label, parts + words)
