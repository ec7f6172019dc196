"""Another database under an alias of its own: a copy that is being made, or one that is being proven."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

SQLITE, POSTGRESQL = "sqlite", "postgresql"

# Nothing of it needs to outlive a crash; deleted bytes are overwritten, as in the live file.
PRAGMAS = "PRAGMA synchronous=OFF; PRAGMA secure_delete=ON"


@contextmanager
def opened(settings_dict: dict[str, Any]) -> Iterator[str]:
    """The alias under which the database is reached until the block ends."""
    alias = f"beside-{secrets.token_hex(4)}"
    connections.databases[alias] = settings_dict
    try:
        yield alias
    finally:
        connections[alias].close()
        delattr(connections._connections, alias)
        del connections.databases[alias]


def file(path: Path) -> dict[str, Any]:
    """Settings for a file of SQLite."""
    made = _blank()
    made["ENGINE"], made["NAME"] = "django.db.backends.sqlite3", str(path)
    made["OPTIONS"] = {"transaction_mode": "IMMEDIATE", "init_command": PRAGMAS}
    return made


def database(live: BaseDatabaseWrapper, name: str) -> dict[str, Any]:
    """Settings for another database of the same server, without a pool."""
    made = deepcopy(live.settings_dict)
    made["NAME"] = name
    made["OPTIONS"] = {k: v for k, v in made["OPTIONS"].items() if k != "pool"}
    return made


def at(url: dict[str, Any]) -> dict[str, Any]:
    """Settings for what a DATABASE_URL names."""
    return {**_blank(), **url}


def _blank() -> dict[str, Any]:
    """Every setting that Django expects, with what it means where nothing is said."""
    made = {
        name: value
        for name, value in connections["default"].settings_dict.items()
        if name not in ("USER", "PASSWORD", "HOST", "PORT", "OPTIONS", "NAME")
    }
    return {**deepcopy(made), "USER": "", "PASSWORD": "", "HOST": "", "PORT": "", "OPTIONS": {}}


def tables(connection: BaseDatabaseWrapper) -> list[str]:
    with connection.cursor() as cursor:
        return sorted(connection.introspection.table_names(cursor))


def counted(connection: BaseDatabaseWrapper) -> dict[str, int]:
    """How many rows each table has."""
    found = {}
    with connection.cursor() as cursor:
        for table in tables(connection):
            cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608
            found[table] = cursor.fetchone()[0]
    return found
