"""Data keys in backups: which of them a restored row gets, and whom the keys file forgets."""

import os
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from clinic import tasks
from clinic.actions import backups, rotation
from clinic.backups import Fault, files, key_rows, keys_file, log, sections
from clinic.backups.container import KEYS_FILE
from clinic.models import Backup
from screening import encryption
from screening.models import DataKey

pytestmark = pytest.mark.django_db


@pytest.fixture
def key() -> DataKey:
    return DataKey.objects.create()


def kept(path: Path) -> list[bytes]:
    return list(sections.key_lines(path, KEYS_FILE))


def restored(emptied: list[bytes], living: list[bytes], key: DataKey) -> int:
    """Put back into rows whose keys were emptied; of how many the keys are strange."""
    DataKey.objects.update(wrapped=None)
    strange = key_rows.merge("default", emptied, living)
    key.refresh_from_db()
    return strange


def test_a_backup_gets_the_key_that_sealed_it_though_another_came_since(
    key: DataKey, tmp_path: Path
) -> None:
    first = key.bytes()
    emptied = list(key_rows.emptied("default"))
    keys_file.write(tmp_path / "keys", [])
    for _each in range(2):
        key.wrapped = encryption.new_data_key(str(key.pk))
        key.save()
        keys_file.write(tmp_path / "keys", [])
    assert key.bytes() != first
    assert restored(emptied, kept(tmp_path / "keys"), key) == 0
    assert key.bytes() == first


def test_another_master_key_changes_nothing_and_the_old_one_is_not_needed_then(
    key: DataKey, tmp_path: Path, settings: Any
) -> None:
    first, old = key.bytes(), settings.MASTER_KEYS
    emptied = list(key_rows.emptied("default"))
    keys_file.write(tmp_path / "keys", [])
    new = {"2027-1": os.urandom(32)}
    settings.MASTER_KEYS = {**new, **old}
    rotation.wrap_anew()
    keys_file.write(tmp_path / "keys", [])
    settings.MASTER_KEYS = new
    assert restored(emptied, kept(tmp_path / "keys"), key) == 0
    assert key.bytes() == first


def test_a_keys_file_that_knows_only_a_later_key_is_told(key: DataKey, tmp_path: Path) -> None:
    emptied = list(key_rows.emptied("default"))
    key.wrapped = encryption.new_data_key(str(key.pk))
    key.save()
    keys_file.write(tmp_path / "keys", [])
    assert restored(emptied, kept(tmp_path / "keys"), key) == 1
    assert key.wrapped is None


def test_whoever_was_erased_is_forgotten_with_every_key_that_she_had(
    key: DataKey, tmp_path: Path
) -> None:
    others = [DataKey.objects.create() for _each in range(5)]
    emptied = list(key_rows.emptied("default"))
    keys_file.write(tmp_path / "keys", [])
    DataKey.objects.filter(pk=key.pk).update(wrapped=None)
    DataKey.objects.filter(pk=others[0].pk).delete()
    assert keys_file.write(tmp_path / "keys", []) == 4
    lines = b"".join(kept(tmp_path / "keys"))
    assert str(key.pk).encode() not in lines
    assert str(others[0].pk).encode() not in lines
    assert restored(emptied, kept(tmp_path / "keys"), key) == 0
    assert key.wrapped is None
    assert others[4].bytes() == DataKey.objects.get(pk=others[4].pk).bytes()


def test_a_keys_file_that_cannot_be_read_is_not_replaced(key: DataKey, tmp_path: Path) -> None:
    (tmp_path / "keys").write_bytes(b"something else")
    with pytest.raises(Fault, match="keys cannot be read: it is not a backup of this product"):
        keys_file.write(tmp_path / "keys", [])
    assert (tmp_path / "keys").read_bytes() == b"something else"
    assert keys_file.write(tmp_path / "keys", [], anew=True) == DataKey.objects.count()


def noted(path: Path) -> Path:
    """A file of the keys of now that a backup was made with."""
    keys_file.write(path, [])
    Backup.objects.create(made_at=timezone.now(), seconds=1, size=1, keys=str(path))
    return path


def destroy(key: DataKey) -> None:
    DataKey.objects.filter(pk=key.pk).update(wrapped=None)


def knows(path: Path, key: DataKey) -> bool:
    return str(key.pk).encode() in b"".join(kept(path))


def test_a_key_that_is_destroyed_is_forgotten_without_another_backup(
    key: DataKey, tmp_path: Path
) -> None:
    other, heads = DataKey.objects.create(), log.heads("default")
    first = other.bytes()
    emptied = list(key_rows.emptied("default"))
    keys_file.write(tmp_path / "keys", heads)
    before = sections.about(tmp_path / "keys", KEYS_FILE)
    other.wrapped = encryption.new_data_key(str(other.pk))
    other.save()
    destroy(key)
    keys_file.forget(tmp_path / "keys")
    now = sections.about(tmp_path / "keys", KEYS_FILE)
    assert now["chains"] == before["chains"]
    assert now["made_at"] > before["made_at"]
    assert restored(emptied, kept(tmp_path / "keys"), key) == 0
    assert key.wrapped is None
    other.refresh_from_db()
    assert other.bytes() == first


def test_keys_of_another_database_stay_as_they_are(key: DataKey, tmp_path: Path) -> None:
    keys_file.write(tmp_path / "keys", [(str(uuid4()), 3, "a" * 64)], anew=True)
    before = (tmp_path / "keys").read_bytes()
    destroy(key)
    with pytest.raises(Fault, match="is of another database"):
        keys_file.forget(tmp_path / "keys")
    assert (tmp_path / "keys").read_bytes() == before


def test_what_a_killed_process_left_half_written_goes(key: DataKey, tmp_path: Path) -> None:
    path = noted(tmp_path / "keys")
    killed = files.written_whole(path)
    killed.__enter__().write(path.read_bytes())
    destroy(key)
    keys_file.forget(path)
    assert list(tmp_path.iterdir()) == [path]


def test_every_file_that_is_within_reach_forgets(
    key: DataKey, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    names = ("removed", "broken", "keys", "others", "away")
    for each in names:
        (tmp_path / each).mkdir()
    removed, broken, *sound, away = (noted(tmp_path / each / "data-keys") for each in names)
    removed.unlink()
    away.unlink()
    broken.write_bytes(b"something else")
    destroy(key)
    backups.forget()
    assert not any(knows(path, key) for path in sound)
    assert not removed.exists()
    assert not away.exists()
    assert [record.message for record in caplog.records] == [
        f"{away} may hold keys that were destroyed: it is not there.",
        f"{broken} may hold keys that were destroyed: {broken} cannot be read: it is not a backup of this product.",
    ]


def test_of_many_that_wait_the_last_forgets_for_all(
    key: DataKey, tmp_path: Path, settings: Any
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    path = noted(tmp_path / "keys")
    waiting = [tasks.forget_keys.enqueue() for _each in range(3)]
    destroy(key)
    for result in waiting:
        assert knows(path, key)
        DBTaskResult.objects.filter(pk=result.id).update(status=TaskResultStatus.RUNNING)
        tasks.forget_keys.call()
    assert not knows(path, key)
