"""Destroys what the time for keeping is over for: for a timer, once a day. See docs/retention.md."""

from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from clinic.actions import purging

WORDS = {
    "noticed": "files fall due: told now, destroyed 30 days later at the earliest",
    "athletes": "files of athletes destroyed",
    "drafts": "questionnaires destroyed that were never sent",
    "held": "files stay although they fall due: held",
    "events": "lines of the access log cut off",
    "joinings": "old invitations to work here forgotten",
    "exports": "old exports forgotten",
    "sessions": "sessions that are over forgotten",
    "tasks": "tasks that are done forgotten",
    "tables": "files of tables forgotten",
    "forms": "forms forgotten that were carried out",
}


class Command(BaseCommand):
    help = "Tells which records fall due, and destroys those that were told of 30 days ago. Prints numbers alone."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="tell, and change nothing")
        parser.add_argument(
            "--clock-is-right",
            action="store_true",
            help="go on although the access log tells of nothing in the week before yesterday",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        dry = options["dry_run"]
        since = purging.quiet_since()
        if since and not dry and not options["clock_is_right"]:
            raise CommandError(
                f"Nothing was destroyed: nothing was done here between {since:%Y-%m-%d} and yesterday, so the clock "
                f"may have jumped ahead. It says {timezone.now():%Y-%m-%d}; if that is right, add --clock-is-right."
            )
        if dry:
            self.stdout.write("Dry run: nothing is changed.")
        for practice, found in purging.purge(dry=dry):
            self._print(f"practice {practice.pk}", found)
        self._print("everywhere", purging.leftovers(dry=dry))

    def _print(self, where: str, found: Counter[str]) -> None:
        self.stdout.write(where)
        for kind, words in WORDS.items():
            if kind in found:
                self.stdout.write(f"  {found[kind]:6}  {words}")
