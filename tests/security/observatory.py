"""The rules of MDN's HTTP Observatory (scoring of version 1.4), as far as answers of ours can meet or miss them.

A score begins at 100 and loses for each header that is missing or too weak; what is better than asked for adds to it
only from 90 on. A+ is 100 and more. What the scanner tests beside headers (certificate, the redirect from port 80,
the preload list) is not in an answer.
"""

import re
from html.parser import HTMLParser

from django.http import HttpResponse

EXTRA_FROM = 90
BROAD = {"*", "http:", "https:", "ftp:", "http://*", "https://*", "data:", "'unsafe-inline'"}
HALF_A_YEAR = 15_768_000


class _Scripts(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.elsewhere = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        source = dict(attrs).get("src") or ""
        if tag == "script" and re.match(r"(https?:)?//", source) and "integrity" not in dict(attrs):
            self.elsewhere += 1


def marks(answer: HttpResponse) -> dict[str, int]:
    """What each test adds or takes."""
    return {
        "content-security-policy": _policy(answer),
        "cookies": _cookies(answer),
        "cross-origin-resource-sharing": -50
        if answer.get("Access-Control-Allow-Credentials") == "true"
        else 0,
        "cross-origin-resource-policy": {"same-origin": 10, "same-site": 10}.get(
            answer.get("Cross-Origin-Resource-Policy", ""), 0
        ),
        "referrer-policy": {"no-referrer": 5, "same-origin": 5, "strict-origin": 5}.get(
            answer.get("Referrer-Policy", ""), -5
        ),
        "strict-transport-security": _transport(answer),
        "subresource-integrity": _scripts(answer),
        "x-content-type-options": 0 if answer.get("X-Content-Type-Options") == "nosniff" else -5,
        "x-frame-options": _frames(answer),
    }


def score(answer: HttpResponse) -> int:
    found = marks(answer).values()
    plain = 100 + sum(mark for mark in found if mark < 0)
    return 100 + sum(found) if plain >= EXTRA_FROM else plain


def _sources(answer: HttpResponse) -> dict[str, set[str]]:
    policy = answer.get("Content-Security-Policy", "")
    parts = (part.split() for part in policy.split(";") if part.strip())
    return {name.lower(): set(sources) for name, *sources in parts}


def _policy(answer: HttpResponse) -> int:
    found = _sources(answer)
    if not found:
        return -25
    scripts, styles, objects = (
        found.get(name, found.get("default-src", {"*"}))
        for name in ("script-src", "style-src", "object-src")
    )
    if (scripts | objects) & BROAD:
        return -20
    if "'unsafe-eval'" in scripts | styles:
        return -10
    if styles & BROAD:
        return 0
    forms = found.get("form-action", {"*"}) <= {"'self'", "'none'"}
    return 10 if found["default-src"] == {"'none'"} and forms else 5


def _cookies(answer: HttpResponse) -> int:
    if not answer.cookies:
        return 0
    if not all(cookie["secure"] for cookie in answer.cookies.values()):
        return -20
    if not all(cookie["httponly"] for cookie in answer.cookies.values()):
        return -30
    return (
        5
        if all(cookie["samesite"] in ("Lax", "Strict") for cookie in answer.cookies.values())
        else -20
    )


def _transport(answer: HttpResponse) -> int:
    age = re.search(r"max-age=(\d+)", answer.get("Strict-Transport-Security", ""))
    if age is None:
        return -20
    return 0 if int(age[1]) >= HALF_A_YEAR else -10


def _frames(answer: HttpResponse) -> int:
    if _sources(answer).get("frame-ancestors", {"*"}) <= {"'self'", "'none'"}:
        return 5
    return 0 if answer.get("X-Frame-Options") in ("DENY", "SAMEORIGIN") else -20


def _scripts(answer: HttpResponse) -> int:
    if answer.streaming or not answer.get("Content-Type", "").startswith("text/html"):
        return 0
    return -5 if _Scripts(answer.content.decode()).elsewhere else 0
