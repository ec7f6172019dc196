"""The FHIR bundle of a screening: of what was signed, or of what stands."""

from screening import fhir

from .models import Invitation, Signature
from .models.record import locked_by


def of(invitation: Invitation) -> bytes:
    """Raises core.answers.Refused and encryption.Unreadable."""
    signature = locked_by(invitation)
    if signature is None:
        return fhir.as_bytes(fhir.bundle(fhir.of_screening(invitation.screening)))
    signature.invitation = invitation
    return of_signed(signature)


def of_signed(signature: Signature) -> bytes:
    return fhir.as_bytes(fhir.bundle(fhir.of_signed(signature.snapshot), signature.signed_at))
