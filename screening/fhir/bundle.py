"""All resources of one screening in one Bundle, and its bytes."""

import json
from collections.abc import Iterator
from datetime import datetime

from .codes import SCREENING, Json, canonical, dated, full_url
from .filled import Filled
from .measured import age, measurements
from .outcomes import attention, cat2, flags, profile, triad
from .questionnaire import questionnaire
from .response import response, told_response


def observations(filled: Filled) -> list[Json]:
    """Age and measurements, and everything computed, each an Observation; status final once signed."""
    return [resource for _url, resource in _observed(filled)]


def bundle(filled: Filled, at: datetime | None = None) -> Json:
    """One screening as a Bundle of type collection; `at` is its timestamp. The same input gives the same Bundle.

    It holds the Questionnaire, her answers, what she told in conversation where there is some, and the Observations.
    Names inside it (fullUrl) come from the screening's code alone.
    """
    instrument = filled.instrument
    entries = [
        (full_url(canonical(instrument), instrument.version), questionnaire(instrument)),
        (full_url(filled.code, "response"), response(filled)),
    ]
    told = told_response(filled)
    if told is not None:
        entries.append((full_url(filled.code, "response", "told"), told))
    entries += _observed(filled)
    return {
        "resourceType": "Bundle",
        "language": "en",
        "identifier": {"system": SCREENING, "value": filled.code},
        "type": "collection",
        **dated("timestamp", at),
        "entry": [{"fullUrl": url, "resource": resource} for url, resource in entries],
    }


def as_bytes(resource: Json) -> bytes:
    """A resource as FHIR's canonical JSON: sorted names, no spaces, UTF-8."""
    text = json.dumps(resource, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def _observed(filled: Filled) -> Iterator[tuple[str, Json]]:
    for code, resource in (age(filled), *measurements(filled)):
        yield full_url(filled.code, "measurement", code), resource
    for computed in (attention, flags, triad, cat2, profile):
        for code, resource in computed(filled):
            yield full_url(filled.code, "observation", code), resource
