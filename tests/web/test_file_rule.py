"""The practice's rule for the names of files: previewed, checked, warned about."""

import pytest
from django.test import Client
from django.utils import timezone

from clinic.models import Practice

pytestmark = pytest.mark.django_db


def post(client: Client, practice: Practice, rule: str, **more: str) -> object:
    settings = client.get("/practice/").context["form"].initial
    return client.post(
        "/practice/", {**{k: v or "" for k, v in settings.items()}, "file_rule": rule, **more}
    )


def test_a_rule_is_shown_before_it_is_saved(owner_client: Client, practice: Practice) -> None:
    page = post(owner_client, practice, "{name} {signed}", preview="yes")
    assert page.context["file_name"] == f"Zoë van ’t Hek {timezone.localdate()}.pdf"
    practice.refresh_from_db()
    assert practice.file_rule == "{code}-v{version}-{language}"


def test_a_rule_is_saved(owner_client: Client, practice: Practice) -> None:
    assert post(owner_client, practice, " {client}  {code} ").status_code == 302
    practice.refresh_from_db()
    assert practice.file_rule == "{client} {code}"


def test_no_rule_is_the_one_to_begin_with(owner_client: Client, practice: Practice) -> None:
    post(owner_client, practice, "{client}")
    post(owner_client, practice, " ")
    practice.refresh_from_db()
    assert practice.file_rule == "{code}-v{version}-{language}"


@pytest.mark.parametrize("rule", ["{born}", "{code", "{name.__class__}"])
def test_a_rule_that_cannot_be_filled_in_is_refused(
    rule: str, owner_client: Client, practice: Practice
) -> None:
    page = post(owner_client, practice, rule)
    assert "file_rule" in page.context["form"].errors
    assert page.context["file_name"] == "S-7KQ2M-v1-nl.pdf"
