"""What every stored field is: whom it names, what it tells of somebody's health, or which door it opens.

Export, erasure and the tests read this list; a field that is not in it fails the tests.
"""

from enum import StrEnum


class Kind(StrEnum):
    IDENTITY = "identity"
    """Says who somebody is, or how to reach her."""
    HEALTH = "health"
    """Tells of somebody's health; stored sealed."""
    SECRET = "secret"  # noqa: S105
    """Opens a door: stored as a digest, a hash or sealed."""
    OPERATIONAL = "operational"
    """What the product needs to work; says nothing of anyone without the others."""


IDENTITY, HEALTH, SECRET, OPERATIONAL = Kind.IDENTITY, Kind.HEALTH, Kind.SECRET, Kind.OPERATIONAL

FIELDS: dict[str, dict[str, Kind]] = {
    "screening.DataKey": {
        "id": OPERATIONAL,
        "wrapped": SECRET,
        "created_at": OPERATIONAL,
    },
    "screening.Screening": {
        "id": OPERATIONAL,
        "code": OPERATIONAL,
        "protocol_id": OPERATIONAL,
        "language": OPERATIONAL,
        "key": OPERATIONAL,
        "sealed_answers": HEALTH,
        "sealed_told": HEALTH,
        "sealed_measurements": HEALTH,
        "sealed_origins": HEALTH,
        "age": OPERATIONAL,
        "created_at": OPERATIONAL,
        "opened_at": OPERATIONAL,
        "saved_at": OPERATIONAL,
        "submitted_at": OPERATIONAL,
    },
    "clinic.Practice": {
        "id": OPERATIONAL,
        "name": OPERATIONAL,
        "street": OPERATIONAL,
        "postcode": OPERATIONAL,
        "city": OPERATIONAL,
        "phone": OPERATIONAL,
        "second_phone": OPERATIONAL,
        "email": OPERATIONAL,
        "urgent_text_nl": OPERATIONAL,
        "urgent_text_en": OPERATIONAL,
        "language": OPERATIONAL,
        "accent": OPERATIONAL,
        "logo": OPERATIONAL,
        "logo_at": OPERATIONAL,
        "idle_minutes": OPERATIONAL,
        "retention_years": OPERATIONAL,
        "draft_months": OPERATIONAL,
    },
    "clinic.User": {
        "id": OPERATIONAL,
        "email": IDENTITY,
        "name": IDENTITY,
        "password": SECRET,
        "language": OPERATIONAL,
        "is_active": OPERATIONAL,
        "created_at": OPERATIONAL,
        "last_login": OPERATIONAL,
    },
    "clinic.Membership": {
        "id": OPERATIONAL,
        "user": OPERATIONAL,
        "practice": OPERATIONAL,
        "role": OPERATIONAL,
        "ended_at": OPERATIONAL,
    },
    "clinic.JoinInvitation": {
        "id": OPERATIONAL,
        "practice": OPERATIONAL,
        "email": IDENTITY,
        "role": OPERATIONAL,
        "digest": SECRET,
        "created_by": OPERATIONAL,
        "created_at": OPERATIONAL,
        "expires_at": OPERATIONAL,
        "used_at": OPERATIONAL,
        "revoked_at": OPERATIONAL,
    },
    "clinic.Athlete": {
        "id": OPERATIONAL,
        "practice": OPERATIONAL,
        "given_name": IDENTITY,
        "family_name": IDENTITY,
        "sorted_name": IDENTITY,
        "date_of_birth": IDENTITY,
        "email": IDENTITY,
        "language": OPERATIONAL,
        "client_number": IDENTITY,
        "key": OPERATIONAL,
        "created_at": OPERATIONAL,
        "archived_at": OPERATIONAL,
    },
    "clinic.Appointment": {
        "id": OPERATIONAL,
        "athlete": OPERATIONAL,
        "starts_at": OPERATIONAL,
        "source": OPERATIONAL,
        "source_uid": OPERATIONAL,
        "cancelled_at": OPERATIONAL,
        "created_at": OPERATIONAL,
    },
    "clinic.Invitation": {
        "id": OPERATIONAL,
        "athlete": OPERATIONAL,
        "screening": OPERATIONAL,
        "series": OPERATIONAL,
        "created_by": OPERATIONAL,
        "created_at": OPERATIONAL,
        "expires_at": OPERATIONAL,
        "opened_at": OPERATIONAL,
        "sent_at": OPERATIONAL,
        "revoked_at": OPERATIONAL,
        "appointment": OPERATIONAL,
        "wrong_tries": OPERATIONAL,
        "frozen_at": OPERATIONAL,
        # That somebody must call today, as in the log: not why, and only until it was done. In
        # clear, since the list of every day asks for it.
        "urgent_at": OPERATIONAL,
        "mailed_at": OPERATIONAL,
        "mail_failed_at": OPERATIONAL,
    },
    "clinic.Link": {
        "id": OPERATIONAL,
        "invitation": OPERATIONAL,
        "digest": SECRET,
        "made_at": OPERATIONAL,
    },
    "clinic.MailText": {
        "id": OPERATIONAL,
        "practice": OPERATIONAL,
        "kind": OPERATIONAL,
        "language": OPERATIONAL,
        "subject": OPERATIONAL,
        "text": OPERATIONAL,
    },
    "clinic.Reminder": {
        "id": OPERATIONAL,
        "invitation": OPERATIONAL,
        "appointment": OPERATIONAL,
        "on": OPERATIONAL,
        "days": OPERATIONAL,
        "claimed_on": OPERATIONAL,
    },
    "clinic.Handling": {
        "id": OPERATIONAL,
        "invitation": OPERATIONAL,
        "by": OPERATIONAL,
        "at": OPERATIONAL,
        "sealed_text": HEALTH,
    },
    "clinic.Consultation": {
        "id": OPERATIONAL,
        "invitation": OPERATIONAL,
        "sealed_content": HEALTH,
        "revision": OPERATIONAL,
        "updated_at": OPERATIONAL,
        "updated_by": OPERATIONAL,
    },
    "clinic.Signature": {
        "id": OPERATIONAL,
        "invitation": OPERATIONAL,
        "number": OPERATIONAL,
        "signed_by": OPERATIONAL,
        "signed_by_name": IDENTITY,
        "signed_at": OPERATIONAL,
        "sealed_snapshot": HEALTH,
        "digest": OPERATIONAL,
        "opened_at": OPERATIONAL,
        "opened_by": OPERATIONAL,
        # When she is asked again: in clear, since a list asks for it. Six weeks hint at a level,
        # so the days are shown to none but those who may read results.
        "again_from": OPERATIONAL,
        "again_to": OPERATIONAL,
        "sealed_reason": HEALTH,
        "superseded_by": OPERATIONAL,
    },
    "clinic.Consent": {
        "id": OPERATIONAL,
        "invitation": OPERATIONAL,
        "version": OPERATIONAL,
        "by": OPERATIONAL,
        "parent_name": IDENTITY,
        "given_at": OPERATIONAL,
        "withdrawn_at": OPERATIONAL,
    },
    "clinic.Event": {
        "id": OPERATIONAL,
        "at": OPERATIONAL,
        "who": OPERATIONAL,
        "role": OPERATIONAL,
        "practice_id": OPERATIONAL,
        "athlete_id": OPERATIONAL,
        "screening": OPERATIONAL,
        "action": OPERATIONAL,
        "object": OPERATIONAL,
        "outcome": OPERATIONAL,
        "address": IDENTITY,
        "reason": OPERATIONAL,
    },
}
