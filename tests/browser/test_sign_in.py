"""Signing in, with a passkey too; joining a practice; and what happens when nobody does anything."""

import re
import time
from importlib import import_module
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core import mail
from playwright.sync_api import Page, expect

from clinic.demo.accounts import totp_secret
from clinic.idle import SEEN_KEY
from clinic.management.commands.demo import current_code
from clinic.models import Membership, Practice

from ..factories import PASSWORD, JoiningFactory
from .conftest import OpenPage
from .looking import accessible

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ACCOUNT = re.compile(r"/account/$")


def give_password(page: Page, membership: Membership) -> None:
    page.goto("/accounts/login/?next=/account/")
    page.get_by_label("E-mailadres").fill(membership.user.email)
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Inloggen", exact=True).click()


def sign_in(page: Page, membership: Membership) -> None:
    give_password(page, membership)
    page.get_by_label("Code").fill(current_code(totp_secret(membership.user)))
    page.get_by_role("button", name="Inloggen", exact=True).click()
    expect(page).to_have_url(ACCOUNT)


def confirm(page: Page) -> None:
    """Type the password where it is asked once more."""
    expect(page.get_by_role("heading", name="Bevestig wie er is ingelogd")).to_be_visible()
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Bevestig").click()


def plug_in(page: Page) -> None:
    """A device that makes passkeys and knows its owner's finger."""
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def test_a_passkey_is_added_signs_in_alone_and_takes_the_place_of_the_code(
    open_page: OpenPage, therapist: Membership
) -> None:
    page = open_page(1366)
    plug_in(page)
    sign_in(page, therapist)
    page.get_by_role("link", name="Tweede stap").click()
    accessible(page)
    page.get_by_role("link", name="Voeg een passkey toe").click()
    confirm(page)
    accessible(page)
    page.get_by_role("button", name="Maak de passkey").click()
    expect(page.get_by_text("De passkey is toegevoegd.")).to_be_visible()
    assert Authenticator.objects.filter(user=therapist.user, type="webauthn").count() == 1
    page.goto("/accounts/2fa/webauthn/")
    accessible(page)

    page.get_by_role("button", name="Uitloggen").click()
    page.goto("/accounts/login/?next=/account/")
    accessible(page)
    page.get_by_role("button", name="Inloggen met een passkey").click()
    expect(page).to_have_url(ACCOUNT)

    page.get_by_role("button", name="Uitloggen").click()
    give_password(page, therapist)
    accessible(page)
    page.get_by_role("button", name="Gebruik een passkey").click()
    expect(page).to_have_url(ACCOUNT)


def test_a_device_without_the_passkey_says_so_and_the_code_still_works(
    open_page: OpenPage, therapist: Membership
) -> None:
    page = open_page(390)
    page.goto("/accounts/login/?next=/account/")
    page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new Error()) }")
    page.get_by_role("button", name="Inloggen met een passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("De passkey is niet gebruikt")
    accessible(page)
    sign_in(page, therapist)


def test_without_scripts_the_code_signs_in_and_no_dead_button_is_shown(
    open_page: OpenPage, therapist: Membership
) -> None:
    page = open_page(390, script=False)
    page.goto("/accounts/login/")
    expect(page.get_by_role("button", name="Inloggen met een passkey")).to_have_count(0)
    sign_in(page, therapist)


@pytest.mark.parametrize(("width", "dark"), [(1366, False), (390, True)])
def test_a_colleague_is_asked_and_joins_with_a_second_step(
    width: int, dark: bool, open_page: OpenPage, owner: Membership, practice: Practice
) -> None:
    page = open_page(width, dark=dark)
    sign_in(page, owner)
    JoiningFactory(practice=practice, email="een.heel.lang.adres.van.iemand@ergens.example.org")
    page.get_by_role("link", name="Mensen").click()
    accessible(page)
    page.get_by_role("link", name="Nodig een collega uit").click()
    accessible(page)
    page.get_by_role("button", name="Stuur de uitnodiging").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("E-mailadres").fill("nienke@example.org")
    page.get_by_role("button", name="Stuur de uitnodiging").click()
    expect(page.get_by_text("nienke@example.org").first).to_be_visible()
    accessible(page)

    hers = open_page(width, dark=dark)
    hers.goto(re.search(r"/join/\S+", mail.outbox[-1].body)[0])
    expect(hers).to_have_url(re.compile(r"/join/$"))
    accessible(hers)
    hers.get_by_label("Naam").fill("Nienke Zandstra")
    hers.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    hers.get_by_label("Nogmaals hetzelfde wachtwoord").fill(PASSWORD)
    hers.get_by_role("button", name="Maak het account").click()
    expect(hers.get_by_role("heading", name="Codes uit een app")).to_be_visible()
    accessible(hers)
    secret = hers.get_by_label("Geen camera?").input_value()
    hers.get_by_label("Code").fill(current_code(secret))
    hers.get_by_role("button", name="Stel in").click()
    expect(hers.get_by_label("Ongebruikte codes")).to_have_value(re.compile(r"^(\d{8}\n){9}\d{8}$"))
    accessible(hers)
    hers.get_by_role("link", name="Verder").click()
    expect(hers).to_have_url(ACCOUNT)
    accessible(hers)

    page.get_by_role("link", name="Mensen").click()
    page.get_by_role("link", name="Nienke Zandstra", exact=True).click()
    accessible(page)
    page.get_by_role("button", name="Werkt hier niet meer").click()
    accessible(page)
    page.get_by_role("button", name="Beëindig de toegang nu").click()
    expect(page.get_by_text("Nienke Zandstra werkt hier niet meer")).to_be_visible()
    hers.goto("/today/")
    expect(hers.get_by_role("heading", name="Inloggen")).to_be_visible()
    accessible(hers)


@pytest.mark.parametrize(("width", "dark"), [(1366, False), (390, True)])
def test_the_practices_settings_are_for_everyone(
    width: int, dark: bool, open_page: OpenPage, owner: Membership
) -> None:
    page = open_page(width, dark=dark)
    sign_in(page, owner)
    page.goto("/practice/")
    accessible(page)
    page.get_by_label("Accentkleur").fill("#e0a030")
    page.get_by_label("Uitloggen na").fill("3")
    page.get_by_role("button", name="Opslaan", exact=True).click()
    expect(page.get_by_role("alert").get_by_role("link")).to_have_count(2)
    expect(page.get_by_label("Accentkleur")).to_have_value("#e0a030")
    accessible(page)
    page.get_by_label("Accentkleur").fill("#7a1f4b")
    page.get_by_label("Uitloggen na").fill("15")
    page.get_by_role("button", name="Opslaan", exact=True).click()
    expect(page.get_by_text("De wijzigingen zijn opgeslagen.")).to_be_visible()
    accessible(page)
    shown = page.get_by_role("button", name="Opslaan", exact=True)
    colour = shown.evaluate("e => getComputedStyle(e).backgroundColor")
    assert (colour == "rgb(122, 31, 75)") is not dark
    assert colour != "rgb(11, 90, 94)"


def leave(page: Page, left: int, minutes: int = 20) -> None:
    """As if nothing had been asked for, so that so many seconds are left."""
    key = next(c["value"] for c in page.context.cookies() if c["name"] == "sessionid")
    store: Any = import_module(settings.SESSION_ENGINE).SessionStore(key)
    store[SEEN_KEY] = time.time() - minutes * 60 + left
    store.save()


def test_a_page_that_nobody_touches_warns_lets_scripts_save_and_leads_back(
    open_page: OpenPage, therapist: Membership
) -> None:
    page = open_page(1366)
    sign_in(page, therapist)
    page.wait_for_load_state("networkidle")
    page.evaluate(
        """document.addEventListener("clinic:idle", (event) => {
             event.detail.waitUntil(new Promise((done) => setTimeout(() => {
               sessionStorage.saved = "yes"; done();
             }, 300)));
           })"""
    )
    leave(page, 62)
    page.evaluate("dispatchEvent(new Event('visibilitychange'))")
    expect(page.get_by_role("alert")).to_contain_text("Over een minuut wordt uitgelogd")
    accessible(page)

    page.get_by_role("button", name="Blijf ingelogd").click()
    expect(page.get_by_role("alert")).to_have_count(0)

    leave(page, 7)
    page.evaluate("dispatchEvent(new Event('visibilitychange'))")
    expect(page.get_by_role("heading", name="Uitgelogd")).to_be_visible()
    assert page.evaluate("sessionStorage.saved") == "yes"
    accessible(page)
    page.get_by_role("link", name="Log in en ga terug naar die pagina").click()
    expect(page).to_have_url(re.compile(r"/accounts/login/\?next=/account/$"))


def test_typing_keeps_a_session_alive(open_page: OpenPage, therapist: Membership) -> None:
    page = open_page(1366)
    sign_in(page, therapist)
    page.wait_for_load_state("networkidle")
    leave(page, 300)
    later = "Date.now = ((now) => () => now() + 70000)(Date.now)"
    page.evaluate(later)
    with page.expect_response(
        lambda r: r.url.endswith("/idle/left/") and r.request.method == "POST"
    ) as told:
        page.get_by_label("Naam").press_sequentially("x")
    assert told.value.json()["seconds"] > 1190
