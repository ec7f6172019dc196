"""What the files of an export are called: a practice's rule with placeholders, made fit for every system."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from string import Formatter

DEFAULT = "{code}-v{version}-{language}"
LONGEST = 120
"""Characters of a name, with its ending."""

PLACEHOLDERS = ("code", "version", "language", "signed", "client", "name")
"""`signed` is the day as 2026-11-26, `client` the client number, `name` the athlete's."""

ENDING = ".pdf"
FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
"""Names of devices on Windows, with any ending."""


class Unfit(ValueError):
    """A rule that makes no names; `args[0]` is the placeholder that there is not, or "" where braces do not match."""


def check(rule: str) -> None:
    """Raises Unfit."""
    try:
        parts = list(Formatter().parse(rule))
    except ValueError:
        raise Unfit("") from None
    for _text, field, spec, conversion in parts:
        if field is not None and (field not in PLACEHOLDERS or spec or conversion):
            raise Unfit(field)


def filled(rule: str, values: Mapping[str, str]) -> str:
    """A name by a rule that was checked, fit for a file; the code where nothing is left of it."""
    return _fit(rule.format_map(values)) or _fit(values["code"])


def _fit(text: str) -> str:
    text = unicodedata.normalize("NFC", text)
    text = "".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in text)
    text = " ".join(FORBIDDEN.sub("-", text).split())
    text = text.strip(". ")[: LONGEST - len(ENDING)].rstrip(". ")
    return f"_{text}"[: LONGEST - len(ENDING)] if RESERVED.fullmatch(text) else text


def unique(names: Iterable[str]) -> list[str]:
    """The names with their ending, a number behind one that was there, also in other capitals."""
    taken: set[str] = set()
    found = []
    for name in names:
        tried, number = f"{name}{ENDING}", 1
        while tried.casefold() in taken:
            number += 1
            behind = f" ({number}){ENDING}"
            tried = f"{name[: LONGEST - len(behind)]}{behind}"
        taken.add(tried.casefold())
        found.append(tried)
    return found
