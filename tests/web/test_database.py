"""What the database is set to, read from the connections that are in use; and that it finds its own faults."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection, connections
from django.db.backends.sqlite3.base import DatabaseWrapper

from clinic import database, settings

SQLITE = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
pytestmark = pytest.mark.django_db
ON_SQLITE = pytest.mark.skipif(not SQLITE, reason="asks SQLite")


@pytest.fixture
def on_file(tmp_path: Path) -> DatabaseWrapper:
    """A connection as the project makes them, to a file: what the tests use lies in memory."""
    default = connections.settings["default"]
    wrapper = DatabaseWrapper({**default, "NAME": str(tmp_path / "x.sqlite3")}, alias="on_file")
    wrapper.connect()
    yield wrapper
    wrapper.close()


def pragma(wrapper: DatabaseWrapper, name: str) -> object:
    with wrapper.cursor() as cursor:
        return cursor.execute(f"PRAGMA {name}").fetchone()[0]


@ON_SQLITE
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("busy_timeout", 20_000),
        ("foreign_keys", 1),
        ("secure_delete", 1),
    ],
)
def test_a_real_connection_has_what_keeps_answers(
    on_file: DatabaseWrapper, name: str, value: object
) -> None:
    assert pragma(on_file, name) == value


@ON_SQLITE
def test_a_transaction_takes_its_turn_to_write_at_once(on_file: DatabaseWrapper) -> None:
    on_file.set_autocommit(autocommit=False, force_begin_transaction_with_broken_autocommit=True)
    other = sqlite3.connect(on_file.settings_dict["NAME"], timeout=0)
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        other.execute("BEGIN IMMEDIATE")
    other.close()
    on_file.rollback()


@pytest.mark.parametrize("thorough", [False, True])
def test_a_whole_database_has_no_faults(thorough: bool) -> None:
    assert database.faults(thorough=thorough) == []


@ON_SQLITE
def test_a_spoilt_file_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "spoilt.sqlite3"
    with sqlite3.connect(path) as made:
        made.execute("CREATE TABLE parent (id INTEGER PRIMARY KEY)")
        made.execute("CREATE TABLE row (text, parent REFERENCES parent)")
        made.executemany("INSERT INTO row VALUES (?, NULL)", [("x" * 900,)] * 200)
    made.close()
    content = bytearray(path.read_bytes())
    content[5 * 4096 : 5 * 4096 + 200] = b"\xff" * 200
    path.write_bytes(content)
    assert _faults_of(path, monkeypatch)


def loose(folder: Path) -> Path:
    """A file with a row that names what is not there."""
    path = folder / "loose.sqlite3"
    with sqlite3.connect(path) as made:
        made.execute("CREATE TABLE parent (id INTEGER PRIMARY KEY)")
        made.execute("CREATE TABLE child (parent REFERENCES parent)")
        made.execute("INSERT INTO child VALUES (7)")
    made.close()
    return path


@ON_SQLITE
def test_a_row_that_names_what_is_not_there_is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = loose(tmp_path)
    assert _faults_of(path, monkeypatch) == ["child: row 1 names a row of parent that is not there"]


@ON_SQLITE
def test_checking_the_database_says_so_and_nothing_is_migrated(tmp_path: Path) -> None:
    path = loose(tmp_path)
    place = {
        "PATH": os.environ["PATH"],
        "VAR_DIR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{path}",
    }
    for command in (("check", "--database", "default"), ("migrate",)):
        run = subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=settings.BASE_DIR,
            env=place,
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode == 1
        assert "child: row 1 names a row of parent that is not there" in run.stderr
    with sqlite3.connect(path) as left:
        tables = {name for (name,) in left.execute("SELECT name FROM sqlite_master")}
    left.close()
    assert "clinic_athlete" not in tables


def _faults_of(path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    default = connections.settings["default"]
    wrapper = DatabaseWrapper({**default, "NAME": str(path)}, alias="spoilt")
    monkeypatch.setattr(database, "connection", wrapper)
    try:
        return database.faults()
    finally:
        wrapper.close()


@pytest.mark.skipif(SQLITE, reason="asks PostgreSQL")
def test_a_constraint_that_was_never_checked_is_found_out() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE clinic_athlete ADD CONSTRAINT x CHECK (true) NOT VALID")
    assert database.faults() == ["clinic_athlete: constraint x was never checked"]
