"""Workers that make reports and answer no more."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.context import ForkServerProcess

import pytest

from clinic import paper


@contextmanager
def workers_stand_still() -> Iterator[list[ForkServerProcess]]:
    """All of them; who waits for a report does so for half a second."""
    paper._pool.cache_clear()
    paper.warm()
    workers = list(paper._pool()._processes.values())
    for worker in workers:
        os.kill(worker.pid, signal.SIGSTOP)
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(paper, "LONGEST", 0.5)
            yield workers
    finally:
        for worker in workers:
            worker.kill()
