"""Run pytest on a PostgreSQL server that is started for it and thrown away.

    python -m tests.on_postgresql [what pytest takes]

What uses no database says the same on either, and is left to the run on SQLite.
"""

import os
import subprocess
import sys

from .cluster import running


def main(arguments: list[str]) -> int:
    with running(durable=False) as server:
        environment = {**os.environ, "DATABASE_URL": server.address("clinic")}
        command = [sys.executable, "-m", "pytest", "-p", "tests.uses_database", *arguments]
        return subprocess.run(command, env=environment).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
