"""Files of backups: whole or not at all, one at a time, and which of them are kept."""

import os
import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from clinic import privacy
from clinic.backups import Fault, files, rota, sealed


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """No file may grow beyond so many bytes: the system refuses as it does on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "backup"
    path.write_bytes(b"of yesterday")
    with room_for(4096), pytest.raises(OSError, match="File too large"):
        _write(path, bytes(100_000))
    assert path.read_bytes() == b"of yesterday"
    assert list(tmp_path.iterdir()) == [path]


def test_an_interruption_leaves_nothing(tmp_path: Path) -> None:
    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(SystemExit):
        _be_ended(tmp_path / "backup")
    assert list(tmp_path.iterdir()) == []
    assert signal.getsignal(signal.SIGTERM) is before


def _write(path: Path, content: bytes) -> None:
    with files.written_whole(path) as file:
        file.write(content)


def _be_ended(path: Path) -> None:
    with files.ended_in_order(), files.written_whole(path) as file:
        file.write(b"half of it")
        os.kill(os.getpid(), signal.SIGTERM)
        file.write(b"and the rest")


def test_nobody_else_can_read_it(tmp_path: Path) -> None:
    _write(tmp_path / "backup", b"all of it")
    assert (tmp_path / "backup").stat().st_mode & 0o777 == 0o600


def test_only_one_runs_at_a_time(tmp_path: Path, settings: Any) -> None:
    settings.VAR_DIR = tmp_path
    with files.alone(), pytest.raises(Fault, match="Another backup runs"), files.alone():
        pass
    with files.alone():
        pass


@pytest.mark.django_db
def test_a_backup_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "backup").write_bytes(b"of yesterday")
    with pytest.raises(CommandError, match="backup is there already"):
        call_command("backup", output=tmp_path / "backup")
    assert (tmp_path / "backup").read_bytes() == b"of yesterday"


def test_pruning_needs_a_folder(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="--prune needs --output to name a folder"):
        call_command("backup", output=tmp_path / "backup", prune=True)


BEGAN = datetime(2024, 1, 1, tzinfo=UTC)
moments = st.lists(st.integers(0, 3 * 365 * 24), max_size=40).map(
    lambda hours: [BEGAN + timedelta(hours=each) for each in hours]
)


@given(moments)
def test_the_rota_keeps_the_last_and_never_more_than_it_says(made: list[datetime]) -> None:
    keep = rota.kept(made)
    assert keep <= set(made)
    assert len(keep) <= rota.DAYS + rota.WEEKS + rota.MONTHS
    assert rota.kept(keep) == keep
    if made:
        assert max(made) in keep


def test_after_two_years_of_nights_it_keeps_days_weeks_and_months(tmp_path: Path) -> None:
    last = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)
    for night in range(730):
        (tmp_path / (last - timedelta(days=night)).strftime(rota.NAME)).touch()
    for other in ("data-keys", "clinic-of-mine.backup", "clinic-20259999T000000Z.backup"):
        (tmp_path / other).touch()
    rota.prune(tmp_path)
    days = sorted(at.date() for path in tmp_path.iterdir() if (at := rota.made_at(path.name)))
    assert [str(day) for day in days] == [
        "2026-09-30", "2026-10-31", "2026-11-08", "2026-11-15", "2026-11-20", "2026-11-21",
        "2026-11-22", "2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26",
    ]  # fmt: skip
    assert len(list(tmp_path.iterdir())) == len(days) + 3


def test_a_proof_opens_every_field_of_health() -> None:
    with_health = {
        label for label, fields in privacy.FIELDS.items() if privacy.HEALTH in fields.values()
    }
    assert with_health == set(sealed.KEY_OF)
