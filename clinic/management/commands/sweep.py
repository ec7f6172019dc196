"""Puts back work whose worker was killed: for a timer, each minute."""

from typing import Any

from django.core.management.base import BaseCommand

from clinic import heartbeat
from clinic.actions import sweeping


class Command(BaseCommand):
    help = "Puts back tasks that have lost their worker, so that another does them."

    def handle(self, *args: Any, **options: Any) -> None:
        heartbeat.ask()
        self.stdout.write(f"{sweeping.sweep()} put back")
