"""Works on the rows of a served installation, in a process of its own: one JSON question a line, one answer a line.

The browser's tests kill the server at will; what the database then holds is read here, through the models.
"""

import json
import os
import secrets
import sys
from dataclasses import asdict
from typing import Any

import django
from django.core.management import call_command
from django_scopes import scopes_disabled


def prepare() -> None:
    """What an installation does once: tables, the cache's table, compressed static files."""
    tables()
    call_command("collectstatic", interactive=False, verbosity=0)


def tables() -> None:
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)


def invite(language: str = "nl") -> dict[str, str]:
    """An open invitation of a new athlete of 24."""
    from tests.factories import AthleteFactory, InvitationFactory

    invitation = InvitationFactory(athlete=AthleteFactory(language=language))
    return {
        "token": invitation.token,
        "code": invitation.screening.code,
        "date_of_birth": invitation.athlete.date_of_birth.isoformat(),
    }


def mail() -> str:
    """Somebody is invited by mail, which is all that waits for a worker. The id of the invitation."""
    from django_tasks_db.models import DBTaskResult

    from clinic.actions import mailing
    from tests.factories import AthleteFactory, MembershipFactory

    DBTaskResult.objects.all().delete()
    member = MembershipFactory()
    athlete = AthleteFactory(practice=member.practice, email="zij@example.org")
    with scopes_disabled():
        return str(mailing.invite(athlete=athlete, by=member).pk)


def mailed(invitation: str) -> dict[str, Any]:
    """What is known of the mail of an invitation."""
    from clinic.models import Event, Invitation

    with scopes_disabled():
        found = Invitation.objects.get(pk=invitation)
        return {
            "links": found.links.count(),
            "noted": found.mailed_at is not None,
            "recorded": Event.objects.filter(
                action="mail", athlete_id=found.athlete_id, object="invitation"
            ).count(),
        }


def long_ago() -> int:
    """Tasks that are running began some minutes ago; how many."""
    from datetime import timedelta

    from django.utils import timezone
    from django_tasks_db.models import DBTaskResult

    before = timezone.now() - timedelta(minutes=2)
    return DBTaskResult.objects.running().update(started_at=before)


def received() -> dict[str, str]:
    """A screening that was sent, and the session of a therapist who may read it."""
    from django.conf import settings
    from django.test import Client

    from tests.factories import MembershipFactory, ReceivedFactory

    invitation = ReceivedFactory()
    therapist = MembershipFactory(practice=invitation.athlete.practice)
    client = Client()
    client.force_login(therapist.user)
    return {
        "code": invitation.screening.code,
        "cookie": f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}",
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


def invite_many(many: int) -> list[dict[str, str]]:
    return [invite() for _ in range(many)]


def owner() -> dict[str, Any]:
    """Somebody who is signed in: the cookie, and every kind of form to send."""
    from django.conf import settings
    from django.test import Client

    from clinic.models import Role
    from tests import twice
    from tests.conftest import confirm
    from tests.factories import MembershipFactory

    member = MembershipFactory(role=Role.OWNER)
    client = Client()
    client.force_login(member.user)
    confirm(client, member.user)
    with scopes_disabled():
        forms = [asdict(form) for form in twice.forms(member)]
    name = settings.SESSION_COOKIE_NAME
    return {"cookie": [name, client.cookies[name].value], "forms": forms}


def count(query: str) -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchone()[0]


def faults(*, thorough: bool = False) -> list[str]:
    """What is wrong with the database."""
    from clinic import database

    return database.faults(thorough=thorough)


def fold() -> None:
    """Bring all that stands in the write-ahead log into SQLite's file."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def only_read(*, begins: bool) -> None:
    """From here on, or no more, PostgreSQL takes nothing that is written to this database."""
    from django.db import connection

    name = connection.ops.quote_name(connection.settings_dict["NAME"])
    setting = "default_transaction_read_only"
    with connection.cursor() as cursor:
        cursor.execute("SET default_transaction_read_only = off")
        cursor.execute(
            f"ALTER DATABASE {name} SET {setting} = on"
            if begins
            else f"ALTER DATABASE {name} RESET {setting}"
        )
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def lock() -> None:
    """From here on nobody else can write: a save that comes now waits in the middle."""
    from django.db import connection

    connection.ensure_connection()
    connection.connection.execute("BEGIN IMMEDIATE")


def unlock() -> None:
    from django.db import connection

    connection.connection.execute("ROLLBACK")


WORK = {
    work.__name__: work
    for work in (
        prepare,
        tables,
        invite,
        invite_many,
        owner,
        mail,
        mailed,
        long_ago,
        received,
        answers,
        saves,
        count,
        faults,
        fold,
        refusals,
        only_read,
        lock,
        unlock,
    )
}

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clinic.settings")
    django.setup()
    from django.db import connection

    from tests.factories import UserFactory

    # Another clerk may have worked on this database.
    UserFactory.reset_sequence(secrets.randbelow(10**9))
    for line in sys.stdin:
        if connection.vendor == "postgresql":
            connection.close()  # the server may have been started again
        name, arguments = json.loads(line)
        sys.stdout.write(json.dumps(WORK[name](**arguments), default=float) + "\n")
        sys.stdout.flush()
