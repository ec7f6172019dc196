"""The practice's pages in a browser: from signing in to the link that is given to an athlete."""

import re

import pytest
from playwright.sync_api import Page, expect

from clinic.demo.accounts import totp_secret
from clinic.management.commands.demo import current_code
from clinic.models import Invitation, Membership
from tests.factories import PASSWORD

from .conftest import OpenPage
from .looking import accessible

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def sign_in(page: Page, membership: Membership) -> None:
    page.goto("/")
    page.get_by_label("E-mailadres").fill(membership.user.email)
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Inloggen", exact=True).click()
    page.get_by_label("Code").fill(current_code(totp_secret(membership.user)))
    page.get_by_role("main").get_by_role("button", name="Inloggen", exact=True).click()
    expect(page.get_by_role("heading", name="Vandaag")).to_be_visible()


@pytest.mark.parametrize(("width", "dark"), [(1366, False), (390, True)])
def test_a_therapist_adds_an_athlete_and_gives_her_the_link(
    width: int, dark: bool, open_page: OpenPage, therapist: Membership
) -> None:
    page = open_page(width, dark=dark)
    sign_in(page, therapist)
    accessible(page)
    page.get_by_role("link", name="Nieuwe sporter").click()
    page.get_by_role("button", name="Sporter toevoegen").click()
    expect(page.get_by_role("alert")).to_contain_text("Er zitten fouten in 3 velden")
    accessible(page)
    page.get_by_label("Voornaam").fill("Zoë")
    page.get_by_label("Achternaam").fill("van ’t Hek")
    page.get_by_label("Geboortedatum").fill("2003-04-12")
    page.get_by_role("button", name="Sporter toevoegen").click()
    page.get_by_label("Datum", exact=True).fill("2099-07-15")
    page.get_by_label("Tijd", exact=True).fill("09:30")
    page.get_by_role("button", name="Afspraak toevoegen").click()
    expect(page.get_by_role("main")).to_contain_text("woensdag 15 juli 2099, 09:30")
    accessible(page)
    page.get_by_role("button", name="Nodig uit", exact=True).click()
    link = page.get_by_label("Link", exact=True).input_value()
    expect(page.get_by_role("img", name="QR-code van de link")).to_be_visible()
    accessible(page)

    phone = open_page(390)
    phone.goto(link)
    expect(phone).to_have_url(re.compile(r"/welcome/$"))


def test_measurements_are_entered_by_keyboard_alone(
    open_page: OpenPage, therapist: Membership, received: Invitation
) -> None:
    page = open_page(1366, script=False)
    sign_in(page, therapist)
    page.goto(f"/assessments/{received.screening.code}/measurements/")
    page.get_by_label("Lengte", exact=True).focus()
    page.keyboard.type("1,65")
    page.keyboard.press("Tab")
    page.keyboard.type("580")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("van 25 tot 250")
    page.wait_for_load_state()
    expect(page.get_by_label("Lengte", exact=True)).to_have_value("1,65")
    page.get_by_role("alert").get_by_role("link").press("Enter")
    page.get_by_label("Lichaamsgewicht", exact=True).fill("58,0")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"/assessments/{received.screening.code}/(#|$)"))
    received.screening.refresh_from_db()
    assert received.screening.measurements == {"height_cm": 165, "weight_kg": 58}
