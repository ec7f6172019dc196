"""A save that comes late, from a page that she left: it carries its own answers and touches no others."""

from typing import Any

import pytest
from django.test import Client

from clinic.demo import answers as invented
from screening.instruments.intake_2026_1 import INSTRUMENT
from screening.models import Screening
from screening.pages import Page, pages_of

ANSWERS = invented.but(
    invented.HIP_PAIN_AT_NIGHT,
    bone__injury_count="one",
    bone__injuries=[{"site": "heel", "months_ago": 9, "weeks_off": 12}],
    load__weekly_km=[30, 32.5, None, 41, 40, 38, 42, 44, 20, 45, 47, 48],
    close__topics=["pain"],
    close__remarks="Ik werk ’s nachts.",
)


def save(client: Client, page: Page, **fields: Any) -> Any:
    address = f"/screening/{page.section.code}/{page.number}/"
    return client.post(address, {"go": "save", "was": "{}", **fields})


@pytest.mark.parametrize(
    "page", pages_of(INSTRUMENT), ids=lambda page: "-".join(map(str, page.where))
)
def test_what_it_does_not_mention_stays(
    screening_session: Client, screening: Screening, page: Page
) -> None:
    screening.record(ANSWERS)
    assert save(screening_session, page).status_code == 200
    assert Screening.objects.get(pk=screening.pk).answers == ANSWERS


def test_what_it_mentions_is_stored(screening_session: Client, screening: Screening) -> None:
    screening.record(ANSWERS)
    page = next(page for page in pages_of(INSTRUMENT) if page.where == ("nutrition", 1))
    fields = {"nutrition.protein": "no", "was": '{"nutrition.protein":"yes"}'}
    assert save(screening_session, page, **fields).json()["unread"] == []
    stored = Screening.objects.get(pk=screening.pk).answers
    assert stored == {**ANSWERS, "nutrition.protein": "no"}
