"""Colours that people can read: contrast as WCAG 2.2 counts it, and an accent for the dark theme."""

import re

RGB = tuple[int, int, int]

HEX = re.compile(r"#[0-9a-f]{6}")
LEAST = 4.5
"""The contrast that text needs (WCAG 2.2, success criterion 1.4.3)."""

PAPER, WHITE = "#fbfaf6", "#ffffff"
DARK_RAISE, DARK_PAPER, DARK_INK = "#1b2122", "#14191a", "#0c1b1c"


def ratio(one: str, other: str) -> float:
    """The contrast of two colours "#rrggbb": from 1, the same, to 21, black on white."""
    dark, light = sorted((_luminance(_rgb(one)), _luminance(_rgb(other))))
    return (light + 0.05) / (dark + 0.05)


def on_paper(accent: str) -> float:
    """The lesser of its contrast with the page and that of white words on it."""
    return min(ratio(accent, PAPER), ratio(accent, WHITE))


def for_dark(accent: str) -> str:
    """The accent made lighter, as little as the dark theme needs."""
    for share in range(0, 101, 5):
        lighter = mix(accent, WHITE, share)
        if min(ratio(lighter, DARK_RAISE), ratio(lighter, DARK_INK)) >= LEAST + 1:
            return lighter
    raise AssertionError("white itself is light enough")


def mix(one: str, other: str, share: int) -> str:
    """So many hundredths of the other in the one."""
    mixed = (round(a + (b - a) * share / 100) for a, b in zip(_rgb(one), _rgb(other), strict=True))
    return "#" + "".join(f"{part:02x}" for part in mixed)


def _rgb(colour: str) -> RGB:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return red, green, blue


def _luminance(colour: RGB) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (each / 255 for each in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
