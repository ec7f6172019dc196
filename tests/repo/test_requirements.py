"""What the product stands on is pinned, locked and explained."""

import re
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[2]
PIN = re.compile(
    r"^(?P<name>[A-Za-z0-9-]+)(?P<extras>\[[a-z,-]+\])?==(?P<version>[0-9][0-9a-z.]*)$"
)
FILES = ("requirements.txt", "requirements-dev.txt")


def lines(name: str) -> list[str]:
    """Return the lines of a requirements file that say something to pip."""
    text = (TOP / name).read_text()
    return [line for line in text.splitlines() if line and line[0] not in "#-"]


def pins(name: str) -> list[tuple[str, str]]:
    """Return name and version of each exact pin in a requirements file."""
    return [(m["name"], m["version"]) for line in lines(name) if (m := PIN.match(line))]


@pytest.mark.parametrize("name", FILES)
def test_every_direct_dependency_has_an_exact_pin(name: str) -> None:
    assert [line for line in lines(name) if not PIN.match(line)] == []


@pytest.mark.parametrize("name", FILES)
def test_no_dependency_is_named_twice(name: str) -> None:
    names = [package for package, _version in pins(name)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(("package", "version"), pins("requirements.txt"))
def test_the_lock_holds_every_direct_dependency_at_its_pin(package: str, version: str) -> None:
    locked = (TOP / "requirements.lock").read_text()
    assert re.search(rf"^{re.escape(package.lower())}(\[[a-z,]+\])?=={version} ", locked, re.M)


def test_the_lock_names_no_index_and_no_file_of_one_machine() -> None:
    locked = (TOP / "requirements.lock").read_text()
    assert re.findall(r"--(?!hash)[a-z-]+|file:|https?:", locked) == []


@pytest.mark.parametrize("package", [name for file in FILES for name, _version in pins(file)])
def test_every_dependency_is_explained(package: str) -> None:
    table = (TOP / "docs" / "dependencies.md").read_text()
    rows = [row.split("|")[1] for row in table.splitlines() if row.startswith("| ")]
    explained = {re.sub(r"\[.*?\]", "", name).strip() for row in rows for name in row.split(", ")}
    assert package.lower() in {name.lower() for name in explained}
