"""How much processor time a report takes, against the same page laid out as WeasyPrint's manual would have it.

Both in one run and one process, so that the ratio means the same on any machine.
"""

import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pytest

from clinic import paper
from clinic.paper import engine
from tests import letters
from tests.letters import letter_of

FONTS = Path(engine.FONTS).parent / "static" / "fonts"
WEIGHTS = {"Regular": 400, "Medium": 500, "SemiBold": 600}
ROUNDS = 4
WANTED = 0.8


def naive(page: str) -> bytes:
    """Fonts and stylesheet read anew for each report, the page read as HTML."""
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration

    faces = "".join(
        f"@font-face{{font-family:Inter;font-weight:{weight};"
        f"src:url({(FONTS / f'Inter-{style}.woff2').as_uri()})}}"
        for style, weight in WEIGHTS.items()
    )
    style = f"<style>{faces}{engine.styles()}</style></head>"
    return HTML(string=page.replace("</head>", style)).write_pdf(
        font_config=FontConfiguration(), pdf_variant="pdf/a-3a"
    )


def processor_seconds(work: Callable[[str], bytes], page: str) -> float:
    before = time.process_time()
    assert work(page).startswith(b"%PDF")
    return time.process_time() - before


@pytest.mark.benchmark
def test_a_report_takes_well_under_the_time_of_a_naive_one():
    page = paper.html(letter_of(letters.ON_THE_PILL))
    for work in (engine.write_pdf, naive):
        work(page)
    pairs = [
        (processor_seconds(engine.write_pdf, page), processor_seconds(naive, page))
        for _ in range(ROUNDS)
    ]
    fast, slow = (median(times) for times in zip(*pairs, strict=True))
    assert fast / slow <= WANTED, f"{fast * 1000:.0f} ms against {slow * 1000:.0f} ms"
