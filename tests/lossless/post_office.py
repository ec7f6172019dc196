"""A mail server that takes letters, and can keep its answer back when it has one."""

import re
import socketserver
import threading
from typing import Any

LINK = re.compile(r"/s/([\w-]+)/")


class _Counter(socketserver.StreamRequestHandler):
    server: "PostOffice"

    def handle(self) -> None:
        self._say("220 here")
        while line := self.rfile.readline().decode().strip():
            match line.split()[0].upper():
                case "DATA":
                    self._say("354 go on")
                    self._take()
                case "QUIT":
                    return self._say("221 bye")
                case _:
                    self._say("250 good")
        return None

    def _take(self) -> None:
        lines = []
        while (line := self.rfile.readline().decode()) not in (".\r\n", ""):
            lines.append(line)
        self.server.letters.append("".join(lines))
        self.server.arrived.set()
        self.server.open.wait(30)
        self._say("250 taken")

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


class PostOffice(socketserver.ThreadingTCPServer):
    daemon_threads = allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Counter)
        self.letters: list[str] = []
        self.arrived, self.open = threading.Event(), threading.Event()
        self.address = f"smtp://127.0.0.1:{self.server_address[1]}"
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    def handle_error(self, *_args: Any) -> None:
        """Who sent was killed."""

    @property
    def numbers(self) -> list[str]:
        return [re.findall(r"^Message-ID: (.*)\r$", text, re.MULTILINE)[0] for text in self.letters]

    @property
    def links(self) -> list[str]:
        return [LINK.findall(text.replace("=\r\n", ""))[0] for text in self.letters]
