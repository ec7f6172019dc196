"""Writing down what a clinician measured or took over."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from clinic import audit
from clinic.models import Action, Invitation, Membership
from screening.core.answers import Refused, read_measurements


@transaction.atomic
def measure(*, invitation: Invitation, by: Membership, raw: Mapping[str, Any]) -> None:
    """Store raw measurements by code, None taking one away; raises Refused with every fault, storing nothing."""
    invitation.check_owner()
    screening = invitation.screening
    entered = {code: value for code, value in raw.items() if value is not None}
    _, faults = read_measurements(screening.protocol.instrument, entered)
    if faults:
        raise Refused(faults)
    screening.measure(raw)
    audit.record(
        Action.MEASURE,
        "measurements",
        by=by,
        athlete=invitation.athlete,
        screening=screening.code,
    )
