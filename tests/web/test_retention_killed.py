"""A run that is killed, run again, and two at once: it ends the same."""

import os
import signal
import subprocess
import sys

import pytest

from ..workers import TOP, Workplace, until

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]

MANY = 30
BEGUN = f"""
from datetime import timedelta
from django.utils import timezone
from clinic.models import Athlete
from tests.factories import MembershipFactory, ReceivedFactory, signed
by = MembershipFactory(role="owner")
for _each in range({MANY}):
    signed(ReceivedFactory(athlete__practice=by.practice), by)
now = timezone.now()
before = now - timedelta(days=365 * 21)
Athlete.objects.update(changed_at=before, notice_at=now - timedelta(days=31))
ReceivedFactory(athlete__practice=by.practice)
"""
FOUND = """
import json
from clinic.models import *
from screening.models import DataKey, Screening
print(json.dumps({
    "athletes": Athlete.objects.count(),
    "screenings": Screening.objects.count(),
    "signatures": Signature.objects.count(),
    "numbers": sorted(Destruction.objects.values_list("number", flat=True)),
    "hers": Destruction.objects.values("athlete_id").distinct().count(),
    "events": Event.objects.filter(action="erase").count(),
    "destroyed": DataKey.objects.exclude(destroyed_at=None).filter(wrapped=None).count(),
}))
"""
CERTIFIED = "SELECT count(*) FROM clinic_destruction"


def test_killed_and_run_again_and_twice_at_once_it_ends_the_same(workplace: Workplace) -> None:
    workplace.does(BEGUN)

    def start() -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "manage.py", "purge"],
            cwd=TOP,
            env=workplace.environment,
            stdout=subprocess.DEVNULL,
        )

    killed = start()
    until(lambda: workplace.ask(CERTIFIED) >= 3)
    os.kill(killed.pid, signal.SIGKILL)
    killed.wait()
    assert 3 <= workplace.ask(CERTIFIED) < MANY
    both = [start(), start()]
    assert [each.wait(120) for each in both] == [0, 0]
    assert workplace.manage("audit", "verify")
    assert workplace.does(FOUND) == {
        "athletes": 1,
        "screenings": 1,
        "signatures": 0,
        "numbers": list(range(1, MANY + 1)),
        "hers": MANY,
        "events": MANY,
        "destroyed": MANY,
    }
