"""Under which licence each part of the product comes, and whether all of them may go together.

What a package's own metadata says as an SPDX expression counts. Two tables say the rest, so that every machine finds
the same: STATED for packages whose metadata is vague, ELSEWHERE for those that the lock wants under a condition, which
may not be installed here and are looked up there whether they are or not.
"""

import re
from dataclasses import dataclass
from importlib.metadata import Distribution, distribution

from license_expression import (
    AND,
    OR,
    LicenseSymbol,
    LicenseWithExceptionSymbol,
    get_spdx_licensing,
)

OURS = "AGPL-3.0-or-later"
SPDX = get_spdx_licensing()

ALLOWED = {
    "AGPL-3.0-or-later": "our own",
    "Apache-2.0": "compatible with version 3 of the GNU licences, says the Free Software Foundation",
    "BSD-2-Clause": "asks for the notice alone",
    "BSD-3-Clause": "asks for the notice alone",
    "HPND-sell-variant": "asks for the notice alone",
    "ISC": "asks for the notice alone",
    "LGPL-2.0-or-later": "may be taken as GPL-3.0, which section 13 of the AGPL joins",
    "LGPL-2.1-or-later": "may be taken as GPL-3.0, which section 13 of the AGPL joins",
    "LGPL-3.0-only": "GPL-3.0 with more leave, which section 13 of the AGPL joins",
    "LicenseRef-ICC": "leave to use, copy and hand on the file unchanged; it is embedded, not linked",
    "MIT": "asks for the notice alone",
    "MIT-0": "asks for nothing",
    "MIT-CMU": "asks for the notice alone",
    "MIT-Modern-Variant": "asks for the notice alone",
    "MPL-2.0": "its section 3.3 lets it go with the AGPL; no file of ours excludes that",
    "OFL-1.1": "fonts beside the program, embedded in documents",
    "PSF-2.0": "compatible with the GPL, says the Free Software Foundation",
}
"""SPDX ids that AGPL-3.0-or-later goes together with, and why."""


@dataclass(frozen=True, slots=True)
class Licence:
    expression: str
    text: str
    """Where it can be read."""
    holder: str
    declared: bool = False
    """By the package's own metadata, as SPDX."""


STATED = {
    # Metadata says no more than "BSD"; the text is that of three clauses.
    "cssselect2": "BSD-3-Clause",
    "django-csp": "BSD-3-Clause",
    "pydyf": "BSD-3-Clause",
    "qrcode": "BSD-3-Clause AND MIT",  # MIT for the part of 2009
    "segno": "BSD-3-Clause",
    "sqlparse": "BSD-3-Clause",
    "tinycss2": "BSD-3-Clause",
    "weasyprint": "BSD-3-Clause",
    "webencodings": "BSD-3-Clause",
    # Metadata in the older form, of which the text agrees.
    "asgiref": "BSD-3-Clause",
    "brotli": "MIT",
    "django-environ": "MIT",
    "django-ninja": "MIT",
    "fonttools": "MIT",
    "lxml": "BSD-3-Clause",
    "tinyhtml5": "MIT",
    "tzdata": "Apache-2.0",
    "zopfli": "Apache-2.0",
    # Several.
    "fido2": "BSD-2-Clause AND Apache-2.0 AND MPL-2.0",
    "pyphen": "GPL-2.0-or-later OR LGPL-2.1-or-later OR MPL-1.1",
}

ELSEWHERE = {
    "brotlicffi": Licence("MIT", "LICENSE", "Copyright (c) 2015 Cory Benfield"),
    "colorama": Licence("BSD-3-Clause", "LICENSE.txt", "Copyright (c) 2010 Jonathan Hartley"),
    "psycopg-binary": Licence("LGPL-3.0-only", "LICENSE.txt", "Daniele Varrazzo"),
    "pycparser": Licence("BSD-3-Clause", "LICENSE", "Copyright (c) 2008-2027, Eli Bendersky"),
}

TEXT = re.compile("licen[cs]e|copying|notice", re.I)
ADDRESS = re.compile(r'\s*<[^>]*>|"')
COPYRIGHT = re.compile(r"^\W*(copyright\s(?:\(c\)|©|\d).*?)\s*$", re.I | re.M)
OF_THE_TEXT = re.compile("Free Software Foundation|name of author")
"""Whoever holds the copyright of a licence's own words, or nobody."""


def of_package(name: str, *, only_somewhere: bool) -> Licence:
    """The licence of a package of the lock.

    `only_somewhere`: the lock wants it under a condition.

    Raises `SystemExit` with what to do where nothing says it, or two places do.
    """
    if only_somewhere:
        if name not in ELSEWHERE:
            raise SystemExit(f"{name} is not needed everywhere: its licence must be in ELSEWHERE")
        return ELSEWHERE[name]
    package = distribution(name)
    declared = package.metadata.get("License-Expression")
    if (declared is None) != (name in STATED):
        what = "must be in" if declared is None else "says its licence itself and goes out of"
        raise SystemExit(f"{name} {what} STATED of .ci/licences.py")
    texts = _texts(package)
    return Licence(
        declared or STATED[name], ", ".join(texts), _holder(package, texts), bool(declared)
    )


def _texts(package: Distribution) -> dict[str, str]:
    """The licence files of a package by their name; those of what its wheel bundles are a folder deeper."""
    found = {}
    for path in package.files or ():
        inside = [part for part in path.parts[1:] if part != "licenses"]
        if path.parts[0].endswith(".dist-info") and len(inside) == 1 and TEXT.match(inside[0]):
            found[inside[0]] = path.read_text(encoding="utf-8")
    return dict(sorted(found.items()))


def _holder(package: Distribution, texts: dict[str, str]) -> str:
    """The first who says so in its licence, in those words; else its authors."""
    for text in texts.values():
        for line in COPYRIGHT.findall(text):
            if not OF_THE_TEXT.search(line):
                return ADDRESS.sub("", line).rstrip(",")
    said = package.metadata.get
    return ADDRESS.sub("", said("Author") or said("Author-email"))


def keys(expression: str) -> list[str]:
    """Each SPDX id in an expression."""
    return SPDX.license_keys(expression)


def objections(expression: str) -> set[str]:
    """What in a licence keeps it from going together with ours; nothing where all is well."""
    return _objections(SPDX.parse(expression))


def _objections(part: object) -> set[str]:
    if isinstance(part, OR):
        each = [_objections(choice) for choice in part.args]
        return set() if not all(each) else set().union(*each)
    if isinstance(part, AND):
        return set().union(*map(_objections, part.args))
    if isinstance(part, LicenseWithExceptionSymbol):
        return _objections(part.license_symbol)
    return set() if isinstance(part, LicenseSymbol) and part.key in ALLOWED else {str(part)}
