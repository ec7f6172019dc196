"""What leaves the practice as a file, with a row in the access log for everybody whom it tells of."""

from django.db import transaction

from clinic import audit
from clinic.models import Action, Membership
from clinic.tables.export import Choice, Export, prepare


@transaction.atomic
def export(*, choice: Choice, kind: str, by: Membership, reason: str = "") -> Export:
    """Prepare an export and log it: one row for the file, and one for each screening in it."""
    made = prepare(choice, by)
    holds = [kind, *(name for name in ("codes", "texts") if getattr(choice, name))]
    what = f"table {' '.join(holds)}"
    audit.record(Action.EXPORT, what, by=by, reason=reason)
    about = [(each.athlete, each.code) for each in made.chosen]
    audit.record_each(Action.EXPORT, what, by=by, about=about, reason=reason)
    return made
