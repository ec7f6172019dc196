"""Read by gunicorn itself when it is started in this folder; what else is on its command line stays."""

from typing import Any

from clinic import settings


def on_starting(server: Any) -> None:
    """Figures of requests begin anew: those of processes that are gone would be added up for ever."""
    for left in settings.METRICS_DIR.glob("*.db"):
        left.unlink()
