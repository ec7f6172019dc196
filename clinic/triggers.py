"""What the database refuses by itself: changing or deleting rows of the access log, with any programme.

Rows go only where a cut covers them, and none that is younger than five years. SQLite loses a table's triggers when a
migration makes the table anew: such a migration ends with `install`, and `missing` tells which are not there.
"""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

EVENT, CUT = "clinic_event", "clinic_cut"

SQLITE = {
    "clinic_event_update": """
        CREATE TRIGGER clinic_event_update BEFORE UPDATE ON clinic_event
        BEGIN SELECT RAISE(ABORT, 'the access log only grows'); END""",
    "clinic_event_delete": """
        CREATE TRIGGER clinic_event_delete BEFORE DELETE ON clinic_event
        WHEN OLD.at > strftime('%Y-%m-%d %H:%M:%S', 'now', '-5 years')
            OR NOT EXISTS (SELECT 1 FROM clinic_cut WHERE chain = OLD.chain AND number >= OLD.number)
        BEGIN SELECT RAISE(ABORT, 'the access log only grows'); END""",
    # INSERT OR REPLACE removes rows without telling the trigger above.
    "clinic_event_insert": """
        CREATE TRIGGER clinic_event_insert BEFORE INSERT ON clinic_event
        WHEN EXISTS (SELECT 1 FROM clinic_event WHERE id = NEW.id)
            OR EXISTS (SELECT 1 FROM clinic_event WHERE chain = NEW.chain AND number = NEW.number)
        BEGIN SELECT RAISE(ABORT, 'the access log only grows'); END""",
    "clinic_cut_update": """
        CREATE TRIGGER clinic_cut_update BEFORE UPDATE ON clinic_cut
        BEGIN SELECT RAISE(ABORT, 'the access log only grows'); END""",
    "clinic_cut_delete": """
        CREATE TRIGGER clinic_cut_delete BEFORE DELETE ON clinic_cut
        BEGIN SELECT RAISE(ABORT, 'the access log only grows'); END""",
    "clinic_cut_insert": """
        CREATE TRIGGER clinic_cut_insert BEFORE INSERT ON clinic_cut
        WHEN EXISTS (SELECT 1 FROM clinic_cut WHERE id = NEW.id)
            OR EXISTS (SELECT 1 FROM clinic_cut WHERE chain = NEW.chain AND number = NEW.number)
        BEGIN SELECT RAISE(ABORT, 'the access log only grows'); END""",
}

# Names are written out with their schema, so that no table that somebody makes in another stands in their place.
POSTGRESQL = """
CREATE OR REPLACE FUNCTION {schema}.clinic_log_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND TG_TABLE_NAME = 'clinic_event' THEN
        IF OLD.at <= now() - interval '5 years' AND EXISTS (
            SELECT 1 FROM {schema}.clinic_cut WHERE chain = OLD.chain AND number >= OLD.number
        ) THEN
            RETURN OLD;
        END IF;
    END IF;
    RAISE EXCEPTION 'the access log only grows' USING ERRCODE = 'restrict_violation';
END $$;

CREATE OR REPLACE FUNCTION {schema}.clinic_log_cut(of uuid, up_to bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    gone bigint;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('clinic_log_cut'));
    EXECUTE format('GRANT DELETE ON {schema}.clinic_event TO %I', current_user);
    DELETE FROM {schema}.clinic_event WHERE chain = of AND number <= up_to;
    GET DIAGNOSTICS gone = ROW_COUNT;
    EXECUTE format('REVOKE DELETE ON {schema}.clinic_event FROM %I', current_user);
    RETURN gone;
END $$;
REVOKE ALL ON FUNCTION {schema}.clinic_log_cut(uuid, bigint) FROM PUBLIC;

CREATE OR REPLACE TRIGGER clinic_event_rows BEFORE UPDATE OR DELETE ON {schema}.clinic_event
    FOR EACH ROW EXECUTE FUNCTION {schema}.clinic_log_refuse();
CREATE OR REPLACE TRIGGER clinic_event_truncate BEFORE TRUNCATE ON {schema}.clinic_event
    FOR EACH STATEMENT EXECUTE FUNCTION {schema}.clinic_log_refuse();
CREATE OR REPLACE TRIGGER clinic_cut_rows BEFORE UPDATE OR DELETE ON {schema}.clinic_cut
    FOR EACH ROW EXECUTE FUNCTION {schema}.clinic_log_refuse();
CREATE OR REPLACE TRIGGER clinic_cut_truncate BEFORE TRUNCATE ON {schema}.clinic_cut
    FOR EACH STATEMENT EXECUTE FUNCTION {schema}.clinic_log_refuse();

REVOKE UPDATE, DELETE, TRUNCATE ON {schema}.clinic_event, {schema}.clinic_cut FROM PUBLIC, CURRENT_USER;
"""
BEFORE_EACH_ROW, BEFORE_TRUNCATE = 1 + 2 + 8 + 16, 2 + 32
"""pg_trigger.tgtype: before, UPDATE or DELETE of each row; before, TRUNCATE of the table."""
POSTGRESQL_TRIGGERS = {
    "clinic_event_rows": (EVENT, BEFORE_EACH_ROW),
    "clinic_event_truncate": (EVENT, BEFORE_TRUNCATE),
    "clinic_cut_rows": (CUT, BEFORE_EACH_ROW),
    "clinic_cut_truncate": (CUT, BEFORE_TRUNCATE),
}
POSTGRESQL_FOUND = """
SELECT tgname, relname, tgtype, prosrc FROM pg_trigger
JOIN pg_class ON pg_class.oid = tgrelid JOIN pg_proc ON pg_proc.oid = tgfoid
WHERE tgenabled IN ('O', 'A') AND NOT tgisinternal AND tgqual IS NULL AND tgattr::text = ''
AND relnamespace = quote_ident(current_schema())::regnamespace
"""


def install(connection: BaseDatabaseWrapper) -> None:
    """Make them, or make them anew."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_postgresql(cursor))
            return
        for name, statement in SQLITE.items():
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            cursor.execute(statement)


def _postgresql(cursor: Any) -> str:
    cursor.execute("SELECT quote_ident(current_schema())")
    (schema,) = cursor.fetchone()
    return POSTGRESQL.replace("{schema}", schema)


def remove(connection: BaseDatabaseWrapper) -> None:
    """For going back to before they were."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("DROP FUNCTION clinic_log_refuse() CASCADE")
            cursor.execute("DROP FUNCTION clinic_log_cut(uuid, bigint)")
            cursor.execute(f"GRANT UPDATE, DELETE, TRUNCATE ON {EVENT}, {CUT} TO CURRENT_USER")
            return
        for name in SQLITE:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Those that are not there, that are switched off, or that say something else."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            refuse = _postgresql(cursor).split("$$")[1].split()
            cursor.execute(POSTGRESQL_FOUND)
            found = {name: (*rest, body.split()) for name, *rest, body in cursor.fetchall()}
            wanted = {name: (*rest, refuse) for name, rest in POSTGRESQL_TRIGGERS.items()}
            return [name for name, each in wanted.items() if found.get(name) != each]
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        said = {name: sql.split() for name, sql in cursor.fetchall()}
    return [name for name, sql in SQLITE.items() if said.get(name) != sql.split()]
