"""The letter of a screening as it stands now, and of a version as it was signed."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from . import letter, talk, textblock
from .beside import Beside, beside
from .letter import Facts, Letter
from .models import Invitation, Signature
from .models.record import locked_by


def as_it_stands(invitation: Invitation, others: Beside) -> Letter:
    """Everything computed anew from what is stored, in words of the active language. Raises Refused, Unreadable."""
    screening = invitation.screening
    case = screening.case()
    facts = Facts(
        code=screening.code,
        practice=invitation.athlete.practice.name,
        filled_on=timezone.localdate(screening.submitted_at),
        filled_in=screening.language,
        printed_on=timezone.localdate(),
        sources=talk.sources(talk.Spoken.of(screening), case),
        signed=textblock.signed_in_words(signature) if (signature := locked_by(invitation)) else "",
        earlier=others.earlier,
        left_out=others.left_out,
        later=others.later,
    )
    return letter.build(screening.protocol, case, screening.protocol.assess(case), facts=facts)


def as_signed(signature: Signature) -> Letter:
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
        signed=textblock.signed_in_words(signature),
        replaces=_replaces(signature),
        earlier=others.earlier,
        left_out=others.left_out,
    )
    return letter.build(protocol, case, protocol.assess(case), facts=facts)


def _replaces(signature: Signature) -> str:
    """Which version it takes the place of, and why; "" for the first."""
    content = signature.snapshot
    if content["replaces"] is None:
        return ""
    return _("Takes the place of version %(number)s. Reason: %(reason)s") % {
        "number": content["replaces"],
        "reason": content["reason"],
    }
