"""The worker that `make run` puts beside the server ends with it, however that ends."""

import os
import re
import signal
import subprocess
from pathlib import Path

import pytest

from tests.workers import alive, until

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_worker_stays_behind(how: signal.Signals, tmp_path: Path) -> None:
    recipe = (ROOT / "Makefile").read_text()
    [command] = re.findall(r"^WORKER := (.*)$", recipe, re.MULTILINE)
    assert "\t@$(WORKER) & WORKER=1 exec $(MANAGE) runserver" in recipe
    working = command.replace("$(MANAGE) db_worker", "sh -c 'echo $$; exec sleep 60' --")
    assert working != command
    server = subprocess.Popen(
        ["/bin/sh", "-c", f"{working} & exec sleep 60"],
        stdout=subprocess.PIPE,
        text=True,
        env={"PATH": os.environ["PATH"]},
        # A shell that runs tests in the background lets them ignore Ctrl-C.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert server.stdout is not None
    with server.stdout as said:
        worker = int(said.readline())
    assert alive(worker)
    server.send_signal(how)
    server.wait()
    until(lambda: not alive(worker), 10)
