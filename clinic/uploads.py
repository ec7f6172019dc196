"""What may be sent at all: so much, to its last byte, in UTF-8, and no zero bytes, which no form of ours asks for and
PostgreSQL does not take.
"""

import errno
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import Any, Protocol, cast

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.template.loader import render_to_string
from django.utils import translation

Respond = Callable[[HttpRequest], HttpResponse]
Serve = Callable[[dict[str, Any], Any], Iterable[bytes]]

MOST_BYTES = 12 * 1024 * 1024
"""Of a whole request. The largest file that is asked for is a report to be checked, 10 MB."""
READ_OFF = 64 * 1024 * 1024
"""So much of what is refused is still read, and thrown away: a browser shows an answer only when it has sent all."""
CHUNK = 256 * 1024
ZERO = "\0"
ANSWERS = "/screening/"


def in_utf8(serve: Serve) -> Serve:
    """Every form is read as UTF-8, as our pages are, whatever it says of its letters.

    Django believes what it says, before any middleware, and has no answer to names that stand for no letters (zlib).
    """

    def served(request: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        kind = request.get("CONTENT_TYPE", "").split(";")
        parts = (part for part in kind if not part.strip().lower().startswith("charset"))
        return serve({**request, "CONTENT_TYPE": ";".join(parts)}, start)

    return served


def sized(get_response: Respond) -> Respond:
    """413 for more than may be sent, before anything of it is kept or looked at."""

    def respond(request: HttpRequest) -> HttpResponse:
        if _length(request) <= MOST_BYTES:
            response = get_response(request)
            _read_off(request)
            return response
        _read_off(request)
        with translation.override(translation.get_language_from_request(request)):
            page = render_to_string("413.html", {"most": MOST_BYTES // 1024 // 1024})
        return HttpResponse(page, status=413)

    return respond


def _read_off(request: HttpRequest) -> None:
    """What nobody looked at: a connection that closes before all was sent breaks, in a proxy as in a browser."""
    left = min(_length(request), READ_OFF)
    with suppress(UnreadablePostError):
        while left > 0 and (read := len(request.read(min(CHUNK, left)))):
            left -= read


def whole(get_response: Respond) -> Respond:
    """400 for a form that was cut short, and for a zero byte in an address or in a form.

    What an athlete answers is stored sealed, and never refused for that.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        try:
            request.POST  # noqa: B018 -- read here, so that nobody sees half of it
        except UnreadablePostError:
            raise BadRequest("cut short") from None
        if ZERO in request.path_info or _holds_zero(request):
            raise BadRequest("zero byte")
        return get_response(request)

    return respond


def _holds_zero(request: HttpRequest) -> bool:
    forms = (request.GET,) if request.path.startswith(ANSWERS) else (request.GET, request.POST)
    return any(
        ZERO in text
        for sent in forms
        for name, values in sent.lists()
        for text in (name, *cast(list[str], values))
    )


def _length(request: HttpRequest) -> int:
    return _said(request.META)


def _said(request: Mapping[str, Any]) -> int:
    """As the request says; a body without a length is not read at all."""
    length = request.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdecimal() else 0


# ── A line that breaks ──────────────────────────────────────────────────────────────────────


class Body(Protocol):
    def read(self, size: int, /) -> bytes: ...
    def readline(self, size: int, /) -> bytes: ...


class Whole:
    """What is read of a request. Ends with OSError where fewer bytes came than were said.

    Servers and Django take the end of a line for the end of what was sent: the first half of a note, of an answer or of
    a number would be stored as if it were all.
    """

    def __init__(self, body: Body, length: int) -> None:
        self._body, self._left = body, length

    def read(self, size: int = -1, /) -> bytes:
        return self._read(self._body.read, size, whole=True)

    def readline(self, size: int = -1, /) -> bytes:
        return self._read(self._body.readline, size, whole=False)

    def _read(self, read: Callable[[int], bytes], size: int, *, whole: bool) -> bytes:
        # Where this fails nothing is left: nobody waits for the same line once more.
        left, self._left = self._left, 0
        size = min(size, left) if size >= 0 else left
        data = read(size)
        if len(data) < size and (whole or not data.endswith(b"\n")):
            raise OSError(errno.ECONNABORTED, "cut short")
        self._left = left - len(data)
        return data


def told_when_cut(serve: Serve) -> Serve:
    """The same application, which learns when a body ends too early."""

    def served(request: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        return serve({**request, "wsgi.input": Whole(request["wsgi.input"], _said(request))}, start)

    return served
