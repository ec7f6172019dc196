"""Where somebody who found a hole learns whom to tell: /.well-known/security.txt (RFC 9116)."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from ..repo.test_settings import COMPLETE, manage

ADDRESS = "/.well-known/security.txt"


def test_it_names_the_installations_contact_and_is_never_out_of_date(
    client: Client, settings: Any
) -> None:
    settings.SECURITY_CONTACT = "mailto:security@example.org"
    settings.BASE_URL = "https://screening.example.org"
    answer = client.get(ADDRESS)
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    fields = dict(line.split(": ", 1) for line in answer.content.decode().splitlines())
    assert fields["Contact"] == "mailto:security@example.org"
    assert fields["Canonical"] == f"https://screening.example.org{ADDRESS}"
    expires = datetime.fromisoformat(fields["Expires"])
    assert timedelta(days=89) < expires - timezone.now() < timedelta(days=365)


def test_an_installation_that_names_nobody_has_no_such_page(client: Client) -> None:
    assert client.get(ADDRESS).status_code == 404


@pytest.mark.parametrize(
    "contact", ["security@example.org", "http://example.org", "mailto:a b@c.org"]
)
def test_what_is_no_address_stops_the_start(contact: str, tmp_path: Path) -> None:
    run = manage("check", var=tmp_path, environment={**COMPLETE, "SECURITY_CONTACT": contact})
    assert run.returncode == 1
    assert run.stderr.startswith("Set SECURITY_CONTACT: ")
