"""Writing down what an athlete told during the talk, apart from what she filled in herself."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from clinic import audit
from clinic.models import Action, Invitation, Membership
from clinic.models.record import hold
from screening.conversation import with_told
from screening.core.answers import Fault, Refused, read_answers
from screening.core.kinds import Problem
from screening.models import SEALED


@transaction.atomic
def tell(*, invitation: Invitation, by: Membership, raw: Mapping[str, Any]) -> None:
    """Store raw answers by code, None taking one back. Raises Refused with every fault, storing nothing, and Locked.

    An answer is refused where the athlete has given one herself, and where the question is not asked.
    """
    hold(invitation)
    screening = invitation.screening
    screening.refresh_from_db(fields=SEALED)
    instrument = screening.protocol.instrument
    merged = {**screening.told, **raw}
    told = {code: value for code, value in merged.items() if value is not None}
    own, _faults = read_answers(instrument, screening.answers, drop_hidden=True)
    both = with_told(instrument, screening.answers, told)
    responses, _faults = read_answers(instrument, both, drop_hidden=True)
    entered = [code for code, value in raw.items() if value is not None]
    faults = [
        Fault(code, Problem.NOT_OFFERED if code in responses.asked else Problem.NOT_ASKED)
        for code in entered
        if code in own.given or code not in responses.asked or both.get(code) != told[code]
    ]
    if faults:
        raise Refused(faults)
    stamp = {"by": str(by.user_id), "at": timezone.now().isoformat()}
    screening.tell(raw, {code: stamp if code in entered else None for code in raw})
    audit.record(
        Action.TELL,
        "told answers",
        by=by,
        athlete=invitation.athlete,
        screening=screening.code,
    )
