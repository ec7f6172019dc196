"""Whether this installation can do its work now: what /readyz answers."""

import os
import shutil
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from . import heartbeat
from .models import Backup, Event

Figures = dict[str, float | None]

FRESH = 5
"""Seconds for which what was found is told again."""


@dataclass(frozen=True, slots=True)
class Check:
    name: str
    ok: bool
    figures: Figures = field(default_factory=dict)
    """What it was decided by; null where there is none."""


def database() -> Check:
    """It answers, and takes what is written."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SHOW transaction_read_only")
            return Check("database", cursor.fetchone() == ("off",))
        cursor.execute("SELECT 1")
    file = _file()
    return Check("database", file is None or os.access(file, os.W_OK))


def _file() -> Path | None:
    """Where SQLite keeps it; None for a server, and in memory."""
    path = Path(str(connection.settings_dict["NAME"]))
    return path if connection.vendor == "sqlite" and path.is_file() else None


def migrations() -> Check:
    waiting = len(_migrations() - set(MigrationRecorder(connection).applied_migrations()))
    return Check("migrations", waiting == 0, {"unapplied": waiting})


@cache
def _migrations() -> frozenset[tuple[str, str]]:
    """Those of this version, which stay the same while it runs."""
    return frozenset(MigrationLoader(None).disk_migrations)


def disk() -> Check:
    """Of the disks that the database, where that is a file, and VAR_DIR are on."""
    places = filter(None, (settings.VAR_DIR, _file()))
    free = min(shutil.disk_usage(place).free for place in places) // 1_000_000
    return Check("disk", free >= settings.DISK_FREE_MB, {"free_mb": free})


def queue() -> Check:
    """What waits longest for a worker, and when one last showed that it lives."""
    if not settings.WORKER:
        return Check("queue", True)
    now = timezone.now()
    waits = (
        DBTaskResult.objects.ready().order_by("enqueued_at").values_list("enqueued_at", flat=True)
    )
    waited, last = waits.first() or now, heartbeat.last()
    figures: Figures = {
        "oldest_waiting_seconds": round((now - waited).total_seconds()),
        "worker_seen_seconds": None if last is None else round((now - last).total_seconds()),
    }
    most = timedelta(minutes=settings.QUEUE_MAX_MINUTES)
    return Check("queue", now - waited <= most and last is not None and now - last <= most, figures)


def backup() -> Check:
    if not settings.BACKUP_MAX_HOURS:
        return Check("backup", True)
    last = Backup.objects.first()
    if last is None:
        return Check("backup", False, {"hours": None})
    age = timezone.now() - last.made_at
    hours = round(age.total_seconds() / 3600, 1)
    return Check("backup", age <= timedelta(hours=settings.BACKUP_MAX_HOURS), {"hours": hours})


def clock() -> Check:
    """Beside the database's clock, and not before the newest row of the access log."""
    now, ahead, apart = timezone.now(), 0.0, 0.0
    newest = Event.objects.order_by("-pk").values_list("at", flat=True).first()
    if newest is not None:
        ahead = max(0.0, (newest - now).total_seconds())
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            apart = abs((cursor.fetchone()[0] - timezone.now()).total_seconds())
    figures: Figures = {"behind_log_seconds": round(ahead, 1), "apart_seconds": round(apart, 1)}
    return Check("clock", max(ahead, apart) <= settings.CLOCK_MAX_SECONDS, figures)


ASKING = (migrations, queue, backup, clock)
"""Checks that ask the database."""


def look() -> tuple[Check, ...]:
    """Every check, now; what a database that does not answer cannot be asked is a fault too."""
    answers = _looked_at(database)
    asked = (_looked_at(c) if answers.ok else Check(c.__name__, False) for c in ASKING)
    return (answers, _looked_at(disk), *asked)


def _looked_at(check: Callable[[], Check]) -> Check:
    try:
        return check()
    except (DatabaseError, InterfaceError, OSError):
        return Check(check.__name__, False)


class _Found:
    """What was found last in this process. One request looks; those that come meanwhile get what is known."""

    def __init__(self) -> None:
        self.checks: tuple[Check, ...] = ()
        self.until = 0.0
        self.looking = threading.Lock()

    def now(self) -> tuple[Check, ...]:
        if time.monotonic() < self.until:
            return self.checks
        if not self.looking.acquire(blocking=not self.checks):
            return self.checks
        try:
            if time.monotonic() >= self.until:
                self.checks = look()
                self.until = time.monotonic() + FRESH
            return self.checks
        finally:
            self.looking.release()

    def forget(self) -> None:
        self.until = 0.0


found = _Found()
