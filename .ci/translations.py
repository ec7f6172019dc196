"""Fail when a text lacks its Dutch, or when the compiled catalogue is not that of the source.

Collects the texts anew in a copy of the sources, so that a text that nobody collected counts too,
and the checkout stays as it is. Needs gettext.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
SOURCES = ("manage.py", "clinic", "screening", "templates", "locale")
CATALOGUE = Path("locale/nl/LC_MESSAGES/django.po")
SHOWN = 20


def output(*command: str | Path, cwd: Path = TOP) -> str:
    """Run a command and return what it prints; its own complaint ends the check."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    return done.stdout


def texts(catalogue: Path, *selection: str) -> list[str]:
    """Return the msgid lines of a selection of a catalogue, without its header."""
    entries = output("msgattrib", "--no-obsolete", "--no-wrap", *selection, catalogue)
    return [line for line in entries.splitlines() if line.startswith("msgid ") and line[6:] != '""']


def recollected(copy: Path) -> Path:
    """Return the catalogue as it is after collecting the texts of the sources again."""
    for name in SOURCES:
        if (TOP / name).is_dir():
            shutil.copytree(TOP / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(TOP / name, copy / name)
    options = ("--locale=nl", "--no-obsolete", "--no-wrap", "--add-location=file")
    output(sys.executable, "manage.py", "makemessages", *options, cwd=copy)
    return copy / CATALOGUE


def faults(copy: Path) -> list[str]:
    """Return one line for each text or file that is not right."""
    fresh = recollected(copy)
    compiled = copy / "fresh.mo"
    output("msgfmt", "--check", "--output-file", compiled, TOP / CATALOGUE)
    found = [f"no Dutch: {text}" for text in texts(fresh, "--untranslated")]
    found += [f"fuzzy: {text}" for text in texts(fresh, "--only-fuzzy")]
    committed = TOP / CATALOGUE.with_suffix(".mo")
    if not committed.exists() or output("msgunfmt", compiled) != output("msgunfmt", committed):
        found.append("django.mo is not what django.po compiles to; run: make messages")
    return found


def main() -> None:
    """Print the faults, the first of them in full."""
    with tempfile.TemporaryDirectory() as copy:
        found = faults(Path(copy))
    if found:
        rest = [f"and {len(found) - SHOWN} more"] if len(found) > SHOWN else []
        sys.exit("\n".join(found[:SHOWN] + rest))


if __name__ == "__main__":
    main()
