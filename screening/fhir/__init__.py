"""One screening in FHIR R4: Questionnaire, QuestionnaireResponses, Observations, and the Bundle that holds them.

Plain dictionaries that are ready for JSON. docs/fhir.md says how spans, missing answers and told answers are expressed.
"""

from .bundle import as_bytes, bundle, observations
from .faults import faults
from .filled import Filled, of_screening, of_signed
from .questionnaire import questionnaire
from .response import response, told_response

__all__ = (
    "Filled",
    "as_bytes",
    "bundle",
    "faults",
    "observations",
    "of_screening",
    "of_signed",
    "questionnaire",
    "response",
    "told_response",
)
