"""What the therapist wrote and agreed: note, plan, referral, what was discussed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from screening.core.instrument import Instrument
from screening.rules.results import Attention
from screening.wording import again, discussed
from screening.wording.plans import REFERRALS, STEPS, in_words


@dataclass(frozen=True, slots=True)
class Agreed:
    note: str
    plan: tuple[str, ...]
    referral: tuple[str, ...]
    discussed: tuple[str, ...]
    again: str
    """When she is screened next; "" where nothing was planned yet."""


def agreed(
    written: Mapping[str, Any], instrument: Instrument, level: Attention, sent_on: date | None
) -> Agreed:
    """In words, from what a consultation holds (empty where nothing was written)."""
    referral = in_words(written.get("referral", []), REFERRALS)
    other = written.get("referral_other", "")
    return Agreed(
        note=written.get("note", "").strip(),
        plan=tuple(in_words(written.get("plan", []), STEPS)),
        referral=(*referral, other) if other else tuple(referral),
        discussed=tuple(discussed.all_in_words(written.get("discussed", []), instrument)),
        again=again.planned_after(written["again"], level, sent_on)
        if sent_on and "again" in written
        else "",
    )
