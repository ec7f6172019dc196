"""The published CAT2 figure, with the cells that can still be reached."""

from collections.abc import Collection, Sequence

from django.utils.safestring import SafeString

from .charts import COLOUR_MARKS, SHAPES, TONES, Medium, paint, px, svg


def cat2_figure(
    reachable: Collection[tuple[int, int]],
    figure: Sequence[Sequence[str]],
    *,
    label: str,
    medium: Medium,
    cell: tuple[int, int] = (27, 19),
) -> SafeString:
    """The published figure, rows P and columns S. Reachable cells are filled and outlined as one shape, or several."""
    wide, high = cell
    left, top = 26, 17
    parts = _axes(len(figure), cell, left, top, medium)
    for p, row in enumerate(figure):
        for s, colour in enumerate(row):
            x, y = left + s * wide, top + p * high
            shape, tone = COLOUR_MARKS[colour]
            here = (p, s) in reachable
            if here:
                fill = paint(f"cell-{colour}", medium)
                parts.append(f'<rect {fill} x="{x}" y="{y}" width="{wide}" height="{high}"/>')
            size = 0.75 if here else 0.42
            kind = f"lv-{tone}" if here else "off"
            drawn = SHAPES[shape]
            if medium is Medium.PAPER:
                drawn = drawn.replace("currentColor", TONES[tone] if here else "#9a9d98")
            place = f"translate({px(x + wide / 2 - 6 * size)} {px(y + high / 2 - 6 * size)})"
            parts.append(f'<g {paint(kind, medium)} transform="{place} scale({size})">{drawn}</g>')
    edge = outline(reachable, len(figure), cell, left, top)
    if edge:
        parts.append(f'<path {paint("edge", medium)} d="{edge}"/>')
    side = len(figure)
    return svg("cat2", left + side * wide + 1, top + side * high + 1, label, parts)


def _axes(side: int, cell: tuple[int, int], left: int, top: int, medium: Medium) -> list[str]:
    """0, 1, 2 and so on along both sides; the last place stands for itself and everything over it."""
    wide, high = cell
    words = [str(place) if place < side - 1 else f"{place}+" for place in range(side)]
    text = paint("text", medium)
    columns = [
        f'<text {text} x="{px(left + (s + 0.5) * wide)}" y="12" text-anchor="middle">'
        f"{'S 0' if s == 0 else word}</text>"
        for s, word in enumerate(words)
    ]
    rows = [
        f'<text {text} x="{left - 7}" y="{px(top + (p + 0.5) * high + 4.3)}" text-anchor="end">'
        f"{'P 0' if p == 0 else word}</text>"
        for p, word in enumerate(words)
    ]
    return columns + rows


def outline(
    cells: Collection[tuple[int, int]], side: int, cell: tuple[int, int], left: int, top: int
) -> str:
    """The border of any set of cells (row, column) of a square figure, as path data.

    A border runs wherever exactly one of two neighbours is in the set; runs in one line are one stroke.
    """
    wide, high = cell
    inside = set(cells)
    strokes = []
    for line in range(side + 1):
        across = [((line - 1, s) in inside) != ((line, s) in inside) for s in range(side)]
        down = [((p, line - 1) in inside) != ((p, line) in inside) for p in range(side)]
        strokes += [
            f"M{left + a * wide} {top + line * high}H{left + b * wide}" for a, b in _runs(across)
        ]
        strokes += [
            f"M{left + line * wide} {top + a * high}V{top + b * high}" for a, b in _runs(down)
        ]
    return "".join(strokes)


def _runs(truths: Sequence[bool]) -> list[tuple[int, int]]:
    """Where the unbroken runs of true start and end."""
    runs, start = [], None
    for place, truth in enumerate([*truths, False]):
        if truth and start is None:
            start = place
        elif not truth and start is not None:
            runs.append((start, place))
            start = None
    return runs
