"""Data keys in backups: which of them a restored row gets, and whom the keys file forgets."""

import os
from pathlib import Path
from typing import Any

import pytest

from clinic.actions import rotation
from clinic.backups import Fault, key_rows, keys_file, sections
from clinic.backups.container import KEYS_FILE
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
