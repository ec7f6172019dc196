from django.apps import apps
from django.db.models import BinaryField

from clinic.privacy import FIELDS, Kind


def test_every_stored_field_is_classified_and_nothing_else_is() -> None:
    stored = {
        model._meta.label: {field.name for field in model._meta.concrete_fields}
        for app in ("clinic", "screening")
        for model in apps.get_app_config(app).get_models()
    }
    assert {label: set(fields) for label, fields in FIELDS.items()} == stored


def test_what_tells_of_health_is_stored_sealed() -> None:
    for label, fields in FIELDS.items():
        for name, kind in fields.items():
            if kind is Kind.HEALTH:
                assert isinstance(apps.get_model(label)._meta.get_field(name), BinaryField)
