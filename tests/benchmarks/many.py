"""A practice with many athletes. Whom a page assesses is sealed and sent for real; the others are rows alone."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from clinic import written
from clinic.demo import answers
from clinic.models import Appointment, Athlete, Invitation, Membership, Practice, Signature
from screening.models import DataKey, Screening
from tests.factories import AppointmentFactory, AthleteFactory, InvitationFactory, ReceivedFactory

GIVEN = ("Sanne", "Zoë", "Noor", "Emily", "Femke", "Jonas", "Aïsha", "Lotte", "Thijs", "Iris")
FAMILY = ("de Wit", "van den Oudenrijn", "Visser", "Benali", "O’Connor", "Kok", "van ’t Hek")
TODAY, A_DAY = 40, 8
BEFORE = 12
"""How often the one with many screenings was screened before."""
SENT = (
    answers.HIP_PAIN_AT_NIGHT,
    answers.FIVE_MONTHS_WITHOUT,
    answers.ON_THE_PILL,
    answers.MUCH_LEFT_BLANK,
    answers.PREGNANT,
    answers.WOMAN,
)


def fill(practice: Practice, many: int, by: Membership) -> None:
    """Invented athletes: half of them with an appointment next month, three of four invited, half of those signed."""
    keys = DataKey.objects.bulk_create(DataKey(wrapped=b"-") for _each in range(many))
    athletes = Athlete.objects.bulk_create(
        Athlete(
            practice=practice,
            key=key,
            given_name=GIVEN[n % len(GIVEN)],
            family_name=f"{FAMILY[n % len(FAMILY)]} {n:05}",
            sorted_name=written.sorted_name(
                GIVEN[n % len(GIVEN)], f"{FAMILY[n % len(FAMILY)]} {n:05}"
            ),
            date_of_birth=date(1980, 1, 1) + timedelta(days=n % 9000),
            client_number=f"C-{n}",
        )
        for n, key in enumerate(keys)
    )
    later = timezone.now() + timedelta(days=30)
    appointments = Appointment.objects.bulk_create(
        Appointment(athlete=athlete, starts_at=later + timedelta(minutes=n))
        for n, athlete in enumerate(athletes[::2])
    )
    coming = {appointment.athlete_id: appointment for appointment in appointments}
    asked = [athlete for n, athlete in enumerate(athletes) if n % 4]
    screenings = Screening.objects.bulk_create(
        Screening(key=athlete.key, code=f"{many}-{n}") for n, athlete in enumerate(asked)
    )
    now = timezone.now()
    invitations = Invitation.objects.bulk_create(
        Invitation(
            athlete=athlete,
            screening=screening,
            created_by=by.user,
            expires_at=now + timedelta(days=(n % 60) - 20),
            opened_at=now if n % 3 == 0 else None,
            sent_at=now if n % 2 == 0 else None,
            revoked_at=now if n % 14 == 1 else None,
            appointment=coming.get(athlete.pk),
        )
        for n, (athlete, screening) in enumerate(zip(asked, screenings, strict=True))
    )
    Signature.objects.bulk_create(
        Signature(
            invitation=invitation,
            number=1,
            signed_by=by.user,
            signed_by_name=by.user.name,
            signed_at=now,
            sealed_snapshot=b"-",
            digest="-",
        )
        for invitation in invitations[::2]
    )


def plan_days(practice: Practice, today: int = TODAY, a_day: int = A_DAY) -> None:
    """Today, the other working days of this week and a Monday, with people in every state; and one who came often."""
    now = timezone.localdate()
    monday = now - timedelta(days=now.weekday())
    for day in {now, *(monday + timedelta(days=n) for n in (0, 1, 2, 3, 4, 7))}:
        for n in range(today if day == now else a_day):
            _comes(practice, day, n)
    often = AthleteFactory(practice=practice, family_name="Often")
    for n in range(BEFORE):
        ReceivedFactory(athlete=often, sent=SENT[n % len(SENT)])


def _comes(practice: Practice, day: date, n: int) -> None:
    at = timezone.make_aware(datetime.combine(day, time(8))) + timedelta(minutes=15 * n)
    mail = f"x{n}@example.org" if n % 3 else ""
    athlete = AthleteFactory(practice=practice, email=mail)
    AppointmentFactory(athlete=athlete, starts_at=at)
    if n % 4 < 2:
        received = ReceivedFactory(athlete=athlete, sent=SENT[n % len(SENT)])
        if n == 0:
            received.urgent_at = timezone.now()
            received.save()
    elif n % 4 == 2:
        busy = InvitationFactory(athlete=athlete)
        busy.screening.record(answers.as_far_as(answers.WOMAN, "about", "energy"))


def table_of(lines: int) -> str:
    """A file of appointments: people who are known, people who resemble them and new ones."""
    head = "clientnummer;voornaam;achternaam;geboortedatum;datum;tijd\n"
    rows = [
        f"C-{n};{GIVEN[n % 10]};{FAMILY[n % 7]} {n:05};01-01-1980;05-01-2099;{8 + n % 9:02}:{n % 60:02}"
        if n % 2
        else f";Nieuw;Iemand {n};{1 + n % 28:02}-04-1990;06-01-2099;{8 + n % 9:02}:{n % 60:02}"
        for n in range(lines)
    ]
    return head + "\n".join(rows)
