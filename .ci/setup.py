"""Put in place what a make target needs, and do nothing where it is there already.

    python3 .ci/setup.py run|test|verapdf|lint

Works with the standard library alone on a bare Debian or Ubuntu. Each line it prints says one thing
that it is doing; it prints nothing when there is nothing to do.
"""

import ctypes
import hashlib
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NoReturn

OLDEST = (3, 11)
# First of all, since an older Python stumbles over what follows.
if sys.version_info < OLDEST:
    found = ".".join(map(str, sys.version_info[:3]))
    sys.exit(f"\nThis needs Python 3.11 or newer, not {found}. Try: make PYTHON=python3.12 run\n")

TOP = Path(__file__).resolve().parent.parent
VENV = TOP / ".venv"
VENV_PYTHON = VENV / "bin" / "python"

BROWSERS = ("chromium-headless-shell", "chromium", "google-chrome")
RUNTIME = ("--require-hashes", "--requirement", "requirements.lock")
TOOLS = ("--requirement", "requirements-dev.txt")


def stop(message: str) -> NoReturn:
    """End with one plain message instead of a traceback."""
    sys.exit(f"\n{message}\n")


def loads(library: str) -> bool:
    """Ask the dynamic linker itself: a package may be missing and its library present."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def can_make_environments() -> bool:
    """Debian ships venv without ensurepip, and then ``python3 -m venv`` fails."""
    return VENV_PYTHON.exists() or all(map(importlib.util.find_spec, ("venv", "ensurepip")))


def finds(*programs: str) -> bool:
    """True when one of the programs is on the path."""
    return any(map(shutil.which, programs))


def is_ubuntu() -> bool:
    """Ubuntu's chromium package is a snap, which containers cannot run."""
    return platform.freedesktop_os_release().get("ID") == "ubuntu"


# Debian package, and whether what the product wants from it is already there.
SYSTEM: dict[str, dict[str, Callable[[], bool]]] = {
    "run": {
        "python3-venv": can_make_environments,
        "libpango-1.0-0": lambda: loads("libpango-1.0.so.0"),
        "libpangoft2-1.0-0": lambda: loads("libpangoft2-1.0.so.0"),
        "libharfbuzz-subset0": lambda: loads("libharfbuzz-subset.so.0"),
    },
    "test": {
        "chromium-headless-shell": lambda: finds(*BROWSERS) or is_ubuntu(),
        "postgresql": lambda: any(Path("/usr/lib/postgresql").glob("*/bin/initdb")),
        "caddy": lambda: finds("caddy"),
        "nginx": lambda: finds("nginx", "/usr/sbin/nginx"),
        "libatomic1": lambda: loads("libatomic.so.1"),  # for Playwright's driver
    },
    "verapdf": {
        "default-jdk-headless": lambda: finds("javac"),
        "libjaxb-java": Path("/usr/share/java/jaxb-runtime.jar").exists,
    },
    "lint": {"gettext": lambda: finds("msgfmt")},
}


# Debian starts these as soon as they are installed; the tests start their own.
SERVICES = ("caddy", "nginx", "postgresql")


def missing(targets: Iterable[str]) -> list[str]:
    """Return the Debian packages to install for these targets."""
    return [
        package for target in targets for package, there in SYSTEM[target].items() if not there()
    ]


def as_root() -> list[str] | None:
    """Return the prefix that makes a command run as root without a question, or None."""
    if os.geteuid() == 0:
        return []
    allowed = finds("sudo") and subprocess.run(("sudo", "-n", "true"), capture_output=True)
    return ["sudo", "-n"] if allowed and allowed.returncode == 0 else None


def install_system(packages: list[str]) -> None:
    """Install Debian packages, or stop with the one command that does."""
    names = " ".join(packages)
    apt = f"apt-get update && apt-get install -y --no-install-recommends {names}"
    become = "sudo sh -c" if finds("sudo") else "su -c"
    command = f"{become} '{apt}'"
    if not finds("apt-get"):
        stop(f"These Debian packages, or your system's own, must be there first:\n\n    {names}")
    prefix = as_root()
    if prefix is None:
        stop(f"Some system packages are missing. Type this once, then try again:\n\n    {command}")
    print(f"Installing system packages: {names}", flush=True)
    # A list that cannot be refreshed does not matter when the packages are in an older one.
    said = apt_get(prefix, "update").stdout
    done = apt_get(prefix, "install", "-y", "--no-install-recommends", *packages)
    if done.returncode:
        stop(f"{said}{done.stdout}\napt-get could not install them. The command:\n\n    {command}")
    for service in set(SERVICES) & set(packages):
        if finds("systemctl"):
            subprocess.run((*prefix, "systemctl", "disable", "--now", service), capture_output=True)


def apt_get(prefix: list[str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run apt-get without questions, waiting for its lock, and keep what it says."""
    quiet = ("-qq", "-o", "DPkg::Lock::Timeout=300", "-o", "Dpkg::Use-Pty=0")
    return subprocess.run(
        (*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", *quiet, *arguments),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def environment_works() -> bool:
    """True when the environment runs, on this Python: a moved or upgraded one does not."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    show = "import pip, sys; print('%d.%d' % sys.version_info[:2])"
    try:
        shown = subprocess.run((VENV_PYTHON, "-c", show), capture_output=True, text=True)
    except OSError:
        return False
    return shown.stdout.strip() == version


def make_environment() -> None:
    """Make .venv where it is not there or does not work."""
    if environment_works():
        return
    print(f"Making the virtual environment .venv with {sys.executable}", flush=True)
    shutil.rmtree(VENV, ignore_errors=True)
    subprocess.run((sys.executable, "-m", "venv", VENV), check=True)


def install_python(name: str, *arguments: str) -> None:
    """Run pip once for each change of the requirements: a stamp keeps the digest of the last."""
    digest = hashlib.sha256()
    for argument in arguments:
        digest.update((TOP / argument).read_bytes() if argument[0] != "-" else argument.encode())
    stamp = VENV / f"installed-{name}"
    if stamp.exists() and stamp.read_text() == digest.hexdigest():
        return
    print(f"Installing Python packages of {arguments[-1]}", flush=True)
    pip = (VENV_PYTHON, "-m", "pip", "install", "-qq", "--disable-pip-version-check")
    if subprocess.run((*pip, *arguments), cwd=TOP, stdin=subprocess.DEVNULL).returncode:
        stop(f"pip could not install {arguments[-1]} (see above).")
    stamp.write_text(digest.hexdigest())


def fetch_browser() -> None:
    """On an Ubuntu without a browser, use the build that Playwright offers for it."""
    stamp = VENV / "installed-browser"
    if finds(*BROWSERS) or stamp.exists():
        return
    playwright = (VENV_PYTHON, "-m", "playwright")
    prefix = as_root()
    if prefix is None:
        libraries = f"sudo {VENV_PYTHON} -m playwright install-deps chromium"
        stop(f"The browser needs libraries. Type this once, then try again:\n\n    {libraries}")
    print("Fetching Chromium and its libraries with Playwright", flush=True)
    for step in (
        (*prefix, *playwright, "install-deps", "chromium"),
        (*playwright, "install", "chromium"),
    ):
        if subprocess.run(step, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL).returncode:
            stop(
                "Playwright could not fetch Chromium (see above). Ubuntu's own is a snap, which the"
                " tests cannot start.\nInstall Google Chrome instead, then try again."
            )
    stamp.touch()


def main(target: str) -> None:
    """Prepare for one make target; every target needs what ``run`` needs."""
    packages = missing(dict.fromkeys(("run", target)))
    if packages:
        install_system(packages)
    make_environment()
    install_python("runtime", *RUNTIME)
    if target != "run":
        install_python("tools", *TOOLS)
    if target == "test" and is_ubuntu():
        fetch_browser()


if __name__ == "__main__":
    main(sys.argv[1])
