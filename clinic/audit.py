"""Recording who did what; called by actions and views, in the transaction of what it tells."""

from contextvars import ContextVar
from uuid import UUID

from .models import Action, Athlete, Event, Membership, Outcome

ADDRESS: ContextVar[str | None] = ContextVar("address", default=None)
"""Where the request that is being answered came from; set by the middleware."""

ATHLETE = "athlete"
COMMAND = "command"
SYSTEM = "system"


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
    """Add a row. `by` is a membership, or one of ATHLETE, COMMAND and SYSTEM; `what` names the kind of data."""
    if isinstance(by, Membership):
        who, role, practice_id = by.user_id, by.role, by.practice_id
    else:
        who, role = None, by
    if athlete is not None and practice_id is None:
        practice_id = athlete.practice_id
    return Event.objects.create(
        who=who,
        role=role,
        practice_id=practice_id,
        athlete_id=athlete and athlete.pk,
        screening=screening,
        action=action,
        object=what,
        outcome=outcome,
        address=ADDRESS.get(),
        reason=reason,
    )
