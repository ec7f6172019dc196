from io import StringIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from clinic import audit, chain, triggers
from clinic.models import Action, Chain, Event, Membership

from ..unguarded import log_unguarded

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


@pytest.fixture(autouse=True)
def _rows(therapist: Membership, outsider: Membership) -> None:
    for what in ("worklist", "athletes", "reports"):
        audit.record(Action.READ, what, by=therapist)
    audit.record(Action.READ, "worklist", by=outsider)


def verify(*arguments: str) -> str:
    out = StringIO()
    call_command("audit", "verify", *arguments, stdout=out)
    return out.getvalue()


def test_a_log_that_is_whole_gives_a_line_a_practice(
    therapist: Membership, outsider: Membership
) -> None:
    heads = {head.chain: head.fingerprint for head in chain.heads()}
    assert sorted(verify().splitlines()) == sorted(
        [
            f"{therapist.practice_id} 3 rows, last 3 {heads[therapist.practice_id]}",
            f"{outsider.practice_id} 1 rows, last 1 {heads[outsider.practice_id]}",
        ]
    )


def test_the_first_broken_link_is_named_and_the_status_is_1(therapist: Membership) -> None:
    rows = Event.objects.filter(practice_id=therapist.practice_id, number__gte=2)
    with log_unguarded(), connection.cursor() as cursor:
        cursor.execute("UPDATE clinic_event SET role = 'owner' WHERE number >= 2")
    with pytest.raises(CommandError) as raised:
        verify()
    told = f"Practice {therapist.practice_id}: row 2 (id {rows[0].pk}) was changed."
    assert (str(raised.value), raised.value.returncode) == (told, 1)


def test_what_was_noted_before_must_still_be_there(tmp_path: Path, therapist: Membership) -> None:
    noted = tmp_path / "noted.txt"
    noted.write_text(verify())
    audit.record(Action.READ, "exports", by=therapist)
    assert "4 rows" in verify("--noted", str(noted))
    rows = Event.objects.filter(practice_id=therapist.practice_id)
    with log_unguarded(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM clinic_event WHERE number >= 3")
    Chain.objects.filter(pk=therapist.practice_id).update(number=2, mac=rows.get(number=2).mac)
    assert "2 rows" in verify()
    with pytest.raises(CommandError, match=r"row 3 with \w+ is not there any more"):
        verify("--noted", str(noted))


def test_a_file_of_something_else_is_said_to_be_so(tmp_path: Path) -> None:
    noted = tmp_path / "noted.txt"
    noted.write_text("dear diary")
    with pytest.raises(CommandError, match="is not what this command printed"):
        verify("--noted", str(noted))


def test_a_database_that_refuses_nothing_any_more_is_a_fault() -> None:
    triggers.remove(connection)
    with pytest.raises(CommandError, match="lacks its trigger"):
        verify()
    triggers.install(connection)


def test_a_practice_that_is_not_there_is_not_whole() -> None:
    with pytest.raises(CommandError, match="There is no practice"):
        verify("--practice", str(uuid4()))


WEAKER = {
    "sqlite": f"""
        DROP TRIGGER clinic_event_update;
        {triggers.SQLITE["clinic_event_update"].replace("BEGIN", "WHEN 1 = 0 BEGIN")};
    """,
    "postgresql": """
        CREATE OR REPLACE FUNCTION clinic_log_refuse() RETURNS trigger LANGUAGE plpgsql
        AS 'BEGIN RETURN NEW; END';
    """,
}
NARROWER = {
    "sqlite": f"""
        DROP TRIGGER clinic_event_update;
        {triggers.SQLITE["clinic_event_update"].replace("UPDATE ON", "UPDATE OF role ON")};
    """,
    "postgresql": """
        DROP TRIGGER clinic_event_rows ON clinic_event;
        CREATE TRIGGER clinic_event_rows BEFORE DELETE ON clinic_event
        FOR EACH ROW EXECUTE FUNCTION clinic_log_refuse();
    """,
}


@pytest.mark.parametrize("instead", [WEAKER, NARROWER], ids=["weaker", "narrower"])
def test_a_trigger_that_refuses_less_is_none(instead: dict[str, str]) -> None:
    assert triggers.missing(connection) == []
    with connection.cursor() as cursor:
        for statement in instead[connection.vendor].split(";\n"):
            if statement.strip():
                cursor.execute(statement)
    with pytest.raises(CommandError, match="lacks its trigger clinic_event"):
        verify()
    triggers.install(connection)
