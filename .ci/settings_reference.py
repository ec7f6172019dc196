"""Write docs/settings.md: every setting that clinic/settings.py reads from the environment, as it stands there.

    python3 .ci/settings_reference.py

Reads the file with the standard library alone, without running it: each call of env, the comment above its statement,
and what clinic/required.py says of what production must be told.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

TOP = Path(__file__).resolve().parent.parent
PAGE = TOP / "docs" / "settings.md"
HEAD = """# Settings

Written by `make reference` from `clinic/settings.py`. All are variables of the environment. A value may also stand in a
file: `SECRET_KEY_FILE=/etc/clinic/secret-key` gives `SECRET_KEY`, without the end of its line. Production
(`PRODUCTION=1`) refuses to start and says in a sentence each what is missing or malformed; `manage.py check --deploy`
looks at the rest. [deploy/environment.example](deploy/environment.example) is a complete environment.

| setting | kind | in development | in production | what it is |
|---|---|---|---|---|
"""
KINDS = {
    "str": "text",
    "bool": "0 or 1",
    "int": "number",
    "list": "list",
    "db_url_config": "address",
    "db": "address",
    "cache": "address",
    "email": "address",
}
LOCAL = {"SECRET_KEY": "made once, in VAR_DIR", "MASTER_KEYS": "made once, in VAR_DIR"}
"""What clinic.keys makes for a developer's own machine."""


@dataclass(frozen=True)
class Setting:
    name: str
    kind: str
    default: ast.expr | None
    comment: str


def settings(source: str) -> dict[str, Setting]:
    """By name, in the order of the file; of what is read twice the last reading counts, and the last comment."""
    found: dict[str, Setting] = {}
    for statement, kind, call in _calls(ast.parse(source)):
        if not call.args or not isinstance(call.args[0], ast.Constant):
            continue
        name = str(call.args[0].value)
        comment = _comment(source.splitlines(), statement.lineno)
        if name in found:
            comment = comment or found.pop(name).comment
        default = next((word.value for word in call.keywords if word.arg == "default"), None)
        found[name] = Setting(name, KINDS[kind], default, comment)
    return found


def _calls(tree: ast.AST) -> Iterator[tuple[ast.stmt, str, ast.Call]]:
    """Each call of env: the innermost statement that it stands in, and what it asks for."""
    statements = [node for node in ast.walk(tree) if isinstance(node, ast.stmt)]
    for statement in sorted(statements, key=lambda statement: statement.lineno):
        for part in _own(statement):
            match part:
                case ast.Call(func=ast.Attribute(value=ast.Name(id="env"), attr=kind)):
                    yield statement, kind, part


def _own(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.stmt):
            yield child
            yield from _own(child)


def _comment(lines: list[str], line: int) -> str:
    above: list[str] = []
    for text in reversed(lines[: line - 1]):
        text = text.strip()
        if not text.startswith("# ") or text.startswith("# ──"):
            break
        above.insert(0, text.removeprefix("# "))
    return " ".join(above)


def required(source: str) -> dict[str, str]:
    """Names and sentences of what production must be told."""
    for statement in ast.parse(source).body:
        if isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) == "REQUIRED":
            return dict(ast.literal_eval(statement.value))
    raise LookupError("clinic/required.py has no REQUIRED.")


def default(setting: Setting, *, production: bool) -> str:
    """As somebody would write it into the environment; a name in capitals stands for that setting's value."""
    if setting.default is None:
        return LOCAL.get(setting.name, "")
    known = {
        "PRODUCTION": production,
        "VAR_DIR": PurePosixPath("VAR_DIR"),
        "BASE_DIR": PurePosixPath("."),
        "ALLOWED_HOSTS": ["ALLOWED_HOSTS"],
        "PORT": "PORT",
        "int": int,
        "str": str,
    }
    if production and setting.name == "PRODUCTION":
        return "1"
    code = compile(ast.Expression(setting.default), "settings", "eval")
    value = eval(code, {"__builtins__": {}}, known)  # noqa: S307 -- of our own settings
    match value:
        case bool():
            return str(int(value))
        case list():
            return ",".join(value)
        case "":
            return ""
    return str(value)


def page() -> str:
    must = required((TOP / "clinic" / "required.py").read_text())
    rows = []
    for setting in settings((TOP / "clinic" / "settings.py").read_text()).values():
        says = setting.comment or must[setting.name][0].upper() + must[setting.name][1:] + "."
        cells = [
            f"`{setting.name}`",
            setting.kind,
            _code(default(setting, production=False)),
            "**required**" if setting.name in must else _code(default(setting, production=True)),
            says.replace("|", "\\|"),
        ]
        rows.append(f"| {' | '.join(cells)} |\n")
    return HEAD + "".join(rows)


def _code(value: str) -> str:
    if value in LOCAL.values():
        return value
    return f"`{value}`" if value else "–"


if __name__ == "__main__":
    PAGE.write_text(page())
