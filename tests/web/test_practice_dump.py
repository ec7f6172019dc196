"""What somebody who holds a copy of the database would find in it."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client

from clinic.models import Athlete, Invitation

pytestmark = pytest.mark.usefixtures("unscoped")

REMARK = "zeldzaamwoord dat nergens anders staat"


def dump() -> str:
    """Every row of every table, as text and as bytes."""
    out = StringIO()
    call_command("dumpdata", use_base_manager=True, stdout=out)
    rows = [out.getvalue()]
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            for row in cursor.fetchall():
                for value in row:
                    stored = bytes(value) if isinstance(value, memoryview) else value
                    rows.append(
                        stored.decode("latin-1") if isinstance(stored, bytes) else str(stored)
                    )
    return "\n".join(rows)


def test_it_holds_no_answer_no_measurement_and_no_token_in_clear(
    therapist_client: Client, athlete: Athlete
) -> None:
    page = therapist_client.post(f"/athletes/{athlete.pk}/invite/").content.decode()
    token = page.partition("http://testserver/s/")[2].partition("/")[0]
    phone = Client()
    phone.get(f"/s/{token}/")
    born = athlete.date_of_birth
    phone.post("/welcome/", {"day": born.day, "month": born.month, "year": born.year})
    invitation = Invitation.objects.get()
    screening = invitation.screening
    screening.record({"close.remarks": REMARK, "energy.restriction": "often"})
    screening.submit(age=athlete.age_on(screening.created_at.date()))
    Invitation.objects.filter(pk=invitation.pk).update(sent_at=screening.submitted_at)
    address = f"/assessments/{screening.code}/measurements/"
    assert therapist_client.post(address, {"weight_kg": "61,37"}).status_code == 302
    therapist_client.get(f"/assessments/{screening.code}/")

    text = dump()
    assert athlete.family_name in text
    assert screening.code in text
    for hidden in (REMARK, "close.remarks", "energy.restriction", "61.37", "weight_kg", token):
        assert hidden not in text


def test_data_move_to_no_other_row(athlete: Athlete, received: Invitation) -> None:
    from screening.encryption import Unreadable
    from screening.models import Screening

    stolen = received.screening
    other = Screening.objects.create(key=stolen.key, sealed_answers=stolen.sealed_answers)
    with pytest.raises(Unreadable):
        other.answers  # noqa: B018


def test_without_its_key_a_screening_is_lost_and_every_page_says_so(
    therapist_client: Client, received: Invitation
) -> None:
    key = received.athlete.key
    key.wrapped = None
    key.save()
    code = received.screening.code
    for page in ("", "report.pdf"):
        assert therapist_client.get(f"/assessments/{code}/{page}").status_code == 410
    assert therapist_client.get("/today/?open").context["rows"][0].stage == "unreadable"
