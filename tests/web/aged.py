"""Files whose time is over, and a run that destroys what is due."""

from datetime import timedelta
from io import StringIO

from django.core.management import call_command
from django.utils import timezone

from clinic import retention
from clinic.models import Athlete

DAY = timedelta(days=1)
OVER = timedelta(days=365 * 20 + 10)


def aged(athlete: Athlete, days: int = 0, noticed: int | None = None) -> Athlete:
    """Her file's time was over so many days ago, and its notice was given before that many."""
    now = timezone.now()
    Athlete.objects.filter(pk=athlete.pk).update(
        changed_at=retention.years_before(now, 20) - DAY * (days + 1),
        notice_at=None if noticed is None else now - DAY * noticed,
    )
    return athlete


def purged(*options: str) -> str:
    out = StringIO()
    call_command("purge", *options, stdout=out)
    return out.getvalue()


def are_left(*athletes: Athlete) -> list[bool]:
    return [Athlete.objects.filter(pk=athlete.pk).exists() for athlete in athletes]
