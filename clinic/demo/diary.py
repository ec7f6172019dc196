"""When the invented athletes come."""

import contextlib
from collections.abc import Iterable
from datetime import datetime, time, timedelta

from django.utils import timezone

from clinic.actions import appointments
from clinic.models import Appointment, Athlete, Membership

from .person import Person, Visit


def moment(days: int, at: str) -> datetime:
    """A time of day, so many days ago; never later than now."""
    day = timezone.localdate() - timedelta(days=days)
    then = timezone.make_aware(datetime.combine(day, time.fromisoformat(at)))
    return min(then, timezone.now())


def starts_at(visit: Visit) -> datetime:
    day = visit.on(timezone.localdate())
    return timezone.make_aware(datetime.combine(day, time.fromisoformat(visit.at)))


def write_in(athlete: Athlete, visits: Iterable[Visit], by: Membership) -> None:
    """Add her appointments, but those that she has already."""
    for visit in visits:
        with contextlib.suppress(appointments.Taken):
            appointments.add(athlete=athlete, starts_at=starts_at(visit), by=by)


def fill(people: Iterable[Person], by: Membership) -> None:
    """A day without any appointment, such as a later day than that of the first run, gets all of them anew."""
    today = timezone.localdate()
    if Appointment.objects.standing().filter(starts_at__date=today).exists():
        return
    athletes = {a.client_number: a for a in Athlete.objects.current().select_related("practice")}
    for person in people:
        if person.number in athletes:
            coming = [v for v in person.visits if v.on(today) >= today]
            write_in(athletes[person.number], coming, by)
