"""How many requests there were of each kind, and how long they took, over all processes of this machine.

Where several serve, each counts in files of its own under settings.METRICS_DIR, which are added up when somebody asks.
"""

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

registry = CollectorRegistry()

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
        match = request.resolver_match
        method = request.method if request.method in METHODS else "other"
        view = (match.view_name or "other") if match else "none"
        spent = time.perf_counter() - began
        SPENT.labels(method, view, f"{response.status_code // 100}xx").observe(spent)
        return response

    return respond


def counted() -> CollectorRegistry:
    """What every process counted."""
    if not settings.METRICS_SHARED:
        return registry
    shared = CollectorRegistry()
    MultiProcessCollector(shared, path=str(settings.METRICS_DIR))
    return shared
