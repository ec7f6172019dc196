"""The practice's own record of a screening: its note and plan, and signing it."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from clinic import audit
from clinic.models import Action, Consultation, Invitation, Locked, Membership, Signature
from clinic.models.record import digest, hold, standing, written
from screening.models import Screening
from screening.rules.again import Window, chosen, window
from screening.rules.results import Attention

from . import reports

EMPTY: dict[str, Any] = {
    "note": "",
    "plan": [],
    "referral": [],
    "referral_other": "",
    "discussed": [],
    "again": "",
}
"""`again` is a code of rules.again, or "" where the level decides; notes of before it lack it."""


class Overtaken(Exception):
    """Somebody else changed the note or plan since it was read; `theirs` is what stands now."""

    def __init__(self, theirs: Consultation) -> None:
        super().__init__(theirs.pk)
        self.theirs = theirs


class Changed(Exception):
    """What was to be signed is no longer what was shown."""


class NotSigned(Exception):
    """There is no signature that an amendment could open."""


@transaction.atomic
def write(
    *, invitation: Invitation, by: Membership, content: dict[str, Any], read: int
) -> Consultation:
    """Store the note and plan; `read` is the revision that the writer had before her, 0 for none.

    What is stored already is stored once. Raises Overtaken when another revision stands, and Locked.
    """
    hold(invitation)
    consultation = written(invitation)
    if consultation is not None and consultation.content == content:
        return consultation
    if consultation is None:
        # Nothing stands that could have overtaken her.
        consultation, read = Consultation(invitation=invitation), 0
    if consultation.revision != read:
        raise Overtaken(consultation)
    consultation.seal(content)
    consultation.revision += 1
    consultation.updated_at, consultation.updated_by = timezone.now(), by.user
    consultation.save()
    _record(Action.NOTE, "consultation", invitation, by)
    return consultation


def content_of(invitation: Invitation) -> dict[str, Any]:
    """What a signature is put under: everything that stands now, without who signs and when."""
    screening = Screening.objects.select_related("key").get(pk=invitation.screening_id)
    consultation = written(invitation)
    assessment = screening.assess()
    return {
        "screening": screening.code,
        "protocol": screening.protocol_id,
        "rules": assessment.version,
        "language": screening.language,
        "age": str(screening.age),
        "submitted_at": screening.submitted_at and screening.submitted_at.isoformat(),
        "answers": screening.answers,
        "told": screening.told,
        "measurements": screening.measurements,
        "origins": screening.origins,
        "consultation": consultation.content if consultation else EMPTY,
        "assessment": assessment.as_json(),
    }


def window_of(content: dict[str, Any]) -> Window | None:
    """When the next screening is meant, by the plan or else by the level; None where none is."""
    level = Attention(content["assessment"]["attention"])
    sent_on = timezone.localdate(datetime.fromisoformat(content["submitted_at"]))
    return window(chosen(content["consultation"].get("again", ""), level), sent_on)


def mark_of(content: dict[str, Any]) -> str:
    """What a page carries of what it shows for signing."""
    return digest(content)


@transaction.atomic
def sign(*, invitation: Invitation, by: Membership, seen: str) -> Signature:
    """Sign what stands, once; `seen` is the mark of what the signer was shown.

    After an amendment it is the next version, which names the one that it replaces. Raises Locked when it is signed
    already, and Changed when something else stands than was shown.
    """
    hold(invitation)
    content = content_of(invitation)
    if mark_of(content) != seen:
        raise Changed
    before = standing(invitation)
    now = timezone.now()
    again = window_of(content)
    signature = Signature(
        invitation=invitation,
        number=before.number + 1 if before else 1,
        signed_by=by.user,
        signed_by_name=by.user.name,
        signed_at=now,
        again_from=again.first if again else None,
        again_to=again.last if again else None,
    )
    signature.seal(
        {
            **content,
            "number": signature.number,
            "signed_by": {"id": str(by.user_id), "name": by.user.name},
            "signed_at": now.isoformat(),
            "replaces": before.number if before else None,
            "reason": _reason(before, invitation),
        }
    )
    try:
        with transaction.atomic():
            signature.save(force_insert=True)
    except IntegrityError:
        raise Locked from None
    if before is not None:
        before.superseded_by = signature
        before.save(update_fields=["superseded_by"])
    reports.after_signing(signature)
    _record(Action.SIGN, f"version {signature.number}", invitation, by)
    return signature


@transaction.atomic
def amend(*, invitation: Invitation, by: Membership, reason: str) -> Signature:
    """Open what was signed for change; the version stays, and stands until the next is signed. Raises NotSigned."""
    invitation.check_owner()
    held = Invitation.objects.select_for_update().get(pk=invitation.pk)
    signature = standing(held)
    if signature is None or signature.opened_at is not None:
        raise NotSigned
    signature.invitation = invitation
    signature.seal_reason(reason)
    signature.opened_at, signature.opened_by = timezone.now(), by.user
    signature.save(update_fields=["sealed_reason", "opened_at", "opened_by"])
    _record(Action.AMEND, f"version {signature.number}", invitation, by)
    return signature


def _reason(before: Signature | None, invitation: Invitation) -> str:
    if before is None:
        return ""
    before.invitation = invitation
    return before.reason


def _record(action: Action, what: str, invitation: Invitation, by: Membership) -> None:
    audit.record(
        action, what, by=by, athlete=invitation.athlete, screening=invitation.screening.code
    )
