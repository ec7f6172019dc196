"""Bars for the weeks of training, with the beginning of the pain. The same drawing on page and paper."""

from collections.abc import Sequence
from decimal import Decimal
from statistics import median

from django.utils.html import escape
from django.utils.safestring import SafeString

from clinic.charts import Medium, hatch, paint, px, svg

Value = Decimal | int | None

BEFORE = 3
"""Weeks that are shaded before the pain."""
BOTTOM = 18
ROOM = 88
"""Width that the words at the pain's line need."""


def timeline(
    values: Sequence[Value],
    shown: Sequence[str],
    under: Sequence[str],
    *,
    pain: float | None,
    pain_label: str,
    before_label: str,
    label: str,
    medium: Medium,
    size: tuple[int, int] = (368, 118),
) -> SafeString:
    """A bar for each week, the value on it; a week that was not given is hatched, with "?".

    `shown` are the values in words, `under` the words below the axis. `pain`: in weeks from the left.
    """
    width, height = size
    step = width / len(values)
    base = height - BOTTOM
    parts: list[str] = []
    top = 16.0
    if pain is not None:
        marks, top = _pain(pain, step, width, base, pain_label, before_label, medium)
        parts += marks[:-1]
    known = [float(value) for value in values if value is not None]
    scale = (base - top - 14) / (max(known, default=0) or 1)
    gap = median(known) * scale if known else 0
    for place, (value, said, below) in enumerate(zip(values, shown, under, strict=True)):
        tall = gap if value is None else float(value) * scale
        parts += _bar(place * step, step, base, tall, said if value is not None else "?", medium)
        if below:
            parts.append(_text("text", below, (place + 0.5) * step, height - 3, width, medium))
    parts.append(f'<path {paint("axis", medium)} d="M0 {base + 0.5}H{width}"/>')
    if pain is not None:
        parts.append(marks[-1])
    return svg("plot", width, height, label, parts)


def _bar(
    left: float, step: float, base: float, tall: float, said: str, medium: Medium
) -> list[str]:
    inset = step / 6
    x0, x1, y = left + inset, left + step - inset, base - tall
    if said == "?":
        drawn = f'<path {paint("gap", medium)} d="{hatch(x0, x1, y, base, 5)}"/>'
    else:
        drawn = (
            f'<rect {paint("solid", medium)} x="{px(x0)}" y="{px(y)}"'
            f' width="{px(x1 - x0)}" height="{px(tall or 1)}"/>'
        )
    return [drawn, _text("value", said, left + step / 2, y - 4, 0, medium)]


def _text(kind: str, word: str, x: float, y: float, width: float, medium: Medium) -> str:
    """Words about x; pushed inside where `width` is given and they would stick out."""
    anchor = "middle"
    if width and x < 18:
        x, anchor = 0, "start"
    elif width and x > width - 18:
        x, anchor = width, "end"
    return (
        f'<text {paint(kind, medium)} x="{px(x)}" y="{px(y)}"'
        f' text-anchor="{anchor}">{escape(word)}</text>'
    )


def _pain(
    pain: float,
    step: float,
    width: float,
    base: float,
    pain_label: str,
    before_label: str,
    medium: Medium,
) -> tuple[list[str], float]:
    """The shading and the words on it, last the line; and where the room for bars begins."""
    x, x0 = pain * step, max(0, (pain - BEFORE) * step)
    parts = []
    if x > x0:
        parts.append(
            f'<rect {paint("band", medium)} x="{px(x0)}" y="0"'
            f' width="{px(x - x0)}" height="{base}"/>'
        )
    after = x + ROOM <= width
    anchor, place = ("start", x + 6) if after else ("end", x - 6)
    parts.append(
        f'<text {paint("strong", medium)} x="{px(place)}" y="12"'
        f' text-anchor="{anchor}">{escape(pain_label)}</text>'
    )
    if x - x0 >= ROOM - 4:
        parts.append(
            f'<text {paint("text", medium)} x="{px((x + x0) / 2)}" y="{12 if after else 27}"'
            f' text-anchor="middle">{escape(before_label)}</text>'
        )
    line = min(x, width - 0.5)
    parts.append(f'<path {paint("tick2", medium)} d="M{px(line)} 0V{base}"/>')
    return parts, 16 if after else 30
