"""The access log without what guards it: as somebody has it who may do anything with the database."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from clinic import triggers


@contextmanager
def log_unguarded() -> Iterator[None]:
    """Without its triggers; they stand again afterwards."""
    _switch("DISABLE")
    try:
        yield
    finally:
        _switch("ENABLE")


def _switch(how: str) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for table in (triggers.EVENT, triggers.CUT):
                cursor.execute(f"ALTER TABLE {table} {how} TRIGGER USER")
    elif how == "ENABLE":
        triggers.install(connection)
    else:
        triggers.remove(connection)
