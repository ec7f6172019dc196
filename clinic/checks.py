"""System checks: what a machine lacks, said before somebody waits for it."""

import ctypes
from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core import checks

SUBSETTER = "libharfbuzz-subset.so.0"


@checks.register
def subsetter(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[checks.CheckMessage]:
    """Without this library a report takes about twice as long."""
    try:
        ctypes.CDLL(SUBSETTER)
    except OSError:
        return [
            checks.Warning(
                f"{SUBSETTER} is missing: reports are made about twice as slowly.",
                hint="On Debian and Ubuntu: apt-get install libharfbuzz-subset0",
                id="clinic.W001",
            )
        ]
    return []
