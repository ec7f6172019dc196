"""A whole installation for the browser: the production settings under gunicorn, behind a line that can break.

The browser speaks to the line, the line to gunicorn. The server can be killed and started again on the same port and
the same database; the line can lose a request, or lose the answer to a request that the server has carried out.
"""

import base64
import http.client
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
GUNICORN = ("--workers=1", "--worker-class=gthread", "--threads=4", "--log-level=warning")
SECONDS_TO_START = 60


class Line(Enum):
    """What the line does with what is sent to the server (POST); pages still come unless it is DOWN."""

    OPEN = auto()
    LOSES_REQUESTS = auto()
    LOSES_ANSWERS = auto()
    HOLDS_ANSWERS = auto()
    NEVER_ANSWERS = auto()
    DOWN = auto()


@dataclass(frozen=True)
class Born:
    date_of_birth: date


@dataclass(frozen=True)
class Invited:
    """What an athlete and her practice know of an invitation; reads as an Invitation where the way in is tested."""

    token: str
    code: str
    athlete: Born


class _Relay(BaseHTTPRequestHandler):
    """One request: to the server and back, with what the line does to it."""

    server: "Installation"

    def do_GET(self) -> None:
        self._relay(None)

    def do_POST(self) -> None:
        self._relay(self.rfile.read(int(self.headers.get("Content-Length", 0))))

    def _relay(self, body: bytes | None) -> None:
        line = self.server.line
        posted = self.command == "POST"
        if posted:
            self.server.asked.set()
        if line is Line.DOWN or (posted and line is Line.LOSES_REQUESTS):
            return self._break()
        if posted and line is Line.NEVER_ANSWERS:
            self.server.released.wait(30)
            return self._break()
        answer = self._ask(body)
        if posted and line is Line.HOLDS_ANSWERS:
            self.server.held.set()
            self.server.released.wait(10)
        if posted and line is Line.LOSES_ANSWERS:
            self.server.lost.set()
            return self._break()
        return self._answer(*answer)

    def _ask(self, body: bytes | None) -> tuple[int, list[tuple[str, str]], bytes]:
        headers = {**dict(self.headers.items()), "X-Forwarded-Proto": "https"}
        connection = http.client.HTTPConnection("127.0.0.1", self.server.behind, timeout=30)
        try:
            connection.request(self.command, self.path, body, headers)
            response = connection.getresponse()
            return response.status, response.getheaders(), response.read()
        except (OSError, http.client.HTTPException):
            return 502, [("Content-Type", "text/plain")], b"Bad gateway"
        finally:
            connection.close()

    def _answer(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        self.send_response_only(status)
        for name, value in headers:
            if name.lower() not in ("connection", "transfer-encoding"):
                self.send_header(name, value)
        head = sum(len(part) for part in self._headers_buffer)
        self.server.sizes.append((self.path, head + len(body)))
        with suppress(OSError):  # the browser may have gone on meanwhile
            self.end_headers()
            self.wfile.write(body)

    def _break(self) -> None:
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, *_args: object) -> None:
        """Says nothing."""


class Installation(ThreadingHTTPServer):
    """The line, the server behind it and the clerk who reads its database."""

    daemon_threads = True

    def __init__(self, folder: Path, database: str = "") -> None:
        super().__init__(("127.0.0.1", 0), _Relay)
        self.folder = folder
        self.url = f"http://localhost:{self.server_port}"
        self.behind = free_port()
        self.sizes: list[tuple[str, int]] = []
        """Path and bytes over the wire, headers included, of each answer."""
        self._environment = {**_environment(folder, self.url)}
        if database:
            self._environment["DATABASE_URL"] = database
        self._clerk = subprocess.Popen(
            [sys.executable, "-m", "tests.browser.clerk"],
            cwd=ROOT,
            env=self._environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._log = (folder / "server.log").open("ab")
        self._server: subprocess.Popen[bytes] | None = None
        self.mend()
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    def clerk(self, work: str, **arguments: Any) -> Any:
        assert self._clerk.stdin is not None
        assert self._clerk.stdout is not None
        self._clerk.stdin.write(json.dumps([work, arguments]) + "\n")
        self._clerk.stdin.flush()
        return json.loads(self._clerk.stdout.readline())

    def invite(self, language: str = "nl") -> Invited:
        row = self.clerk("invite", language=language)
        return Invited(row["token"], row["code"], Born(date.fromisoformat(row["date_of_birth"])))

    def answers(self, invited: Invited) -> dict[str, Any]:
        return self.clerk("answers", code=invited.code)

    def saves(self, invited: Invited) -> int:
        """How often the access log says that she saved."""
        return self.clerk("saves", code=invited.code)

    def start(self, before: Callable[[], None] | None = None) -> None:
        """Returns when it answers; `before` runs in the process that becomes the server."""
        command = [sys.executable, "-m", "gunicorn", "clinic.wsgi", *GUNICORN]
        self._server = subprocess.Popen(
            [*command, f"--bind=127.0.0.1:{self.behind}"],
            cwd=ROOT,
            env=self._environment,
            stdout=self._log,
            stderr=self._log,
            start_new_session=True,
            preexec_fn=before,
        )
        give_up = time.monotonic() + SECONDS_TO_START
        while not _answers(self.behind):
            assert time.monotonic() < give_up, "the server does not start"
            assert self._server.poll() is None, "the server stopped"
            time.sleep(0.05)

    def manage(self, *command: str, **settings: str) -> subprocess.Popen[bytes]:
        """A command beside the server, which may go on for ever."""
        return subprocess.Popen(
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env={**self._environment, **settings},
            stdout=self._log,
            stderr=self._log,
            start_new_session=True,
        )

    def processes(self) -> list[int]:
        """The server's own and its workers'."""
        assert self._server is not None
        return [self._server.pid, *self.workers()]

    def workers(self) -> list[int]:
        assert self._server is not None
        children = Path(f"/proc/{self._server.pid}/task/{self._server.pid}/children").read_text()
        return [int(pid) for pid in children.split()]

    def kill(self) -> None:
        """SIGKILL to the server and its workers, in the middle of whatever they do."""
        assert self._server is not None
        os.killpg(self._server.pid, signal.SIGKILL)
        self._server.wait()
        self._server = None

    def breaks(self, line: Line) -> None:
        self.line = line

    def mend(self) -> None:
        """A good line; what was held goes on."""
        if hasattr(self, "released"):
            self.released.set()
        self.line = Line.OPEN
        self.asked, self.held, self.lost, self.released = (threading.Event() for _ in range(4))

    def make_whole(self) -> None:
        """As a test finds it, whatever the one before did."""
        self.mend()
        if self._server is None:
            self.start()

    def close(self) -> None:
        self.mend()
        if self._server is not None:
            self.kill()
        self._clerk.communicate()
        self.shutdown()
        self.server_close()
        self._log.close()


def _environment(folder: Path, url: str) -> Mapping[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "PRODUCTION": "1",
        "VAR_DIR": str(folder),
        "SECRET_KEY": secrets.token_hex(40),
        "MASTER_KEYS": "test:" + base64.b64encode(secrets.token_bytes(32)).decode(),
        "ALLOWED_HOSTS": "localhost",
        "BASE_URL": url,
        "DATABASE_URL": f"sqlite:///{folder}/clinic.sqlite3",
        "DEFAULT_FROM_EMAIL": "praktijk@example.org",
        "EMAIL_URL": "dummymail://",
        "DJANGO_SETTINGS_MODULE": "clinic.settings",
    }


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/healthz", headers={"Host": "localhost"})
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()
