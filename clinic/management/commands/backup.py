"""A backup of the database, made while people work."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from clinic.actions import backups
from clinic.backups import Fault, files, keys_file, rota


class Command(BaseCommand):
    help = (
        "Writes the database, sealed, to a file, and its data keys to another: see docs/backup.md."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--output",
            type=Path,
            required=True,
            metavar="FILE",
            help="the new file; in a folder that is named here it is called by its moment",
        )
        parser.add_argument(
            "--keys",
            type=Path,
            metavar="FILE",
            help=f"the data keys; else {keys_file.NAME} beside it",
        )
        parser.add_argument(
            "--new-keys",
            action="store_true",
            help="begin the data keys anew, though the file there cannot be read or is of another database",
        )
        parser.add_argument("--force", action="store_true", help="replace a file that is there")
        parser.add_argument(
            "--prune",
            action="store_true",
            help=f"in a folder, then keep {rota.DAYS} days, {rota.WEEKS} weeks, {rota.MONTHS} months",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        output, folder = options["output"], None
        if output.is_dir():
            folder, output = output, output / rota.name_now()
        elif options["prune"]:
            raise CommandError("--prune needs --output to name a folder.")
        keys = options["keys"] or keys_file.beside(output)
        try:
            with files.ended_in_order():
                made = backups.make(
                    output=output,
                    keys=keys,
                    replace=options["force"],
                    new_keys=options["new_keys"],
                )
            gone = rota.prune(folder) if options["prune"] else 0
        except Fault as fault:
            raise CommandError(str(fault)) from None
        except OSError as fault:
            where = fault.filename or output
            raise CommandError(f"No backup was made: {where}: {fault.strerror}.") from None
        except DatabaseError as fault:
            raise CommandError(f"No backup was made: {fault}".strip()) from None
        self.stdout.write(
            f"{output}: {made.size:,} bytes in {made.seconds} s; data keys in {keys}"
            + (f"; {gone} older ones removed" if gone else "")
        )
