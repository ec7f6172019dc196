"""Texts stand where they are collected for translation."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
MARKS = {"_"} | {f"{kind}gettext{late}" for kind in ("", "p", "n", "np") for late in ("", "_lazy")}


def hidden(path: Path) -> Iterator[str]:
    """Texts inside an f-string: gettext looks there from 0.22 on, and Debian 12 has 0.21."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.JoinedStr):
            for part in ast.walk(node):
                if isinstance(part, ast.Call) and getattr(part.func, "id", "") in MARKS:
                    yield f"{path.relative_to(ROOT)}:{part.lineno} {ast.unparse(part)}"


def test_no_text_stands_inside_an_f_string_where_older_collectors_do_not_see_it() -> None:
    sources = [path for top in ("clinic", "screening") for path in (ROOT / top).rglob("*.py")]
    assert [text for path in sources for text in hidden(path)] == []
