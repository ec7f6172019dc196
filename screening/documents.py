"""Cases from outside: JSON text that nobody has checked, of at most LIMIT bytes. Numbers stay the decimals as given."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn

from .core.answers import Case, Fault, Refused
from .core.kinds import Problem
from .protocols import Protocol, read_document

LIMIT = 1_000_000
"""Bytes in one case; the largest sensible one has some thousands."""


def _not_a_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no finite number")


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    document = dict(pairs)
    if len(document) != len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"{next(n for n in names if names.count(n) > 1)!r} stands twice")
    return document


_DECODER = json.JSONDecoder(
    parse_float=Decimal, parse_constant=_not_a_number, object_pairs_hook=_without_doubles
)


def read_text(text: bytes) -> tuple[Protocol, Case]:
    """The protocol and case in JSON text; raises Refused with every fault."""
    return read_document(decode(text))


def decode(text: bytes) -> Any:
    """The document in JSON text, whatever it holds; raises Refused."""
    if len(text) > LIMIT:
        raise Refused([Fault("case", Problem.TOO_LARGE, (LIMIT,))])
    try:
        decoded = text.decode("utf-8-sig")
        if not decoded.strip():
            raise Refused([Fault("case", Problem.EMPTY)])
        return _DECODER.decode(decoded.strip())
    except (ValueError, RecursionError) as error:
        raise Refused([Fault("case", Problem.NOT_JSON, (_first_line(error),))]) from None


def _first_line(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "nested too deeply"
    return (str(error).splitlines() or ["unreadable"])[0][:200]


def read_file(path: Path) -> tuple[Protocol, Case]:
    """The protocol and case in a file; raises Refused, also when the file cannot be read."""
    return read_document(decode_file(path))


def decode_file(path: Path) -> Any:
    """The document in a file; raises Refused, also when the file cannot be read."""
    try:
        with path.open("rb") as file:
            text = file.read(LIMIT + 1)
    except OSError as error:
        raise Refused([Fault(str(path), Problem.UNREADABLE, (error.strerror or "",))]) from None
    return decode(text)
