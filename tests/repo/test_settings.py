"""The settings, read by a process of their own, from an environment of its own."""

import base64
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
KEY = base64.b64encode(bytes(range(32))).decode()
COMPLETE = {
    "PRODUCTION": "1",
    "SECRET_KEY": "abcdefghijklmnopqrstuvwxyz0123456789-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "MASTER_KEYS": f"2026-1:{KEY}",
    "ALLOWED_HOSTS": "screening.example.org",
    "DATABASE_URL": "sqlite:////tmp/never-opened.sqlite3",
    "DEFAULT_FROM_EMAIL": "Praktijk <info@example.org>",
    "EMAIL_URL": "smtp+tls://user:password@mail.example.org:587",
}
MALFORMED = {
    "SECRET_KEY": "short",
    "MASTER_KEYS": "2026-1:bm90IDMyIGJ5dGVz",
    "ALLOWED_HOSTS": "*",
    "DATABASE_URL": "somewhere",
    "DEFAULT_FROM_EMAIL": "Praktijk",
    "EMAIL_URL": "mail.example.org",
    "CACHE_URL": "locmemcache://",
    "TRUSTED_PROXIES": "-1",
}


def manage(
    *command: str, var: Path, environment: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "VAR_DIR": str(var), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_names_every_missing_setting_at_once(tmp_path: Path) -> None:
    run = manage("check", var=tmp_path, environment={"PRODUCTION": "1"})
    assert run.returncode == 1
    named = [line.removeprefix("Set ").partition(":")[0] for line in run.stderr.splitlines()]
    assert named == [name for name in COMPLETE if name != "PRODUCTION"]


@pytest.mark.parametrize("name", MALFORMED)
def test_production_refuses_a_malformed_setting_with_one_sentence(
    name: str, tmp_path: Path
) -> None:
    run = manage("check", var=tmp_path, environment={**COMPLETE, name: MALFORMED[name]})
    assert run.returncode == 1
    assert run.stderr.startswith(f"Set {name}: ")
    assert len(run.stderr.splitlines()) == 1


def test_production_settings_pass_the_deployment_check(tmp_path: Path) -> None:
    run = manage("check", "--deploy", "--fail-level=INFO", var=tmp_path, environment=COMPLETE)
    assert run.returncode == 0, run.stderr
    assert not (tmp_path / "keys.json").exists()


def test_a_setting_may_stand_in_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text(COMPLETE["SECRET_KEY"])
    environment = {k: v for k, v in COMPLETE.items() if k != "SECRET_KEY"}
    environment["SECRET_KEY_FILE"] = str(secret)
    assert manage("check", var=tmp_path, environment=environment).returncode == 0


def test_the_master_keys_may_stand_in_a_file_as_openssl_and_an_editor_leave_it(
    tmp_path: Path,
) -> None:
    ring = tmp_path / "master-keys"
    ring.write_text(f"2026-2:{base64.b64encode(bytes(32)).decode()},\n2026-1:{KEY}\n")
    environment = {k: v for k, v in COMPLETE.items() if k != "MASTER_KEYS"}
    environment |= {"MASTER_KEYS_FILE": str(ring), "DJANGO_SETTINGS_MODULE": "clinic.settings"}
    code = "from django.conf import settings; print(*settings.MASTER_KEYS)"
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stdout == "2026-2 2026-1\n", run.stderr


def test_without_an_environment_keys_are_made_for_this_machine_alone(tmp_path: Path) -> None:
    first = manage("check", var=tmp_path, environment={})
    kept = (tmp_path / "keys.json").read_bytes()
    second = manage("check", var=tmp_path, environment={})
    assert (first.returncode, second.returncode) == (0, 0)
    assert (tmp_path / "keys.json").read_bytes() == kept
    assert (tmp_path / "keys.json").stat().st_mode & 0o777 == 0o600


def test_no_change_of_a_model_is_without_its_migration(tmp_path: Path) -> None:
    run = manage("makemigrations", "--check", "--dry-run", var=tmp_path, environment={})
    assert run.returncode == 0, run.stdout


def test_logs_hold_no_token_and_no_query() -> None:
    from clinic.logs import redacted

    assert redacted('"GET /s/abc_-123/?x=1 HTTP/1.1"') == '"GET /s/…/?… HTTP/1.1"'
    assert redacted("Not Found: /s/abc") == "Not Found: /s/…"
