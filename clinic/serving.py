"""How gunicorn serves: gunicorn --config python:clinic.serving clinic.wsgi; more stands on its command line."""

import socket
import struct
from typing import Any

from clinic import settings

worker_class = "gthread"
control_socket_disable = True
threads = 4
"""A page that waits for a report leaves the others of its process to those that do not (clinic.paper.place)."""

PATIENCE = 20
"""So many seconds without a byte from a client, or without one that it takes, and its thread goes on to others."""


def on_starting(server: Any) -> None:
    """Figures of requests begin anew: those of processes that are gone would be added up for ever."""
    for left in settings.METRICS_DIR.glob("*.db"):
        left.unlink()


def when_ready(server: Any) -> None:
    """Connections inherit what is set where they are accepted; gunicorn itself would wait for ever."""
    for listener in server.LISTENERS:
        for side in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
            listener.sock.setsockopt(socket.SOL_SOCKET, side, struct.pack("ll", PATIENCE, 0))
