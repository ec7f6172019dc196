"""Somebody's own account."""

from django.db import transaction

from clinic import audit
from clinic.models import Action, Membership, User


@transaction.atomic
def change(*, user: User, name: str, language: str, by: Membership | None) -> None:
    """Another name or language. A name stands on reports, so its change is recorded where she works now."""
    renamed = user.name != name
    user.name, user.language = name, language
    user.save(update_fields=["name", "language"])
    if renamed and by is not None:
        audit.record(Action.CHANGE, "account", by=by)
