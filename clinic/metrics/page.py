"""All figures in the text format of Prometheus."""

from prometheus_client import CollectorRegistry
from prometheus_client.exposition import generate_latest

from .requests import counted
from .stored import Stored

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

_stored = CollectorRegistry(auto_describe=False)
_stored.register(Stored())


def text() -> bytes:
    return generate_latest(counted()) + generate_latest(_stored)
