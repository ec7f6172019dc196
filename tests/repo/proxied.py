"""A proxy as docs/deploy has it before the real server: its file with other ports and places, else unchanged."""

import base64
import os
import re
import secrets
import shutil
import socket
import ssl
import subprocess
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

from ..installations import TOP, Installation
from ..workers import until

FOLDER = TOP / "docs" / "deploy"
NAME = "screening.example.org"


def spare_port() -> int:
    with socket.socket() as spare:
        spare.bind(("127.0.0.1", 0))
        return spare.getsockname()[1]


class Proxied:
    """An installation in production, and the ports of the proxy before it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.behind = spare_port()
        self.place = Installation(
            folder,
            f"sqlite:///{folder}/live.sqlite3",
            PRODUCTION="1",
            SECRET_KEY=secrets.token_urlsafe(64),
            MASTER_KEYS=f"test:{base64.b64encode(os.urandom(32)).decode()}",
            ALLOWED_HOSTS=NAME,
            DEFAULT_FROM_EMAIL=f"info@{NAME}",
            EMAIL_URL="dummymail://",
            METRICS_TOKEN=secrets.token_hex(32),
        )

    def prepare(self) -> None:
        done = self.place.manage("migrate", "--verbosity=0")
        assert done.returncode == 0, done.stderr
        self.place.manage("createcachetable")
        self.place.manage("collectstatic", "--no-input", "--verbosity=0")
        self.place.manage("practice", "De Brug", "--owner", "o@example.org", "--owner-name", "O")
        subject = ("-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}")
        subprocess.run(
            [
                *("openssl", "req", "-x509", "-nodes", "-days", "1", *subject),
                *("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"),
                *("-keyout", str(self.folder / "key.pem"), "-out", str(self.folder / "cert.pem")),
            ],
            check=True,
            capture_output=True,
        )

    def answered(
        self,
        method: str,
        path: str,
        *,
        over_tls: bool = True,
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
        source: str = "127.0.0.1",
    ) -> tuple[int, dict[str, str], str]:
        """Status, headers and text."""
        there = ("127.0.0.1", self.tls if over_tls else self.plain)
        raw = socket.create_connection(there, timeout=60, source_address=(source, 0))
        line = HTTPConnection(NAME)
        line.sock = self._tls().wrap_socket(raw, server_hostname=NAME) if over_tls else raw
        try:
            line.request(method, path, body, headers or {})
            answer = line.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read().decode()
        finally:
            line.close()

    def _tls(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self.folder / "cert.pem"))

    def shakes_hands(self, version: ssl.TLSVersion) -> bool:
        context = self._tls()
        context.set_ciphers("ALL:@SECLEVEL=0")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            context.minimum_version = context.maximum_version = version
        with socket.create_connection(("127.0.0.1", self.tls), timeout=10) as raw:
            try:
                context.wrap_socket(raw, server_hostname=NAME).close()
            except (ssl.SSLError, ConnectionError):
                return False
            return True

    def serve(self) -> None:
        serve = ["-m", "gunicorn", "--config=python:clinic.serving", "clinic.wsgi", "--workers=1"]
        self.server = subprocess.Popen(
            [sys.executable, *serve, f"--bind=127.0.0.1:{self.behind}"],
            cwd=TOP,
            env=self.place.environment,
            stderr=subprocess.DEVNULL,
        )
        until(lambda: self._up("127.0.0.1", self.behind), 60)

    def stop(self) -> None:
        self.server.terminate()
        self.server.wait(60)

    def _up(self, host: str, port: int) -> bool:
        line = HTTPConnection(host, port, timeout=5)
        try:
            line.request("GET", "/healthz", headers={"Host": NAME})
            return line.getresponse().status < 500
        except OSError:
            return False
        finally:
            line.close()

    @contextmanager
    def proxy(self, name: str) -> Iterator[None]:
        self.plain, self.tls = spare_port(), spare_port()
        self.log, self.errors = self.folder / f"{name}.log", self.folder / f"{name}-errors.log"
        command = {"nginx": self._nginx, "caddy": self._caddy}[name](program(name) or "")
        home = {"HOME": str(self.folder), "PATH": os.environ["PATH"]}
        with self.errors.open("ab") as said:
            proxy = subprocess.Popen(command, env=home, stderr=said)
        try:
            until(lambda: self._up("127.0.0.1", self.plain), 20)
            yield
        finally:
            proxy.terminate()
            proxy.wait(20)

    def _nginx(self, found: str) -> list[str]:
        text = self._here(
            "nginx.conf",
            {
                "listen 80;": f"listen 127.0.0.1:{self.plain};",
                "listen 443 ": f"listen 127.0.0.1:{self.tls} ",
                "/var/log/nginx/clinic.log": str(self.log),
                f"/etc/letsencrypt/live/{NAME}/fullchain.pem": str(self.folder / "cert.pem"),
                f"/etc/letsencrypt/live/{NAME}/privkey.pem": str(self.folder / "key.pem"),
            },
        )
        (self.folder / "site.conf").write_text(re.sub(r"(?m)^ *listen \[::\].*\n", "", text))
        (self.folder / "proxy").mkdir()
        kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        temporary = "".join(f"{k}_temp_path {self.folder}/proxy/{k};\n" for k in kinds)
        main = self.folder / "nginx.conf"
        main.write_text(
            f"{'user root;' if os.geteuid() == 0 else ''}\n"
            f"daemon off;\npid {self.folder}/nginx.pid;\nevents {{}}\n"
            f"http {{\n{temporary}include {self.folder}/site.conf;\n}}\n"
        )
        command = [found, "-p", str(self.folder), "-e", str(self.errors), "-c", str(main)]
        tested = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
        assert tested.returncode == 0, tested.stderr
        return command

    def _caddy(self, found: str) -> list[str]:
        pair = f"{self.folder}/cert.pem {self.folder}/key.pem"
        text = self._here(
            "Caddyfile",
            {
                "{\n\t# Lines": f"{{\n\tadmin off\n\thttp_port {self.plain}\n\thttps_port {self.tls}\n\t# Lines",
                "/var/log/caddy/clinic.log": str(self.log),
                "tls {": f"tls {pair} {{",
            },
        )
        file = self.folder / "Caddyfile"
        file.write_text(text)
        return [found, "run", "--config", str(file), "--adapter", "caddyfile"]

    def _here(self, name: str, places: dict[str, str]) -> str:
        text = (FOLDER / name).read_text()
        for there, here in {"127.0.0.1:8000": f"127.0.0.1:{self.behind}", **places}.items():
            assert there in text
            text = text.replace(there, here)
        return text


def program(name: str) -> str | None:
    return shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin")
