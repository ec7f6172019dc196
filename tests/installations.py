"""An installation of its own, on SQLite or PostgreSQL, in processes of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

TOP = Path(__file__).resolve().parents[1]
BEGIN = """
import django, json
django.setup()
from django_scopes import scopes_disabled
with scopes_disabled():
"""


class Installation:
    """Its folder and its database, and what processes there say."""

    def __init__(self, folder: Path, url: str, **environment: str) -> None:
        self.folder = folder
        self.environment = {
            **{k: v for k, v in os.environ.items() if k not in ("PRODUCTION", "WORKER")},
            "DJANGO_SETTINGS_MODULE": "clinic.settings",
            "VAR_DIR": str(folder),
            "DATABASE_URL": url,
            "ALLOWED_HOSTS": "testserver,127.0.0.1",
            **environment,
        }

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *command],
            cwd=TOP,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def manage(self, *command: str) -> subprocess.CompletedProcess[str]:
        return self.run("manage.py", *command)

    def does(self, code: str) -> Any:
        """Run lines outside every scope; they may print one value as JSON."""
        indented = "".join(f"    {line}\n" for line in code.strip().splitlines())
        done = self.run("-W", "ignore", "-c", BEGIN + indented)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout) if done.stdout.strip() else None
