"""The ways of foreign keys that lead to an athlete."""

from typing import Any

from django.db.models import Model

from clinic.models import Athlete


def referring(model: type[Model]) -> list[Any]:
    """The foreign keys to a model, also those that have no name on its side."""
    fields = model._meta.get_fields(include_hidden=True)
    return [field for field in fields if field.auto_created and not field.concrete]


def hers() -> dict[type[Model], str]:
    """Every model from which a way of foreign keys leads to an athlete, with the shortest."""
    found: dict[type[Model], str] = {}
    following: list[tuple[type[Model], str]] = [(Athlete, "")]
    for model, way in following:
        for relation in referring(model):
            other = relation.related_model
            if other not in found and other is not model:
                found[other] = "__".join(filter(None, [relation.field.name, way]))
                following.append((other, found[other]))
    return found
