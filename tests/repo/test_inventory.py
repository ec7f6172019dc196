"""docs/sbom.json names all that the product is made of beside its own code."""

import hashlib
import json
import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

TOP = Path(__file__).resolve().parents[2]
INVENTORY = TOP / "docs" / "sbom.json"
OTHERS = ("*.ttf", "*.otf", "*.woff", "*.woff2", "*.min.js", "*.min.css", "*.whl", "*.jar")
"""Kinds of file that others make."""


def is_pypi(ref: str) -> bool:
    return ref.startswith("pkg:pypi/")


def is_package(component: dict[str, Any]) -> bool:
    return is_pypi(component["bom-ref"])


def components() -> list[dict[str, Any]]:
    return json.loads(INVENTORY.read_text())["components"]


def written(seed: int) -> dict[str, str]:
    """What the script would write now, in a process of its own."""
    program = (
        "import json, runpy; made = runpy.run_path('.ci/sbom.py');"
        "parts = (*made['packages'](), *made['beside']());"
        "print(json.dumps({'sbom.json': made['inventory'](parts),"
        " 'licences.md': made['licence_list'](parts)}))"
    )
    run = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, '.ci'); {program}"],
        cwd=TOP,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": str(seed)},
    )
    return json.loads(run.stdout)


@pytest.mark.parametrize("seed", [1, 2])
def test_both_lists_are_what_the_lock_makes_of_them_each_time(seed: int) -> None:
    for name, text in written(seed).items():
        assert (TOP / "docs" / name).read_text() == text, "`make lock` writes it again"


def test_it_is_cyclonedx() -> None:
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(INVENTORY.read_text()) is None


def test_what_is_no_cyclonedx_is_found() -> None:
    broken = INVENTORY.read_text().replace('"type": "library"', '"type": "book"', 1)
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(broken) is not None


def test_it_says_what_it_is_of_and_no_date() -> None:
    project = tomllib.loads((TOP / "pyproject.toml").read_text())["project"]
    metadata = json.loads(INVENTORY.read_text())["metadata"]
    assert metadata["component"]["name"] == project["name"]
    assert metadata["component"]["version"] == project["version"]
    assert metadata["component"]["licenses"][0]["license"]["id"] == project["license"]
    assert "timestamp" not in metadata


def test_every_component_has_a_licence() -> None:
    for component in components():
        [licence] = component["licenses"]
        assert licence.get("expression") or licence["license"].get(
            "id", licence["license"].get("name")
        )


def test_every_package_has_the_digests_of_the_lock() -> None:
    locked = (TOP / "requirements.lock").read_text()
    digests = [each["content"] for c in components() if is_package(c) for each in c["hashes"]]
    assert sorted(digests) == sorted(re.findall("sha256:([0-9a-f]{64})", locked))


def test_everything_is_reached_from_the_product() -> None:
    needs = {
        each["ref"]: set(each.get("dependsOn", ()))
        for each in json.loads(INVENTORY.read_text())["dependencies"]
    }
    reached, new = set(), {"reds-screening"}
    while new:
        reached |= new
        new = set().union(*(needs[ref] for ref in new)) - reached
    assert reached == {c["bom-ref"] for c in components()} | {"reds-screening"}


def test_the_product_needs_what_its_requirements_name() -> None:
    pins = re.findall(
        r"^([A-Za-z0-9-]+)(?:\[.*?\])?==(.*)$", (TOP / "requirements.txt").read_text(), re.M
    )
    [direct] = (
        each["dependsOn"]
        for each in json.loads(INVENTORY.read_text())["dependencies"]
        if each["ref"] == "reds-screening"
    )
    named = {ref for ref in direct if ref.startswith("pkg:pypi/")}
    assert named == {f"pkg:pypi/{name.lower()}@{version}" for name, version in pins}


def test_a_package_needs_what_its_own_metadata_says() -> None:
    refs = {c["bom-ref"]: c["name"] for c in components()}
    listed = {
        refs[each["ref"]]: {refs[ref] for ref in each.get("dependsOn", ()) if is_pypi(ref)}
        for each in json.loads(INVENTORY.read_text())["dependencies"]
        if is_pypi(each["ref"])
    }
    for name in ("weasyprint", "pikepdf", "qrcode", "cffi"):
        said = map(Requirement, distribution(name).requires or ())
        needed = {
            canonicalize_name(one.name)
            for one in said
            if not one.marker or "extra" not in str(one.marker)
        }
        assert needed <= listed[name], name


def test_it_holds_every_package_of_the_lock() -> None:
    locked = re.findall(
        r"^([a-z0-9._-]+)(?:\[.*?\])?==(\S+)", (TOP / "requirements.lock").read_text(), re.M
    )
    named = {(c["name"], c.get("version")) for c in components()}
    assert len(locked) > 40
    assert set(locked) <= named


def test_every_package_that_is_installed_to_run_is_the_one_that_it_names() -> None:
    for component in filter(is_package, components()):
        if "properties" not in component:
            assert distribution(component["name"]).version == component["version"]


def test_every_file_of_others_is_in_it_with_its_checksum() -> None:
    found = {
        str(path.relative_to(TOP))
        for part in ("clinic", "screening", "templates", "docs", "tests")
        for kind in OTHERS
        for path in (TOP / part).rglob(kind)
    }
    named = {c["name"]: c["hashes"][0]["content"] for c in components() if c["type"] == "file"}
    assert found <= named.keys()
    for name in found:
        assert hashlib.sha256((TOP / name).read_bytes()).hexdigest() == named[name]
