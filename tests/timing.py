"""How long work takes at its quickest, since what else a machine does can only slow it."""

import time
from collections.abc import Callable

ROUNDS, MOST_ROUNDS = 3, 20


def quickest(work: Callable[[], object], wanted: float) -> float:
    """Seconds of processor time; tried until it takes no longer than `wanted` once, or too often."""
    found: list[float] = []
    while len(found) < ROUNDS or (min(found) > wanted and len(found) < MOST_ROUNDS):
        begun = time.process_time()
        work()
        found.append(time.process_time() - begun)
    return min(found)
