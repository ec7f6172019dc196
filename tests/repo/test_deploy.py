"""docs/deploy.md and the files that it installs: they name what is there, and the programs that read them take them."""

import base64
import os
import re
import secrets
import shutil
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import get_commands
from django.db.migrations.loader import MigrationLoader

from .test_settings import COMPLETE, manage
from .test_settings_reference import names

TOP = Path(__file__).resolve().parents[2]
FOLDER = TOP / "docs" / "deploy"
PAGE = TOP / "docs" / "deploy.md"
UNITS = sorted(FOLDER.glob("clinic-*.service"))
VENV = "/srv/clinic/current/.venv/bin/"
COMMAND = re.compile(r"(?:manage\.py|docs/deploy/manage\"?)(?: --owner)? ([a-z_]+)(?![\w.])")
WORK = {"db_worker", "sweep", "remind", "purge", "check", "audit", "backup"}
"""What docs/work.md says must run."""
EXPOSURE = 15
"""Tenths: the most that systemd-analyze may find exposed, of 100."""


def unit(path: Path) -> ConfigParser:
    read = ConfigParser(strict=False, interpolation=None)
    read.optionxform = str  # type: ignore[assignment]
    read.read_string(path.read_text())
    return read


def started(path: Path) -> list[str]:
    return re.findall(r"^ExecStart=(.*)$", path.read_text(), re.MULTILINE)


def installed(folder: Path) -> list[Path]:
    """The units in a folder, with this environment in the place of the deployed one."""
    shutil.copytree(FOLDER, folder, dirs_exist_ok=True, ignore=lambda _d, names: {*names} - wanted)
    for path in folder.glob("*.service"):
        path.write_text(path.read_text().replace(VENV, f"{Path(sys.executable).parent}/"))
    return [*folder.glob("*.service"), *folder.glob("*.timer"), *folder.glob("*.target")]


wanted = {
    path.name for path in FOLDER.rglob("*") if path.is_dir() or path.name.startswith("clinic")
}
wanted |= {"hardened.conf"}


def analyze(*arguments: str | Path, units: Path) -> subprocess.CompletedProcess[str]:
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("systemd-analyze is not installed here")
    return subprocess.run(
        [program, *map(str, arguments)],
        env={"PATH": os.environ["PATH"], "SYSTEMD_UNIT_PATH": f"{units}:"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_a_unit_starts_what_is_there(path: Path) -> None:
    commands = get_commands()
    assert started(path)
    for line in started(path):
        program, *words = line.removeprefix(VENV).split()
        assert line.startswith(VENV)
        assert (Path(sys.executable).parent / program).exists()
        assert program == "gunicorn" or (words[0] == "manage.py" and words[1] in commands)


def test_all_that_must_run_beside_the_server_does() -> None:
    lines = [line for path in UNITS for line in started(path)]
    run = {found[1] for line in lines if (found := COMMAND.search(line))}
    assert run == WORK


def test_each_unit_that_ends_by_itself_has_its_timer_and_all_stop_together() -> None:
    for path in UNITS:
        once = unit(path)["Service"].get("Type") == "oneshot"
        starts = path.with_suffix(".timer") if once else path
        assert unit(starts)["Install"]["WantedBy"] == "clinic.target", path.name
        assert not once or unit(starts)["Unit"]["PartOf"] == "clinic.target"
    assert unit(FOLDER / "clinic-.service.d" / "hardened.conf")["Unit"]["PartOf"] == "clinic.target"


def test_a_block_that_stops_everything_goes_on_when_everything_stands_still() -> None:
    """`systemctl stop` of the target alone returns at once, while pages and worker still end what they are at."""
    stops = re.findall(r"systemctl stop (.*) &&", PAGE.read_text())
    assert set(stops) == {"'clinic*'"}


def test_nothing_that_is_pasted_stands_behind_apt_get() -> None:
    """On Ubuntu needrestart, which it ends with, throws away what was typed ahead."""
    for block in re.findall(r"^```\w*\n(.*?)^```$", PAGE.read_text(), re.MULTILINE | re.DOTALL):
        command, installs, rest = block.replace("\\\n", "").partition("apt-get install ")
        line, _, behind = rest.partition("\n")
        assert not installs or not behind or line.endswith("&&"), command + installs + rest


def test_systemd_takes_every_unit_without_a_word(tmp_path: Path) -> None:
    done = analyze("verify", "--man=no", *installed(tmp_path), units=tmp_path)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_systemd_finds_little_exposed(tmp_path: Path) -> None:
    services = [path for path in installed(tmp_path) if path.suffix == ".service"]
    assert len(services) == len(UNITS)
    done = analyze(
        "security", "--offline=true", f"--threshold={EXPOSURE}", *services, units=tmp_path
    )
    assert done.returncode == 0, done.stdout[-300:] + done.stderr


@pytest.mark.parametrize(
    "path", [PAGE, *(p for p in FOLDER.rglob("*") if p.is_file())], ids=lambda path: path.name
)
def test_every_command_that_is_named_is_there(path: Path) -> None:
    named = set(COMMAND.findall(path.read_text()))
    assert named <= set(get_commands())
    assert named or path != PAGE


def test_every_file_that_the_page_names_is_there() -> None:
    named = re.findall(r"docs/deploy/([\w.-]+)(?![\w.*-])|\]\((?!http)([\w./-]+)", PAGE.read_text())
    assert len(named) > 10
    for ours, linked in named:
        assert (FOLDER / ours if ours else PAGE.parent / linked).exists(), ours or linked


def test_each_name_in_the_environment_is_a_setting() -> None:
    lines = (FOLDER / "environment.example").read_text().splitlines()
    given = [line.partition("=")[0] for line in lines if line and line[0] != "#"]
    assert given
    assert {name.removesuffix("_FILE") for name in given} <= names()
    in_image = re.findall(r"\b([A-Z_]+)=", (FOLDER / "Containerfile").read_text())
    assert set(in_image) - {"PYTHONDONTWRITEBYTECODE"} <= names()


def test_the_environment_passes_the_deployment_check_once_its_secrets_are_there(
    tmp_path: Path,
) -> None:
    secret = {
        "SECRET_KEY": secrets.token_hex(40),
        "MASTER_KEYS": f"2026-1:{base64.b64encode(os.urandom(32)).decode()}",
        "METRICS_TOKEN": secrets.token_hex(32),
        "DATABASE_URL": "postgres://clinic_app:password@127.0.0.1/clinic",
        "EMAIL_URL": COMPLETE["EMAIL_URL"],
    }
    environment = {}
    for line in (FOLDER / "environment.example").read_text().splitlines():
        name, _, value = line.partition("=")
        if name.endswith("_FILE"):
            assert value.startswith("/etc/clinic/")
            file = tmp_path / Path(value).name
            file.write_text(secret.pop(name.removesuffix("_FILE")) + "\n")
            value = str(file)
        if name and not name.startswith("#"):
            environment[name] = value
    assert secret == {}
    static = {"STATIC_ROOT": str(tmp_path / "static")}
    run = manage(
        "check",
        "--deploy",
        "--fail-level=WARNING",
        var=tmp_path,
        environment={k: v for k, v in environment.items() if k != "VAR_DIR"} | static,
    )
    assert run.returncode == 0, run.stderr


def test_every_migration_of_ours_can_be_undone() -> None:
    loader = MigrationLoader(None)
    ours = {app.label for app in apps.get_app_configs() if app.name in ("clinic", "screening")}
    for (app, name), migration in loader.disk_migrations.items():
        if app in ours:
            assert all(step.reversible for step in migration.operations), name
