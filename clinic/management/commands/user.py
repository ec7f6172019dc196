"""Accounts, from the machine itself: for when somebody must not get in any more, or cannot."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from clinic.actions import accounts
from clinic.models import User

ACTIONS = {
    "disable": accounts.disable,
    "enable": accounts.enable,
    "reset-second-step": accounts.reset_second_step,
}


class Command(BaseCommand):
    help = (
        "disable: ends somebody's sessions and lets her in no more; enable: lets her in again; "
        "reset-second-step: takes her second step away, so that she sets up another when she signs in."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("action", choices=ACTIONS)
        parser.add_argument("email", metavar="EMAIL")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(email=options["email"].lower()).first()
        if user is None:
            raise CommandError(f"Nobody signs in as {options['email']}.")
        ended = ACTIONS[options["action"]](user=user)
        self.stdout.write(f"{user.email}: {options['action']}. Sessions ended: {ended}.")
        keys = accounts.working_keys(user)
        if options["action"] == "disable" and keys:
            self.stdout.write(
                f"Keys for other systems that she made and that still work: {', '.join(keys)}. "
                "They are the practice's own: an owner revokes them under Practice, Links with other systems."
            )
