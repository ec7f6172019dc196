"""Reminders 7, 2 and 1 days before: the nearest, once, and none after sending, revoking, expiry or cancelling."""

import os
import subprocess
import sys
from datetime import date, datetime, time, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from clinic.actions import appointments, mailing
from clinic.models import Appointment, Athlete, Invitation, Membership, Reminder
from tests.factories import AppointmentFactory

pytestmark = [pytest.mark.usefixtures("unscoped"), pytest.mark.django_db(transaction=True)]

TOP = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("left", "asked_before", "expected"),
    [
        (8, 30, None),
        (7, 30, 7),
        (5, 30, 7),
        (3, 30, 7),
        (2, 30, 2),
        (1, 30, 1),
        (0, 30, None),
        (-1, 30, None),
        (7, 7, None),
        (6, 7, None),
        (6, 8, 7),
        (2, 6, 2),
        (1, 2, 1),
        (1, 1, None),
    ],
)
def test_the_nearest_is_due_unless_she_was_mailed_since(
    left: int, asked_before: int, expected: int | None
) -> None:
    """`left` days before the appointment; she was last mailed `asked_before` days before it."""
    on = date(2026, 11, 30)
    asked = on - timedelta(days=asked_before)
    assert mailing.due(on, on - timedelta(days=left), asked=asked) == expected


@pytest.fixture
def awaited(invitation: Invitation) -> Invitation:
    """Invited a month ago, with an appointment in two days."""
    return prepare(invitation)


def prepare(invitation: Invitation, days: int = 2) -> Invitation:
    day = timezone.localdate() + timedelta(days=days)
    starts = timezone.make_aware(datetime.combine(day, time(9)))
    Athlete.objects.filter(pk=invitation.athlete_id).update(email="zij@example.org")
    Invitation.objects.filter(pk=invitation.pk).update(
        created_at=timezone.now() - timedelta(days=29),
        appointment=AppointmentFactory(athlete=invitation.athlete, starts_at=starts),
    )
    return Invitation.objects.get(pk=invitation.pk)


def test_a_reminder_goes_out_once_however_often_it_is_asked_for(awaited: Invitation) -> None:
    for _again in range(3):
        call_command("remind", stdout=StringIO())
    [letter] = mail.outbox
    assert letter.subject.startswith("Herinnering")
    assert Reminder.objects.get().days == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"sent_at": timezone.now()},
        {"revoked_at": timezone.now()},
        {"expires_at": timezone.now()},
        {"frozen_at": timezone.now()},
        {"appointment": None},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_what_closed_reminds_nobody(changes: dict[str, object], awaited: Invitation) -> None:
    Invitation.objects.update(**changes)
    assert mailing.remind() == 0
    assert mail.outbox == []


def test_a_cancelled_appointment_reminds_nobody(awaited: Invitation) -> None:
    Appointment.objects.update(cancelled_at=timezone.now())
    assert mailing.remind() == 0


def test_without_an_address_there_is_no_reminder(awaited: Invitation) -> None:
    Athlete.objects.update(email="")
    assert mailing.remind() == 0


def test_all_three_come_on_their_days_and_no_other(invitation: Invitation) -> None:
    awaited = prepare(invitation, days=8)
    on = timezone.localdate(awaited.appointment.starts_at)
    sent = {}
    for left in range(8, -1, -1):
        day = on - timedelta(days=left)
        if mailing.remind(today=day):
            sent[left] = day
            noon = timezone.make_aware(datetime.combine(day, time(12)))
            Invitation.objects.update(mailed_at=noon)
    assert list(sent) == [7, 2, 1]


def test_another_day_begins_anew_and_the_same_day_is_enough(
    awaited: Invitation, therapist: Membership
) -> None:
    assert mailing.remind() == 1
    appointment = Appointment.objects.get()
    appointments.move(
        appointment=appointment, starts_at=appointment.starts_at + timedelta(hours=2), by=therapist
    )
    assert mailing.remind() == 0
    appointments.move(
        appointment=appointment, starts_at=appointment.starts_at + timedelta(days=-1), by=therapist
    )
    assert mailing.remind() == 0
    later = appointment.starts_at + timedelta(days=14)
    appointments.move(appointment=appointment, starts_at=later, by=therapist)
    assert mailing.remind(today=timezone.localdate(later) - timedelta(days=7)) == 1


def test_an_invitation_lives_until_the_end_of_a_later_appointment(
    invitation: Invitation, therapist: Membership
) -> None:
    starts = timezone.now() + timedelta(days=60)
    appointments.add(athlete=invitation.athlete, starts_at=starts, by=therapist)
    invitation.refresh_from_db()
    assert timezone.localtime(invitation.expires_at).time() == time(0)
    assert timezone.localdate(invitation.expires_at) == timezone.localdate(starts) + timedelta(1)


MANY = 15
FILL = f"""
import django; django.setup()
from datetime import timedelta
from django.utils import timezone
from tests.factories import AppointmentFactory, InvitationFactory
for n in range({MANY}):
    invitation = InvitationFactory(athlete__email=f"x{{n}}@example.org")
    comes = timezone.now() + timedelta(days=2)
    invitation.appointment = AppointmentFactory(athlete=invitation.athlete, starts_at=comes)
    invitation.created_at = timezone.now() - timedelta(days=20)
    from django_scopes import scopes_disabled
    with scopes_disabled():
        invitation.save()
"""


def test_two_workers_at_once_send_each_reminder_once(tmp_path: Path) -> None:
    letters = tmp_path / "mail"
    environment = {
        **{k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "PRODUCTION")},
        "DJANGO_SETTINGS_MODULE": "clinic.settings",
        "VAR_DIR": str(tmp_path),
        "EMAIL_URL": f"filemail:///{letters}",
    }

    def start(*command: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, *command], cwd=TOP, env=environment, stdout=subprocess.PIPE
        )

    for command in (("manage.py", "migrate", "--verbosity=0"), ("-c", FILL)):
        step = start(*command)
        step.communicate()
        assert step.returncode == 0
    workers = [start("manage.py", "remind") for _worker in range(3)]
    told = [worker.communicate()[0].decode() for worker in workers]
    assert [worker.returncode for worker in workers] == [0, 0, 0]
    assert sum(int(line.split()[0]) for line in told) == MANY
    text = "".join(path.read_text() for path in letters.iterdir())
    assert [text.count(f"To: x{n}@example.org") for n in range(MANY)] == [1] * MANY
