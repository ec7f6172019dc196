"""Taking over appointments from a file: planned, shown, and then carried out as a whole or not at all."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Prefetch, Q
from django.utils import timezone

from clinic import audit
from clinic.importing.lines import Line, Person
from clinic.importing.plan import Kind, Step, checksum, plan
from clinic.importing.roster import Booked, Known, roster_of
from clinic.models import Action, Appointment, Athlete, Membership, Practice, Source

from . import appointments, athletes


class Changed(Exception):
    """What would happen is no longer what was shown."""


@dataclass(frozen=True, slots=True)
class Tally:
    athletes: int
    added: int
    moved: int
    cancelled: int


def rehearse(*, practice: Practice, lines: Sequence[Line], source: Source) -> list[Step]:
    """What carrying it out would do, without answers to its questions."""
    return _steps(practice, lines, source, {}, timezone.now())


@transaction.atomic
@audit.at_the_end()
def carry_out(
    *,
    lines: Sequence[Line],
    source: Source,
    answers: Mapping[int, str],
    shown: str,
    by: Membership,
) -> Tally:
    """Do what was shown, with `answers` by line number. Raises Changed unless `shown` is the rehearsal's checksum."""
    practice = Practice.objects.select_for_update().get(pk=by.practice_id)
    now = timezone.now()
    if checksum(_steps(practice, lines, source, {}, now)) != shown:
        raise Changed
    steps = _steps(practice, lines, source, answers, now)
    added: dict[str, Athlete] = {}
    for step in steps:
        if step.changes:
            _write(step, source, added, by)
    kinds = Counter(step.kind for step in steps)
    tally = Tally(len(added), kinds[Kind.ADD], kinds[Kind.MOVE], kinds[Kind.CANCEL])
    told = f"athletes {tally.athletes}, added {tally.added}, moved {tally.moved}, cancelled {tally.cancelled}"
    audit.record(Action.IMPORT, "appointments", by=by, reason=told)
    return tally


def _steps(
    practice: Practice,
    lines: Sequence[Line],
    source: Source,
    answers: Mapping[int, str],
    now: datetime,
) -> list[Step]:
    concerned = Q(starts_at__gte=_first(lines, now))
    concerned |= Q(source=source, source_uid__in={line.uid for line in lines if line.uid})
    everybody = practice.athletes.order_by().prefetch_related(
        Prefetch("appointments", Appointment.objects.filter(concerned), to_attr="concerned")
    )
    return plan(lines, roster_of(everybody), source=source, answers=answers, now=now)


def _first(lines: Sequence[Line], now: datetime) -> datetime:
    """The beginning of the first day that the file is about, since an appointment moves within its day."""
    moments = [line.starts_at for line in lines if line.starts_at is not None]
    first = timezone.localtime(min(moments, default=now))
    return first.replace(hour=0, minute=0, second=0, microsecond=0)


def _write(step: Step, source: Source, added: dict[str, Athlete], by: Membership) -> None:
    match step:
        case Step(new=True, known=Known() as known, line=Line(person=Person() as person)):
            added[known.id] = _add(person, by)
    match step:
        case Step(
            kind=Kind.ADD,
            known=Known() as known,
            line=Line(starts_at=datetime() as starts_at, uid=uid),
        ):
            athlete = added.get(known.id) or by.practice.athletes.get(pk=known.id)
            appointments.add(
                athlete=athlete, starts_at=starts_at, by=by, source=source, source_uid=uid
            )
        case Step(
            kind=Kind.MOVE,
            booked=Booked(pk=UUID() as pk),
            line=Line(starts_at=datetime() as starts_at, uid=uid),
        ):
            appointments.move(
                appointment=_appointment(pk),
                starts_at=starts_at,
                by=by,
                source=source,
                source_uid=uid,
            )
        case Step(kind=Kind.CANCEL, booked=Booked(pk=UUID() as pk)):
            appointments.cancel(appointment=_appointment(pk), by=by)


def _appointment(pk: UUID) -> Appointment:
    return Appointment.objects.select_related("athlete__practice").get(pk=pk)


def _add(person: Person, by: Membership) -> Athlete:
    if person.date_of_birth is None:
        raise ValueError("A plan adds nobody without a date of birth.")
    return athletes.add(
        by=by,
        given_name=person.given_name,
        family_name=person.family_name,
        date_of_birth=person.date_of_birth,
        email=person.email,
        language=person.language or by.practice.language,
        client_number=person.client_number,
    )
