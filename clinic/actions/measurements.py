"""Writing down what a clinician measured or took over."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from clinic import audit
from clinic.models import Action, Invitation, Membership
from clinic.models.record import hold
from screening.core.answers import Refused, read_measurements
from screening.models import SEALED

REPORTED = "reported"


@dataclass(frozen=True, slots=True)
class Origin:
    """When a value was found, and how: a key of screening.wording.levels.ORIGIN."""

    on: date
    how: str = "measured"


@transaction.atomic
def measure(
    *,
    invitation: Invitation,
    by: Membership,
    raw: Mapping[str, Any],
    origin: Origin | None = None,
    origins: Mapping[str, Origin] | None = None,
) -> None:
    """Store raw measurements by code, None taking one away; raises Refused with every fault, storing nothing.

    `origin` (today, measured here, if not given) goes for every value that is new or changed, `origins` for single
    ones. A value that the athlete reports never takes the place of a measured one: both are kept. Raises Locked.
    """
    hold(invitation)
    screening = invitation.screening
    screening.refresh_from_db(fields=SEALED)
    entered = {code: value for code, value in raw.items() if value is not None}
    _, faults = read_measurements(screening.protocol.instrument, entered)
    if faults:
        raise Refused(faults)
    values, sources = changed(
        before=screening.measurements,
        sources=screening.origins,
        raw=raw,
        origin=origin or Origin(timezone.localdate()),
        origins=origins or {},
        stamp={"by": str(by.user_id), "at": timezone.now().isoformat()},
    )
    screening.measure(values, sources)
    audit.record(
        Action.MEASURE,
        "measurements",
        by=by,
        athlete=invitation.athlete,
        screening=screening.code,
    )


def changed(
    *,
    before: Mapping[str, Any],
    sources: Mapping[str, Any],
    raw: Mapping[str, Any],
    origin: Origin,
    origins: Mapping[str, Origin],
    stamp: Mapping[str, str],
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The values and origins to store for what was entered; what was neither changed nor given an origin stays."""
    values: dict[str, Any] = {}
    found: dict[str, Any] = {}
    for code, value in raw.items():
        if value == before.get(code) and (value is None or code not in origins):
            continue
        own, old = origins.get(code, origin), sources.get(code)
        source = {**stamp, "on": own.on.isoformat(), "origin": own.how}
        values[code], found[code] = value, source
        if value is None:
            found[code] = None
        elif old and own.how == REPORTED != old["origin"] and value != before.get(code):
            values[code] = before.get(code)
            found[code] = {**old, "reported": {**source, "value": value}}
        elif old and own.how != REPORTED:
            reported = {**old, "value": before.get(code)}
            kept = reported if old["origin"] == REPORTED else old.get("reported")
            found[code] = {**source, "reported": kept} if kept else source
    return values, found
