"""From an installation at work to a backup, its proof, and another installation that shows the same."""

import base64
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from clinic.backups import Fault, restoring, sections
from clinic.backups.container import KEYS_FILE
from clinic.keys import read_master_keys
from tests.installations import Installation

pytestmark = pytest.mark.paper

WORK = """
import io, shutil, threading
from pathlib import Path
from django.core.management import call_command
from django.db import connection
from clinic import audit
from clinic.actions import erasure, records, rotation
from clinic.models import Action, Backup, Event, Reason, Report
from screening.models import DataKey
from tests.factories import InvitationFactory, MembershipFactory, ReceivedFactory

folder = Path({folder!r})
call_command("migrate", verbosity=0)
by = MembershipFactory()
signed, other = [ReceivedFactory(athlete__practice=by.practice) for _each in range(2)]
InvitationFactory(athlete__practice=by.practice)
records.sign(invitation=signed, by=by, seen=records.mark_of(records.content_of(signed)))
report = Report.objects.get()
wrapped = [bytes(key.wrapped).hex() for key in DataKey.objects.all()]

begun, stop = threading.Event(), threading.Event()
def work():
    while not stop.is_set():
        audit.record(Action.READ, "athlete", by=by, athlete=other.athlete)
        begun.set()
    connection.close()
writer = threading.Thread(target=work)
writer.start()
begun.wait()
call_command("backup", output=folder / "first", stdout=io.StringIO())
stop.set()
writer.join()

shutil.copy(folder / "keys/data-keys", folder / "keys-of-before")
lost = bytes(DataKey.objects.get(pk=other.screening.key_id).wrapped).hex()
erased = str(other.athlete_id)
erasure.erase(athlete=other.athlete, by=by, reason=Reason.ASKED)
shutil.copy(folder / "keys/data-keys", folder / "keys-after-erasing")
hers = signed.screening.key_id
for step in (rotation.renew, rotation.seal_anew, rotation.forget_former):
    step(hers)
call_command("backup", output=folder / "second", stdout=io.StringIO())
print(json.dumps({{
    "user": str(by.user_id), "name": by.user.name, "signed": signed.screening.code,
    "report": str(report.pk), "sha256": report.sha256, "wrapped": wrapped, "lost": lost,
    "erased": erased, "noted": Backup.objects.count(),
    "logged": Event.objects.filter(action=Action.BACKUP, object="backup", role="command").count(),
}}))
"""

RESTORE = """
import io
from pathlib import Path
from django.core.management import CommandError, call_command
said = io.StringIO()
first = Path({folder!r}, "first")
call_command("restore", first, into={into!r}, stdout=said)
try:
    call_command("restore", first, into={address!r}, stdout=said)
except CommandError as refused:
    said.write(str(refused))
print(json.dumps(said.getvalue()))
"""

SEEN = """
import hashlib
from django.test import Client
from clinic.models import Backup, User
client = Client()
client.force_login(User.objects.get(pk={user!r}))
page = client.get("/assessments/{signed}/")
pdf = client.get("/reports/{report}.pdf")
print(json.dumps({{
    "page": page.status_code, "code": "{signed}" in page.content.decode(), "pdf": pdf.status_code,
    "sha256": hashlib.sha256(b"".join(pdf)).hexdigest(), "noted": Backup.objects.count(),
}}))
"""

NOTED = """
from clinic import chain
from clinic.models import NO_PRACTICE, Event
last = Event.objects.filter(chain=NO_PRACTICE).order_by("number").last()
print(json.dumps({"last": [last.action, last.object, last.role, last.outcome, last.who],
                  "of": last.reason, "faults": list(map(str, chain.faults()))}))
"""

INTERRUPTED = """
from pathlib import Path
from django.db import connection
from clinic.backups import restoring, sections
first = Path({folder!r}, "first")
try:
    with restoring.beside_live(first, sections.about(first)):
        raise KeyboardInterrupt
except KeyboardInterrupt:
    pass
left = [path.name for path in Path({folder!r}).iterdir() if path.name.startswith(".")]
if connection.vendor == "postgresql":
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE '%%proof'")
        left += cursor.fetchall()
print(json.dumps(left))
"""


MEANWHILE = """
import threading, time
from io import StringIO
from pathlib import Path
from unittest import mock
from django.core.management import call_command
from django.db import connection
from clinic.actions import backups, erasure, rotation
from clinic.backups import files, key_rows, keys_file, rota, sections
from clinic.backups.container import KEYS_FILE
from clinic.models import Membership, Reason
from screening.models import DataKey
from tests.factories import ReceivedFactory
by = Membership.objects.select_related("practice", "user").get()
athlete = ReceivedFactory(athlete__practice=by.practice, created_by=by.user).athlete
folder, key = Path({folder!r}), str(athlete.key_id).encode()
write = keys_file.write
def erased():
    with scopes_disabled():
        erasure.erase(athlete=athlete, by=by, reason=Reason.ASKED)
    connection.close()
def late(*args, **kwargs):
    count = write(*args, **kwargs)
    other = threading.Thread(target=erased)
    other.start()
    other.join()
    return count
output = folder / "meanwhile" / "one"
output.parent.mkdir()
with mock.patch.object(keys_file, "write", late):
    call_command("backup", output=output, stdout=StringIO())
held = b"".join(sections.key_lines(output))
known = b"".join(sections.key_lines(keys_file.beside(output), KEYS_FILE))
told = {{"erased": [key in held, key in known]}}

# After its moment one key is destroyed and another renewed; then it ends, since its file finds no place.
keys, output = folder / "keys/data-keys", folder / "ended"
output.mkdir()
(output / "in its place").touch()
destroyed, renewed = [DataKey.objects.create() for _each in range(2)]
sealing = key_rows.fingerprint(renewed, renewed.wrapped).encode()
killed = files.written_whole(folder / rota.name_now())
killed.__enter__().write(b"half of it")
def make():
    try:
        backups.make(output=output, keys=keys, replace=True)
    except OSError as fault:
        told["fault"] = type(fault).__name__
    connection.close()
making = threading.Thread(target=make)
with files.locked(keys.parent):
    making.start()
    while not any(half.stat().st_size for half in folder.glob(".ended.*")):
        time.sleep(0.01)
    DataKey.objects.filter(pk=destroyed.pk).update(wrapped=None)
    for step in (rotation.renew, rotation.seal_anew, rotation.forget_former):
        step(renewed.pk)
making.join()
known = b"".join(sections.key_lines(keys, KEYS_FILE))
told["ended"] = [str(destroyed.pk).encode() in known, sealing in known]
told["left"] = [path.name for path in folder.iterdir() if path.name.startswith(".")]
print(json.dumps(told))
"""


@dataclass(frozen=True)
class Circle:
    place: Installation
    told: dict[str, Any]
    new_url: str
    new: str
    """As `restore --into` takes it."""

    @property
    def folder(self) -> Path:
        return self.place.folder

    def does(self, code: str, **more: str) -> Any:
        return self.place.does(code.format(folder=str(self.folder), **more))


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def circle(request: pytest.FixtureRequest, tmp_path_factory: Any) -> Iterator[Circle]:
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "sqlite":
        live, new = folder / "live.sqlite3", folder / "new.sqlite3"
        yield _begun(folder, f"sqlite:///{live}", f"sqlite:///{new}", str(new))
        return
    cluster = request.getfixturevalue("cluster")
    yield _begun(folder, cluster.database("live"), cluster.database("new"), "new")


def _begun(folder: Path, url: str, new_url: str, new: str) -> Circle:
    place = Installation(folder, url)
    return Circle(place, place.does(WORK.format(folder=str(folder))), new_url, new)


@pytest.fixture
def _its_master_keys(circle: Circle, settings: Any) -> None:
    kept = json.loads((circle.folder / "keys.json").read_text())
    settings.MASTER_KEYS = read_master_keys(kept["master_keys"])


@pytest.mark.usefixtures("_its_master_keys")
def test_what_is_restored_elsewhere_shows_the_same(circle: Circle) -> None:
    said = circle.does(RESTORE, into=circle.new, address=circle.new_url)
    assert re.match(r"Restored, with \d+ data keys\.", said)
    assert f"erase them again:\n  {circle.told['erased']}\n" in said
    assert said.endswith(
        (
            "new.sqlite3 is there already: name a new file to restore into.",
            "Database new is not empty: make a new one to restore into.",
        )
    )
    elsewhere = Installation(circle.folder, circle.new_url)
    assert elsewhere.does(NOTED) == {
        "last": ["backup", "restored backup", "command", "done", None],
        "of": sections.about(circle.folder / "first")["made_at"],
        "faults": [],
    }
    assert elsewhere.does(SEEN.format(**circle.told)) == {
        "page": 200,
        "code": True,
        "pdf": 200,
        "sha256": circle.told["sha256"],
        "noted": 0,  # nobody has made a backup of the new place yet
    }

    back = elsewhere.manage("restore", "--verify", str(circle.folder / "second"))
    assert back.returncode == 1
    assert "chains were cut off or put back since" in back.stdout
    again = elsewhere.manage("backup", "--output", str(circle.folder / "third"))
    assert again.returncode == 1
    assert "data-keys is of another database, or of a later state of this one" in again.stderr
    assert not (circle.folder / "third").exists()


@pytest.mark.parametrize("keys", ["keys-after-erasing", "keys/data-keys"])
def test_a_proof_opens_everything_and_counts_whom_it_forgot(circle: Circle, keys: str) -> None:
    """`keys-after-erasing`: no other backup was made after she was erased."""
    first, keys = str(circle.folder / "first"), str(circle.folder / keys)
    done = circle.place.manage("restore", "--verify", first, "--keys", keys)
    assert done.returncode == 0, done.stdout + done.stderr
    said = " ".join(done.stdout.split())
    assert "FAULT" not in said
    assert "1 destroyed, 1 of them since the backup" in said
    assert "answers, measurements 1 opened, 1 erased" in said
    assert "signed versions 1 opened, 0 erased" in said
    assert "reports 1 opened, 0 erased" in said
    assert "access log 1 chains, whole" in said
    assert "live access log goes on from the backup" in said
    assert said.endswith("first can be restored.")
    assert circle.told["name"] not in said
    assert circle.told["signed"] not in said


@pytest.mark.usefixtures("_its_master_keys")
def test_the_data_hold_no_key_and_the_keys_forget_whom_was_erased(circle: Circle) -> None:
    data = b"".join(sections.dump(circle.folder / "first"))
    data += b"".join(sections.key_lines(circle.folder / "first"))
    for wrapped in map(bytes.fromhex, circle.told["wrapped"]):
        sealed = wrapped.partition(b":")[2]
        assert sealed not in data
        assert sealed.hex().encode() not in data
    before = b"".join(sections.key_lines(circle.folder / "keys-of-before", KEYS_FILE))
    after = b"".join(sections.key_lines(circle.folder / "keys-after-erasing", KEYS_FILE))
    now = b"".join(sections.key_lines(circle.folder / "keys/data-keys", KEYS_FILE))
    assert b"wrapped" in data  # what stands there are fingerprints
    lost = base64.b64encode(bytes.fromhex(circle.told["lost"]))
    assert lost in before
    assert lost not in after
    assert lost not in now


@pytest.mark.usefixtures("_its_master_keys")
def test_keys_of_before_the_backup_are_refused(circle: Circle) -> None:
    with pytest.raises(Fault, match="keys-of-before is older than the backup, and may lack keys"):
        restoring.check(circle.folder / "second", circle.folder / "keys-of-before")
    with pytest.raises(Fault, match="nowhere is not there"):
        restoring.check(circle.folder / "second", circle.folder / "nowhere")


@pytest.mark.usefixtures("_its_master_keys")
def test_a_damaged_file_of_either_kind_is_said(circle: Circle, tmp_path: Path) -> None:
    for name, sentence in (
        ("second", r"second cannot be restored: its chunk \d is damaged"),
        ("keys/data-keys", r"data-keys cannot be read: its chunk \d is damaged"),
    ):
        (tmp_path / "keys").mkdir(exist_ok=True)
        for each in ("second", "keys/data-keys"):
            content = bytearray((circle.folder / each).read_bytes())
            content[-1] ^= each == name
            (tmp_path / each).write_bytes(content)
        with pytest.raises(Fault, match=sentence):
            restoring.check(tmp_path / "second", tmp_path / "keys/data-keys")


def test_each_backup_is_noted_and_logged_and_leaves_nothing_else(circle: Circle) -> None:
    assert (circle.told["noted"], circle.told["logged"]) == (2, 2)
    assert [path.name for path in circle.folder.iterdir() if path.name.startswith(".")] == []
    assert all(
        (circle.folder / name).stat().st_mode & 0o777 == 0o600
        for name in ("first", "second", "keys/data-keys")
    )


@pytest.fixture(scope="module")
def meanwhile(circle: Circle) -> dict[str, Any]:
    """What became of keys that changed while a backup was made."""
    told: dict[str, Any] = circle.does(MEANWHILE)
    return told


def test_whoever_is_erased_while_a_backup_is_made_is_forgotten(meanwhile: dict[str, Any]) -> None:
    assert meanwhile["erased"] == [True, False]


def test_a_backup_that_ends_half_way_brings_no_key_back_and_loses_none(
    meanwhile: dict[str, Any],
) -> None:
    assert meanwhile["fault"] == "IsADirectoryError"
    assert meanwhile["ended"] == [False, True]


def test_a_backup_removes_what_a_killed_one_left(meanwhile: dict[str, Any]) -> None:
    assert meanwhile["left"] == []


def test_a_proof_that_is_interrupted_leaves_no_copy(circle: Circle) -> None:
    assert circle.does(INTERRUPTED) == []
