"""Clients that send half and wait, or ask and do not read: they keep nobody else from being served."""

import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from ..browser.serving import ROOT, free_port

THREADS = 4
HALVES = {
    "half a line": b"GET / HT",
    "half a head": b"GET / HTTP/1.1\r\nHost: x\r\nX-Mo",
    "half a form": b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nlogin=",
    "no reading": b"GET /much HTTP/1.1\r\nHost: x\r\n\r\n",
}


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    free = free_port()
    config = ["--config=python:tests.security.impatient", f"--bind=127.0.0.1:{free}"]
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", *config, "tests.security.impatient"],
        cwd=ROOT,
        stderr=subprocess.DEVNULL,
    )
    try:
        give_up = time.monotonic() + 20
        while not served(free, within=1):
            assert time.monotonic() < give_up
        yield free
    finally:
        server.terminate()
        server.wait()


def served(port: int, *, within: float) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=within)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status == 200
    except OSError:
        time.sleep(0.1)
        return False
    finally:
        connection.close()


@pytest.mark.parametrize("half", HALVES.values(), ids=HALVES)
def test_others_are_served_soon(half: bytes, port: int) -> None:
    with ExitStack() as held:
        for _each in range(2 * THREADS):
            slow = held.enter_context(socket.create_connection(("127.0.0.1", port)))
            slow.sendall(half)
        time.sleep(0.3)
        assert served(port, within=15)
