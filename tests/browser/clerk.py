"""Works on the rows of a served installation, in a process of its own: one JSON question a line, one answer a line.

The browser's tests kill the server at will; what the database then holds is read here, through the models.
"""

import json
import os
import sys
from typing import Any

import django
from django.core.management import call_command
from django_scopes import scopes_disabled


def prepare() -> None:
    """What an installation does once: tables, the cache's table, compressed static files."""
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def invite(language: str = "nl") -> dict[str, str]:
    """An open invitation of a new athlete of 24."""
    from tests.factories import AthleteFactory, InvitationFactory

    invitation = InvitationFactory(athlete=AthleteFactory(language=language))
    return {
        "token": invitation.token,
        "code": invitation.screening.code,
        "date_of_birth": invitation.athlete.date_of_birth.isoformat(),
    }


def answers(code: str) -> dict[str, Any]:
    """The raw answers that are stored now."""
    from screening.models import Screening

    return Screening.objects.get(code=code).answers


def saves(code: str) -> int:
    """How many saves of this screening were recorded."""
    from clinic.models import Action, Event

    with scopes_disabled():
        return Event.objects.filter(action=Action.SAVE, screening=code).count()


def refusals(code: str) -> dict[str, Any]:
    """What wrong dates of birth did to the invitation of this screening."""
    from clinic.models import Action, Event, Invitation

    with scopes_disabled():
        invitation = Invitation.objects.get(screening__code=code)
        events = Event.objects.filter(screening=code)
        return {
            "wrong_tries": invitation.wrong_tries,
            "frozen": invitation.frozen,
            "counted": events.filter(reason="wrong_date").count(),
            "freezes": events.filter(action=Action.FREEZE).count(),
            "opened": events.filter(action=Action.OPEN, reason="", object="invitation").count(),
        }


def lock() -> None:
    """From here on nobody else can write: a save that comes now waits in the middle."""
    from django.db import connection

    connection.ensure_connection()
    connection.connection.execute("BEGIN IMMEDIATE")


def unlock() -> None:
    from django.db import connection

    connection.connection.execute("ROLLBACK")


WORK = {work.__name__: work for work in (prepare, invite, answers, saves, refusals, lock, unlock)}

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clinic.settings")
    django.setup()
    for line in sys.stdin:
        name, arguments = json.loads(line)
        sys.stdout.write(json.dumps(WORK[name](**arguments), default=float) + "\n")
        sys.stdout.flush()
