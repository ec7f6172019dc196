"""What somebody who holds a copy of the database would find in it."""

from collections.abc import Iterator
from io import StringIO
from typing import Any

from django.core.management import call_command
from django.db import connection

from clinic.models import Session
from clinic.sessions import SessionStore


def dump() -> str:
    """Every row of every table, as text and as bytes, and what the sessions hold."""
    out = StringIO()
    call_command("dumpdata", use_base_manager=True, stdout=out)
    return "\n".join([out.getvalue(), *_stored(), *_sessions()])


def _stored() -> Iterator[str]:
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            for row in cursor.fetchall():
                yield from map(_as_text, row)


def _as_text(value: Any) -> str:
    stored = bytes(value) if isinstance(value, memoryview) else value
    return stored.decode("latin-1") if isinstance(stored, bytes) else str(stored)


def _sessions() -> Iterator[str]:
    for session in Session.objects.all():
        yield str(SessionStore().held(session))
