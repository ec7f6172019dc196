"""What a collector gets: tried with one that listens."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.conf import settings
from django.test import Client, override_settings
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from clinic import telemetry
from clinic.models import Athlete

TOKEN = "geheim-teken-van-een-koppeling"


class Collector(HTTPServer):
    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Receive)
        self.bodies: list[bytes] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Receive(BaseHTTPRequestHandler):
    server: Collector

    def do_POST(self) -> None:
        assert self.path == "/v1/traces"
        self.server.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(200)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture
def collector() -> Iterator[Collector]:
    server = Collector()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    traced = ["clinic.request_id.numbered", "clinic.telemetry.traced", *settings.MIDDLEWARE[1:]]
    with override_settings(OTEL_EXPORTER_OTLP_ENDPOINT=server.address, MIDDLEWARE=traced):
        yield server
    telemetry.provider(server.address).shutdown()
    telemetry.provider.cache_clear()
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.django_db
def test_a_collector_gets_a_span_for_each_request_and_nothing_personal(
    collector: Collector, therapist_client: Client, athlete: Athlete
) -> None:
    therapist_client.get(f"/athletes/{athlete.pk}/?q={athlete.family_name}")
    number = therapist_client.get(f"/s/{TOKEN}/").headers["X-Request-ID"]
    telemetry.provider(collector.address).force_flush()
    got = b"".join(collector.bodies)
    sent = ExportTraceServiceRequest.FromString(collector.bodies[0])
    spans = [
        span for each in sent.resource_spans for scope in each.scope_spans for span in scope.spans
    ]
    assert [span.name for span in spans] == ["GET /athletes/<uuid:pk>/", "GET /s/<str:token>/"]
    assert {a.key for a in spans[1].attributes} >= {"http.route", "http.response.status_code"}
    assert number.encode() in got
    for personal in (TOKEN, str(athlete.pk), athlete.family_name):
        assert personal.encode() not in got
