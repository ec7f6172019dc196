"""A backup back in a database: beside the live one to prove it, or into a new place for good."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection

from clinic.actions import backups
from clinic.backups import Fault, beside, files, keys_file, proving, restoring
from clinic.settings import database_at

FAULTY = 1


class Command(BaseCommand):
    help = (
        "Proves a backup (--verify), or restores it into a new place (--into): see docs/backup.md."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("backup", type=Path, metavar="FILE")
        parser.add_argument(
            "--keys",
            type=Path,
            metavar="FILE",
            help=f"the data keys; else {keys_file.NAME} beside it",
        )
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--verify", action="store_true", help="restore it beside, and check all")
        what.add_argument(
            "--into",
            metavar="WHERE",
            help="a new file of SQLite, or an empty database of PostgreSQL: its name where it is on the server of "
            "DATABASE_URL, else its whole address",
        )
        parser.add_argument(
            "--elsewhere",
            action="store_true",
            help="with --verify: the database here is not the one that was backed up",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        backup = options["backup"]
        keys = options["keys"] or keys_file.beside(backup)
        try:
            with files.ended_in_order():
                if options["verify"]:
                    self._prove(backup, keys, compare=not options["elsewhere"])
                else:
                    self._restore(backup, keys, options["into"])
        except Fault as fault:
            raise CommandError(str(fault)) from None
        except OSError as fault:
            where = fault.filename or backup
            raise CommandError(f"{where}: {fault.strerror}.") from None
        except DatabaseError as fault:
            raise CommandError(f"It cannot be restored: {fault}".strip()) from None

    def _prove(self, backup: Path, keys: Path, *, compare: bool) -> None:
        faults = 0
        for found in proving.prove(backup, keys, compare=compare):
            faults += found.faulty
            mark = "FAULT" if found.faulty else "ok"
            self.stdout.write(f"{mark:<6}{found.what:<26}{found.figure}")
        if compare:
            backups.note_proof()
        if faults:
            raise CommandError(f"{backup} is not sound: see above.", returncode=FAULTY)
        self.stdout.write(f"{backup} can be restored.")

    def _restore(self, backup: Path, keys: Path, where: str) -> None:
        done = restoring.restore(backup, keys, _place(where))
        self.stdout.write(
            f"Restored, with {done.living:,} data keys. To work with it, stop the server and its worker, "
            "set DATABASE_URL to it, and start them again."
        )
        if done.forgotten:
            self.stdout.write("Erased since, so erase them again:")
        for athlete in done.forgotten:
            self.stdout.write(f"  {athlete}")


def _place(where: str) -> dict[str, Any]:
    if "://" in where:
        return database_at(where)
    if connection.vendor == beside.POSTGRESQL and "/" not in where:
        return beside.database(connection, where)
    return database_at(f"sqlite:///{Path(where).absolute()}")
