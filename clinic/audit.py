"""Recording who did what; called by actions and views, in the transaction of what it tells."""

from collections.abc import Iterable
from contextvars import ContextVar
from uuid import UUID

from .models import Action, Athlete, Event, Membership, Outcome

ADDRESS: ContextVar[str | None] = ContextVar("address", default=None)
"""Where the request that is being answered came from; set by the middleware."""

ATHLETE = "athlete"
NOBODY = "nobody"
COMMAND = "command"
SYSTEM = "system"
TOKEN = "token"  # noqa: S105 -- a role in the log


def record(
    action: Action,
    what: str,
    *,
    by: Membership | str,
    athlete: Athlete | None = None,
    practice_id: UUID | None = None,
    screening: str = "",
    outcome: Outcome = Outcome.DONE,
    reason: str = "",
) -> Event:
    """Add a row. `by` is a membership, or one of the roles above; `what` names the kind of data."""
    event = row(
        action,
        what,
        by=by,
        athlete_id=athlete and athlete.pk,
        practice_id=practice_id or (athlete and athlete.practice_id),
        screening=screening,
        outcome=outcome,
        reason=reason,
    )
    event.save()
    return event


def record_all(events: Iterable[Event]) -> None:
    """Add many rows at once, made by `row`."""
    Event.objects.bulk_create(events, batch_size=500)


def row(
    action: Action,
    what: str,
    *,
    by: Membership | str,
    athlete_id: UUID | None = None,
    practice_id: UUID | None = None,
    screening: str = "",
    outcome: Outcome = Outcome.DONE,
    reason: str = "",
) -> Event:
    """A row that is still to be added."""
    if isinstance(by, Membership):
        who, role, practice_id = by.user_id, by.role, by.practice_id
    else:
        who, role = None, by
    return Event(
        who=who,
        role=role,
        practice_id=practice_id,
        athlete_id=athlete_id,
        screening=screening,
        action=action,
        object=what,
        outcome=outcome,
        address=ADDRESS.get(),
        reason=reason,
    )


A_BATCH = 500


def record_each(
    action: Action,
    what: str,
    *,
    by: Membership,
    about: Iterable[tuple[UUID, str]],
    reason: str = "",
) -> None:
    """Add a row for each screening, named by its athlete's id and its code: some hundreds a query."""
    rows = [
        Event(
            who=by.user_id,
            role=by.role,
            practice_id=by.practice_id,
            athlete_id=athlete,
            screening=screening,
            action=action,
            object=what,
            address=ADDRESS.get(),
            reason=reason,
        )
        for athlete, screening in about
    ]
    Event.objects.bulk_create(rows, batch_size=A_BATCH)
