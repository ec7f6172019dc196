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
    return client.post(address, {"go": "save", **fields})


@pytest.mark.parametrize(
    "page", pages_of(INSTRUMENT), ids=lambda page: "-".join(map(str, page.where))
)
def test_what_it_does_not_mention_stays(
    screening_session: Client, screening: Screening, page: Page
) -> None:
    screening.record(ANSWERS)
    assert save(screening_session, page).status_code == 200
    assert Screening.objects.get(pk=screening.pk).answers == ANSWERS


@pytest.mark.parametrize("answer", ["no", "yes", ""])
def test_what_she_changed_there_is_stored_whatever_the_page_held(
    screening_session: Client, screening: Screening, answer: str
) -> None:
    screening.record({**ANSWERS, "nutrition.protein": "no"})
    page = next(page for page in pages_of(INSTRUMENT) if page.where == ("nutrition", 1))
    held = '{"nutrition.protein":%s}' % (f'"{answer}"' if answer else "null")
    fields = {"nutrition.protein": answer, "was": held, "changed": "nutrition.protein"}
    told = save(screening_session, page, **fields).json()
    assert told["unread"] == []
    stored = Screening.objects.get(pk=screening.pk).answers
    assert stored.pop("nutrition.protein", "") == answer
    assert stored.items() <= ANSWERS.items()
