"""What is wrong in resources beyond their shape: codes of required value sets, references, answers that do not fit.

For tests and for whoever reads FHIR from elsewhere; the sentences are for developers, in English.
"""

import re
from collections.abc import Iterator
from typing import Any

from .codes import ABSENT, Json
from .faults_questionnaire import in_questionnaire
from .faults_response import in_response

OBSERVATION_STATUS = frozenset(
    [
        "registered",
        "preliminary",
        "final",
        "amended",
        "corrected",
        "cancelled",
        "entered-in-error",
        "unknown",
    ]
)
BUNDLE_TYPE = frozenset(
    [
        "document",
        "message",
        "transaction",
        "transaction-response",
        "batch",
        "batch-response",
        "history",
        "searchset",
        "collection",
    ]
)
ABSENT_REASON = frozenset(
    [
        "unknown",
        "asked-unknown",
        "temp-unknown",
        "not-asked",
        "asked-declined",
        "masked",
        "not-applicable",
        "unsupported",
        "as-text",
        "error",
        "not-a-number",
        "negative-infinity",
        "positive-infinity",
        "not-performed",
        "not-permitted",
    ]
)
"""Value sets of FHIR R4 (4.0.1)."""

MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
DATE_OR_MOMENT = re.compile(rf"\d{{4}}(-\d\d(-\d\d)?)?|{MOMENT.pattern}")
TIMES = {"timestamp": MOMENT, "authored": DATE_OR_MOMENT, "effectiveDateTime": DATE_OR_MOMENT}
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def faults(resource: Json, questionnaire: Json | None = None) -> list[str]:
    """Every fault of a resource as a sentence; [] when there is none.

    A QuestionnaireResponse is checked against its `questionnaire`; inside a Bundle against the one that it names.
    """
    return list(_faults(resource, questionnaire))


def _faults(resource: Json, questionnaire: Json | None) -> Iterator[str]:
    kind = resource.get("resourceType")
    match kind:
        case "Bundle":
            yield from _in_bundle(resource)
            return
        case "Questionnaire":
            yield from in_questionnaire(resource)
        case "QuestionnaireResponse" if questionnaire is not None:
            yield from in_response(resource, questionnaire)
        case "QuestionnaireResponse":
            yield f"questionnaire {resource.get('questionnaire')} is not there"
        case "Observation":
            yield from _in_observation(resource)
        case _:
            yield f"{kind} is no resource that is made here"
    yield from _in_json(resource, str(kind))


def _in_json(value: Any, where: str) -> Iterator[str]:
    """Empty things, forbidden letters and malformed times, anywhere inside."""
    if isinstance(value, dict | list | str) and not value:
        yield f"{where} is empty"
    elif isinstance(value, dict):
        for name, inside in value.items():
            yield from _in_json(inside, f"{where}.{name}")
            if name in TIMES and not TIMES[name].fullmatch(str(inside)):
                yield f"{where}.{name} is no time: {inside}"
    elif isinstance(value, list):
        for place, inside in enumerate(value):
            yield from _in_json(inside, f"{where}[{place}]")
    elif isinstance(value, str) and CONTROL.search(value):
        yield f"{where} has a control character"
    elif value is None:
        yield f"{where} is null"


def _in_bundle(bundle: Json) -> Iterator[str]:
    if bundle.get("type") not in BUNDLE_TYPE:
        yield f"Bundle.type {bundle.get('type')} is no type"
    entries = bundle.get("entry", [])
    urls = [entry.get("fullUrl") for entry in entries]
    yield from (f"{url} stands twice" for url in sorted({u for u in urls if urls.count(u) > 1}))
    resources = [entry["resource"] for entry in entries]
    forms = {
        f"{each.get('url')}|{each.get('version')}": each
        for each in resources
        if each["resourceType"] == "Questionnaire"
    }
    for url, resource in zip(urls, resources, strict=True):
        form = forms.get(resource.get("questionnaire", ""))
        yield from (f"{url}: {fault}" for fault in _faults(resource, form))
        lost = sorted({each for each in _references(resource) if each not in urls})
        yield from (f"{url}: refers to {each}, which is not in the Bundle" for each in lost)


def _references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("reference"), str):
            yield value["reference"]
        for inside in value.values():
            yield from _references(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from _references(inside)


def _in_observation(resource: Json) -> Iterator[str]:
    name = _code(resource)
    if resource.get("status") not in OBSERVATION_STATUS:
        yield f"{name}: status {resource.get('status')} is none"
    for part in (resource, *resource.get("component", [])):
        where = name if part is resource else f"{name} > {_code(part)}"
        values = [key for key in part if key.startswith("value")]
        reasons = [part["dataAbsentReason"]] if "dataAbsentReason" in part else []
        if len(values) + len(reasons) != 1:
            yield f"{where}: needs one value, or one reason why there is none"
        for reason in reasons:
            for coding in reason.get("coding", []):
                if coding["system"] == ABSENT and coding["code"] not in ABSENT_REASON:
                    yield f"{where}: {coding['code']} is no reason for an absent value"
        if "valueRange" in part:
            low, high = (part["valueRange"][end]["value"] for end in ("low", "high"))
            if low >= high:
                yield f"{where}: the range from {low} to {high} is none"


def _code(part: Json) -> str:
    return str(part.get("code", {}).get("coding", [{}])[-1].get("code"))
