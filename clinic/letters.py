"""The letter of a screening as it stands now, and of a version as it was signed; for each edition its own."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from . import bundles, letter, talk, textblock
from .beside import ALONE, Beside, beside
from .letter import Facts, Sheet, athlete_copy, coach
from .models import Edition, Invitation, Signature
from .models.record import locked_by, written

BUILD: dict[str, Callable[..., Sheet]] = {
    Edition.FULL: letter.build,
    Edition.COACH: coach.build,
    Edition.ATHLETE: athlete_copy.build,
}
"""What writes each edition."""


def as_it_stands(
    invitation: Invitation,
    others: Beside = ALONE,
    edition: str = Edition.FULL,
    *,
    with_data: bool = False,
) -> Sheet:
    """Everything computed anew from what is stored, in words of the active language. Raises Refused, Unreadable.

    `with_data`: for a PDF, which holds the same as a FHIR bundle.
    """
    screening = invitation.screening
    case = screening.case()
    signature = locked_by(invitation)
    facts = Facts(
        code=screening.code,
        practice=invitation.athlete.practice.name,
        filled_on=timezone.localdate(screening.submitted_at),
        filled_in=screening.language,
        printed_on=timezone.localdate(),
        sources=talk.sources(talk.Spoken.of(screening), case),
        written=found.content if (found := written(invitation)) else {},
        version=signature and signature.number,
        signed=textblock.signed_in_words(signature) if signature else "",
        phone=invitation.athlete.practice.phone,
        data=bundles.of(invitation) if with_data else b"",
        earlier=others.earlier,
        left_out=others.left_out,
        later=others.later,
    )
    return BUILD[edition](screening.protocol, case, screening.protocol.assess(case), facts=facts)


def as_signed(signature: Signature, edition: str = Edition.FULL) -> Sheet:
    """What the signature stands under beside her earlier screenings, and nothing that came later."""
    content = signature.snapshot
    others = beside(signature.invitation)
    protocol, case = textblock.case_of(content)
    facts = Facts(
        code=content["screening"],
        practice=signature.invitation.athlete.practice.name,
        filled_on=timezone.localdate(datetime.fromisoformat(content["submitted_at"])),
        filled_in=content["language"],
        printed_on=timezone.localdate(signature.signed_at),
        sources=talk.sources(talk.Spoken.signed(content), case),
        version=signature.number,
        signed=textblock.signed_in_words(signature),
        replaces=_replaces(content),
        written=content["consultation"],
        data=bundles.of_signed(signature) if edition == Edition.FULL else b"",
        link=f"{settings.BASE_URL}{reverse('verified', args=[signature.digest])}",
        phone=signature.invitation.athlete.practice.phone,
        earlier=others.earlier,
        left_out=others.left_out,
    )
    return BUILD[edition](protocol, case, protocol.assess(case), facts=facts)


def _replaces(content: Mapping[str, Any]) -> str:
    """Which version it takes the place of, and why; "" for the first."""
    if content["replaces"] is None:
        return ""
    return _("Takes the place of version %(number)s. Reason: %(reason)s") % {
        "number": content["replaces"],
        "reason": content["reason"],
    }
