"""docs/settings.md is what clinic/settings.py says."""

import re
import runpy
from functools import cache
from pathlib import Path
from typing import Any

TOP = Path(__file__).resolve().parents[2]
PAGE = TOP / "docs" / "settings.md"
READ = re.compile(r"\benv\.\w+\(\s*\"([A-Z_]+)\"")


@cache
def script() -> dict[str, Any]:
    return runpy.run_path(str(TOP / ".ci" / "settings_reference.py"))


def names() -> set[str]:
    return set(re.findall(r"^\| `([A-Z_]+)` ", PAGE.read_text(), re.MULTILINE))


def test_the_page_is_what_the_script_writes() -> None:
    assert PAGE.read_text() == script()["page"](), "make reference writes it again"


def test_every_name_that_the_settings_read_is_on_it_once() -> None:
    read = set(READ.findall((TOP / "clinic" / "settings.py").read_text()))
    assert len(read) > 20
    assert names() == read
    assert len(re.findall(r"^\| `", PAGE.read_text(), re.MULTILINE)) == len(read)


def test_every_setting_says_what_it_is() -> None:
    rows = [line.split(" | ") for line in PAGE.read_text().splitlines() if line[:3] == "| `"]
    assert [row[0] for row in rows if not row[-1].strip(" |").endswith(".")] == []


def test_defaults_follow_the_settings() -> None:
    source = """
# The first line of what it is,
# and the second.
A = env.int("A", default=26 if PRODUCTION else 0)
if True:
    B = env.str("B", default=f"https://{ALLOWED_HOSTS[0]}")

C = [env.bool("C", default=not PRODUCTION)]
"""
    found = script()["settings"](source)
    told = {
        name: tuple(script()["default"](each, production=p) for p in (False, True))
        for name, each in found.items()
    }
    assert told == {"A": ("0", "26"), "B": ("https://ALLOWED_HOSTS",) * 2, "C": ("1", "0")}
    assert found["A"].comment == "The first line of what it is, and the second."
    assert found["B"].comment == ""
