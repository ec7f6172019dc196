"""docs/sbom.json names all that the product is made of beside its own code."""

import hashlib
import json
import re
import subprocess
import sys
from importlib.metadata import distributions
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
INVENTORY = TOP / "docs" / "sbom.json"
OTHERS = ("*.ttf", "*.otf", "*.woff", "*.woff2", "*.min.js", "*.min.css", "*.whl", "*.jar")
"""Kinds of file that others make."""


def components() -> list[dict[str, object]]:
    return json.loads(INVENTORY.read_text())["components"]


def test_it_is_what_the_script_writes_from_the_lock() -> None:
    program = "import runpy; print(runpy.run_path('.ci/sbom.py')['inventory'](), end='')"
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=TOP, capture_output=True, text=True, check=True
    )
    assert INVENTORY.read_text() == run.stdout, "python3 .ci/sbom.py writes it again"


def test_it_holds_every_package_of_the_lock() -> None:
    locked = re.findall(
        r"^([a-z0-9._-]+)(?:\[.*?\])?==(\S+)", (TOP / "requirements.lock").read_text(), re.M
    )
    named = {(c["name"], c.get("version")) for c in components()}
    assert len(locked) > 40
    assert set(locked) <= named


def test_every_package_that_is_installed_to_run_is_the_one_that_it_names() -> None:
    installed = {
        re.sub(r"[-_.]+", "-", each.metadata["Name"]).lower(): each.version
        for each in distributions()
    }
    named = [c for c in components() if str(c.get("purl", "")).startswith("pkg:pypi/")]
    for component in named:
        if "properties" not in component:
            assert installed[component["name"]] == component["version"], component["name"]


def test_every_file_of_others_is_in_it_with_its_checksum() -> None:
    found = {
        str(path.relative_to(TOP))
        for part in ("clinic", "screening", "templates", "docs", "tests")
        for kind in OTHERS
        for path in (TOP / part).rglob(kind)
    }
    named = {c["name"]: c["hashes"][0]["content"] for c in components() if c["type"] == "file"}
    assert found == named.keys()
    for name, digest in named.items():
        assert hashlib.sha256((TOP / name).read_bytes()).hexdigest() == digest
