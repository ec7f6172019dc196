"""What looks at a page waits for the whole of it, and finds what is wrong with it."""

import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, Page

from .conftest import PATIENCE
from .filling import questions
from .looking import accessible, good

LATE = 0.5
"""Seconds between the head of an answer and its body, as on a busy machine."""
START = b"<!doctype html><html lang=nl><title>Een</title><main><h1>Een</h1><a href=/next>Verder</a>"
QUESTION = b"<p data-item=about.body>Vraag</p>"
NO_TEXT = b"<img src=data:,>"
WIDE = b"<p style='width: 200vw'>Breed</p>"
SMALL = b"<button style='height: 30px'>Klein</button>"


class _Slow(BaseHTTPRequestHandler):
    """The page with a link at once, what it leads to in two parts."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        if self.path == "/":
            self.wfile.write(START)
        else:
            self.wfile.flush()
            time.sleep(LATE)
            self.wfile.write(START + self.server.body)

    def log_message(self, *_args: object) -> None:
        """Says nothing."""


@pytest.fixture
def slow(browser: Browser) -> Iterator[Callable[[bytes], Page]]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Slow)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    page = browser.new_page(base_url=f"http://127.0.0.1:{server.server_port}")
    page.set_default_timeout(PATIENCE)

    def next_page(body: bytes) -> Page:
        server.body = body
        page.goto("/")
        page.get_by_role("link").click()
        return page

    yield next_page
    page.close()
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(("body", "told"), [(NO_TEXT, "image-alt"), (WIDE, "too wide")])
def test_what_is_wrong_with_a_page_that_comes_late_is_found(
    slow: Callable[[bytes], Page], body: bytes, told: str
) -> None:
    with pytest.raises(AssertionError, match=told):
        accessible(slow(body))


def test_a_late_target_too_small_for_a_thumb_is_found(slow: Callable[[bytes], Page]) -> None:
    with pytest.raises(AssertionError, match="Klein"):
        good(slow(SMALL))


def test_questions_of_a_page_that_comes_late_are_seen(slow: Callable[[bytes], Page]) -> None:
    assert questions(slow(QUESTION)) == ["about.body"]
