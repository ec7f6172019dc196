"""A short number for each request: in its log lines, in its answer's header and on error pages, so that they meet."""

import logging
import secrets
import time
from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse

REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="")
"""Of the request that is being answered; empty outside requests."""

HEADER = "X-Request-ID"

logger = logging.getLogger("clinic.request")


def numbered(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable:
    """Number the request and log how it ended. One that comes with a number gets ours all the same."""

    def respond(request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        # On the request too: Django logs an answer of 400 and above only after this.
        request.number = secrets.token_hex(4)
        token = REQUEST_ID.set(request.number)
        try:
            response = get_response(request)
            response.headers[HEADER] = request.number
            spent = round((time.perf_counter() - began) * 1000)
            logger.info(
                "%s %s %d in %d ms", request.method, route(request), response.status_code, spent
            )
            return response
        finally:
            REQUEST_ID.reset(token)

    return respond


def route(request: HttpRequest) -> str:
    """The pattern that the address fits, never the address: that may hold a token or whatever somebody typed."""
    match = request.resolver_match
    return f"/{match.route}" if match else "(no page)"
