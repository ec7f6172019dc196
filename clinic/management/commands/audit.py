"""Checks the access log: whether every row is there as it was written."""

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from clinic import chain, triggers
from clinic.chain.checking import named
from clinic.models import Event


class Command(BaseCommand):
    help = "Says whether the access log is whole, or names the first broken link of each practice."

    def add_arguments(self, parser: ArgumentParser) -> None:
        work = parser.add_subparsers(dest="work", required=True)
        verify = work.add_parser("verify", help="check every row; exit status 1 if one is broken")
        verify.add_argument("--practice", type=UUID, metavar="ID", help="this practice alone")
        verify.add_argument(
            "--noted",
            type=Path,
            metavar="FILE",
            help="what this command printed before: the log must still hold what it held then",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        practice = options["practice"]
        noted = list(_read(options["noted"])) if options["noted"] else []
        wrong = [str(fault) for fault in chain.faults(practice_id=practice)]
        wrong += [
            f"{named(where)}: row {number} with {fingerprint} is not there any more."
            for where, number, fingerprint in noted
            if not chain.holds(where, number, fingerprint)
        ]
        wrong += [
            f"The database lacks its trigger {name}." for name in triggers.missing(connection)
        ]
        if wrong:
            raise CommandError("\n".join(wrong))
        heads = chain.heads(practice_id=practice)
        if practice and not heads:
            raise CommandError(f"There is no practice {practice}.")
        for head in heads:
            rows = Event.objects.filter(chain=head.chain).count()
            self.stdout.write(f"{head.chain} {rows} rows, last {head.number} {head.fingerprint}")


def _read(noted: Path) -> Iterator[tuple[UUID, int, str]]:
    try:
        lines = noted.read_text().splitlines()
        for line in filter(None, lines):
            where, _rows, _word, _last, number, fingerprint = line.split()
            yield UUID(where), int(number), fingerprint
    except (OSError, ValueError) as error:
        raise CommandError(f"{noted} is not what this command printed: {error}") from None
