"""The worker of django-tasks-db, which shows itself at its start."""

from typing import Any

from django_tasks_db.management.commands import db_worker

from clinic import heartbeat


class Command(db_worker.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        heartbeat.ask()
        super().handle(*args, **options)
