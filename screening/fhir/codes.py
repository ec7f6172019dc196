"""Names that the resources use: code systems, extensions, and the pieces that carry them.

`urn:reds-screening:` is this product's own namespace. An item's options have a system of their own, because "none" or
"other" means something else in each. HL7's names are those of FHIR R4 (4.0.1).
"""

import uuid
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from screening.core.instrument import Instrument

Json = dict[str, Any]

OWN = "urn:reds-screening"
STATE = f"{OWN}:answer-state"
"""unknown and declined; they mean what HL7 calls asked-unknown and asked-declined."""
ITEM = f"{OWN}:item"
"""Items by their code; shown by the few words that name them."""
OBSERVATION = f"{OWN}:observation"
COMPONENT = f"{OWN}:component"
MEASUREMENT = f"{OWN}:measurement"
SCREENING = f"{OWN}:screening"

HL7 = "http://hl7.org/fhir"
EXTENSION = f"{HL7}/StructureDefinition"
TRANSLATION = f"{EXTENSION}/translation"
EXCLUSIVE = f"{EXTENSION}/questionnaire-optionExclusive"
MOST_ROWS = f"{EXTENSION}/questionnaire-maxOccurs"
LEAST_VALUE = f"{EXTENSION}/minValue"
MOST_VALUE = f"{EXTENSION}/maxValue"
UNIT = f"{EXTENSION}/questionnaire-unit"
CONTROL = f"{EXTENSION}/questionnaire-itemControl"
CONTROLS = f"{HL7}/questionnaire-item-control"

TERMINOLOGY = "http://terminology.hl7.org/CodeSystem"
ABSENT = f"{TERMINOLOGY}/data-absent-reason"
CATEGORY = f"{TERMINOLOGY}/observation-category"
LOINC = "http://loinc.org"
UCUM = "http://unitsofmeasure.org"


def options_of(instrument: Instrument, code: str) -> str:
    """The code system of an item's or a measurement's options."""
    return f"{OWN}:{instrument.code}:{instrument.version}:{code}"


def canonical(instrument: Instrument) -> str:
    """The Questionnaire's url, without its version."""
    return f"{OWN}:questionnaire:{instrument.code}"


def full_url(screening: str, *parts: str) -> str:
    """A name inside a bundle that is the same each time: urn:uuid from the screening's code and what it is."""
    name = ":".join((OWN, screening, *parts))
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}"


def extension(url: str, **value: Any) -> Json:
    return {"url": url, **value}


def number(value: Decimal | int) -> int | float:
    """A number as JSON has it; exact up to 15 digits, more than any answer has."""
    return int(value) if value == int(value) else float(value)


def dated(name: str, value: datetime | None) -> Json:
    """A dateTime under its name; nothing where it is not known."""
    return {} if value is None else {name: moment(value)}


def moment(value: datetime) -> str:
    """A dateTime or instant: to the second, in UTC. Raises ValueError for a time without a zone."""
    if value.tzinfo is None:
        raise ValueError(f"{value} has no time zone")
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def plain(text: str) -> str:
    """Text that FHIR allows: a control character, which it forbids, becomes the replacement character."""
    return "".join(
        letter if letter >= " " or letter in "\t\n\r" else "\N{REPLACEMENT CHARACTER}"
        for letter in text
    )
