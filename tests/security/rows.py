"""What the database holds, to see what a request changed in it."""

from typing import Any

from django.apps import apps
from django.db.models import Model

IGNORED = {"Event", "Chain", "Session", "Migration", "ContentType"}
"""The access log and sessions change with every look."""

LOGGED = {"changed_at", "notice_at"}
"""When a record last changed follows from what the log tells."""

Rows = dict[str, dict[Any, dict[str, Any]]]


def rows() -> Rows:
    """Every row of every model but IGNORED: by model, by key, by column."""
    return {
        model.__name__: {row["pk"]: _comparable(row) for row in _all(model)}
        for model in apps.get_models()
        if model.__name__ not in IGNORED
    }


def _all(model: type[Model]) -> Any:
    return model._base_manager.values("pk", *(field.attname for field in model._meta.fields))


def _comparable(row: dict[str, Any]) -> dict[str, Any]:
    return {
        k: bytes(v) if isinstance(v, memoryview) else v for k, v in row.items() if k not in LOGGED
    }


def changes(before: Rows, after: Rows) -> set[str]:
    """ "Model.column" for each value that is another now, "+Model" and "-Model" for rows that came and went."""
    found = set()
    for model, then in before.items():
        now = after[model]
        found |= {f"+{model}" for _pk in now.keys() - then.keys()}
        found |= {f"-{model}" for _pk in then.keys() - now.keys()}
        for pk in then.keys() & now.keys():
            found |= {f"{model}.{name}" for name in then[pk] if then[pk][name] != now[pk][name]}
    return found
