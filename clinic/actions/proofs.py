"""The proof that somebody who holds a link is the athlete: her date of birth, with five wrong tries at most."""

from datetime import date
from secrets import compare_digest
from uuid import uuid4

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django_scopes import scopes_disabled

from clinic import audit, mail
from clinic.models import Action, Invitation, Outcome
from screening.models import Screening

TRIES = 5


@transaction.atomic
def prove(*, link: bytes, born: date) -> Invitation | None:
    """The invitation whose link has this digest, if it opens and the date is hers; None says not why not.

    Every refusal does the same work, so that its time does not tell a link that exists from one that does not.
    """
    with scopes_disabled():
        invitation = (
            Invitation.objects.select_for_update(of=("self",))
            .select_related("athlete__practice", "screening")
            .filter(links__digest=link)
            .first()
        )
        hers = compare_digest(_expected(invitation).isoformat(), born.isoformat())
        opens = invitation is not None and invitation.usable and not invitation.frozen
        if invitation is not None and opens and hers:
            _accept(invitation)
            return invitation
        _refuse(invitation, counts=opens)
    return None


def _expected(invitation: Invitation | None) -> date:
    return invitation.athlete.date_of_birth if invitation is not None else date.min


def _accept(invitation: Invitation) -> None:
    now = timezone.now()
    invitation.wrong_tries = 0
    invitation.opened_at = invitation.opened_at or now
    invitation.save(update_fields=["wrong_tries", "opened_at"])
    Screening.objects.filter(pk=invitation.screening_id, opened_at=None).update(opened_at=now)
    _record(Action.OPEN, invitation)


def _refuse(invitation: Invitation | None, *, counts: bool) -> None:
    """Count it where it counts; the last one that is allowed freezes the invitation and tells the practice."""
    counted = Invitation.objects.filter(pk=invitation.pk if invitation and counts else uuid4())
    counted.update(wrong_tries=F("wrong_tries") + 1)
    frozen = counted.filter(wrong_tries__gte=TRIES).update(frozen_at=timezone.now())
    _record(Action.OPEN, invitation, "wrong_date" if counts else "no_open_link")
    if frozen and invitation:
        _record(Action.FREEZE, invitation, "wrong_dates")
        mail.tell(invitation.athlete.practice, mail.FROZEN)


def _record(action: Action, invitation: Invitation | None, refused: str = "") -> None:
    audit.record(
        action,
        "invitation",
        by=audit.ATHLETE,
        athlete=invitation.athlete if invitation else None,
        screening=invitation.screening.code if invitation else "",
        outcome=Outcome.REFUSED if refused else Outcome.DONE,
        reason=refused,
    )
