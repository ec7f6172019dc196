"""The PDF of one case, for research use. Needs no database, and prints no date of its own accord."""

import json
import os
import sys
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import override

from clinic import letter, paper
from screening import fhir
from screening.core.answers import Case, Refused
from screening.documents import decode_file
from screening.models import ALPHABET
from screening.protocols import Protocol, read_document
from screening.wording.faults import line

REFUSED = 2


class Command(BaseCommand):
    help = "Write the PDF of a case. The same case gives the same bytes on one machine."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("case", type=Path, help="a JSON file with one case")
        parser.add_argument("--lang", choices=("nl", "en"), default="nl", help="its language")
        parser.add_argument("--output", type=Path, required=True, help="where to write the PDF")
        parser.add_argument("--date", type=date.fromisoformat, help="the date on it, YYYY-MM-DD")
        parser.add_argument("--code", help="the athlete's code; else one made from the case")
        parser.add_argument("--practice", default="", help="the practice in the letterhead")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            document = decode_file(options["case"])
            protocol, case = read_document(document)
        except Refused as refused:
            _refuse(line(fault) for fault in refused.faults)
        code = options["code"] or code_of(case)
        facts = letter.Facts(
            code=code,
            practice=options["practice"],
            printed_on=options["date"],
            data=data_of(code, protocol, document),
        )
        with override(options["lang"]):
            told = letter.build(protocol, case, protocol.assess(case), facts=facts)
        try:
            write_at_once(options["output"], paper.render(told))
        except OSError as error:
            _refuse([f"{options['output']}: {error.strerror}; name a file in a folder that exists"])


def _refuse(faults: Iterable[str]) -> NoReturn:
    for fault in faults:
        sys.stderr.write(f"{fault}\n")
    sys.exit(REFUSED)


def data_of(code: str, protocol: Protocol, document: Mapping[str, Any]) -> bytes:
    """The case as a FHIR bundle; when it was sent is not known."""
    filled = fhir.Filled(
        code=code,
        protocol=protocol,
        age=document["age"],
        sent_at=None,
        answers=document["answers"],
        measurements=document.get("measurements", {}),
    )
    return fhir.as_bytes(fhir.bundle(filled))


def code_of(case: Case) -> str:
    """A code that says nothing about the athlete: C- and five characters that the case itself decides."""
    told = asdict(case)
    told["responses"]["asked"] = sorted(told["responses"]["asked"])
    digest = sha256(json.dumps(told, default=str, sort_keys=True).encode()).digest()
    return "C-" + "".join(ALPHABET[byte % len(ALPHABET)] for byte in digest[:5])


def write_at_once(path: Path, content: bytes) -> None:
    """The whole file or none of it: what stood there stays until the new one is complete."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        os.chmod(name, 0o644)
        os.replace(name, path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
