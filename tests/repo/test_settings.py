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


def test_the_end_of_the_line_in_a_file_is_not_part_of_the_value(tmp_path: Path) -> None:
    values = {**COMPLETE, "METRICS_TOKEN": "0123456789abcdef" * 2}
    environment = {"DJANGO_SETTINGS_MODULE": "clinic.settings", "VAR_DIR": str(tmp_path)}
    for name, value in values.items():
        (tmp_path / name).write_text(f"{value}\n")
        environment[f"{name}_FILE"] = str(tmp_path / name)
    told = "s.SECRET_KEY, s.METRICS_TOKEN, s.DEFAULT_FROM_EMAIL, s.EMAIL_PORT, s.ALLOWED_HOSTS"
    code = f"from clinic import settings as s; print([{told}, s.DATABASES['default']['NAME']])"
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    expected = [values[n] for n in ("SECRET_KEY", "METRICS_TOKEN", "DEFAULT_FROM_EMAIL")]
    database = values["DATABASE_URL"].removeprefix("sqlite:///")
    expected += [587, [values["ALLOWED_HOSTS"]], database]
    assert run.stdout == f"{expected}\n", run.stderr


def test_a_file_that_cannot_be_read_is_named_in_one_sentence(tmp_path: Path) -> None:
    environment = {k: v for k, v in COMPLETE.items() if k != "DATABASE_URL"}
    environment["DATABASE_URL_FILE"] = "/not/there"
    run = manage("check", var=tmp_path, environment=environment)
    assert run.returncode == 1
    assert run.stderr.splitlines() == [
        "Set DATABASE_URL_FILE: /not/there cannot be read (No such file or directory)."
    ]


def test_static_files_may_stand_beside_the_code(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", "from clinic import settings; print(settings.STATIC_ROOT)"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), "STATIC_ROOT": "var/static"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stdout == f"{ROOT / 'var' / 'static'}\n", run.stderr


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
