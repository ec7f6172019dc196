"""Keeping a practice's athletes."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from clinic import audit
from clinic.models import Action, Athlete, Membership

from . import differing


def hold(athlete: Athlete) -> Athlete:
    """Her row as it is now; whoever else holds it waits for the transaction to end.

    Always before the row of an invitation of hers, or two would wait for each other.
    """
    athlete.check_owner()
    return Athlete.objects.select_for_update(no_key=True).get(pk=athlete.pk)


@transaction.atomic
def add(
    *,
    by: Membership,
    given_name: str,
    family_name: str,
    date_of_birth: date,
    email: str = "",
    language: str = "nl",
    client_number: str = "",
) -> Athlete:
    """A new athlete of the practice where `by` works."""
    athlete = Athlete.objects.create(
        practice=by.practice,
        given_name=given_name,
        family_name=family_name,
        date_of_birth=date_of_birth,
        email=email,
        language=language,
        client_number=client_number,
    )
    audit.record(Action.CREATE, "athlete", by=by, athlete=athlete)
    return athlete


@transaction.atomic
def change(*, athlete: Athlete, by: Membership, **values: object) -> None:
    """Write what differs; nothing is recorded when nothing does."""
    if differing.write(athlete, values):
        audit.record(Action.CHANGE, "athlete", by=by, athlete=athlete)


@transaction.atomic
def archive(*, athlete: Athlete, by: Membership) -> None:
    """Take an athlete out of the lists; everything is kept, a link that is still open dies."""
    held = hold(athlete)
    if held.archived_at is not None:
        return
    now = timezone.now()
    held.invitations.filter(sent_at=None, revoked_at=None).update(revoked_at=now)
    held.archived_at = athlete.archived_at = now
    held.save(update_fields=["archived_at"])
    audit.record(Action.ARCHIVE, "athlete", by=by, athlete=held)


@transaction.atomic
def restore(*, athlete: Athlete, by: Membership) -> None:
    """Put an archived athlete back in the lists."""
    held = hold(athlete)
    if held.archived_at is None:
        return
    held.archived_at = athlete.archived_at = None
    held.save(update_fields=["archived_at"])
    audit.record(Action.CHANGE, "athlete", by=by, athlete=held)
