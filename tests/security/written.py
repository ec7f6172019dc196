"""Texts that would run where a page took them for more than text, written into every field that takes one.

Each has a number, so that a test can see that it was shown, and where.
"""

from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import count

RUNS = "<svg onload>"
"""The shortest text that runs in a page; fits in every field."""


class Marks:
    """Hands out texts, and knows which were handed out."""

    def __init__(self) -> None:
        self.given: dict[str, str] = {}
        self._numbers: Iterator[int] = count(10)

    def new(self, field: str, *, short: bool = False) -> str:
        """Breaks out of an attribute too, where the field is long enough."""
        mark = RUNS if short else f"x{next(self._numbers)}\"'>{RUNS}"
        self.given[field] = mark
        return mark


class Page(HTMLParser):
    """What of a page would run that may not, and the text that it shows, values of controls and titles included."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.running: list[str] = []
        self.shown: list[str] = []
        self._in_script = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            text = (value or "").strip()
            if name.startswith("on") or text.lower().startswith("javascript:"):
                self.running.append(self.get_starttag_text() or tag)
            self.shown.append(text)
        if tag == "script" and dict(attrs).get("type") != "application/json":
            self._in_script = True
            if not dict(attrs).get("src"):
                self.running.append(self.get_starttag_text() or tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._in_script = False

    def handle_data(self, data: str) -> None:
        if self._in_script and data.strip():
            self.running.append(data)
        self.shown.append(data)

    @property
    def text(self) -> str:
        return "\n".join(self.shown)
