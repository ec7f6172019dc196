"""How many requests there were of each kind, and how long they took, over all processes of this machine.

Where several serve, each counts in files of its own under settings.METRICS_DIR, which are added up when somebody asks.
"""

import os
import time
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from prometheus_client import CollectorRegistry, Histogram
from prometheus_client.multiprocess import MultiProcessCollector

METHODS = {"GET", "HEAD", "POST"}
BUCKETS = (0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
"""Seconds."""

ROOM = 2 * 1024 * 1024
"""Bytes: for every address with each method and class of status that it has."""

registry = CollectorRegistry()
_has_room: set[int] = set()
"""This process, once it has; not those that it was forked from."""

SPENT = Histogram(
    "clinic_request_seconds",
    "Seconds that requests took, by method, name of the address and class of status.",
    ["method", "view", "status"],
    buckets=BUCKETS,
    registry=registry,
)


def timed(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable:
    """Measures each request, where anybody may ask for it."""
    if not settings.METRICS_TOKEN:
        raise MiddlewareNotUsed

    def respond(request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        response = get_response(request)
        if not room():
            return response
        match = request.resolver_match
        method = request.method if request.method in METHODS else "other"
        view = (match.view_name or "other") if match else "none"
        spent = time.perf_counter() - began
        SPENT.labels(method, view, f"{response.status_code // 100}xx").observe(spent)
        return response

    return respond


def room() -> bool:
    """Whether this process may count: where it does so in a file, the whole of that is on the disk.

    The file is mapped into memory. Where a full disk has no place for a part of it, the system ends the process.
    """
    if not settings.METRICS_SHARED or os.getpid() in _has_room:
        return True
    path = settings.METRICS_DIR / f"histogram_{os.getpid()}.db"
    try:
        with path.open("ab") as file:
            os.posix_fallocate(file.fileno(), 0, ROOM)
    except OSError:
        path.unlink(missing_ok=True)
        return False
    _has_room.add(os.getpid())
    return True


def counted() -> CollectorRegistry:
    """What every process counted."""
    if not settings.METRICS_SHARED:
        return registry
    shared = CollectorRegistry()
    MultiProcessCollector(shared, path=str(settings.METRICS_DIR))
    return shared
