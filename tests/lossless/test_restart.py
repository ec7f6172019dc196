"""The database or the server stops in the middle of saves: what was called saved is there, the rest can be sent again.

Several athletes answer at once, each one question after the other. A save that is refused, or gets no answer at all,
is sent again as it was until it is taken.
"""

import os
import signal
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event

import pytest

from tests.browser.serving import Installation, Invited

from ..cluster import Cluster
from .browsing import FOOD, Browser, athlete, is_refused, numbered

AT_ONCE = 4
SECONDS_AFTER = 0.5
CODES = ("nutrition.protein", "nutrition.calcium", "nutrition.vitamin_d")
OTHER = {"yes": "no", "no": "yes"}


@dataclass
class Answering:
    """One athlete who goes on until she is told to stop."""

    invited: Invited
    browser: Browser
    page: dict[str, str]
    acknowledged: dict[str, str] = field(default_factory=dict)
    taken: int = 0
    refused: int = 0

    def go_on(self, stop: Event) -> None:
        times = numbered()
        while not stop.is_set():
            at = next(times)
            code = CODES[at % len(CODES)]
            value = OTHER[self.acknowledged.get(code, "no")]
            form = {**self.page, code: value, "changed": f"{code}@{at}", "go": "save"}
            while (answer := self.browser.post(FOOD, form)).status != 200:
                assert is_refused(answer), (answer.status, answer.leads_to, answer.body[:200])
                self.refused += 1
                time.sleep(0.05)
            assert answer.headers["Content-Type"] == "application/json"
            self.acknowledged[code] = value
            self.taken += 1


def everybody(served: Installation) -> list[Answering]:
    people = []
    for invited in [served.invite() for _ in range(AT_ONCE)]:
        browser = athlete(served, invited)
        people.append(Answering(invited, browser, browser.form(FOOD)))
    return people


def taken_on(people: list[Answering], going: list[Future[None]]) -> None:
    """Returns when two more saves of each were taken."""
    before = [each.taken for each in people]
    give_up = time.monotonic() + 60
    while any(now.taken < then + 2 for now, then in zip(people, before, strict=True)):
        assert time.monotonic() < give_up, "saves are not taken"
        for ended in filter(Future.done, going):
            ended.result()
        time.sleep(0.05)


def under_load(served: Installation, breaks: Callable[[], None]) -> None:
    """`breaks` while they answer, until somebody is refused; then each is taken again, and everything is there."""
    people, stop = everybody(served), Event()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        going = [pool.submit(each.go_on, stop) for each in people]
        try:
            taken_on(people, going)
            for _time in range(20):
                breaks()
                if any(each.refused for each in people):
                    break
            taken_on(people, going)
        finally:
            stop.set()
        for each in going:
            each.result()
    for each in people:
        assert served.answers(each.invited) == each.acknowledged
        assert served.saves(each.invited) == each.taken
    assert any(each.refused for each in people)
    assert served.clerk("faults", thorough=True) == []


@pytest.mark.parametrize("mode", ["fast", "immediate"])
def test_postgresql_that_restarts_loses_nothing_that_was_acknowledged(
    mode: str, on_postgresql: Installation, cluster: Cluster
) -> None:
    on_postgresql.make_whole()

    def restart() -> None:
        cluster.stop(mode)
        time.sleep(SECONDS_AFTER)
        cluster.start()

    under_load(on_postgresql, restart)


def test_workers_that_are_killed_lose_nothing_that_was_acknowledged(
    served: Installation,
) -> None:
    def kill_workers() -> None:
        for pid in served.workers():
            os.kill(pid, signal.SIGKILL)
        time.sleep(SECONDS_AFTER)

    under_load(served, kill_workers)


def test_a_server_that_is_killed_loses_nothing_that_was_acknowledged(
    served: Installation,
) -> None:
    def kill() -> None:
        served.kill()
        served.start()

    under_load(served, kill)
