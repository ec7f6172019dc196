"""What a browser still holds of people: nothing once it was saved, and nothing to go back to after signing out."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from clinic.demo.accounts import totp_secret
from clinic.management.commands.demo import current_code
from clinic.models import Athlete, Invitation, Membership
from tests.factories import PASSWORD

from .conftest import OpenPage, SignedIn, way_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

KEPT = """async () => ({
    local: Object.keys(localStorage),
    tab: Object.keys(sessionStorage),
    databases: (await indexedDB.databases()).map((each) => each.name),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    cookies: document.cookie,
})"""
NOTHING = {"local": [], "tab": [], "databases": [], "caches": [], "workers": 0, "cookies": ""}
SIGN_IN = re.compile("/accounts/login/")


def test_after_a_walk_of_the_practice_the_browser_keeps_nothing(
    signed_in: SignedIn, owner: Membership, athlete: Athlete, received: Invitation
) -> None:
    page = signed_in(owner, "nl")
    code = received.screening.code
    for address in (
        "/today/",
        "/athletes/",
        f"/athletes/{athlete.pk}/",
        f"/assessments/{code}/",
        f"/assessments/{code}/measurements/",
        "/practice/mail/",
        "/tables/",
    ):
        page.goto(address)
    page.goto(f"/assessments/{code}/consultation/")
    page.locator("[name=note]").press_sequentially("Slaapt slecht.")
    [kept] = page.evaluate(KEPT)["tab"]
    assert kept.endswith(f":{writer_of(page)}")
    expect(page.locator(".saved")).to_contain_text("Bewaard om")
    assert page.evaluate(KEPT) == NOTHING


def writer_of(page: Page) -> str:
    """Whose note it is: an id, which names nobody."""
    whose = page.locator("form[data-autosave], form[data-whose]").first.get_attribute("data-whose")
    assert whose is not None
    return whose


def test_after_an_athletes_walk_her_browser_keeps_nothing(
    open_page: OpenPage, live_server: Any, invitation: Invitation
) -> None:
    page = open_page(390)
    way_in(page, live_server.url, invitation)
    page.goto("/screening/nutrition/1/")
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.locator("[name='nutrition.protein'][value=yes]").check()
    page.wait_for_function("() => localStorage.length === 0")
    assert page.evaluate(KEPT) == NOTHING


def test_an_answer_that_was_never_saved_is_kept_for_thirty_days(
    open_page: OpenPage, live_server: Any, invitation: Invitation
) -> None:
    page = open_page(390)
    way_in(page, live_server.url, invitation)
    page.evaluate(
        """() => {
          const day = 24 * 60 * 60 * 1000;
          for (const days of [29, 31])
            localStorage.setItem(
              `unsaved:S-ANDER|/screening/nutrition/${days}/|nutrition.protein`,
              JSON.stringify({ values: [["nutrition.protein", "yes"]], at: Date.now() - days * day }),
            );
        }"""
    )
    page.goto("/screening/nutrition/1/")
    [kept] = page.evaluate(KEPT)["local"]
    assert "/29/" in kept


def test_after_signing_out_the_button_back_shows_nobody(
    signed_in: SignedIn, therapist: Membership, received: Invitation
) -> None:
    page = signed_in(therapist, "nl")
    page.goto("/today/")
    page.goto(f"/assessments/{received.screening.code}/")
    assert received.athlete.family_name in page.content()
    page.locator("form[action='/accounts/logout/'] button").first.click()
    expect(page).to_have_url(SIGN_IN)
    page.go_back()
    expect(page).to_have_url(SIGN_IN)
    assert received.athlete.family_name not in page.content()


def test_a_password_and_a_code_can_be_pasted_and_filled_in_by_a_manager(
    open_page: OpenPage, therapist: Membership
) -> None:
    user = therapist.user
    page = open_page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/accounts/login/?next=/account/")
    login, password = page.locator("[name=login]"), page.locator("[name=password]")
    assert login.get_attribute("autocomplete") in ("email", "username")
    assert password.get_attribute("autocomplete") == "current-password"
    login.fill(user.email)
    paste(page, password, PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Inloggen", exact=True).click()
    code = page.locator("[name=code]")
    assert code.get_attribute("autocomplete") == "one-time-code"
    paste(page, code, current_code(totp_secret(user)))
    page.get_by_role("button", name="Inloggen", exact=True).click()
    expect(page).to_have_url(re.compile(r"/account/$"))


def paste(page: Page, field: Any, text: str) -> None:
    page.evaluate("(text) => navigator.clipboard.writeText(text)", text)
    field.focus()
    page.keyboard.press("Control+V")
    expect(field).to_have_value(text)
