"""Places on the body, pointed out on a drawing or chosen in the list beside it: one control.

The list is the question; the drawing is hidden from screen readers and needs the page's script. A row of the list is
46 px high, so that a line leads from each place to its row. Left and right are the same place.
"""

from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import pgettext_lazy

from screening.core.instrument import Item
from screening.core.kinds import AnyOf, Text

from .layout import Several

ROW = 46
EDGE, LIST = 118, 128
"""Where a line bends, and where the list begins, in px from the left."""


def oval(x: float, y: float, wide: float, high: float) -> str:
    """An ellipse as a path, from its middle and half its size."""
    half = f"{wide} {high} 0 1 0 "
    return f"M{x - wide:g} {y:g}a{half}{2 * wide:g} 0a{half}{-2 * wide:g} 0z"


@dataclass(frozen=True)
class Region:
    """One place: its shape, and the point where its line begins."""

    code: str
    shape: str
    x: float
    y: float


@dataclass(frozen=True)
class Drawing:
    """One view; `middle`: the shapes are one half, mirrored about this x. Regions stand in the order of the list."""

    title: Text
    skin: tuple[str, ...]
    regions: tuple[Region, ...]
    middle: int = 0

    @property
    def height(self) -> int:
        return ROW * len(self.regions)

    def line(self, place: int) -> str:
        region = self.regions[place]
        return f"M{self.middle + region.x:g} {region.y:g}L{EDGE} {ROW * place + ROW / 2:g}H{LIST}"


FRONT = Drawing(
    pgettext_lazy("body", "Front"),
    (
        "M0 4H25C25 26 36 40 36 66C36 104 28 140 26 168C25 182 29 200 28 224C27 254 19 288 18 312C18 322 25 332 "
        "28 342C29 350 25 354 19 354H10C5 354 5 346 6 338C7 328 7 322 6 314C4 288 3 252 4 226C5 204 7 188 6 170"
        "C5 140 3 112 1 86L0 84",
    ),
    (
        Region("pelvis", "M8 12C18 10 27 14 29 24C25 33 14 31 8 25z", 28, 22),
        Region("hip_groin", oval(20, 56, 12, 14), 32, 56),
        Region(
            "femoral_shaft",
            "M9 84C19 79 30 85 30 98C29 118 26 134 23 147C16 151 11 147 9 139C8 120 7 102 9 84z",
            29,
            110,
        ),
        Region("knee_patella", oval(15.5, 170, 10, 10), 25.5, 170),
        Region(
            "tibia_front",
            "M15 190C19 190 20 202 19.5 222C18.5 252 16 280 13.5 298C11.5 298 11.5 280 12 250C12 222 12 190 15 190z",
            19,
            222,
        ),
        Region(
            "tibia_inner",
            "M8 204C10.5 204 10 228 10 250C10.3 276 11 290 10.7 302C8 302 7.5 284 6.8 262C6.2 240 6 204 8 204z",
            10,
            266,
        ),
        Region(
            "fibula",
            "M25 196C28 198 27.5 216 27 230C26 256 22 282 19 300C16.5 300 18.5 276 21 250C22.5 226 22.5 196 25 196z",
            24,
            256,
        ),
        Region("inner_ankle", oval(9.5, 316, 5, 5), 14.5, 317),
    ),
    middle=52,
)

FOOT = Drawing(
    pgettext_lazy("body", "Foot"),
    (
        oval(40, 34, 10, 22),
        oval(57, 40, 7.5, 18),
        oval(71, 50, 6.5, 15),
        oval(82, 62, 6, 13),
        oval(91, 76, 5.5, 11),
        "M29 62C40 50 82 52 96 84C100 118 90 170 86 214C86 270 82 312 60 314C40 312 36 270 40 220C38 176 24 108 29 62z",
    ),
    (
        Region("sesamoid", oval(42, 78, 9, 12), 51, 76),
        Region(
            "metatarsal_shaft",
            "M58 74C69 69 81 74 87 88C90 100 88 112 84 120C74 126 62 126 58 120C55 106 55 90 58 74z",
            88,
            94,
        ),
        Region("metatarsal_2_base", oval(60, 146, 9, 9), 69, 144),
        Region("metatarsal_5_base", oval(83, 162, 8, 9), 91, 162),
        Region("navicular_midfoot", oval(50, 186, 9, 13), 59, 188),
        Region("talus", oval(63, 228, 15, 14), 78, 230),
        Region("heel", oval(61, 282, 17, 20), 78, 284),
    ),
)

BACK = Drawing(
    pgettext_lazy("body", "Back"),
    ("M0 3H7C7 11 10 15 20 18C30 20 36 25 37 36C37 52 29 70 28 84C28 96 37 106 38 122V136H0",),
    (
        Region("rib", "M8 32C18 30 27 36 28 46C28 58 25 70 21 78C14 75 9 66 8 56z", 28, 44),
        Region("spine", "M0 18H4V98H0", 4, 88),
        Region("sacrum", "M0 102H9L3 128H0", 7, 110),
    ),
    middle=52,
)

DRAWINGS = (FRONT, FOOT, BACK)
DRAWN = frozenset(region.code for drawing in DRAWINGS for region in drawing.regions)


class BodyPicture(Several):
    """Several places on the body."""

    @staticmethod
    def shows(item: Item) -> bool:
        """Whether every place that is drawn is an answer to the item."""
        return isinstance(item.kind, AnyOf) and item.kind.codes >= DRAWN

    def controls(self, form: Any, wrong: bool) -> SafeString:
        chosen = self.chosen(form[self.item.code].value())
        rows = {
            option.code: {
                "id": f"{self.id}-{option.code}",
                "code": option.code,
                "label": option.label,
                "on": option.code in chosen,
            }
            for option in self.item.kind.options
        }
        drawings = [
            {
                "drawing": drawing,
                "rows": [
                    {**rows.pop(region.code), "region": region, "line": drawing.line(place)}
                    for place, region in enumerate(drawing.regions)
                ],
            }
            for drawing in DRAWINGS
        ]
        context = {
            "name": self.item.code,
            "wrong": wrong,
            "drawings": drawings,
            "others": list(rows.values()),
            "named": [o.label for o in self.item.kind.options if o.code in chosen],
        }
        return render_to_string("screening/_body.html", context)
