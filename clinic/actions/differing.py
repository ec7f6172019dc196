"""Writing only what differs from what is stored."""

from collections.abc import Mapping

from django.db.models import Model


def write(row: Model, values: Mapping[str, object]) -> bool:
    """Set and save the fields whose values differ; says whether there were any."""
    differing = [name for name, value in values.items() if getattr(row, name) != value]
    for name in differing:
        setattr(row, name, values[name])
    if differing:
        row.save(update_fields=differing)
    return bool(differing)
