"""The rows of a practice's log, narrowed, with names as they are now."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from clinic.models import Athlete, Event, Practice, User

from . import words


@dataclass(frozen=True, slots=True)
class Filter:
    """What the log is narrowed to: all of it together. Days are those of Europe/Amsterdam."""

    first: date | None = None
    last: date | None = None
    who: UUID | None = None
    role: str = ""
    athlete: Athlete | None = None
    action: str = ""
    outcome: str = ""

    @property
    def narrows(self) -> bool:
        return self != Filter()


@dataclass(frozen=True, slots=True)
class Row:
    """One row in words. `name` is "" for who has none, or is not known any more."""

    event: Event
    name: str
    role: words.Words
    athlete: Athlete | None
    action: words.Words
    thing: str
    reason: str


def narrowed(practice: Practice, asked: Filter) -> QuerySet[Event]:
    """The last row first."""
    found = Event.objects.filter(chain=practice.pk).order_by("-number")
    if asked.first:
        found = found.filter(at__gte=_midnight(asked.first))
    if asked.last:
        found = found.filter(at__lt=_midnight(asked.last + timedelta(days=1)))
    if asked.athlete:
        found = found.filter(athlete_id=asked.athlete.pk)
    named = {"who": asked.who, "role": asked.role, "action": asked.action, "outcome": asked.outcome}
    return found.filter(**{name: value for name, value in named.items() if value})


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def in_words(practice: Practice, events: Iterable[Event]) -> Iterator[Row]:
    """In the practice's scope. Two queries for any number."""
    events = list(events)
    names = names_of(practice)
    ids = {event.athlete_id for event in events} - {None}
    athletes = Athlete.objects.in_bulk(ids)
    for event in events:
        yield Row(
            event,
            names.get(str(event.who), ""),
            words.role(event),
            athletes.get(event.athlete_id),
            words.action(event),
            words.thing(event),
            words.reason(event, names),
        )


def names_of(practice: Practice) -> dict[str, str]:
    """Of everybody who works or worked there, by id."""
    people = User.objects.filter(memberships__practice=practice).values_list("pk", "name")
    return {str(pk): name for pk, name in people.order_by("name")}
