"""The note of a talk is never lost: a broken line, a reload, a session that ended, somebody who types on and on."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from clinic.models import Consultation, Invitation, Membership, Session

from .conftest import OpenPage

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("unscoped"),
]

SAVED = "Bewaard om"
TEXT = "Slaapt slecht, eet te weinig."


@pytest.fixture
def page(open_page: OpenPage, live_server: Any) -> Page:
    return open_page(1366)


@pytest.fixture
def as_(
    page: Page,
    live_server: Any,
    received: Invitation,
    client_of: Callable[[Membership], Client],
) -> Callable[[Membership], None]:
    """Signs somebody in in this tab and opens the note."""

    def opened(member: Membership) -> None:
        cookies = client_of(member).cookies.values()
        page.context.add_cookies(
            [{"name": c.key, "value": c.value, "url": live_server.url} for c in cookies]
        )
        page.goto(f"/assessments/{received.screening.code}/consultation/")

    return opened


def cut(page: Page) -> None:
    page.route(
        "**/consultation/", lambda route: route.abort() if posted(route) else route.continue_()
    )


def posted(route: Any) -> bool:
    return route.request.method == "POST"


def stored() -> str:
    found = Consultation.objects.first()
    return found.content["note"] if found else ""


def test_who_types_on_and_on_is_saved_meanwhile(
    page: Page, as_: Any, therapist: Membership
) -> None:
    as_(therapist)
    page.get_by_label("Notitie").focus()
    for _ in range(35):
        page.keyboard.type("a ")
        page.wait_for_timeout(200)
    assert stored().startswith("a a")


def test_a_save_that_did_not_arrive_is_made_again_without_a_key(
    page: Page, as_: Any, therapist: Membership
) -> None:
    as_(therapist)
    cut(page)
    page.get_by_label("Notitie").fill(TEXT)
    expect(page.locator(".saved.failed")).to_be_visible()
    page.unroute("**/consultation/")
    expect(page.locator(".saved")).to_contain_text(SAVED)
    assert stored() == TEXT


def test_without_a_line_the_button_does_not_leave_the_page(
    page: Page, as_: Any, therapist: Membership
) -> None:
    as_(therapist)
    cut(page)
    page.get_by_label("Notitie").fill(TEXT)
    page.get_by_role("button", name="Opslaan", exact=True).click()
    expect(page.locator(".saved.failed")).to_be_visible()
    expect(page.get_by_label("Notitie")).to_have_value(TEXT)


def test_what_was_not_saved_is_put_back_after_a_reload(
    page: Page, as_: Any, therapist: Membership
) -> None:
    as_(therapist)
    cut(page)
    page.get_by_label("Notitie").fill(TEXT)
    page.locator("[name=referral]").first.check()
    expect(page.locator(".saved.failed")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Notitie")).to_have_value(TEXT)
    expect(page.locator("[name=referral]").first).to_be_checked()
    page.unroute("**/consultation/")
    expect(page.locator(".saved")).to_contain_text(SAVED)
    assert stored() == TEXT
    assert page.evaluate("sessionStorage.length") == 0


def test_a_session_that_ended_while_she_typed_loses_nothing(
    page: Page, as_: Any, therapist: Membership
) -> None:
    as_(therapist)
    Session.objects.all().delete()
    page.get_by_label("Notitie").fill(TEXT)
    page.get_by_role("button", name="Opslaan", exact=True).click()
    expect(page.get_by_label("Notitie")).to_have_count(0)
    assert stored() == ""
    as_(therapist)
    expect(page.get_by_label("Notitie")).to_have_value(TEXT)
    expect(page.locator(".saved")).to_contain_text(SAVED)
    assert stored() == TEXT


def test_what_one_did_not_save_is_not_shown_to_another(
    page: Page, as_: Any, therapist: Membership, colleague: Membership
) -> None:
    as_(therapist)
    Session.objects.all().delete()
    page.get_by_label("Notitie").fill(TEXT)
    page.get_by_role("button", name="Opslaan", exact=True).click()
    expect(page.get_by_label("Notitie")).to_have_count(0)
    as_(colleague)
    expect(page.get_by_label("Notitie")).to_have_value("")
    assert stored() == ""
