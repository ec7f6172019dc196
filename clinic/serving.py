"""How gunicorn serves: gunicorn --config python:clinic.serving clinic.wsgi; more stands on its command line."""

from typing import Any

from clinic import settings

worker_class = "gthread"
control_socket_disable = True
threads = 4
"""A page that waits for a report leaves the others of its process to those that do not (clinic.paper.place)."""


def on_starting(server: Any) -> None:
    """Figures of requests begin anew: those of processes that are gone would be added up for ever."""
    for left in settings.METRICS_DIR.glob("*.db"):
        left.unlink()
