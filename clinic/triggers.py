"""What the database refuses by itself: changing or deleting rows of the access log, with any programme.

Rows go only where a cut covers them, and none that is younger than five years. SQLite loses a table's triggers when a
migration makes the table anew: such a migration ends with `install`, and `missing` tells which are not there.
"""

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
POSTGRESQL_NAMES = (
    "clinic_event_rows",
    "clinic_event_truncate",
    "clinic_cut_rows",
    "clinic_cut_truncate",
)


def install(connection: BaseDatabaseWrapper) -> None:
    """Make them, or make them anew."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT quote_ident(current_schema())")
            (schema,) = cursor.fetchone()
            cursor.execute(POSTGRESQL.replace("{schema}", schema))
            return
        for name, statement in SQLITE.items():
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            cursor.execute(statement)


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
            cursor.execute(
                "SELECT tgname FROM pg_trigger WHERE tgenabled IN ('O', 'A') AND NOT tgisinternal"
            )
            found = {name for (name,) in cursor.fetchall()}
            return [name for name in POSTGRESQL_NAMES if name not in found]
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        said = {name: sql.split() for name, sql in cursor.fetchall()}
    return [name for name, sql in SQLITE.items() if said.get(name) != sql.split()]
