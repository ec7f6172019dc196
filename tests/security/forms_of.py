"""The forms of a page, as somebody finds them who looks for what they do not expect."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Form:
    action: str
    posted: bool
    fields: dict[str, str] = field(default_factory=dict)

    def key(self) -> tuple[str, tuple[str, ...]]:
        """Forms that ask for the same are one."""
        return self.action.partition("?")[0], tuple(sorted(self.fields))


class Forms(HTMLParser):
    def __init__(self, address: str, page: str) -> None:
        super().__init__()
        self.address = address
        self.found: list[Form] = []
        self._inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = True
            self.found.append(
                Form(given.get("action") or self.address, given.get("method") == "post")
            )
        elif (
            self._inside and given.get("name") and tag in ("input", "select", "textarea", "button")
        ):
            self.found[-1].fields[given["name"]] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
