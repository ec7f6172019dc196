"""A backup back in a database: beside the live one for as long as it is proven, or in a new place for good."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management import call_command
from django.db import DatabaseError, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader

from clinic import triggers
from clinic.models import Athlete

from . import Fault, beside, files, key_rows, keys_file, log, postgresql, sections, snapshot
from .container import KEYS_FILE


def check(backup: Path, keys: Path) -> dict[str, Any]:
    """What the backup says about itself, after every byte of both files was looked at; raises Fault."""
    try:
        for _piece in sections.dump(backup):
            pass
        about = sections.about(backup)
    except Fault as fault:
        raise Fault(f"{backup} cannot be restored: {fault}.") from None
    newer = set(about["migrations"]) - set(map(".".join, MigrationLoader(None).disk_migrations))
    if newer:
        raise Fault(
            f"{backup} was made by a newer version of the product, {about['product']}: "
            f"this one does not know {min(newer)}."
        )
    keys_file.check(keys, about["made_at"])
    return about


@contextmanager
def beside_live(backup: Path, about: dict[str, Any]) -> Iterator[str]:
    """The alias of a database that holds it, gone when the block ends."""
    if about["database"] != connection.vendor:
        raise Fault(
            f"It is a backup of {about['database']}, and DATABASE_URL names {connection.vendor}: "
            f"name a server or file of {about['database']} to prove it there."
        )
    space = _file() if connection.vendor == beside.SQLITE else _database()
    with space as settings_dict, beside.opened(settings_dict) as alias:
        _fill(alias, backup)
        yield alias


@contextmanager
def _file() -> Iterator[dict[str, Any]]:
    with snapshot.spare(snapshot.live_file().stat().st_size) as path:
        yield beside.file(path)


@contextmanager
def _database() -> Iterator[dict[str, Any]]:
    name = postgresql.database_name(connection)
    quoted = connection.ops.quote_name(name)
    with connection._nodb_cursor() as cursor:
        try:
            # One that a killed proof left behind; it refuses while another is at work in it.
            cursor.execute(f"DROP DATABASE IF EXISTS {quoted}")
            cursor.execute(f"CREATE DATABASE {quoted} TEMPLATE template0 ENCODING 'UTF8'")
        except DatabaseError as fault:
            raise Fault(f"Database {name} cannot be made to prove it in: {fault}") from None
    try:
        yield beside.database(connection, name)
    finally:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {quoted} WITH (FORCE)")


def _fill(alias: str, backup: Path) -> None:
    """Put the dump into an empty database."""
    target = connections[alias]
    if target.vendor == beside.SQLITE:
        with open(target.settings_dict["NAME"], "wb") as file:
            for piece in sections.dump(backup):
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        return
    postgresql.restore(target, sections.dump(backup), "pre-data")
    # What refers to a data key is checked after the data, so they must be there by then.
    key_rows.insert(alias, sections.key_lines(backup))
    postgresql.restore(target, sections.dump(backup), "data", "post-data")
    # Who owned the tables there may not exist here, so what was taken from the owner is taken again.
    if log.is_guarded(target):
        triggers.install(target)


def bring_up(alias: str) -> int:
    """Migrate it to this version; how many migrations that took."""
    loader = MigrationLoader(connections[alias])
    missing = len(set(loader.disk_migrations) - set(loader.applied_migrations))
    if missing:
        call_command("migrate", database=alias, verbosity=0, interactive=False)
    return missing


def give_keys(alias: str, backup: Path, keys: Path) -> int:
    """Put the living keys back; of how many of them it holds only others than the backup is sealed with."""
    lines = sections.key_lines(backup), sections.key_lines(keys, KEYS_FILE)
    return key_rows.merge(alias, *lines)


@dataclass(frozen=True, slots=True)
class Restored:
    living: int
    """Data keys."""
    forgotten: tuple[UUID, ...]
    """Athletes whose key was destroyed after the backup: their names are there again, and nothing else of them."""


def restore(backup: Path, keys: Path, into: dict[str, Any]) -> Restored:
    """Put a backup into an empty place for good, with its keys. Raises Fault, also where the place is not empty."""
    about = check(backup, keys)
    with beside.opened(beside.at(into)) as alias:
        vendor = connections[alias].vendor
        if about["database"] != vendor:
            raise Fault(
                f"It is a backup of {about['database']}, and cannot be restored into {vendor}."
            )
        if vendor == beside.SQLITE:
            return _into_file(backup, keys, Path(into["NAME"]), about["made_at"])
        if beside.tables(connections[alias]):
            raise Fault(f"Database {into['NAME']} is not empty: make a new one to restore into.")
        try:
            return _whole(alias, backup, keys, about["made_at"])
        except (Fault, DatabaseError) as fault:
            raise Fault(f"{fault}: database {into['NAME']} is not complete, drop it.") from fault


def _into_file(backup: Path, keys: Path, path: Path, made_at: str) -> Restored:
    if path.exists():
        raise Fault(f"{path} is there already: name a new file to restore into.")
    with files.written_whole(path) as file, beside.opened(beside.file(Path(file.name))) as alias:
        return _whole(alias, backup, keys, made_at)


def _whole(alias: str, backup: Path, keys: Path, made_at: str) -> Restored:
    _fill(alias, backup)
    bring_up(alias)
    give_keys(alias, backup, keys)
    log.note_restored(alias, made_at)
    forgotten = Athlete._base_manager.using(alias).filter(key__wrapped=None).order_by("pk")
    return Restored(key_rows.living_in(alias), tuple(forgotten.values_list("pk", flat=True)))


def settled(database: BaseDatabaseWrapper) -> list[str]:
    """What the database itself finds wrong with it; PostgreSQL has checked every row while it was filled."""
    if database.vendor != beside.SQLITE:
        return []
    with database.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check(3)")
        found = [row[0] for row in cursor.fetchall() if row[0] != "ok"]
        cursor.execute("PRAGMA foreign_key_check")
        return found + [f"{row[0]} refers to no row of {row[2]}" for row in cursor.fetchmany(3)]
