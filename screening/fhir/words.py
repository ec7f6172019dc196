"""Texts in both languages: English in the element itself, Dutch in FHIR's translation extension."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import override

from screening.core.kinds import Text

from .codes import TRANSLATION, Json


def translation(language: str, content: str) -> Json:
    return {
        "url": TRANSLATION,
        "extension": [
            {"url": "lang", "valueCode": language},
            {"url": "content", "valueString": content},
        ],
    }


def said(place: str, say: Callable[[], Any]) -> Json:
    """What `say` gives in English and in Dutch, as the element `place` and its translation; {} for nothing."""
    with override("en"):
        english = str(say())
    if not english:
        return {}
    with override("nl"):
        dutch = str(say())
    return {place: english, f"_{place}": {"extension": [translation("nl", dutch)]}}


def words(place: str, text: Text) -> Json:
    """A marked text as the element `place` and its translation; {} for an empty one."""
    return said(place, lambda: text)


def coding(system: str, code: str, text: Text) -> Json:
    """A code with what is shown for it."""
    return {"system": system, "code": code, **words("display", text)}


def concept(system: str, code: str, text: Text) -> Json:
    """A CodeableConcept of one code, whose text is what is shown for it."""
    return {"coding": [coding(system, code, text)], **words("text", text)}
