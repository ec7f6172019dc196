"""Cut Inter down to what the product shows; run once for each release of Inter, never at run time.

    npm pack inter-ui@4.1.1 && tar -xf inter-ui-4.1.1.tgz
    .venv/bin/python clinic/fonts/subset.py package

writes the five TTF files of the reports beside this script and the WOFF2 files of the pages to
``clinic/static/fonts``: one with all weights of what Dutch and English need, and one a weight with
the rest, which a browser fetches only for a page that holds such a sign (unicode-range in
``tokens.css``). Needs fontTools and brotli, both of which requirements.txt brings.
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

PAPER = Path(__file__).resolve().parent
PAGES = PAPER.parent / "static" / "fonts"

FAMILY = "Inter"
PAPER_STYLES = ("Regular", "Medium", "SemiBold", "Bold", "Italic")
PAGE_STYLES = ("Regular", "Medium", "SemiBold")
PAGE_AXES = {"opsz": 14, "wght": (400, 600)}
"""The text cut of Inter, from Regular to SemiBold."""

# Latin of the European Union, Turkish and Vietnamese names, combining accents, and the marks and
# signs that clinical text needs. Left out on purpose: every script but Latin. Inter itself has no
# ballot boxes (U+2610, U+2611) and no small triangle (U+25B8).
RANGES = (
    (0x0020, 0x007E),
    (0x00A0, 0x00AC),
    (0x00AE, 0x0148),
    (0x014A, 0x017F),
    (0x0218, 0x021B),
    (0x0300, 0x0304),
    (0x0306, 0x030A),
    (0x030C, 0x030C),
    (0x0323, 0x0323),
    (0x0326, 0x0328),
    (0x1E80, 0x1E85),
    (0x1EA0, 0x1EF9),
    (0x2009, 0x2009),
    (0x2010, 0x2015),
    (0x2018, 0x201E),
    (0x2020, 0x2022),
    (0x2026, 0x2026),
    (0x202F, 0x2030),
    (0x2032, 0x2033),
    (0x2039, 0x203A),
    (0x2080, 0x2089),
    (0x20AC, 0x20AC),
    (0x2122, 0x2122),
    (0x2190, 0x2199),
    (0x2212, 0x2212),
    (0x2248, 0x2248),
    (0x2260, 0x2260),
    (0x2264, 0x2265),
    (0x25A0, 0x25A1),
    (0x25B2, 0x25B3),
    (0x25B6, 0x25B7),
    (0x25BC, 0x25BD),
    (0x25C6, 0x25C7),
    (0x25CA, 0x25CB),
    (0x25CF, 0x25CF),
    (0x2713, 0x2713),
    (0x2717, 0x2717),
)
EXTRA = (0x00B5, 0x03B1, 0x03B2, 0x03BC, 0x0394)

# What every page needs, as in the first unicode-range of tokens.css.
PAGE_RANGES = (
    (0x0020, 0x007E),
    (0x00A0, 0x00FF),
    (0x2010, 0x2015),
    (0x2018, 0x201E),
    (0x2022, 0x2022),
    (0x2026, 0x2026),
    (0x20AC, 0x20AC),
    (0x2212, 0x2212),
    (0x2264, 0x2265),
)

# Without calt and liga the text that is copied from a PDF is the text that was typed.
# tnum keeps figures of one width in columns; see figures_alone.
FEATURES = ("kern", "tnum", "cv05", "locl", "ccmp", "mark", "mkmk", "sups")

FIGURES = {"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"}

NAME_FAMILY, NAME_STYLE, NAME_TYPO_FAMILY, NAME_TYPO_STYLE = 1, 2, 16, 17


def points_in(ranges: tuple[tuple[int, int], ...]) -> set[int]:
    """Every code point of these ranges, both ends included."""
    return {point for first, last in ranges for point in range(first, last + 1)}


def figures_alone(font: TTFont) -> None:
    """Let tnum widen figures only: Inter's own also widens spaces, hyphens and full stops.

    Pages and reports switch it on for all text, where a name such as Anne-Fleur would fall apart.
    """
    table = font["GSUB"].table
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag != "tnum":
            continue
        for index in record.Feature.LookupListIndex:
            for rule in table.LookupList.Lookup[index].SubTable:
                mapping = getattr(rule, "ExtSubTable", rule).mapping
                for glyph in set(mapping) - FIGURES:
                    del mapping[glyph]


FROZEN = ("tnum", "cv05")
"""What reports always show: in the letters themselves, since WeasyPrint 70 leaks memory for each line of text to which
a stylesheet gives features (pango_attr_list_new without an unref)."""


def freeze(font: TTFont) -> None:
    """Let each sign stand for the glyph that the features put in its place."""
    table = font["GSUB"].table
    instead: dict[str, str] = {}
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag in FROZEN:
            for index in record.Feature.LookupListIndex:
                for rule in table.LookupList.Lookup[index].SubTable:
                    instead |= getattr(rule, "ExtSubTable", rule).mapping
    for signs in font["cmap"].tables:
        signs.cmap = {point: instead.get(glyph, glyph) for point, glyph in signs.cmap.items()}


def subset(source: Path, points: set[int], *, frozen: bool = False) -> TTFont:
    """Return the font in ``source`` with only these code points and the features above.

    ``frozen``: with the glyphs of FROZEN in the place of their features.
    """
    options = Options()
    options.layout_features = [name for name in FEATURES if not (frozen and name in FROZEN)]
    options.hinting = False
    options.name_IDs = ["*"]
    options.notdef_outline = True
    font = TTFont(source, recalcTimestamp=False)
    figures_alone(font)
    if frozen:
        freeze(font)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=points)
    subsetter.subset(font)
    return font


def name_as_one_family(font: TTFont, style: str) -> None:
    """Let fontconfig see one family with five styles, instead of five families."""
    names = font["name"]
    for record in list(names.names):
        if record.nameID in (NAME_TYPO_FAMILY, NAME_TYPO_STYLE):
            names.removeNames(nameID=record.nameID)
    for record in names.names:
        if record.nameID == NAME_FAMILY:
            record.string = FAMILY
        elif record.nameID == NAME_STYLE:
            record.string = style


def save_for_pages(font: TTFont, name: str) -> None:
    """Write it as a browser takes it."""
    font.flavor = "woff2"
    font.save(PAGES / f"{name}.woff2")


def main(package: Path) -> None:
    """Write all subsets of the unpacked npm package ``inter-ui``."""
    everything = points_in(RANGES) | set(EXTRA)
    first = points_in(PAGE_RANGES) & everything
    variable = subset(package / "variable" / "InterVariable.woff2", first)
    save_for_pages(instantiateVariableFont(variable, PAGE_AXES), FAMILY)
    for style in PAPER_STYLES:
        source = package / "web" / f"Inter-{style}.woff2"
        font = subset(source, everything, frozen=True)
        name_as_one_family(font, style)
        # A file called .ttf that holds WOFF2 gives an empty box for every letter.
        font.flavor = None
        font.save(PAPER / f"Inter-{style}.ttf")
        if style in PAGE_STYLES:
            more = subset(source, everything - first)
            name_as_one_family(more, style)
            save_for_pages(more, f"{FAMILY}-{style}-more")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
