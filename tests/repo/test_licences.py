"""Everything of others that the product carries or needs may go together with its own licence."""

import importlib.metadata
import json
import re
import runpy
from pathlib import Path
from types import SimpleNamespace

import pytest

TOP = Path(__file__).resolve().parents[2]
RULES = SimpleNamespace(**runpy.run_path(str(TOP / ".ci" / "licences.py")))


def expressions() -> dict[str, str]:
    """What docs/sbom.json says of each component."""
    said = {}
    for component in json.loads((TOP / "docs" / "sbom.json").read_text())["components"]:
        [licence] = component["licenses"]
        one = licence.get("license", {})
        said[component["name"]] = licence.get("expression") or one.get("id") or one["name"]
    return said


def test_every_licence_goes_together_with_ours() -> None:
    wrong = {name: what for name, what in expressions().items() if RULES.objections(what)}
    assert wrong == {}, (
        "nothing in ALLOWED of .ci/licences.py says that these go together with AGPL-3.0-or-later"
    )
    assert len(expressions()) > 60


@pytest.mark.parametrize(
    ("expression", "wrong"),
    [
        ("SSPL-1.0", {"SSPL-1.0"}),
        ("GPL-2.0-only", {"GPL-2.0-only"}),
        ("LicenseRef-Proprietary", {"LicenseRef-Proprietary"}),
        ("MIT AND BUSL-1.1", {"BUSL-1.1"}),
        ("CC-BY-NC-4.0 OR SSPL-1.0", {"CC-BY-NC-4.0", "SSPL-1.0"}),
        ("(MIT OR SSPL-1.0) AND GPL-2.0-only", {"GPL-2.0-only"}),
        ("SSPL-1.0 OR MIT", set()),
        ("Apache-2.0 WITH LLVM-exception", set()),
        ("GPL-2.0-only WITH Classpath-exception-2.0", {"GPL-2.0-only"}),
    ],
)
def test_another_licence_is_refused_unless_it_leaves_a_choice(
    expression: str, wrong: set[str]
) -> None:
    assert RULES.objections(expression) == wrong


def test_a_package_of_one_kind_of_machine_has_its_licence_in_the_table() -> None:
    locked = (TOP / "requirements.lock").read_text()
    only = set(re.findall(r"^([a-z0-9._-]+)(?:\[.*?\])?==\S+ ; ", locked, re.M))
    assert only == RULES.ELSEWHERE.keys()


def test_where_such_a_package_is_installed_its_own_metadata_agrees() -> None:
    compared = 0
    for name, licence in RULES.ELSEWHERE.items():
        try:
            declared = importlib.metadata.metadata(name).get("License-Expression")
        except importlib.metadata.PackageNotFoundError:
            continue
        assert declared in (None, licence.expression), name
        compared += 1
    assert compared


def test_no_table_names_a_package_that_is_gone() -> None:
    assert {*RULES.STATED, *RULES.ELSEWHERE} <= expressions().keys()


def test_a_package_that_says_nothing_stops_the_build_with_its_name() -> None:
    with pytest.raises(SystemExit, match=r"six.* must be in STATED"):
        RULES.of_package("six", only_somewhere=False)
    with pytest.raises(SystemExit, match=r"six.* must be in ELSEWHERE"):
        RULES.of_package("six", only_somewhere=True)


def test_every_licence_used_is_explained_to_people() -> None:
    told = (TOP / "docs" / "licences.md").read_text()
    for name, expression in expressions().items():
        assert re.search(rf"^\| {re.escape(name)} \|.*\| {re.escape(expression)} \|", told, re.M)
        if " OR " not in expression:
            for key in RULES.keys(expression):
                assert f"| {key} | {RULES.ALLOWED[key]} |" in told
