"""What the tests of the athlete's pages share: posting a page, and what is stored."""

import secrets
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from clinic.models import Athlete, Practice
from screening.models import Screening

from ..factories import AthleteFactory
from ..workers import Workplace
from .beside import beside

__all__ = ["beside"]

Post = Callable[..., HttpResponse]


@pytest.fixture
def post(screening_session: Client) -> Post:
    """Posts a page ("bone/1") as it was made: with what it held, changed by `data`."""

    def posted(page: str, data: Mapping[str, Any], *, to: str = "") -> HttpResponse:
        path = f"/screening/{page}/{to}"
        made = screening_session.get(path)
        if made.status_code == 200 and "was" not in data:
            data = {**data, "was": made.context["form"].holds}
        return screening_session.post(path, data)

    return posted


@pytest.fixture
def stored(screening: Screening) -> Callable[[], dict[str, Any]]:
    """The raw answers in the database now."""
    return lambda: Screening.objects.get(pk=screening.pk).answers


@pytest.fixture
def sanne(practice: Practice) -> Athlete:
    """Somebody whom a file of appointments may know again."""
    return AthleteFactory(
        practice=practice,
        given_name="Sanne",
        family_name="de Boer",
        date_of_birth=date(2003, 4, 12),
        email="sanne@example.org",
        client_number="C-1",
    )


@pytest.fixture(params=["sqlite", "postgresql"])
def workplace(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Workplace]:
    """An installation of its own, on either database, that several processes reach."""
    server = ""
    if request.param == "postgresql":
        server = request.getfixturevalue("cluster").database(f"own_{secrets.token_hex(4)}")
    made = Workplace(tmp_path, server)
    yield made
    made.close()
