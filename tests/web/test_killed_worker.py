"""A worker killed half-way: what it did stays, what it had in hand is done by another, nothing twice."""

import os
import signal

import pytest

from tests.workers import Workplace, alive, until

pytestmark = pytest.mark.paper

MANY = 6
ISSUED = "SELECT count(*) FROM clinic_report WHERE issued_at IS NOT NULL"
IN_HAND = """SELECT count(*) FROM django_tasks_database_dbtaskresult
             WHERE status = 'RUNNING' AND CAST(worker_ids AS text) LIKE '%killed%'"""
SWEPT = """
from datetime import timedelta
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from clinic.actions.sweeping import sweep
at_once = sweep()
before = timezone.now() - timedelta(minutes=2)
DBTaskResult.objects.running().update(started_at=before)
print([at_once, sweep()])
"""
FOUND = """
import json
from collections import Counter
from clinic.actions import exports
from clinic.models import Event, Export, Membership, Report
package = exports.take(export=Export.objects.get(), by=Membership.objects.get())
made = Counter(Event.objects.filter(action="issue").values_list("screening", flat=True))
print(json.dumps({
    "reports": Report.objects.count(),
    "made": sorted(made.values()),
    "codes": len({line.code for line in package.lines}),
    "files": sum(not line.fault for line in package.lines),
    "manifest": package.manifest.decode().count("\\n"),
    "length": package.length == sum(map(len, package.parts())),
}))
"""


def test_a_killed_worker_leaves_neither_a_gap_nor_a_duplicate(workplace: Workplace) -> None:
    workplace.sign(MANY)
    killed, other = workplace.worker("killed"), workplace.worker("other")

    def in_the_middle() -> bool:
        """Stopped where it is; it goes on when it had nothing in hand."""
        if workplace.ask(ISSUED) < 2:
            return False
        os.killpg(killed.pid, signal.SIGSTOP)
        if workplace.ask(IN_HAND):
            return True
        os.killpg(killed.pid, signal.SIGCONT)
        return False

    until(in_the_middle)
    os.kill(killed.pid, signal.SIGKILL)
    os.killpg(killed.pid, signal.SIGCONT)
    killed.wait()
    until(lambda: not alive(killed.pid))  # what rendered for it ended with it
    assert workplace.ask(ISSUED) < MANY
    at_once, long_after = workplace.does(SWEPT)
    assert at_once == 0  # it may only be slow
    assert long_after >= 1
    until(lambda: workplace.ask(ISSUED) == MANY)
    until(lambda: workplace.ask(IN_HAND) == 0)  # a report is there a little before its task is done
    os.kill(other.pid, signal.SIGTERM)
    assert other.wait(30) == 0
    assert workplace.does(FOUND) == {
        "reports": MANY,
        "made": [1] * MANY,
        "codes": MANY,
        "files": MANY,
        "manifest": MANY + 1,
        "length": True,
    }
