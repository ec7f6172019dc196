"""Write docs/sbom.json and docs/licences.md: what the product is made of beside its own code.

    .venv/bin/python .ci/sbom.py

The first is CycloneDX 1.6, for programs; the second is for people. Both come from requirements.lock (versions, digests,
conditions, what needs what), the metadata of what is installed, and the lists below. The same lock gives the same
files on every machine: they hold no date, and the serial number is made from the rest.
"""

import hashlib
import re
import tomllib
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import License, LicenseAcknowledgement
from cyclonedx.output.json import JsonV1Dot6
from licences import ALLOWED, OURS, Licence, keys, objections, of_package
from packageurl import PackageURL

TOP = Path(__file__).resolve().parent.parent
INVENTORY = TOP / "docs" / "sbom.json"
LICENCES = TOP / "docs" / "licences.md"

LOCKED = re.compile(
    r"^(?P<name>[a-z0-9][a-z0-9._-]*)(?:\[[a-z,]+\])?==(?P<version>[^ ;\\]+)(?: ; (?P<only>[^\\]+?))? \\\n"
    r"(?P<digests>(?: +--hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)"
    r"(?P<via>(?: +#.*\n)+)",
    re.M,
)
DIRECT = "-r requirements.txt"
ONLY = "reds-screening:only"
"""The name of the property that says under which condition a package is needed."""

FONTS = ("clinic/fonts/*.ttf", "clinic/static/fonts/*.woff2")
FONT_VERSION = "4.1"
INTER = Licence("OFL-1.1", "OFL.txt", "Copyright (c) 2016-2018 The Inter Project Authors")

INSIDE = {
    "weasyprint": (
        "sRGB2014.icc",
        Licence(
            "LicenseRef-ICC",
            "the profile names its owner; terms at color.org",
            "Copyright International Color Consortium, 2015",
        ),
    ),
    "django-allauth": (
        "webauthn-json.js",
        Licence(
            "MIT", "https://github.com/github/webauthn-json", "Copyright (c) 2019 GitHub, Inc."
        ),
    ),
}
"""Files of others inside packages that reach readers: the colour profile of each PDF, and what passkeys need."""

DEBIAN = {
    "libpango-1.0-0": Licence("LGPL-2.0-or-later", "", "Red Hat, Inc. and others"),
    "libpangoft2-1.0-0": Licence("LGPL-2.0-or-later", "", "Red Hat, Inc. and others"),
    "libharfbuzz-subset0": Licence("MIT-Modern-Variant", "", "Google, Inc. and others"),
    "libharfbuzz0b": Licence("MIT-Modern-Variant", "", "Google, Inc. and others"),
    "libfontconfig1": Licence("HPND-sell-variant", "", "Keith Packard and others"),
    "libglib2.0-0": Licence("LGPL-2.1-or-later", "", "Red Hat, Inc. and others"),
}
"""Libraries that no wheel brings and WeasyPrint opens itself; their version is the machine's."""

PYTHON = Licence("PSF-2.0", "https://docs.python.org/3/license.html", "Python Software Foundation")


PYTHON = Licence(
    "PSF-2.0",
    "https://docs.python.org/3/license.html",
    "Copyright (c) 2001 Python Software Foundation",
)


HEAD = """\
# Licences

The product is free software under AGPL-3.0-or-later (`LICENSE`). This is everything of others that it carries or needs
to run, as [sbom.json](sbom.json) lists it for programs. `make lock` writes both; do not edit them.

Texts: of a package, in its `.dist-info` (in `licenses/` mostly) where it is installed; of a font, beside it; of a
package of Debian, `/usr/share/doc/NAME/copyright`. Wheels that bundle libraries of the system name these in
`.dist-info/sboms`, and their licences in the files named here: cryptography, pikepdf, pillow, psycopg-binary and
pydantic-core. What these Debian libraries need comes with them and is free software by Debian's guidelines.
PostgreSQL, where it is used, is a server of its own under the PostgreSQL licence.

| component | version | licence (SPDX) | text | copyright |
|---|---|---|---|---|
"""

BETWEEN = """

## Why they go together

With `OR` one of them must be in this list, with `AND` all. Anything else stops `make lock` and the tests.

| licence | goes together with AGPL-3.0-or-later: it |
|---|---|
"""


@dataclass(frozen=True, slots=True)
class Part:
    component: Component
    licence: Licence
    needed_by: tuple[str, ...]
    """Names of packages, or DIRECT."""


def packages() -> Iterator[Part]:
    """Each package of the lock."""
    for found in LOCKED.finditer((TOP / "requirements.lock").read_text()):
        name, version, only = found["name"], found["version"], found["only"]
        digests = re.findall("[0-9a-f]{64}", found["digests"])
        via = (line.strip(" #").removeprefix("via").strip() for line in found["via"].splitlines())
        yield _part(
            name,
            of_package(name, only_somewhere=bool(only)),
            tuple(filter(None, via)),
            digests,
            version=version,
            purl=PackageURL("pypi", None, name, version),
            properties=[Property(name=ONLY, value=only)] if only else [],
        )


def beside() -> Iterator[Part]:
    """All that is no package of its own."""
    for path in sorted(path for pattern in FONTS for path in TOP.glob(pattern)):
        yield _file(str(path.relative_to(TOP)), INTER, DIRECT, path, version=FONT_VERSION)
    for owner, (name, licence) in INSIDE.items():
        [path] = (path for path in distribution(owner).files or () if path.name == name)
        yield _file(str(path), licence, owner, Path(str(path.locate())))
    for name, licence in DEBIAN.items():
        yield _part(name, licence, ("weasyprint",), purl=PackageURL("deb", "debian", name))
    yield _part("cpython", PYTHON, (DIRECT,), type=ComponentType.PLATFORM)


def _file(name: str, licence: Licence, owner: str, path: Path, **more: Any) -> Part:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return _part(name, licence, (owner,), [digest], type=ComponentType.FILE, **more)


def _part(
    name: str,
    licence: Licence,
    needed_by: tuple[str, ...],
    digests: Sequence[str] = (),
    **more: Any,
) -> Part:
    """Raises `SystemExit` where its licence is not known to go together with ours."""
    if wrong := objections(licence.expression):
        raise SystemExit(
            f"{name} has the licence {licence.expression}, and nothing in ALLOWED of .ci/licences.py"
            f" says that {' or '.join(sorted(wrong))} goes together with {OURS}"
        )
    component = Component(
        name=name,
        bom_ref=str(more.get("purl", name)),
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest) for digest in digests],
        licenses=[_license(licence.expression, declared=licence.declared)],
        copyright=licence.holder,
        **more,
    )
    return Part(component, licence, needed_by)


def _license(expression: str, *, declared: bool) -> License:
    said = LicenseAcknowledgement.DECLARED if declared else LicenseAcknowledgement.CONCLUDED
    return LicenseFactory().make_from_string(expression, license_acknowledgement=said)


def inventory(parts: Sequence[Part]) -> str:
    """CycloneDX: every part, and what needs what."""
    project = tomllib.loads((TOP / "pyproject.toml").read_text())["project"]
    product = Component(
        type=ComponentType.APPLICATION,
        bom_ref=project["name"],
        name=project["name"],
        version=project["version"],
        description=project["description"],
        licenses=[_license(project["license"], declared=True)],
    )
    bom = Bom(components=[part.component for part in parts])
    bom.metadata.component = product
    bom.metadata.timestamp = None  # type: ignore[assignment]
    by_name = {part.component.name: part.component for part in parts} | {DIRECT: product}
    for part in parts:
        for name in part.needed_by:
            bom.register_dependency(by_name[name], [part.component])
    bom.serial_number = None  # type: ignore[assignment]
    bom.serial_number = uuid.uuid5(uuid.NAMESPACE_OID, JsonV1Dot6(bom).output_as_string())
    return JsonV1Dot6(bom).output_as_string(indent=1) + "\n"


def licence_list(parts: Sequence[Part]) -> str:
    """The same for people: who holds what under which licence, and why all of it may go together."""
    used = {key for part in parts for key in keys(part.licence.expression)}
    rows = (
        f"| {part.component.name} | {part.component.version or ''} | {part.licence.expression}"
        f" | {part.licence.text} | {part.licence.holder} |"
        for part in parts
    )
    reasons = (f"| {key} | {why} |" for key, why in ALLOWED.items() if key in used)
    return HEAD + "\n".join(rows) + BETWEEN + "\n".join(reasons) + "\n"


if __name__ == "__main__":
    PARTS = (*packages(), *beside())
    INVENTORY.write_text(inventory(PARTS))
    LICENCES.write_text(licence_list(PARTS))
