"""What a report costs in processor time and memory: against the same content laid out naively, and over many reports.

Ratios within one run and one process, so that they mean the same on any machine.
"""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pytest
from fontTools.ttLib import TTFont

from clinic import paper
from clinic.paper import engine
from tests import letters
from tests.letters import letter_of

FACES = {
    "Regular": "normal 400",
    "Medium": "normal 500",
    "SemiBold": "normal 600",
    "Bold": "normal 700",
    "Italic": "italic 400",
}
IN_FLEX = (
    ("display:table-cell", "flex:1 1 0"),
    ("display:table;table-layout:fixed", "display:flex"),
    ("table-layout:fixed;", ""),
)
"""The same stylesheet as one would write it for a screen."""
ROUNDS = 3
WANTED = 0.43
REPORTS = 500
MOST_GROWTH = 25 * 1024
"""Kilobytes of memory that so many reports may leave behind in one worker."""
MEASURED = 60


@pytest.fixture
def naive(tmp_path: Path) -> Callable[[str], bytes]:
    """Web fonts and stylesheet read anew for each report, flexible boxes, the page read as HTML."""
    faces = []
    for face, style in FACES.items():
        slope, weight = style.split()
        font = TTFont(engine.FONTS / f"Inter-{face}.ttf")
        font.flavor = "woff2"
        font.save(tmp_path / f"{face}.woff2")
        address = (tmp_path / f"{face}.woff2").as_uri()
        faces.append(
            f"@font-face{{font-family:Inter;font-style:{slope};font-weight:{weight};"
            f"src:url({address})}}"
        )
    styles = engine.styles()
    for fast, plain in IN_FLEX:
        styles = styles.replace(fast, plain)
    head = f"<style>{''.join(faces)}{styles}</style></head>"

    def rendered(page: str) -> bytes:
        from weasyprint import HTML
        from weasyprint.text.fonts import FontConfiguration

        return HTML(string=page.replace("</head>", head)).write_pdf(
            font_config=FontConfiguration(), pdf_variant="pdf/a-3a"
        )

    return rendered


def processor_seconds(work: Callable[[str], bytes], page: str) -> float:
    before = time.process_time()
    assert work(page).startswith(b"%PDF")
    return time.process_time() - before


@pytest.mark.benchmark
def test_an_archival_report_takes_less_than_half_of_a_naive_one(
    naive: Callable[[str], bytes],
) -> None:
    page = paper.html(letter_of(letters.ON_THE_PILL))
    for work in (engine.write_pdf, naive):
        work(page)
    pairs = [
        (processor_seconds(engine.write_pdf, page), processor_seconds(naive, page))
        for _ in range(ROUNDS)
    ]
    fast, slow = (median(times) for times in zip(*pairs, strict=True))
    assert fast / slow <= WANTED, f"{fast * 1000:.0f} ms against {slow * 1000:.0f} ms"


MEMORY = f"""
import resource
import django
django.setup()
from clinic import paper
from clinic.paper import engine
from tests import letters
from tests.letters import letter_of

page = paper.html(letter_of(letters.MAN))
def used():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * resource.getpagesize() // 1024
for _report in range(15):
    engine.write_pdf(page)
before = used()
for _report in range({MEASURED}):
    engine.write_pdf(page)
print(used() - before)
"""


@pytest.mark.benchmark
def test_five_hundred_reports_leave_little_behind() -> None:
    """Measured over fewer, since it grows in a line; a worker is replaced after REPORTS_A_WORKER."""
    done = subprocess.run(
        [sys.executable, "-c", MEMORY],
        capture_output=True,
        text=True,
        check=True,
        env={"DJANGO_SETTINGS_MODULE": "clinic.settings", "PATH": "/usr/bin:/bin"},
    )
    growth = int(done.stdout) * REPORTS / MEASURED
    assert growth <= MOST_GROWTH, f"{growth:.0f} kB"
    assert paper.REPORTS_A_WORKER <= REPORTS
