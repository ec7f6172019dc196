"""Traces for an OpenTelemetry collector, where one is configured: a span for each request, and nothing personal.

A span holds the method, the pattern of the address, the status and the request's number: never an address, which may
hold a token, and never a query. Queries of the database are not traced, since they hold what people typed.
"""

from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse

try:
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor
    from opentelemetry.trace import SpanKind, StatusCode
except ImportError as missing:
    raise ImproperlyConfigured(
        "OTEL_EXPORTER_OTLP_ENDPOINT needs two packages: pip install opentelemetry-sdk "
        "opentelemetry-exporter-otlp-proto-http, or leave it unset."
    ) from missing

from .request_id import route


@cache
def provider(endpoint: str) -> TracerProvider:
    """Sends in a thread of its own, so that a collector that is down keeps nobody waiting; one for a process."""
    made = TracerProvider(resource=Resource.create({"service.name": "screening"}))
    exporter = OTLPSpanExporter(endpoint=f"{endpoint.rstrip('/')}/v1/traces", timeout=5)
    made.add_span_processor(BatchSpanProcessor(exporter))
    return made


def traced(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable:
    """A span for each request. Comes after request_id.numbered."""
    tracer = provider(settings.OTEL_EXPORTER_OTLP_ENDPOINT).get_tracer("clinic")

    def respond(request: HttpRequest) -> HttpResponse:
        with tracer.start_as_current_span(str(request.method), kind=SpanKind.SERVER) as span:
            response = get_response(request)
            span.update_name(f"{request.method} {route(request)}")
            span.set_attribute("http.request.method", str(request.method))
            span.set_attribute("http.route", route(request))
            span.set_attribute("http.response.status_code", response.status_code)
            span.set_attribute("request.id", request.number)
            if response.status_code >= 500:
                span.set_status(StatusCode.ERROR)
            return response

    return respond
