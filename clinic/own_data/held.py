"""What is kept about an athlete, as a document for machines: names and raw codes as they are stored."""

from datetime import datetime
from typing import Any

from clinic.models import Athlete, Consent, Event, Invitation, Signature, User
from clinic.models.record import written
from screening.encryption import Unreadable

UNREADABLE = "unreadable"
"""Stands where stored answers do not open any more."""


def held(athlete: Athlete) -> dict[str, Any]:
    practice, names = athlete.practice, names_of(athlete)
    return {
        "practice": {"name": practice.name, "city": practice.city, "phone": practice.phone},
        "athlete": {
            "given_name": athlete.given_name,
            "family_name": athlete.family_name,
            "date_of_birth": athlete.date_of_birth.isoformat(),
            "email": athlete.email,
            "language": athlete.language,
            "client_number": athlete.client_number,
            "added_at": athlete.created_at.isoformat(),
            "changed_at": _at(athlete.changed_at),
            "kept_longer_since": _at(athlete.held_since),
            "kept_longer_because": athlete.hold_reason,
        },
        "appointments": [
            {"starts_at": _at(each.starts_at), "cancelled_at": _at(each.cancelled_at)}
            for each in athlete.appointments.all()
        ],
        "screenings": [_screening(invitation) for invitation in invitations(athlete)],
        "access_log": [_event(event, names) for event in log(athlete)],
    }


def invitations(athlete: Athlete) -> list[Invitation]:
    """The oldest first."""
    return list(
        athlete.invitations.select_related("screening__key", "created_by")
        .prefetch_related("consents", "handlings__by", "signatures")
        .order_by("created_at")
    )


def log(athlete: Athlete) -> list[Event]:
    return list(Event.objects.filter(athlete_id=athlete.pk).order_by("at", "id"))


def names_of(athlete: Athlete) -> dict[Any, str]:
    """Names of who stands in her log, by id."""
    ids = {event.who for event in log(athlete)} - {None}
    return {user.pk: user.name for user in User.objects.filter(pk__in=ids)}


def _screening(invitation: Invitation) -> dict[str, Any]:
    screening = invitation.screening
    found: dict[str, Any] = {
        "code": screening.code,
        "questionnaire": screening.protocol_id,
        "language": screening.language,
        "invited_at": _at(invitation.created_at),
        "invited_by": invitation.created_by.name,
        "opened_at": _at(invitation.opened_at),
        "sent_at": _at(invitation.sent_at),
        "revoked_at": _at(invitation.revoked_at),
        "consents": [_consent(consent) for consent in invitation.consents.all()],
        "signed": [_signature(signature) for signature in invitation.signatures.all()],
    }
    try:
        note = written(invitation)
        return found | {
            "answers": screening.answers,
            "told_in_conversation": screening.told,
            "measurements": screening.measurements,
            "where_from": screening.origins,
            "note_and_plan": note.content if note else None,
            "what_was_done": [
                {"at": _at(each.at), "by": each.by.name, "text": each.text}
                for each in invitation.handlings.all()
            ],
        }
    except Unreadable:
        return found | {"answers": UNREADABLE}


def _consent(consent: Consent) -> dict[str, Any]:
    return {
        "by": consent.by,
        "version": consent.version,
        "parent_name": consent.parent_name,
        "given_at": _at(consent.given_at),
        "withdrawn_at": _at(consent.withdrawn_at),
    }


def _signature(signature: Signature) -> dict[str, Any]:
    return {
        "version": signature.number,
        "signed_by": signature.signed_by_name,
        "signed_at": _at(signature.signed_at),
        "sha256": signature.digest,
    }


def _event(event: Event, names: dict[Any, str]) -> dict[str, Any]:
    return {
        "at": _at(event.at),
        "who": names.get(event.who, ""),
        "role": event.role,
        "action": event.action,
        "what": event.object,
        "screening": event.screening,
        "outcome": event.outcome,
    }


def _at(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
