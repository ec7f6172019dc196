"""Write docs/sbom.json: what the product is made of beside its own code, as CycloneDX 1.6.

    python3 .ci/sbom.py

Works with the standard library alone. The Python packages are those of requirements.lock, which has their hashes too.
The same lock and fonts give the same file: it holds no date.
"""

import hashlib
import json
import re
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
INVENTORY = TOP / "docs" / "sbom.json"

LOCKED = re.compile(
    r"^([a-z0-9][a-z0-9._-]*)(?:\[[a-z,]+\])?==([^ ;\\]+)(?: ; ([^\\]+?))? \\$", re.M
)

FONTS = ("clinic/fonts/*.ttf", "clinic/static/fonts/*.woff2")
FONT_VERSION = "4.1"

DEBIAN = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
"""Libraries that no wheel brings; their version is the machine's."""


def packages() -> list[dict[str, object]]:
    """Each package of the lock, and where it is needed if not everywhere."""
    found = []
    for name, version, marker in LOCKED.findall((TOP / "requirements.lock").read_text()):
        component: dict[str, object] = {
            "type": "library",
            "bom-ref": f"pkg:pypi/{name}@{version}",
            "name": name,
            "version": version,
            "purl": f"pkg:pypi/{name}@{version}",
        }
        if marker:
            component["properties"] = [{"name": "only", "value": marker}]
        found.append(component)
    return found


def fonts() -> list[dict[str, object]]:
    """The files of others that lie in this repository."""
    return [
        {
            "type": "file",
            "bom-ref": f"file:{path.relative_to(TOP)}",
            "name": str(path.relative_to(TOP)),
            "version": FONT_VERSION,
            "licenses": [{"license": {"id": "OFL-1.1"}}],
            "hashes": [
                {"alg": "SHA-256", "content": hashlib.sha256(path.read_bytes()).hexdigest()}
            ],
        }
        for pattern in FONTS
        for path in sorted(TOP.glob(pattern))
    ]


def libraries() -> list[dict[str, object]]:
    return [
        {
            "type": "library",
            "bom-ref": f"pkg:deb/debian/{name}",
            "name": name,
            "purl": f"pkg:deb/debian/{name}",
        }
        for name in DEBIAN
    ]


def inventory() -> str:
    bom = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": "reds-screening",
                "name": "reds-screening",
                "licenses": [{"license": {"id": "AGPL-3.0-or-later"}}],
            }
        },
        "components": [*packages(), *fonts(), *libraries()],
    }
    return json.dumps(bom, indent=1) + "\n"


if __name__ == "__main__":
    INVENTORY.write_text(inventory())
