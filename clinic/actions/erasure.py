"""Destroying for ever: an athlete's file with her key, or a questionnaire that was never sent. A certificate stays."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from clinic import audit, belongings, tasks
from clinic.access import SESSION_KEY
from clinic.models import (
    Action,
    Appointment,
    Athlete,
    Destroyed,
    Destruction,
    Export,
    Hold,
    Invitation,
    Membership,
    Practice,
    Reason,
    Report,
    Session,
    Signature,
    TableFile,
)
from clinic.sessions import SessionStore
from screening.models import DataKey, Screening


class Held(Exception):
    """Her file must be kept."""


class Gone(Exception):
    """Somebody else destroyed it meanwhile."""


@transaction.atomic
def hold(*, athlete: Athlete, by: Membership, reason: str) -> None:
    """Nothing of hers is destroyed from now on; of what is held already the reason changes."""
    held = _held(athlete)
    held.held_since = held.held_since or timezone.now()
    held.held_by, held.hold_reason = by.user, Hold(reason)
    held.save(update_fields=["held_since", "held_by", "hold_reason"])
    audit.record(Action.HOLD, "athlete", by=by, athlete=athlete, reason=reason)


@transaction.atomic
def lift(*, athlete: Athlete, by: Membership) -> None:
    """Her file is kept for its time and no longer; what falls due is told again first."""
    held = _held(athlete)
    if held.held_since is None:
        return
    held.held_since = held.held_by = held.notice_at = None
    held.hold_reason = ""
    held.save(update_fields=["held_since", "held_by", "hold_reason", "notice_at"])
    audit.record(Action.HOLD, "athlete", by=by, athlete=athlete, reason="lifted")


@transaction.atomic
def erase(*, athlete: Athlete, by: Membership | str, reason: str) -> Destruction:
    """Destroy her key, so that every copy of what it seals is lost, and every row about her. Raises Held and Gone."""
    held = _held(athlete)
    if held.held_since is not None:
        raise Held
    extent = belongings.of_athlete(held)
    invitations = _all_held(Invitation.objects.filter(athlete=held))
    _end_work(held, invitations)
    _drop(invitations)
    Appointment.objects.filter(athlete=held).delete()
    Athlete.objects.filter(pk=held.pk).delete()
    _destroy_key(held.key_id)
    tasks.later(tasks.forget_keys)
    return _certify(held, by, reason, Destroyed.ATHLETE, extent)


@transaction.atomic
def erase_draft(*, invitation: Invitation, by: Membership | str) -> Destruction:
    """A questionnaire that was never sent, with its answers; the athlete stays. Raises Held and Gone."""
    athlete = _held(invitation.athlete)
    if athlete.held_since is not None:
        raise Held
    found = _all_held(Invitation.objects.filter(pk=invitation.pk, sent_at=None))
    if not found:
        raise Gone
    code, extent = invitation.screening.code, belongings.of_draft(invitation)
    _end_work(athlete, found)
    _drop(found)
    return _certify(athlete, by, Reason.RETENTION, Destroyed.DRAFT, extent, code)


def _held(athlete: Athlete) -> Athlete:
    """The row, which nobody adds anything to until the transaction ends."""
    athlete.check_owner()
    held = Athlete.objects.select_for_update().filter(pk=athlete.pk).first()
    if held is None:
        raise Gone
    held.practice = athlete.practice
    return held


def _all_held(invitations: QuerySet[Invitation]) -> list[UUID]:
    rows = invitations.order_by("pk").select_for_update()
    return [row.pk for row in rows.only("pk")]


def _drop(invitations: Sequence[UUID]) -> None:
    screenings = list(
        Invitation.objects.filter(pk__in=invitations).values_list("screening", flat=True)
    )
    exports = list(_exports(invitations).values_list("pk", flat=True))
    Signature.objects.filter(invitation__in=invitations).update(superseded_by=None)
    for model, way in belongings.OF_INVITATION:
        model._default_manager.filter(**{f"{way}__in": invitations}).delete()
    Invitation.objects.filter(pk__in=invitations).delete()
    Screening.objects.filter(pk__in=screenings).delete()
    Export.objects.filter(pk__in=exports, items=None).delete()


def _exports(invitations: Sequence[UUID]) -> QuerySet[Export]:
    return Export.objects.filter(items__report__signature__invitation__in=invitations)


def _destroy_key(pk: UUID) -> None:
    DataKey.hold(pk)
    DataKey.objects.filter(pk=pk).update(wrapped=None, former=None, destroyed_at=timezone.now())


def _end_work(athlete: Athlete, invitations: Sequence[UUID]) -> None:
    """What waits for her, what devices have proven, and the tables in which she stands, with their keys."""
    reports = Report.objects.filter(signature__invitation__in=invitations)
    _forget_tasks([*invitations, *reports.values_list("pk", flat=True)])
    _end_sessions({str(pk) for pk in invitations})
    _forget_tables(athlete)


def _forget_tasks(about: Iterable[UUID]) -> None:
    """One that is being done stays, with nothing but an id of what is gone: its worker waits for its row."""
    ids = [str(each) for each in about]
    if ids:
        done = DBTaskResult.objects.exclude(status=TaskResultStatus.RUNNING)
        done.filter(args_kwargs__args__0__in=ids).delete()


def _end_sessions(invitations: set[str]) -> None:
    for session in Session.objects.filter(user=None).iterator():
        proven: Any = SessionStore().held(session).get(SESSION_KEY) or ""
        if proven.partition(":")[0] in invitations:
            session.delete()


def _forget_tables(athlete: Athlete) -> None:
    """Made ones that tell of her go; of one that is being made nobody can say whether she is in it."""
    tables = TableFile.objects.filter(practice=athlete.practice)
    tables.filter(made_at=None, failed_at=None, cancelled_at=None).update(failed_at=timezone.now())
    hers = [
        (file.pk, file.key_id)
        for file in tables.only("pk", "key", "about")
        if any(whose == str(athlete.pk) for whose, _code in file.about)
    ]
    tables.filter(pk__in=[pk for pk, _key in hers]).delete()
    DataKey.objects.filter(pk__in=[key for _pk, key in hers]).delete()


def _certify(
    athlete: Athlete,
    by: Membership | str,
    reason: str,
    what: Destroyed,
    extent: belongings.Extent,
    code: str = "",
) -> Destruction:
    Practice.objects.select_for_update(no_key=True).get(pk=athlete.practice_id)
    before = Destruction.objects.filter(practice=athlete.practice_id).aggregate(last=Max("number"))
    member = by if isinstance(by, Membership) else None
    certificate = Destruction(
        practice=athlete.practice,
        number=(before["last"] or 0) + 1,
        by=member.user if member else None,
        by_name=member.user.name if member else "",
        reason=Reason(reason),
        what=what,
        athlete_id=athlete.pk,
        screening=code,
        counts=extent.counts,
        first_year=extent.first_year,
        last_year=extent.last_year,
    )
    certificate.save()
    audit.record(Action.ERASE, what, by=by, athlete=athlete, screening=code, reason=reason)
    return certificate
