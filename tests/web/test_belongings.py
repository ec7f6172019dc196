"""What refers to an athlete is known, so that nothing is forgotten when her file is destroyed."""

import pytest
from django.apps import apps

from clinic import belongings
from screening.models import DataKey, Screening

from .belonging import hers, referring

pytestmark = pytest.mark.usefixtures("unscoped")


def test_what_is_erased_is_everything_that_refers_to_an_athlete() -> None:
    listed = {model for model, _way in belongings.OF_INVITATION}
    assert {model._meta.label for model in hers()} == {
        *(model._meta.label for model in listed),
        "clinic.Invitation",
        "clinic.Appointment",
    }


def test_what_refers_to_a_screening_or_a_key_is_known() -> None:
    """What comes later and refers to these has to be thought of in the erasure too."""
    labels = {
        relation.related_model._meta.label
        for model in (Screening, DataKey)
        for relation in referring(model)
    }
    assert labels == {
        "clinic.Athlete",
        "clinic.Chain",
        "clinic.Invitation",
        "clinic.TableFile",
        "screening.Screening",
    }


def test_no_field_names_an_athlete_but_those_that_are_known() -> None:
    """Without a foreign key: in these alone her id stays, or is looked for."""
    naming = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if not field.is_relation and ("athlete" in field.name or field.name == "about")
    }
    assert naming == {
        "clinic.Event.athlete_id",
        "clinic.Destruction.athlete_id",
        "clinic.TableFile.about",
    }
