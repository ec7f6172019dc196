"""What the tests of the athlete's pages share: posting a page, and what is stored."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from screening.models import Screening

Post = Callable[..., HttpResponse]


@pytest.fixture
def post(screening_session: Client) -> Post:
    """Posts a section as its page would, with the questions that it shows."""

    def posted(section: str, data: Mapping[str, Any], *, to: str = "") -> HttpResponse:
        page = screening_session.get(f"/screening/{section}/")
        if page.status_code == 200 and "shown" not in data:
            data = {**data, "shown": page.context["form"].shown_codes}
        return screening_session.post(f"/screening/{section}/{to}", data)

    return posted


@pytest.fixture
def stored(screening: Screening) -> Callable[[], dict[str, Any]]:
    """The raw answers in the database now."""
    return lambda: Screening.objects.get(pk=screening.pk).answers
