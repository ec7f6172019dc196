"""Stored screenings and signed content as bundles."""

import pytest

from clinic.actions.records import content_of
from clinic.models import Invitation
from screening.fhir import as_bytes, bundle, faults, of_screening, of_signed
from screening.models import Screening

from .filling import AT, answers_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def stored(received: Invitation) -> Screening:
    """A sent screening with a measurement and an answer told in conversation."""
    screening = received.screening
    screening.measure(
        {"height_cm": 171},
        {"height_cm": {"by": "nobody", "at": "x", "on": "2026-11-20", "origin": "measured"}},
    )
    told = {"by": "nobody", "at": "2026-11-20T10:00:00+00:00"}
    screening.tell({"bone.hop": "pain_free"}, {"bone.hop": told})
    return screening


@pytest.mark.usefixtures("unscoped")
def test_a_stored_screening_gives_a_sound_bundle_with_its_own_answers(stored: Screening) -> None:
    filled = of_screening(stored)
    made = bundle(filled, AT)
    assert faults(made) == []
    assert answers_of(made["entry"][1]["resource"], filled.instrument).keys() == (
        filled.own.given.keys() | filled.own.withheld.keys()
    )
    assert filled.assessment == stored.assess()


@pytest.mark.usefixtures("unscoped")
def test_who_wrote_a_measurement_down_is_not_in_the_bundle(stored: Screening) -> None:
    assert b"nobody" not in as_bytes(bundle(of_screening(stored), AT))


@pytest.mark.usefixtures("unscoped")
def test_signed_content_gives_the_same_bundle_as_the_screening_that_was_signed(
    stored: Screening, received: Invitation
) -> None:
    content = content_of(received)
    signed = as_bytes(bundle(of_signed(content), AT))
    assert signed == as_bytes(bundle(of_screening(stored, signed=True), AT))


@pytest.mark.usefixtures("unscoped")
def test_a_screening_that_was_not_sent_is_refused(screening: Screening) -> None:
    with pytest.raises(ValueError, match="was not sent"):
        of_screening(screening)
