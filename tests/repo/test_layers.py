"""Who may import whom: clinic, then screening, then its instruments and rules, then its core, then Python itself."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GETTEXT = "django.utils.translation"


def modules(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    """The full names of what a module imports, relative ones resolved."""
    package = path.relative_to(ROOT).with_suffix("").parts
    for node in ast.walk(ast.parse(path.read_text())):
        match node:
            case ast.Import(names=names):
                yield from (name.name for name in names)
            case ast.ImportFrom(module=module, level=0) if module:
                yield module
            case ast.ImportFrom(module=module, level=level):
                yield ".".join([*package[:-level], *filter(None, [module])])


def outside(package: str, *allowed: str) -> list[str]:
    """Imports of a package's modules that are neither allowed nor of Python's own library."""
    return [
        f"{path.relative_to(ROOT)}: {name}"
        for path in modules(package)
        for name in imports(path)
        if name.partition(".")[0] not in sys.stdlib_module_names
        and not any(name == each or name.startswith(f"{each}.") for each in allowed)
    ]


@pytest.mark.parametrize(
    ("package", "allowed"),
    [
        ("screening/core", ("screening.core", GETTEXT)),
        ("screening/rules", ("screening.core", "screening.rules", GETTEXT)),
        ("screening/instruments", ("screening.core", "screening.instruments", GETTEXT)),
        ("screening/fhir", ("screening", GETTEXT)),
    ],
)
def test_the_pure_packages_import_nothing_further_out(
    package: str, allowed: tuple[str, ...]
) -> None:
    assert outside(package, *allowed) == []


def test_screening_knows_no_clinic() -> None:
    assert [
        name for path in modules("screening") for name in imports(path) if "clinic" in name
    ] == []


def test_weasyprint_is_imported_in_one_place() -> None:
    importing = {
        path.relative_to(ROOT).parts[1]
        for path in [*modules("clinic"), *modules("screening")]
        if any(name.partition(".")[0] == "weasyprint" for name in imports(path))
    }
    assert importing == {"paper"}


def test_only_the_settings_read_the_environment() -> None:
    readers = [
        str(path.relative_to(ROOT))
        for path in [*modules("clinic"), *modules("screening")]
        if "environ" in path.read_text()
    ]
    assert set(readers) <= {
        "clinic/settings.py",
        "clinic/given.py",  # which the settings read it through
        "clinic/required.py",  # asks environ which addresses of databases it knows
        "clinic/wsgi.py",
        "clinic/paper/engine.py",
        "clinic/backups/postgresql.py",  # hands it on to pg_dump
    }
