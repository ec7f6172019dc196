"""Reports on paper: one letter in, the bytes of one PDF out.

`render` works in this process, for commands and tests. `render_apart` works in a process of its own, for the web:
WeasyPrint holds the interpreter for a third of a second, and threads make it slower. The same letter gives the same
bytes either way.
"""

import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import cache
from multiprocessing import active_children, connection, get_context, parent_process
from threading import BoundedSemaphore, Thread

from django.template.loader import render_to_string
from django.utils.translation import override

from clinic.charts import Medium
from clinic.letter import Sheet

WORKERS = 2
REPORTS_A_WORKER = 500
"""After so many a worker is replaced: WeasyPrint's libraries leak some 40 kB a report."""

LONGEST = 60
"""Seconds for a report that waits for another one, on a machine that is busy with other things."""

PLACES = BoundedSemaphore(WORKERS + 1)
"""One report waits while the workers are busy; a server of four threads keeps one for everybody's pages."""


class Busy(Exception):
    """As many reports as there are places are being made in this process: try again in a moment."""


class Stuck(Busy):
    """A report was not there after LONGEST seconds. The workers were ended, so that they hold no place."""


@contextmanager
def place() -> Iterator[None]:
    """Around all the work of one report, what it says included. Raises Busy at once rather than let a request wait."""
    if not PLACES.acquire(blocking=False):
        raise Busy
    try:
        yield
    finally:
        PLACES.release()


def html(letter: Sheet) -> str:
    """The letter as one well-formed page, in the letter's language."""
    with override(letter.language):
        return render_to_string(letter.template, {"letter": letter, "medium": Medium.PAPER})


def render(letter: Sheet) -> bytes:
    """The PDF (PDF/A-3a and PDF/UA-1), made in this process."""
    from clinic.paper.engine import write_pdf

    return write_pdf(html(letter), letter.data)


def render_apart(letter: Sheet) -> bytes:
    """The PDF, made in a worker process. Raises Stuck."""
    return write_apart(html(letter), letter.data)


def write_apart(page: str, data: bytes = b"") -> bytes:
    """The PDF of a page, made in a worker process. A worker that died is replaced once. Raises Stuck."""
    try:
        return _written(page, data)
    except BrokenProcessPool:
        _pool.cache_clear()
        return _written(page, data)


def _written(page: str, data: bytes) -> bytes:
    try:
        return _pool().submit(_write_pdf, page, data).result(LONGEST)
    except TimeoutError:
        for worker in active_children():
            worker.kill()
        raise Stuck from None


def warm() -> None:
    """Start the workers, so that the first report does not wait for them. Takes a second or two."""
    for started in [_pool().submit(_start) for _worker in range(WORKERS)]:
        started.result()


def _start() -> None:
    from clinic.paper.engine import fonts

    fonts()


def _write_pdf(page: str, data: bytes) -> bytes:
    from clinic.paper.engine import write_pdf

    return write_pdf(page, data)


@cache
def _pool() -> ProcessPoolExecutor:
    """Workers that fork from a server in which WeasyPrint and the stylesheet are loaded."""
    context = get_context("forkserver")
    context.set_forkserver_preload(["clinic.paper.engine"])
    return ProcessPoolExecutor(
        WORKERS,
        mp_context=context,
        initializer=_end_with_parent,
        max_tasks_per_child=REPORTS_A_WORKER,
    )


def _end_with_parent() -> None:
    """A worker whose program was killed would wait for work for ever."""
    parent = parent_process()
    if parent is not None:
        Thread(target=_end_after, args=(parent.sentinel,), daemon=True).start()


def _end_after(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)
