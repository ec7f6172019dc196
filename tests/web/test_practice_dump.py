"""What somebody who holds a copy of the database would find in it."""

import re
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from django.test import Client

from clinic.models import Athlete, Invitation
from tests.cluster import BINARIES, Cluster
from tests.walk import FAMILY, GIVEN, PARENT
from tests.workers import Workplace

from ..dumping import dump

pytestmark = pytest.mark.usefixtures("unscoped")

REMARK = "zeldzaamwoord dat nergens anders staat"

WALK = "import json\nfrom tests.walk import walk\nprint(json.dumps(walk()))"
IN_AN_ADDRESS = re.compile(
    rf"[/?&][^\s\"'<>]*[=/](?:{FAMILY}|{GIVEN}|{PARENT})".encode(), re.IGNORECASE
)


def check(found: bytes, hidden: dict[str, list[str]]) -> None:
    """A copy of the database holds names, and nothing else of what somebody said, measured or keeps secret."""
    for name in (FAMILY, GIVEN, PARENT):
        assert name.encode() in found, "the walk left no trace, so that nothing would be proven"
    assert not IN_AN_ADDRESS.findall(found)
    assert len(hidden["secrets"]) >= 20
    for kind in ("words", "codes", "secrets"):
        there = [each for each in hidden[kind] if each.encode() in found]
        assert there == [], kind


@pytest.mark.paper
def test_the_file_of_sqlite_holds_nothing_of_a_walk_through_everything(tmp_path: Path) -> None:
    """All its bytes, also what was deleted, and the log that is written before."""
    workplace = Workplace(tmp_path)
    hidden = workplace.does(WALK)
    before = b"".join(each.read_bytes() for each in tmp_path.glob("clinic.sqlite3*"))
    check(before, hidden)
    with closing(sqlite3.connect(tmp_path / "clinic.sqlite3")) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    check((tmp_path / "clinic.sqlite3").read_bytes(), hidden)
    _nothing_opened(hidden)


@pytest.mark.paper
def test_a_dump_of_postgresql_holds_nothing_of_a_walk_through_everything(
    tmp_path: Path, cluster: Cluster
) -> None:
    address = cluster.database("walked")
    hidden = Workplace(tmp_path, address).does(WALK)
    dump_of = [str(BINARIES[-1].parent / "pg_dump"), "--inserts", "--dbname", address]
    dumped = subprocess.run(dump_of, check=True, capture_output=True).stdout
    check(dumped, hidden)
    _nothing_opened(hidden)


def _nothing_opened(hidden: dict[str, list[str]]) -> None:
    """What sessions hold is sealed, and holds no answer either."""
    held = "\n".join(hidden["sessions"])
    assert "invitation" in held
    assert [each for each in hidden["words"] if each in held] == []


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
