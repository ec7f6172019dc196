"""The course of an athlete in a browser: told on the first screen, drawn below, the same in a table, for everyone."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django_scopes import scopes_disabled
from playwright.sync_api import Page, expect

from clinic.models import Athlete, Invitation, Membership
from screening.models import Screening
from tests import letters
from tests.factories import ReceivedFactory

from .conftest import OpenPage
from .looking import accessible

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Show = Callable[..., Page]
LAPTOP = {"width": 1366, "height": 768}
COURSE = {420: "in_order", 300: "unlike", 200: "twelve_signs", 130: "pregnant", 60: "in_order"}


@pytest.fixture
def show(
    open_page: OpenPage,
    live_server: Any,
    athlete: Athlete,
    therapist: Membership,
    client_of: Callable[[Membership], Client],
) -> Show:
    """The page of a case of somebody who was screened before; one of those screenings cannot be read."""

    def shown(case: letters.Document, *, language: str = "nl", **window: Any) -> Page:
        for days, name in COURSE.items():
            sent = ReceivedFactory(athlete=athlete, sent=letters.CASES[name]["answers"])
            at = timezone.now() - timedelta(days=days)
            rows = Screening.objects.filter(pk=sent.screening_id)
            rows.update(submitted_at=at, **({"sealed_answers": b"x" * 60} if days == 200 else {}))
            with scopes_disabled():
                Invitation.objects.filter(pk=sent.pk).update(sent_at=at)
        raw = json.loads(json.dumps(case, default=float))
        last = ReceivedFactory(athlete=athlete, sent=raw["answers"])
        last.screening.measure(raw["measurements"])
        therapist.user.language = language
        therapist.user.save()
        page = open_page(**window)
        page.context.add_cookies(
            [
                {"name": cookie.key, "value": cookie.value, "url": live_server.url}
                for cookie in client_of(therapist).cookies.values()
            ]
        )
        page.goto(f"/assessments/{last.screening.code}/")
        return page

    return shown


@pytest.mark.parametrize("name", ["on_the_pill", "in_order", "pain_and_load", "unlike"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_first_screen_of_a_laptop_does_not_grow(show: Show, name: str, language: str):
    page = show(letters.CASES[name], language=language, **LAPTOP)
    expect(page.locator(".since")).to_be_in_viewport()
    for row in page.locator(".letter .c2, .letter .c3, .foot .validity").all():
        end = row.bounding_box()
        assert end is not None
        assert end["y"] + end["height"] <= LAPTOP["height"]


def test_the_line_leads_to_the_drawings_without_script(show: Show):
    page = show(letters.ON_THE_PILL, script=False, **LAPTOP)
    page.locator(".since").get_by_role("link").press("Enter")
    expect(page.locator("#over-time")).to_be_in_viewport()
    expect(page.locator(".trend")).to_have_count(9)
    page.locator(".visits summary").press("Enter")
    expect(page.locator(".visits").get_by_role("row")).to_have_count(7)
    expect(page.locator(".visits")).to_contain_text("niet te lezen")


@pytest.mark.parametrize(
    ("language", "width", "dark"), [("nl", 1366, False), ("en", 1366, True), ("nl", 320, False)]
)
def test_the_course_is_for_everyone(show: Show, language: str, width: int, dark: bool):
    page = show(letters.UNLIKE, language=language, width=width, dark=dark)
    page.locator(".visits").evaluate("element => element.open = true")
    accessible(page)
