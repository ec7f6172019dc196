"""A browser without a screen: cookies, forms, and an answer to every request, also where no server is."""

import http.client
import re
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from html import unescape
from threading import Barrier
from typing import Any
from urllib.parse import urlencode

from tests.browser.serving import Installation, Invited

FOOD = "/screening/nutrition/1/"
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
PATIENCE = 60


@dataclass(frozen=True)
class Answer:
    """`status` is 0 where none came."""

    status: int
    headers: Mapping[str, str]
    body: str

    @property
    def leads_to(self) -> str:
        return self.headers.get("Location", "")


NONE = Answer(0, {}, "")


class Browser:
    def __init__(self, served: Installation, cookies: Mapping[str, str] | None = None) -> None:
        self.port = served.behind
        self.cookies = {**(cookies or {})}

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, None)

    def post(self, path: str, data: Mapping[str, Any]) -> Answer:
        return self._ask("POST", path, urlencode(data))

    def form(self, path: str) -> dict[str, str]:
        """The hidden fields of a page's forms."""
        page = self.get(path)
        assert page.status == 200, (path, page.status, page.leads_to)
        return {name: unescape(value) for name, value in HIDDEN.findall(page.body)}

    def _ask(self, method: str, path: str, body: str | None) -> Answer:
        headers = {
            "Host": "localhost",
            "Origin": "https://localhost",
            "X-Forwarded-Proto": "https",
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            text = response.read().decode()
        except (OSError, http.client.HTTPException):
            return NONE
        finally:
            connection.close()
        for cookie in response.headers.get_all("Set-Cookie") or ():
            name, _equals, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return Answer(response.status, dict(response.headers.items()), text)


def athlete(served: Installation, invited: Invited) -> Browser:
    """Hers, at her questions."""
    browser = Browser(served)
    browser.get(f"/s/{invited.token}/")
    born = invited.athlete.date_of_birth
    proof = {"day": born.day, "month": born.month, "year": born.year}
    browser.post("/welcome/", {**browser.form("/welcome/"), **proof})
    browser.post("/screening/", {**browser.form("/screening/"), "go": "on", "consent": "yes"})
    assert browser.get(FOOD).status == 200
    return browser


def at_once(browser: Browser, path: str, data: Mapping[str, Any], times: int = 2) -> list[Answer]:
    """The same form, so often, in the same moment."""
    gate = Barrier(times)

    def send() -> Answer:
        gate.wait()
        return browser.post(path, data)

    with ThreadPoolExecutor(times) as pool:
        return [sent.result() for sent in [pool.submit(send) for _ in range(times)]]


def is_refused(answer: Answer) -> bool:
    """Not saved, and said so; or no answer at all."""
    return answer.status == 0 or (answer.status == 503 and "Retry-After" in answer.headers)


def numbered(first: int = 1) -> Iterator[int]:
    """Times of changes, as her browser would give them."""
    while True:
        yield first
        first += 1
