"""The figures: drawn by arithmetic, safe under the content security policy, true about what is not known."""

import re
from itertools import product
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic.charts import MARKS_ON_PAPER, PAINT, SHAPES, Medium, hatch, mark, span_bar
from clinic.charts_cat2 import cat2_figure
from screening.core.span import Span
from screening.rules.cat2 import FIGURE

CELLS = [(p, s) for p in range(5) for s in range(5)]
spans = st.tuples(st.integers(0, 12), st.integers(0, 12)).map(lambda ends: Span(*sorted(ends)))


def bar(span: Span, medium: Medium = Medium.SCREEN, **more: object) -> str:
    return span_bar(span, 12, unit=10, label="label", medium=medium, **more)


@given(spans)
def test_only_an_open_span_is_hatched(span: Span):
    assert bar(span).count('class="hatch"') == (0 if span.definite else 1)
    assert bar(span, Medium.PAPER).count(PAINT["hatch"]) == (0 if span.definite else 1)


@given(spans)
def test_the_solid_part_ends_at_the_least(span: Span):
    solid = re.search(r'class="solid" x="0" y="4" width="(\d+)"', bar(span))
    if span.least:
        assert solid
        assert int(solid[1]) == span.least * 10
    else:
        assert bool(solid) is span.definite


@given(spans)
def test_no_stroke_of_the_hatch_leaves_its_box(span: Span):
    data = hatch(span.least * 10, span.most * 10, 4, 12)
    for x, y in re.findall(r"[ML]([\d.]+) ([\d.]+)", data):
        assert span.least * 10 - 0.05 <= float(x) <= span.most * 10 + 0.05
        assert 3.95 <= float(y) <= 12.05


@given(st.sets(st.sampled_from(CELLS)))
def test_the_outline_runs_round_any_set_of_cells(cells: set[tuple[int, int]]):
    drawn = cat2_figure(cells, FIGURE, label="x", medium=Medium.SCREEN, cell=(10, 10))
    assert drawn.count('class="cell-') == len(cells)
    edge = re.search(r'class="edge" d="([^"]*)"', drawn)
    length = sum(
        abs(int(a) - int(b))
        for a, b in re.findall(r"M(?=\d+ \d+H)(\d+) \d+H(\d+)", edge[1] if edge else "")
        + re.findall(r"M\d+ (\d+)V(\d+)", edge[1] if edge else "")
    )
    borders = sum(
        (p + dp, s + ds) not in cells
        for p, s in cells
        for dp, ds in ((0, 1), (1, 0), (0, -1), (-1, 0))
    )
    assert length == 10 * borders


@pytest.mark.parametrize("medium", list(Medium))
def test_a_figure_is_well_formed_titled_and_without_style_or_script(medium: Medium):
    figures = [
        bar(Span(2, 6), medium, thresholds=(2, 6), under=((2, "<2 & 3>", "middle"),)),
        cat2_figure(set(CELLS[:7]), FIGURE, label='"a" <b>', medium=medium),
    ]
    for figure in figures:
        root = ElementTree.fromstring(figure)  # noqa: S314
        assert root[0].tag.endswith("title")
        assert root[0].text
        assert not re.search(r"style=|<style|<script|href|url\(|<pattern|clip", figure)


def test_paper_names_its_colours_and_the_screen_leaves_them_to_the_theme():
    on_paper = bar(Span(2, 6), Medium.PAPER, thresholds=(2, 6))
    assert "#0b5a5e" in on_paper
    assert 'class="hatch"' not in on_paper
    assert "#" not in bar(Span(2, 6), thresholds=(2, 6))
    assert "currentColor" not in cat2_figure(CELLS, FIGURE, label="x", medium=Medium.PAPER)


def test_a_mark_is_hidden_from_who_hears_its_word():
    assert all('aria-hidden="true"' in mark(shape) for shape in SHAPES)


def test_every_mark_on_paper_has_a_shape_and_a_colour():
    for address, kind in product(MARKS_ON_PAPER.values(), ("currentColor", "#")):
        assert kind not in address
    assert PAINT.keys() >= {"track", "solid", "open", "hatch", "tick", "tick2", "edge"}
