"""Sends the reminders that are due: for a timer, once or more a day."""

from typing import Any

from django.core.management.base import BaseCommand

from clinic.actions import mailing


class Command(BaseCommand):
    help = "Mails the athletes whose appointment is 7, 2 or 1 days ahead and who have not sent yet."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{mailing.remind()} reminders")
