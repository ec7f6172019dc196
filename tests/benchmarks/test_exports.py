"""Reports in numbers: forty in a second, a thousand in flat memory, a list as quick at a thousand as at ten."""

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from clinic.models import Membership
from tests.many_reports import fill
from tests.timing import quickest
from tests.workers import Workplace

pytestmark = [pytest.mark.benchmark, pytest.mark.django_db]

WANTED = 0.125
"""Seconds of processor time for a page of the list."""
MEGABYTE = 1024 * 1024

ZIP = """
import json, resource
from django.test import Client
from clinic.models import Export, Membership
by = Membership.objects.select_related("practice", "user").first()
client = Client(headers={"host": "localhost"}); client.force_login(by.user)
def size():
    return int(open("/proc/self/statm").read().split()[1]) * resource.getpagesize()
def taken(export):
    most, sent = 0, 0
    for part in client.get(f"/exports/{export.pk}/reports.zip").streaming_content:
        sent += len(part)
        most = max(most, size())
    return most, sent
taken(Export.objects.order_by("asked_at").first())
idle = size()
most, sent = taken(Export.objects.order_by("asked_at").last())
print(json.dumps([most - idle, sent]))
"""
PREPARE = """
from tests.factories import MembershipFactory
from tests.many_reports import fill
by = MembershipFactory(role="owner")
fill(by, 5)
fill(by, {many})
"""


@pytest.fixture
def signed_in(owner: Membership, client_of: Callable[[Membership], Client]) -> Client:
    return client_of(owner)


def test_forty_issued_reports_are_a_zip_within_a_second(
    owner: Membership, signed_in: Client
) -> None:
    export = fill(owner, 40)

    def taken() -> None:
        answer = signed_in.get(f"/exports/{export.pk}/reports.zip")
        assert sum(map(len, answer.streaming_content)) > 40 * 70_000

    assert quickest(taken, 1) <= 1


def test_a_thousand_reports_stream_in_flat_memory(tmp_path: Path) -> None:
    """Resident memory of the serving process, above what it has after a small export."""
    workplace = Workplace(tmp_path)
    workplace.does(PREPARE.format(many=1000))
    grown, sent = workplace.does(ZIP)
    assert sent > 1000 * 70_000
    assert grown <= 100 * MEGABYTE, f"{grown / MEGABYTE:.0f} MB"


def test_the_list_asks_as_often_and_is_quick_at_any_length(
    owner: Membership, signed_in: Client
) -> None:
    ways = ("/reports/", "/reports/?show=all", "/reports/?show=all&page=20", "/exports/")

    def queries() -> list[int]:
        found = []
        for way in ways:
            with CaptureQueriesContext(connection) as captured:
                assert signed_in.get(way).status_code == 200
            found.append(len(captured))
        return found

    fill(owner, 10)
    queries()
    among_ten = queries()
    fill(owner, 990)
    assert queries() == among_ten
    times = {way: quickest(partial(signed_in.get, way), WANTED) for way in ways}
    assert {way: took for way, took in times.items() if took > WANTED} == {}


def test_asking_for_a_thousand_that_are_there_takes_seconds_at_most(
    owner: Membership, signed_in: Client
) -> None:
    fill(owner, 1000)
    posted = {"show": "all", "everything": "yes", "language": "nl", "reason": "Voor de huisarts"}
    begun = time.process_time()
    with CaptureQueriesContext(connection) as captured:
        assert signed_in.post("/reports/export/", posted).status_code == 302
    assert time.process_time() - begun < 2
    assert len(captured) < 40
