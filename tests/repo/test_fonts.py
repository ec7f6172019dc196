"""The bundled fonts can show what the product says."""

import gettext
import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

TOP = Path(__file__).resolve().parents[2]
REPORTS = sorted((TOP / "clinic" / "fonts").glob("*.ttf"))
PAGES = sorted((TOP / "clinic" / "static" / "fonts").glob("*.woff2"))
TOKENS = TOP / "screening" / "static" / "screening" / "tokens.css"
FACE = re.compile(r'@font-face\{[^}]*fonts/([\w-]+\.woff2)"[^}]*unicode-range:([^;}]+)')
NAMES = "Anne-Fleur Nguyễn, Zoë Şükrü, Łukasz, Ștefan, Ĳsbrand"


def signs_of(*fonts: Path) -> set[int]:
    """The code points that one of these fonts has."""
    found: set[int] = set()
    for font in fonts:
        with TTFont(font) as opened:
            found |= set(opened.getBestCmap())
    return found


def signs_said() -> set[int]:
    """The code points of all texts, in both languages, and of some names."""
    with (TOP / "locale/nl/LC_MESSAGES/django.mo").open("rb") as compiled:
        dutch = gettext.GNUTranslations(compiled)
    texts = [*dutch._catalog.values(), *map(str, dutch._catalog), NAMES]
    return {ord(sign) for text in texts for sign in text if sign.isprintable()}


def points_of(unicode_range: str) -> set[int]:
    """The code points that a style sheet names."""
    found: set[int] = set()
    for part in unicode_range.replace("U+", "").split(","):
        first, _dash, last = part.strip().partition("-")
        found |= set(range(int(first, 16), int(last or first, 16) + 1))
    return found


def test_reports_have_five_styles() -> None:
    styles = [font.stem.removeprefix("Inter-") for font in REPORTS]
    assert styles == ["Bold", "Italic", "Medium", "Regular", "SemiBold"]


@pytest.mark.parametrize("font", REPORTS, ids=lambda font: font.name)
def test_a_report_has_every_sign_of_every_text(font: Path) -> None:
    assert set(map(chr, signs_said() - signs_of(font))) == set()


@pytest.mark.parametrize("weight", ["Regular", "Medium", "SemiBold"])
def test_the_files_of_a_weight_have_every_sign_of_every_text(weight: str) -> None:
    files = [font for font in PAGES if font.stem in ("Inter", f"Inter-{weight}-more")]
    assert set(map(chr, signs_said() - signs_of(*files))) == set()


def test_the_file_of_all_weights_has_those_that_the_pages_use() -> None:
    with TTFont(TOP / "clinic/static/fonts/Inter.woff2") as font:
        axes = [(axis.axisTag, axis.minValue, axis.maxValue) for axis in font["fvar"].axes]
    assert axes == [("wght", 400, 600)]


def test_a_browser_knows_which_file_has_which_signs() -> None:
    named = {name: points_of(ranges) for name, ranges in FACE.findall(TOKENS.read_text())}
    assert set(named) == {font.name for font in PAGES}
    assert {font.name: signs_of(font) - named[font.name] for font in PAGES} == {
        font.name: set() for font in PAGES
    }


@pytest.mark.parametrize("font", REPORTS + PAGES, ids=lambda font: font.name)
def test_figures_of_one_width_leave_hyphens_and_spaces_alone(font: Path) -> None:
    with TTFont(font) as opened:
        signs, table = opened.getBestCmap(), opened["GSUB"].table
        features = [r.Feature for r in table.FeatureList.FeatureRecord if r.FeatureTag == "tnum"]
        lookups = {index for feature in features for index in feature.LookupListIndex}
        widened = {
            glyph
            for index in lookups
            for rule in table.LookupList.Lookup[index].SubTable
            for glyph in getattr(rule, "ExtSubTable", rule).mapping
        }
    assert widened <= {signs.get(ord(figure)) for figure in "0123456789"}


@pytest.mark.parametrize("font", REPORTS, ids=lambda font: font.name)
def test_figures_of_a_report_are_of_one_width_without_a_feature(font: Path) -> None:
    with TTFont(font) as opened:
        signs, widths = opened.getBestCmap(), opened["hmtx"]
        assert len({widths[signs[ord(figure)]][0] for figure in "0123456789"}) == 1
