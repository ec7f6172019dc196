"""Recording who did what; called by actions and views, in the transaction of what it tells.

Adding a row locks the end of the practice's log until the transaction is over. So an action records after all else
that it writes; one that is made of others that record does its work inside `at_the_end`.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

from . import chain, retention
from .models import Action, Athlete, Event, Membership, Outcome

ADDRESS: ContextVar[str | None] = ContextVar("address", default=None)
"""Where the request that is being answered came from; set by the middleware."""

_WAITING: ContextVar[list[Event] | None] = ContextVar("waiting", default=None)

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
    """Add a row. `what` names the kind of data.

    `by` is a membership, or one of ATHLETE, NOBODY (not signed in), COMMAND and SYSTEM.
    """
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
    record_all([event])
    return event


def record_all(events: Iterable[Event]) -> None:
    """Add many rows at once, made by `row`."""
    events = list(events)
    retention.touch(events)
    waiting = _WAITING.get()
    if waiting is None:
        chain.append(events)
    else:
        waiting.extend(events)


@contextmanager
def at_the_end() -> Iterator[None]:
    """What is recorded inside is added when it is over, at once; nothing of it where that fails. Also a decorator."""
    outer = _WAITING.get()
    waiting: list[Event] = []
    token = _WAITING.set(waiting)
    try:
        yield
    finally:
        _WAITING.reset(token)
    if outer is None:
        chain.append(waiting)
    else:
        outer.extend(waiting)


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


def record_each(
    action: Action,
    what: str,
    *,
    by: Membership,
    about: Iterable[tuple[UUID, str]],
    reason: str = "",
) -> None:
    """Add a row for each screening, named by its athlete's id and its code: some hundreds a query."""
    record_all(
        row(action, what, by=by, athlete_id=athlete, screening=screening, reason=reason)
        for athlete, screening in about
    )
