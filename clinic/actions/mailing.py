"""Mail to athletes: invitations, reminders, and what a practice writes in them.

A mail brings a link of its own, made when it goes out: no token waits in a queue. Nothing is sent inside a transaction.
"""

import logging
from datetime import date, datetime, time, timedelta
from email.utils import formataddr, parseaddr
from uuid import UUID, uuid4

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django_scopes import scope, scopes_disabled

from clinic import audit, mail_texts, tasks
from clinic.models import (
    Action,
    Athlete,
    Invitation,
    Link,
    MailKind,
    MailText,
    Membership,
    Outcome,
    Reminder,
)

from . import appointments, invitations

logger = logging.getLogger(__name__)

DAYS_BEFORE = (1, 2, 7)
"""When reminders are due, in days of Europe/Amsterdam before that of the appointment."""


@transaction.atomic
def invite(*, athlete: Athlete, by: Membership) -> Invitation:
    """Ask her by mail; older links die. Raises NoAddress."""
    if not athlete.email:
        raise NoAddress
    invitation = invitations.ask(athlete=athlete, by=by)
    post(invitation, MailKind.INVITATION)
    return invitation


class NoAddress(Exception):
    """The athlete has no e-mail address."""


@transaction.atomic
def mail_again(*, invitation: Invitation, by: Membership) -> None:
    """Another mail beside the first: a reminder once she has begun. Raises NoAddress, and NotPending."""
    invitation.check_owner()
    if not invitation.usable or invitation.frozen:
        raise invitations.NotPending
    if not invitation.athlete.email:
        raise NoAddress
    audit.record(
        Action.MAIL,
        "again",
        by=by,
        athlete=invitation.athlete,
        screening=invitation.screening.code,
    )
    begun = invitation.opened_at is not None
    post(invitation, MailKind.REMINDER if begun else MailKind.INVITATION)


def post(invitation: Invitation, kind: str) -> None:
    """Have it mailed once the transaction has been committed; only ids wait in the queue."""
    tasks.later(tasks.deliver, str(invitation.pk), str(kind), str(uuid4()))


def deliver(invitation_id: UUID, kind: str, link_id: UUID | None = None) -> None:
    """Send a mail with a link, now. Nothing where the invitation closed meanwhile; a failure is kept and recorded.

    A second worker that gets the same task sends nothing when the first noted that it did. When the first was killed
    before it could, the same mail goes out again: with the same link and the same Message-ID.
    """
    with scopes_disabled():
        invitation = (
            Invitation.objects.select_related("athlete__practice", "screening", "appointment")
            .filter(pk=invitation_id)
            .first()
        )
    if invitation is None or not invitation.athlete.email:
        return
    with scope(practice=invitation.athlete.practice):
        try:
            link, token = invitations.link_to_mail(invitation=invitation, pk=link_id or uuid4())
        except invitations.NotPending:
            return
        if link.mailed_at is not None:
            return
        try:
            _message(invitation, kind, token, link.pk).send()
        except OSError as error:
            logger.warning("mail to an athlete was not sent: %s", type(error).__name__)
            link.delete()
            _note(invitation, kind, mail_failed_at=timezone.now())
        else:
            _noted(link, invitation, kind)


@transaction.atomic
def _noted(link: Link, invitation: Invitation, kind: str) -> None:
    """That it went out, once, though two sent it."""
    now = timezone.now()
    if Link.objects.filter(pk=link.pk, mailed_at=None).update(mailed_at=now):
        _note(invitation, kind, mailed_at=now, mail_failed_at=None)


def _message(invitation: Invitation, kind: str, token: str, number: UUID) -> EmailMessage:
    athlete, practice = invitation.athlete, invitation.athlete.practice
    link = f"{settings.BASE_URL}{reverse('open_link', args=[token])}"
    text = mail_texts.filled(
        mail_texts.of(practice, kind, athlete.language), mail_texts.values(invitation, link)
    )
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    sender = formataddr((" ".join(practice.name.split()), address))
    return EmailMessage(
        text.subject,
        text.text,
        sender,
        [athlete.email],
        reply_to=[practice.email] if practice.email else None,
        headers={
            "Content-Language": athlete.language,
            "Auto-Submitted": "auto-generated",
            "Message-ID": f"<{number.hex}@{address.rpartition('@')[2]}>",
        },
    )


@transaction.atomic
def _note(invitation: Invitation, kind: str, **values: object) -> None:
    Invitation.objects.filter(pk=invitation.pk).update(**values)
    failed = values["mail_failed_at"] is not None
    audit.record(
        Action.MAIL,
        kind,
        by=audit.SYSTEM,
        athlete=invitation.athlete,
        screening=invitation.screening.code,
        outcome=Outcome.REFUSED if failed else Outcome.DONE,
        reason="not_sent" if failed else "",
    )


def remind(today: date | None = None) -> int:
    """Send the reminders that are due in every practice; how many. Safe at any time, and twice at once."""
    today = today or timezone.localdate()
    with scopes_disabled():
        appointments.follow_on()
        return sum(_claim(invitation, today) for invitation in _awaited(today))


def _awaited(today: date) -> QuerySet[Invitation]:
    """Open invitations of athletes with an address whose appointment comes within the longest time."""
    now = timezone.now()
    after = datetime.combine(today + timedelta(days=max(DAYS_BEFORE) + 1), time.min)
    return (
        Invitation.objects.filter(
            sent_at=None,
            revoked_at=None,
            frozen_at=None,
            expires_at__gt=now,
            athlete__archived_at=None,
            appointment__cancelled_at=None,
            appointment__starts_at__gt=now,
            appointment__starts_at__lt=timezone.make_aware(after),
        )
        .exclude(athlete__email="")
        .select_related("appointment")
    )


def _claim(invitation: Invitation, today: date) -> bool:
    """Take what is due for this one, if anything is and nobody else took it; then it is mailed."""
    appointment = invitation.appointment
    if appointment is None:
        return False
    on = timezone.localdate(appointment.starts_at)
    days = due(on, today, asked=_asked(invitation))
    if days is None:
        return False
    try:
        with transaction.atomic():
            Reminder.objects.create(
                invitation=invitation, appointment=appointment, on=on, days=days, claimed_on=today
            )
            post(invitation, MailKind.REMINDER)
    except IntegrityError:
        return False
    return True


def _asked(invitation: Invitation) -> date:
    """The day of the last mail, else of the invitation."""
    return timezone.localdate(
        max(invitation.mailed_at or invitation.created_at, invitation.created_at)
    )


def due(on: date, today: date, *, asked: date) -> int | None:
    """Which reminder of an appointment `on` a day is due: the nearest, also after its day, but none twice.

    None on the day itself and when she was mailed on or after the day on which it fell due.
    """
    left = (on - today).days
    days = min((days for days in DAYS_BEFORE if days >= left), default=None)
    if left < 1 or days is None or on - timedelta(days=days) <= asked:
        return None
    return days


@transaction.atomic
def write(*, by: Membership, kind: str, language: str, subject: str, text: str) -> None:
    """The practice's own words for one mail in one language."""
    MailText.objects.update_or_create(
        practice=by.practice,
        kind=kind,
        language=language,
        defaults={"subject": subject, "text": text},
    )
    audit.record(Action.CHANGE, "mail text", by=by, reason=f"{kind} {language}")


@transaction.atomic
def write_back(*, by: Membership, kind: str, language: str) -> None:
    """The programme's words again."""
    MailText.objects.filter(practice=by.practice, kind=kind, language=language).delete()
    audit.record(Action.CHANGE, "mail text", by=by, reason=f"{kind} {language} own")
