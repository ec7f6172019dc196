"""System checks: what a machine lacks, said before somebody waits for it; and whether the database is whole."""

import ctypes
from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core import checks
from django.db import DEFAULT_DB_ALIAS

from . import database

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


@checks.register(checks.Tags.database)
def whole(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[checks.CheckMessage]:
    """Asked by `check --database default`, and before each migration."""
    if DEFAULT_DB_ALIAS not in (databases or ()):
        return []
    return [
        checks.Error(fault, hint="Restore a backup: docs/backup.md", id="clinic.E001")
        for fault in database.faults()
    ]
