"""Moving screenings to another version of the rules: those that were sent and never signed, with the same questions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from clinic import audit, mail
from clinic.models import Action, Invitation, Practice, Signature
from clinic.rescoring import in_chunks, sent
from screening.core.answers import Refused
from screening.encryption import Unreadable
from screening.models import Screening
from screening.protocols import PROTOCOLS, Protocol
from screening.rules.results import Assessment, Attention


@dataclass(frozen=True, slots=True)
class Adopted:
    """How many were moved, how many of those now ask for a call, and how many could not be read and stayed."""

    moved: int = 0
    urgent: int = 0
    unreadable: int = 0

    def __add__(self, other: "Adopted") -> "Adopted":
        return Adopted(
            self.moved + other.moved,
            self.urgent + other.urgent,
            self.unreadable + other.unreadable,
        )


def adopt(*, practice: Practice, then: Protocol) -> Adopted:
    """Move a practice's screenings, some at a time, each time all or none.

    What was moved stays so when it is interrupted; another run moves what was left. In the scope of the practice,
    outside a transaction. What is being filled in is not moved, nor what was ever signed.
    """
    same_questions = [
        protocol.id
        for protocol in PROTOCOLS.values()
        if protocol.instrument is then.instrument and protocol.id != then.id
    ]
    rows = sent(practice).filter(screening__protocol_id__in=same_questions, signatures__isnull=True)
    return sum((_move(practice, chunk, then) for chunk in in_chunks(rows)), Adopted())


@transaction.atomic
@audit.at_the_end()
def _move(practice: Practice, chunk: Sequence[Invitation], then: Protocol) -> Adopted:
    """Those of a chunk that are still sent, and still not signed."""
    done = sum((_one(invitation, then) for invitation in _held(chunk)), Adopted())
    if done.urgent:
        mail.tell(practice, mail.URGENT)
    return done


def _held(chunk: Sequence[Invitation]) -> Iterator[Invitation]:
    """As they stand now, held until the transaction ends: nobody signs or reopens one meanwhile."""
    rows = Invitation.objects.select_for_update(of=("self",)).filter(
        pk__in=[invitation.pk for invitation in chunk], screening__submitted_at__isnull=False
    )
    held = list(rows.select_related("athlete", "screening__key"))
    signed = set(
        Signature.objects.filter(invitation__in=held).values_list("invitation_id", flat=True)
    )
    yield from (invitation for invitation in held if invitation.pk not in signed)


def _one(invitation: Invitation, then: Protocol) -> Adopted:
    screening = invitation.screening
    before = screening.protocol_id
    if before == then.id:
        return Adopted()
    try:
        given = screening.given()
        was, becomes = screening.assess(), then.assess(given.case(then))
    except (Refused, Unreadable):
        return Adopted(unreadable=1)
    Screening.objects.filter(pk=screening.pk).update(protocol_id=then.id)
    _record(Action.CHANGE, "protocol", invitation, f"{before} to {then.id}")
    if not urgent_signs(becomes) - urgent_signs(was):
        return Adopted(moved=1)
    # Somebody must call, as when it is sent; one that waits for a call already keeps its time.
    Invitation.objects.filter(pk=invitation.pk, urgent_at=None).update(urgent_at=timezone.now())
    _record(Action.URGENT, "screening", invitation, then.id)
    return Adopted(moved=1, urgent=1)


def urgent_signs(assessment: Assessment) -> set[str]:
    return {flag.code for flag in assessment.flags if flag.level is Attention.URGENT}


def _record(action: Action, what: str, invitation: Invitation, reason: str) -> None:
    audit.record(
        action,
        what,
        by=audit.COMMAND,
        athlete=invitation.athlete,
        screening=invitation.screening.code,
        reason=reason,
    )
