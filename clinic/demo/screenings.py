"""Carries out what is said of one questionnaire with the product's own actions, then puts it on its day."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from clinic.access import InvitationAccess
from clinic.actions import conversation, handling, invitations, measurements, proofs, records
from clinic.actions.measurements import Origin
from clinic.models import Appointment, Athlete, Consent, Invitation, Membership, Signature, Stage
from clinic.models.invitation import digest
from screening.models import SEALED, Screening
from screening.rules.results import Attention

from .diary import moment
from .person import Asked, Measured

BEFORE = timedelta(days=2)
"""For how long somebody had been asked before she sent her answers."""
WHILE = timedelta(minutes=14)
"""How long she was busy."""
NEAR = timedelta(days=30)
"""An appointment further away is another one's."""
UNTOUCHED = (Stage.INVITED, Stage.EXPIRED, Stage.REVOKED, Stage.FROZEN)


@dataclass(frozen=True, slots=True)
class Team:
    """Who does what at a practice: staff invite, the therapist reads and signs, the owner calls."""

    therapist: Membership
    owner: Membership
    staff: Membership


def add(athlete: Athlete, asked: Asked, team: Team) -> None:
    """One questionnaire, as far as it came."""
    last = moment(asked.days, asked.at)
    if asked.on_tablet:
        language = athlete.language
        invitation = invitations.for_tablet(athlete=athlete, language=language, by=team.staff)
    else:
        invitation, token = invitations.invite(athlete=athlete, by=team.staff)
        if asked.stage not in UNTOUCHED:
            proofs.prove(link=digest(token), born=athlete.date_of_birth)
    if asked.answers:
        _fill_in(invitation, asked, last)
    _put_on_its_day(invitation, asked, last)
    if asked.answers and asked.stage is Stage.RECEIVED:
        invitation.refresh_from_db()
        _consult(invitation, asked, team, sent=last)
    elif asked.stage is Stage.REVOKED:
        invitations.revoke(invitation=invitation, by=team.staff)


def _fill_in(invitation: Invitation, asked: Asked, last: datetime) -> None:
    """What the athlete does on her pages, and a parent."""
    access = InvitationAccess(invitation)
    access.agree()
    if asked.parent:
        access.agree_as_parent(asked.parent)
    given = dict(asked.answers)
    if asked.pain_days is not None:
        began = timezone.localdate(last) - timedelta(days=asked.pain_days)
        given["bone.pain_started"] = began.isoformat()
    screening = access.screening
    screening.record(given)
    access.record("saved")
    if asked.withdrawn:
        access.withdraw()
    if asked.stage is Stage.RECEIVED:
        screening.submit(age=invitation.athlete.age_on(timezone.localdate(last)))
        urgent = screening.assess().attention is Attention.URGENT
        invitations.finish(invitation=invitation, urgent=urgent)
        access.record("sent")


def _put_on_its_day(invitation: Invitation, asked: Asked, last: datetime) -> None:
    """As if all that had happened then."""
    began = last if asked.stage in UNTOUCHED else last - BEFORE
    opened = None if asked.stage in UNTOUCHED else last - WHILE
    sent = last if asked.stage is Stage.RECEIVED else None
    ends = began + timedelta(days=30)
    visits = Appointment.objects.standing().filter(
        athlete=invitation.athlete, starts_at__range=(began, last + NEAR)
    )
    rows = Invitation.objects.filter(pk=invitation.pk)
    rows.update(
        created_at=began,
        opened_at=opened,
        sent_at=sent,
        expires_at=ends if asked.stage is Stage.EXPIRED else max(ends, invitation.expires_at),
        frozen_at=last if asked.stage is Stage.FROZEN else None,
        mailed_at=began if invitation.athlete.email and not asked.mail_failed else None,
        mail_failed_at=began if asked.mail_failed else None,
        appointment=visits.order_by("starts_at").first(),
    )
    rows.exclude(urgent_at=None).update(urgent_at=last)
    Screening.objects.filter(pk=invitation.screening_id).update(
        created_at=began,
        opened_at=opened,
        saved_at=last if asked.answers else None,
        submitted_at=sent,
    )
    consents = Consent.objects.filter(invitation=invitation)
    consents.update(given_at=last - WHILE)
    consents.exclude(withdrawn_at=None).update(withdrawn_at=last)


def _consult(invitation: Invitation, asked: Asked, team: Team, *, sent: datetime) -> None:
    """What the practice did with it."""
    if asked.handled:
        done = handling.handle(invitation=invitation, by=team.owner, text=asked.handled)
        done.at = sent + timedelta(minutes=30)
        done.save(update_fields=["at"])
    talk = _talk_at(invitation, asked)
    by = team.therapist
    for found in asked.measured:
        _measure(invitation, found, by, sent)
    if asked.told:
        conversation.tell(invitation=invitation, by=by, raw=asked.told)
    _stamp(invitation.screening, talk)
    if asked.written:
        written = records.write(
            invitation=invitation, by=by, content=records.EMPTY | asked.written.content, read=0
        )
        written.updated_at = talk
        written.save(update_fields=["updated_at"])
    if asked.signed is not None:
        _sign(invitation, by, talk + timedelta(minutes=5))
    if asked.amended:
        records.amend(invitation=invitation, by=by, reason=asked.amended.reason)
        _measure(invitation, asked.amended.measured, by, sent)
        _sign(invitation, by, timezone.now())
    if asked.reopened:
        invitations.reopen(invitation=invitation, by=by)


def _talk_at(invitation: Invitation, asked: Asked) -> datetime:
    """During the appointment where that is over; else on the day of the signature, or on the morning after."""
    expected = invitation.appointment_at
    if asked.signed and expected is not None and expected < timezone.now():
        return expected + timedelta(minutes=30)
    return moment(max(asked.days - 1, 0) if asked.signed is None else asked.signed, "10:10")


def _measure(invitation: Invitation, found: Measured, by: Membership, sent: datetime) -> None:
    day = timezone.localdate(sent) + timedelta(days=found.on)
    origin = Origin(min(day, timezone.localdate()), found.how)
    measurements.measure(invitation=invitation, by=by, raw=found.values, origin=origin)


def _stamp(screening: Screening, at: datetime) -> None:
    """What was written down was written down then."""
    screening.refresh_from_db(fields=SEALED)
    stamped = {code: {**origin, "at": at.isoformat()} for code, origin in screening.origins.items()}
    screening.measure({}, stamped)


def _sign(invitation: Invitation, by: Membership, at: datetime) -> Signature:
    seen = records.mark_of(records.content_of(invitation))
    signature = records.sign(invitation=invitation, by=by, seen=seen)
    signature.signed_at = min(at, timezone.now())
    signature.seal({**signature.snapshot, "signed_at": signature.signed_at.isoformat()})
    signature.save(update_fields=["signed_at", "sealed_snapshot", "digest"])
    return signature
