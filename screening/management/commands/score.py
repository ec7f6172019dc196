"""Score cases for batch and research use. Needs no database."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from django.core.management.base import BaseCommand, CommandParser

from screening.core.answers import Refused
from screening.documents import LIMIT, read_file, read_text
from screening.wording.faults import line

REFUSED = 2
_dump = json.JSONEncoder(separators=(", ", ": ")).encode


class Command(BaseCommand):
    help = "Score a case (CASE.json), or cases as JSON Lines on standard input (-), and print the results as JSON."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("case", help="a JSON file with one case, or - for JSON Lines")

    def handle(self, *args: Any, **options: Any) -> None:
        refused = _stream() if options["case"] == "-" else _file(Path(options["case"]))
        if refused:
            sys.exit(REFUSED)


def _file(path: Path) -> bool:
    try:
        protocol, case = read_file(path)
    except Refused as refused:
        for fault in refused.faults:
            sys.stderr.write(f"{line(fault)}\n")
        return True
    sys.stdout.write(f"{_dump(protocol.assess(case).as_json())}\n")
    return False


def _stream() -> bool:
    """Print one result a line, in order; a bad line gets its faults in its place. Says whether any was bad."""
    refused, empty = False, True
    # Each result leaves at once: whoever feeds the lines may wait for it.
    sys.stdout.reconfigure(line_buffering=True)
    write = sys.stdout.write
    for text in _lines(sys.stdin.buffer):
        empty = False
        try:
            protocol, case = read_text(text)
        except Refused as bad:
            refused = True
            write(_dump({"error": [line(fault) for fault in bad.faults]}) + "\n")
        else:
            write(_dump(protocol.assess(case).as_json()) + "\n")
    if empty:
        sys.stderr.write("standard input: no case was given; give one JSON case a line\n")
    return refused or empty


def _lines(stream: IO[bytes]) -> Iterator[bytes]:
    """The lines, an overlong one cut just above the limit, so that no line can fill the memory."""
    while text := stream.readline(LIMIT + 2):
        rest = text
        while not rest.endswith(b"\n") and len(rest) == LIMIT + 2:
            rest = stream.readline(LIMIT + 2)
        yield text.rstrip(b"\r\n")
