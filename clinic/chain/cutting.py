"""Removing the oldest rows of a chain, which the database allows for nothing else."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Min
from django.utils import timezone

from clinic.models import NO_PRACTICE, Action, Cut, Event, Membership

from .links import append, head_of, key_of, seal

LEAST_YEARS = 5
"""What the database itself keeps of the log, whatever a practice chose; the same number stands in its triggers."""


class TooYoung(Exception):
    """The log is kept for at least LEAST_YEARS."""


@transaction.atomic
def cut(*, practice_id: UUID | None, before: datetime, by: Membership | str) -> int:
    """Remove the rows from before a moment, up to the first that is of later; how many. None where nothing is left to.

    What stays hangs on a sealed note of where it was cut. Raises TooYoung. Twice removes once.
    """
    if before > oldest_kept():
        raise TooYoung(before)
    chain = practice_id or NO_PRACTICE
    rows = Event.objects.filter(chain=chain)
    if not rows.filter(at__lt=before).exists():
        return 0
    head = head_of(chain)
    kept = rows.filter(at__gte=before).aggregate(first=Min("number"))["first"]
    last = rows.filter(number=head.number if kept is None else kept - 1).first()
    if last is None:
        return 0
    note = Cut(chain=chain, number=last.number, mac=bytes(last.mac))
    note.seal = seal(key_of(head), note)
    note.save()
    gone = _remove(chain, last.number)
    append([_event(practice_id, f"{gone} rows up to {last.number}", by)])
    return gone


def oldest_kept() -> datetime:
    """The moment from which on nothing may be removed; a day earlier than the triggers', so that they never refuse."""
    now = timezone.now()
    day = now.day if (now.month, now.day) != (2, 29) else 28
    return now.replace(year=now.year - LEAST_YEARS, day=day) - timedelta(days=1)


def _remove(chain: UUID, number: int) -> int:
    if connection.vendor == "postgresql":
        # A function of the tables' owner: the role that the application uses may not delete.
        with connection.cursor() as cursor:
            cursor.execute("SELECT clinic_log_cut(%s, %s)", [chain, number])
            return int(cursor.fetchone()[0])
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM clinic_event WHERE chain = %s AND number <= %s", [chain.hex, number]
        )
        return int(cursor.rowcount)


def _event(practice_id: UUID | None, told: str, by: Membership | str) -> Event:
    member = by if isinstance(by, Membership) else None
    return Event(
        who=member and member.user_id,
        role=member.role if member else by,
        practice_id=practice_id,
        action=Action.ERASE,
        object="access log",
        reason=told,
    )
