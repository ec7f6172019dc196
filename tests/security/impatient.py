"""The configuration of gunicorn, with less patience, and something small to serve."""

from collections.abc import Callable, Iterable
from typing import Any

from clinic import serving
from clinic.serving import *  # noqa: F403

serving.PATIENCE = 1


def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """Reads what is sent; answers more than a connection holds, where so much is asked for."""
    environ["wsgi.input"].read()
    start("200 OK", [("Content-Type", "text/plain")])
    return [b"x" * (50_000_000 if environ["PATH_INFO"] == "/much" else 1)]
