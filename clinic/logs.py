"""What log lines may hold: no link's token, no address with what somebody searched for, no words of an exception.

An exception's message can quote what was typed or stored; its kind and the lines of code it came through cannot.
Nobody waits for a line to be written (Beside).
"""

import atexit
import json
import logging
import re
import sys
import threading
import time
import traceback
from contextlib import suppress
from datetime import UTC, datetime
from queue import Full, Queue
from typing import TextIO

from django.http import HttpRequest

from .request_id import REQUEST_ID, route

TOKEN = re.compile(r"(/s/|/join/|/reset/key/)[^/\s\"']+")
QUERY = re.compile(r"\?[^\s\"']+")
OURS = ("/clinic/", "/screening/")

WAITING = 2000
"""So many lines at the most wait to be written."""

LAST_SECONDS = 1
"""For which the end of the process waits for them."""

logger = logging.getLogger(__name__)


class Beside:
    """Standard error, written to by a thread of its own.

    Whoever reads it may have stopped, and a pipe that is full takes nothing: a request would wait for ever. Lines that
    find no place are left out, and counted in a line once there is some again.
    """

    def __init__(self, stream: TextIO | None = None) -> None:
        """`stream`: None for standard error."""
        self._stream = stream
        self._waiting: Queue[str] = Queue(WAITING)
        self._writer: threading.Thread | None = None
        self._left_out = 0
        atexit.register(self.finish)

    def write(self, text: str) -> None:
        """Called by one thread at a time, as handlers do."""
        if self._writer is None or not self._writer.is_alive():
            # A process that was forked has none.
            self._writer = threading.Thread(target=self._write, name="log", daemon=True)
            self._writer.start()
        try:
            self._waiting.put_nowait(text)
        except Full:
            self._left_out += 1

    def flush(self) -> None:
        """Nobody waits for a line."""

    def finish(self) -> None:
        give_up = time.monotonic() + LAST_SECONDS
        while self._waiting.unfinished_tasks and time.monotonic() < give_up:
            time.sleep(0.005)

    def _write(self) -> None:
        while True:
            text = self._waiting.get()
            # Closed, or on a disk that is full: there is nobody to tell.
            with suppress(OSError, ValueError, AttributeError):
                stream = self._stream or sys.stderr
                stream.write(text)
                stream.flush()
            if self._left_out:
                left_out, self._left_out = self._left_out, 0
                logger.warning("%s lines of this log were left out", left_out)
            self._waiting.task_done()


BESIDE = Beside()


class Redact(logging.Filter):
    """Takes addresses, tokens and queries out of a log line, and numbers it as its request."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        number = REQUEST_ID.get() or getattr(request, "number", "-")
        if isinstance(request, HttpRequest):
            status = getattr(record, "status_code", "")
            record.msg, record.args = "%s %s %s", (request.method, route(request), status)
        record.msg = redacted(str(record.msg))
        if isinstance(record.args, tuple):
            record.args = tuple(
                redacted(arg) if isinstance(arg, str) else arg for arg in record.args
            )
        record.request_id = number
        return True


class Line(logging.Formatter):
    """One line for people; what went wrong stands below it."""

    def formatException(self, ei: tuple) -> str:  # noqa: N802 -- logging's own name
        return "\n".join(wrong(ei[1]))


class Json(logging.Formatter):
    """One line of JSON: at (UTC), level, logger, message, request, and where one was raised the error."""

    def format(self, record: logging.LogRecord) -> str:
        told = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "request": record.request_id,
        }
        if record.exc_info and record.exc_info[1]:
            told["error"] = wrong(record.exc_info[1])
        return json.dumps(told)


def redacted(text: str) -> str:
    return QUERY.sub("?…", TOKEN.sub(r"\1…", text))


def wrong(error: BaseException) -> list[str]:
    """The kinds of an exception and of what it came from, each with the way through our own code; never its words."""
    lines = []
    at: BaseException | None = error
    while at is not None:
        frames = traceback.extract_tb(at.__traceback__)
        last = frames[-1:]
        way = [f for f in frames if any(part in f.filename for part in OURS)]
        shown = way + [f for f in last if f not in way]
        lines.append(f"{type(at).__module__}.{type(at).__qualname__}")
        lines += [f"  {_tail(f.filename)}:{f.lineno} {f.name}" for f in shown]
        at = at.__cause__ or at.__context__
    return lines


def _tail(filename: str) -> str:
    return "/".join(filename.rsplit("/", 3)[1:])
