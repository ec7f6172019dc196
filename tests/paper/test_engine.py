"""What lies under a report: the same bytes anywhere, fonts of its own, and nothing reached from a page."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import ImageFile
from weasyprint.urls import FatalURLFetchingError

from clinic import checks, paper
from clinic.paper import engine
from tests import letters
from tests.letters import letter_of
from tests.stuck import workers_stand_still

pytestmark = pytest.mark.paper

ROOT = Path(__file__).resolve().parents[2]


def said_by(program: str) -> str:
    """What a process of its own prints."""
    settings = {**os.environ, "DJANGO_SETTINGS_MODULE": "clinic.settings"}
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=settings, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr
    return run.stdout.strip()


def test_the_same_letter_gives_the_same_bytes():
    first = paper.render(letter_of(letters.EVERY_SIGN))
    paper.render(letter_of(letters.MAN, "en"))
    assert paper.render(letter_of(letters.EVERY_SIGN)) == first


def test_a_worker_gives_the_same_bytes_as_this_process():
    letter = letter_of(letters.ON_THE_PILL)
    assert paper.render_apart(letter) == paper.render(letter)


def test_workers_that_were_started_beforehand_make_the_first_report():
    paper._pool.cache_clear()
    paper.warm()
    assert paper.render_apart(letter_of(letters.IN_ORDER)).startswith(b"%PDF")


def test_a_worker_that_died_is_replaced():
    letter = letter_of(letters.ON_THE_PILL)
    paper.render_apart(letter)
    for process in paper._pool()._processes.values():
        process.kill()
    assert paper.render_apart(letter).startswith(b"%PDF")


def test_workers_that_answer_no_more_are_ended_and_replaced():
    letter = letter_of(letters.ON_THE_PILL)
    with workers_stand_still() as workers:
        with pytest.raises(paper.Stuck):
            paper.render_apart(letter)
        for worker in workers:
            worker.join(10)
        assert {worker.exitcode for worker in workers} == {-signal.SIGKILL}
    assert paper.render_apart(letter).startswith(b"%PDF")


@pytest.mark.parametrize("address", ["file:///etc/hostname", "http://127.0.0.1:1/x.png"])
def test_a_page_reaches_nothing(address: str):
    with pytest.raises(ValueError, match="disallowed protocol"):
        engine.FETCHER.fetch(address)
    page = f'<html lang="nl"><head><title>x</title></head><body><img alt="x" src="{address}"/></body></html>'
    with pytest.raises(FatalURLFetchingError):
        engine.write_pdf(page)


def test_a_page_that_is_no_xml_is_read_as_html():
    page = "<html lang=nl><head><title>x</title></head><body><p>een<br>twee</body></html>"
    assert engine.write_pdf(page).startswith(b"%PDF")


def test_a_report_is_well_formed_whatever_is_typed():
    page = engine.printable(paper.html(letter_of(letters.EVERY_SIGN)))
    engine.ElementTree.fromstring(page)


def test_the_fonts_of_the_machine_are_not_seen():
    program = (
        "from clinic.paper import engine\n"
        "from weasyprint.text.ffi import ffi, fontconfig\n"
        "for config in (ffi.NULL, engine.fonts()._config):\n"
        "    print(fontconfig.FcConfigGetFonts(config, fontconfig.FcSetSystem).nfont)"
    )
    assert said_by(program).split() == ["5", "5"]


def test_workers_fork_from_a_server_without_threads_since_a_fork_would_lose_them():
    program = "import os\nfrom clinic.paper import engine\nprint(*os.listdir('/proc/self/task'), os.getpid())"
    assert len(set(said_by(program).split())) == 1


def test_a_missing_subsetter_is_told(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(checks, "SUBSETTER", "libnowhere.so.0")
    (warning,) = checks.subsetter(None)
    assert "libharfbuzz-subset0" in warning.hint


def test_broken_pictures_are_still_refused_where_paper_is_made():
    assert ImageFile.LOAD_TRUNCATED_IMAGES is False
