"""Figures that the database and the machine hold: the same, whichever process is asked."""

import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, InterfaceError
from django.db.models import Count, Q
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from prometheus_client.core import GaugeMetricFamily, Metric

from clinic import heartbeat, readiness
from clinic.models import Action, Backup, Event, Invitation, Outcome, Report
from clinic.version import VERSION

HOUR = timedelta(hours=1)
DOORS = (Action.SIGN_IN, Action.FACTOR, Action.LIMIT)
"""Of which the log tells when somebody was refused."""


class Stored:
    """Asked anew for each answer."""

    def collect(self) -> Iterator[Metric]:
        yield _labelled("clinic_build_info", "The version.", "version", {VERSION: 1})
        yield from _processes()
        checks = readiness.found.now()
        up = next(check.ok for check in checks if check.name == "database")
        yield _labelled(
            "clinic_check_ok",
            "1 for each check of /readyz that finds nothing.",
            "check",
            {check.name: check.ok for check in checks},
        )
        try:
            yield from [*_tasks(), *_reports(), *_mail(), *_doors(), *_backup()] if up else []
        except (DatabaseError, InterfaceError):
            return


def _tasks() -> Iterator[Metric]:
    now = timezone.now()
    counts = dict(DBTaskResult.objects.order_by().values_list("status").annotate(Count("pk")))
    states = {status.value.lower(): counts.get(status, 0) for status in TaskResultStatus}
    yield _labelled("clinic_tasks", "Tasks in the queue, by state.", "state", states)
    oldest = DBTaskResult.objects.ready().order_by("enqueued_at").first()
    waited = (now - oldest.enqueued_at).total_seconds() if oldest else 0
    yield _one("clinic_task_oldest_waiting_seconds", "How long the oldest task waits.", waited)
    seen = heartbeat.last()
    if seen is not None:
        yield _one(
            "clinic_worker_seen_timestamp_seconds", "A worker’s last beat.", seen.timestamp()
        )


def _reports() -> Iterator[Metric]:
    found = Report._base_manager.aggregate(
        made=Count("issued_at"),
        failed=Count("failed_at", filter=Q(issued_at=None)),
        waiting=Count("pk", filter=Q(issued_at=None, failed_at=None)),
    )
    yield _labelled("clinic_reports", "Reports, by state.", "state", found)


def _mail() -> Iterator[Metric]:
    failed = Invitation._base_manager.exclude(mail_failed_at=None).count()
    yield _one("clinic_mail_failed", "Invitations whose last mail was not taken.", failed)


def _doors() -> Iterator[Metric]:
    since = timezone.now() - HOUR
    refused = Event.objects.filter(pk__gt=_before(since), at__gte=since, action__in=DOORS)
    refused = refused.filter(Q(outcome=Outcome.REFUSED) | Q(action=Action.LIMIT)).order_by()
    found = dict.fromkeys((action.value for action in DOORS), 0)
    found |= dict(refused.values_list("action").annotate(Count("pk")))
    yield _labelled(
        "clinic_refused_last_hour", "Refused at a door in the last hour.", "action", found
    )


def _before(moment: datetime) -> int:
    """An id that every event since that moment is above: rows come in the order of their times, so it is halved for."""
    last = Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    low, high = 0, last
    while low < high:
        middle = (low + high) // 2
        later = Event.objects.filter(pk__gt=middle).order_by("pk").values_list("at", flat=True)
        at = later.first()
        if at is None or at >= moment:
            high = middle
        else:
            low = middle + 1
    return low


def _backup() -> Iterator[Metric]:
    last = Backup.objects.first()
    if last is not None:
        made = last.made_at.timestamp()
        yield _one("clinic_backup_timestamp_seconds", "When the last backup was made.", made)
        yield _one("clinic_backup_bytes", "Size of the last backup.", last.size)
        yield _one("clinic_backup_seconds", "How long the last backup took.", last.seconds)


# ── Processes, where the system tells of them under /proc ───────────────────────────────────


def _processes() -> Iterator[Metric]:
    found = [seen for pid in _serving() if (seen := _seen(pid))]
    if not found:
        return
    yield _one("clinic_processes", "Processes that have answered a request.", len(found))
    memory = sum(resident for resident, _began in found)
    yield _one("clinic_resident_memory_bytes", "Memory of them all.", memory)
    began = min(began for _resident, began in found)
    yield _one("clinic_start_timestamp_seconds", "When the oldest of them began.", began)


def _serving() -> set[int]:
    """The processes that count requests: this one, and its fellows where they share their figures."""
    pids = {os.getpid()}
    if settings.METRICS_SHARED:
        names = settings.METRICS_DIR.glob("histogram_*.db")
        pids |= {int(name.stem.partition("_")[2]) for name in names}
    return pids


def _seen(pid: int) -> tuple[int, float] | None:
    """Bytes in memory and the moment of its start; None for one that ended, or whose number another program has."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        boot = Path("/proc/stat").read_text().partition("btime ")[2].split()[0]
    except OSError:
        return None
    if pid != os.getpid() and int(stat[1]) != os.getppid():
        return None
    began = int(boot) + int(stat[19]) / os.sysconf("SC_CLK_TCK")
    return int(stat[21]) * os.sysconf("SC_PAGE_SIZE"), began


def _one(name: str, told: str, value: float) -> Metric:
    return GaugeMetricFamily(name, told, value=value)


def _labelled(name: str, told: str, label: str, values: dict[str, float]) -> Metric:
    family = GaugeMetricFamily(name, told, labels=[label])
    for each, value in values.items():
        family.add_metric([each], value)
    return family
