"""QR codes of links, as SVG in a page."""

import io

import segno
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

QUIET = 3
"""Light modules round it, which cameras need."""


def drawn(link: str, side: float | None = None) -> SafeString:
    """Dark on white in any theme: cameras read nothing else. `side`: millimetres on paper; None fills its box."""
    code = segno.make(link, error="m", micro=False)
    out = io.BytesIO()
    size = {"omitsize": True}
    if side is not None:
        size = {"unit": "mm", "scale": round(side / code.symbol_size(border=QUIET)[0], 4)}
    code.save(
        out,
        kind="svg",
        xmldecl=False,
        nl=False,
        border=QUIET,
        dark="#1b2322",
        light="#ffffff",
        title=_("QR code of the link"),
        **size,
    )
    return mark_safe(out.getvalue().decode())  # noqa: S308 (made here, from a link made here)
