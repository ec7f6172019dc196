"""What the database refuses to whoever writes to it with another programme than ours."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from clinic import audit, chain, triggers
from clinic.models import Action, Cut, Event, Membership

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]

STATEMENTS = (
    "UPDATE clinic_event SET role = 'owner'",
    "UPDATE clinic_event SET object = object WHERE number = 1",
    "DELETE FROM clinic_event",
    "DELETE FROM clinic_event WHERE number = 1",
    "UPDATE clinic_cut SET number = 7",
    "DELETE FROM clinic_cut",
)
ON_POSTGRESQL = (
    "TRUNCATE clinic_event",
    "TRUNCATE clinic_cut",
    "TRUNCATE clinic_event, clinic_cut",
)
OTHERS = "at, who, role, practice_id, athlete_id, screening, action, object, outcome, address, reason, mac, chain"
ON_SQLITE = tuple(
    statement.replace("OTHERS", OTHERS)
    for statement in (
        "INSERT OR REPLACE INTO clinic_event (OTHERS, number) SELECT OTHERS, number FROM clinic_event",
        "INSERT OR REPLACE INTO clinic_event (id, OTHERS, number) SELECT id, OTHERS, number + 9 FROM clinic_event",
        "REPLACE INTO clinic_event (OTHERS, number) SELECT OTHERS, number FROM clinic_event",
        "UPDATE OR REPLACE clinic_event SET number = 2 WHERE number = 1",
        "INSERT INTO clinic_event (id, OTHERS, number) SELECT id, OTHERS, number FROM clinic_event WHERE true "
        "ON CONFLICT (id) DO UPDATE SET role = 'owner'",
        "REPLACE INTO clinic_cut (chain, number, mac, at, seal) SELECT chain, 1, mac, at, seal FROM clinic_cut",
    )
)


@pytest.fixture
def rows(therapist: Membership) -> list[tuple[object, ...]]:
    for what in ("worklist", "athletes", "reports"):
        audit.record(Action.READ, what, by=therapist)
    head = Event.objects.latest("number")
    Cut(chain=head.chain, number=1, mac=head.mac, seal=bytes(32)).save()
    return list(Event.objects.order_by("pk").values_list())


def execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def refused(statement: str) -> None:
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        execute(statement)


@pytest.mark.parametrize("statement", STATEMENTS)
def test_a_row_is_neither_changed_nor_deleted(
    rows: list[tuple[object, ...]], statement: str
) -> None:
    refused(statement)
    assert list(Event.objects.order_by("pk").values_list()) == rows
    assert Cut.objects.get().number == 1


@pytest.mark.parametrize("recursive", ["OFF", "ON"])
@pytest.mark.parametrize("statement", ON_SQLITE)
def test_no_row_takes_the_place_of_another_on_sqlite(
    rows: list[tuple[object, ...]], statement: str, recursive: str
) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("SQLite's own statements")
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA recursive_triggers = {recursive}")
        try:
            refused(statement)
        finally:
            cursor.execute("PRAGMA recursive_triggers = OFF")
    assert list(Event.objects.order_by("pk").values_list()) == rows


@pytest.mark.parametrize("statement", ON_POSTGRESQL)
def test_the_log_is_not_emptied_on_postgresql(
    rows: list[tuple[object, ...]], statement: str
) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("PostgreSQL's own statement: run with DATABASE_URL")
    refused(statement)
    assert list(Event.objects.order_by("pk").values_list()) == rows


def test_after_all_migrations_nothing_of_it_is_missing() -> None:
    assert triggers.missing(connection) == []


def test_a_trigger_that_was_taken_away_is_missed() -> None:
    with transaction.atomic():
        triggers.remove(connection)
        assert len(triggers.missing(connection)) >= 4
        triggers.install(connection)
    assert triggers.missing(connection) == []


@pytest.fixture
def application(rows: list[tuple[object, ...]]) -> Iterator[str]:
    """The rights of a role that reads and adds, and owns nothing: as docs/access-log.md gives them."""
    if connection.vendor != "postgresql":
        pytest.skip("roles of PostgreSQL: run with DATABASE_URL")
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE clinic_owner; CREATE ROLE clinic_app")
        for name in ("event", "cut"):
            cursor.execute(f"ALTER TABLE clinic_{name} OWNER TO clinic_owner")
        cursor.execute("ALTER FUNCTION clinic_log_cut(uuid, bigint) OWNER TO clinic_owner")
        cursor.execute("GRANT USAGE ON SCHEMA public TO clinic_app, clinic_owner")
        cursor.execute(
            "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO clinic_app"
        )
        cursor.execute("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO clinic_app")
        cursor.execute("REVOKE UPDATE, DELETE ON clinic_event, clinic_cut FROM clinic_app")
        cursor.execute("GRANT EXECUTE ON FUNCTION clinic_log_cut(uuid, bigint) TO clinic_app")
        cursor.execute("SET ROLE clinic_app")
        yield "clinic_app"
        cursor.execute("RESET ROLE")


def test_a_role_that_owns_nothing_reads_and_adds_and_cuts_and_nothing_else(
    application: str, therapist: Membership
) -> None:
    old = audit.row(Action.READ, "worklist", by=therapist)
    old.at = timezone.now() - timedelta(days=9 * 366)
    audit.record_all([old])
    for statement in (*STATEMENTS, *ON_POSTGRESQL):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            execute(statement)
    assert Event.objects.count() == 4


def test_such_a_role_cuts_what_is_old_enough(application: str, outsider: Membership) -> None:
    old = audit.row(Action.READ, "worklist", by=outsider)
    old.at = timezone.now() - timedelta(days=9 * 366)
    audit.record_all([old])
    before = timezone.now() - timedelta(days=6 * 366)
    assert chain.cut(practice_id=outsider.practice_id, before=before, by=audit.COMMAND) == 1
    assert list(chain.faults(practice_id=outsider.practice_id)) == []
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        execute("DELETE FROM clinic_event")


def test_the_owner_of_the_tables_may_not_change_rows_either(application: str) -> None:
    execute("SET ROLE clinic_owner")
    for statement in (*STATEMENTS, *ON_POSTGRESQL):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            execute(statement)
