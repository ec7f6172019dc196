"""Other keys, while people work: see docs/keys.md."""

import time
from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django_scopes import scopes_disabled

from clinic import audit
from clinic.actions import rotation
from clinic.models import Action, Athlete
from screening import encryption
from screening.models import DataKey

PAUSE = 60
"""Seconds after which no request is left that began before the new data keys."""

TRIES = 20
KINDS = ("data keys", "second steps", "sessions")
ALL = "all"


class Command(BaseCommand):
    help = (
        "Puts every data key and second step under the first of MASTER_KEYS, and tells which master keys can be taken "
        "out. With --data also gives athletes other data keys and seals what is theirs anew."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="tell, and change nothing")
        parser.add_argument(
            "--data",
            nargs="+",
            metavar="ATHLETE",
            help=f"athletes' ids, or {ALL!r}: other data keys",
        )
        parser.add_argument(
            "--pause", type=int, default=PAUSE, help="seconds before former data keys are dropped"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = self._wanted(options["data"] or [])
        if options["dry_run"]:
            self.stdout.write(f"{len(wanted)} athletes would get another data key")
        else:
            self.stdout.write(f"{rotation.wrap_anew()} wrapped or sealed anew")
            self._renew(wanted)
            self._finish(options["pause"])
        self._tell()

    def _wanted(self, data: list[str]) -> list[Athlete]:
        with scopes_disabled():
            athletes = Athlete.objects.select_related("key").exclude(key__wrapped=None)
            if data == [ALL]:
                return list(athletes.order_by("pk"))
            try:
                ids = {UUID(each) for each in data}
            except ValueError:
                raise CommandError(f"--data takes athletes' ids, or {ALL!r}.") from None
            found = list(athletes.filter(pk__in=ids))
        if len(found) != len(ids):
            raise CommandError("There is no such athlete, or her key was destroyed.")
        return found

    def _renew(self, athletes: list[Athlete]) -> None:
        for practice_id in {athlete.practice_id for athlete in athletes}:
            audit.record(Action.CHANGE, "data keys", by=audit.COMMAND, practice_id=practice_id)
        if athletes:
            given = sum(rotation.renew(athlete.key_id) for athlete in athletes)
            self.stdout.write(f"{given} other data keys")

    def _finish(self, pause: int) -> None:
        """Seal anew, wait, look once more and drop the former keys: also those of a run that was ended."""
        keys = rotation.unfinished()
        if not keys:
            return
        sealed = sum(rotation.seal_anew(key)[0] for key in keys)
        time.sleep(pause)
        left = [key for key in keys if not self._dropped(key)]
        self.stdout.write(
            f"{sealed} values sealed anew; {len(keys) - len(left)} former keys dropped"
        )
        if left:
            raise CommandError(f"{len(left)} data keys are in use all the time: run it once more.")

    def _dropped(self, key: UUID) -> bool:
        for _each in range(TRIES):
            rotation.seal_anew(key)
            try:
                if rotation.forget_former(key):
                    return True
            except DataKey.DoesNotExist:
                return True
            time.sleep(0.1)
        return False

    def _tell(self) -> None:
        usage, first = rotation.usage(), encryption.in_use()
        names = [
            *settings.MASTER_KEYS,
            *sorted({name for _kind, name in usage} - {*settings.MASTER_KEYS}),
        ]
        missing = []
        for name in names:
            counts = {kind: usage[kind, name] for kind in KINDS}
            said = ", ".join(f"{count} {kind}" for kind, count in counts.items())
            if name == first:
                said += ": in use"
            elif name not in settings.MASTER_KEYS:
                missing.append(name)
                said += ": missing from MASTER_KEYS, they do not open"
            else:
                said += ": still needed" if any(counts.values()) else ": can be taken out"
            self.stdout.write(f"{name}  {said}")
        if missing:
            raise CommandError(f"MASTER_KEYS lacks a key that is in use: {', '.join(missing)}.")
