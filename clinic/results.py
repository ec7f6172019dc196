"""What a list says of a screening that was sent: its level and Triad total."""

from dataclasses import dataclass

from screening.wording import figures

from .beside import assessed
from .letter.marks import Marked, attention
from .models import Invitation


@dataclass(frozen=True, slots=True)
class Result:
    """`triad` is "–" where it is not scored."""

    level: Marked
    triad: str


def of(invitation: Invitation) -> Result | None:
    """None for one that was not sent, or that cannot be read."""
    found = assessed(invitation.screening) if invitation.sent_at else None
    if found is None:
        return None
    total = found.triad.total
    return Result(attention(found.attention), figures.span(total) if total else "–")
