"""Athletes, appointments and the import in a browser, also without scripts."""

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from django_scopes import scopes_disabled
from playwright.sync_api import Page, expect

from clinic.models import Athlete, Membership

from ..factories import AppointmentFactory, AthleteFactory, InvitationFactory
from .conftest import OpenPage
from .looking import accessible

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SHOTS = os.environ.get("SHOTS")


def seen(page: Page, name: str) -> None:
    """Accessible; and kept as a picture where SHOTS names a folder."""
    accessible(page)
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)


@pytest.fixture
def enter(
    therapist: Membership, client_of: Callable[[Membership], Client]
) -> Callable[[Page], None]:
    """Opens the list in a page that is signed in."""
    session = client_of(therapist).cookies[settings.SESSION_COOKIE_NAME].value

    def entered(page: Page) -> None:
        page.goto("/healthz")
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": page.url}]
        )
        page.goto("/athletes/")

    return entered


@pytest.fixture
def people(therapist: Membership) -> list[Athlete]:
    names = [
        ("Femke", "Aalders"),
        ("Aïsha", "Benali"),
        ("Zoë", "van ’t Hek"),
        ("Mirthe", "van den Oudenrijn-Hoogeveen"),
    ]
    made = [
        AthleteFactory(
            practice=therapist.practice,
            given_name=given,
            family_name=family,
            client_number=f"C-{n}",
        )
        for n, (given, family) in enumerate(names, 101)
    ]
    for days, athlete in enumerate(made[:3], 1):
        AppointmentFactory(athlete=athlete, starts_at=timezone.now() + timedelta(days=days))
    InvitationFactory(athlete=made[1])
    return made


SIZES = [(1366, False, True), (390, True, True), (390, False, False)]


@pytest.mark.parametrize(("width", "dark", "script"), SIZES)
def test_an_athlete_is_found_and_expected(
    width: int,
    dark: bool,
    script: bool,
    open_page: OpenPage,
    enter: Callable[[Page], None],
    people: list[Athlete],
) -> None:
    page = open_page(width, dark=dark, script=script, height=768)
    check = seen if script else lambda _page, _name: None
    enter(page)
    check(page, f"athletes-{width}")
    page.get_by_role("searchbox").fill("van het hek")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("0 sporters gevonden")
    check(page, f"athletes-none-{width}")
    page.get_by_role("searchbox").fill("zoe HEK")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Zoë van ’t Hek").click()
    page.get_by_role("button", name="Afspraak toevoegen").click()
    expect(page.get_by_role("alert")).to_contain_text("2 velden")
    check(page, f"athlete-fault-{width}")
    day = timezone.localdate() + timedelta(days=20)
    page.get_by_label("Datum").fill(f"{day:%Y-%m-%d}")
    page.get_by_label("Tijd").fill("14:30")
    page.get_by_role("button", name="Afspraak toevoegen").click()
    row = page.get_by_role("row").filter(has_text="14:30")
    check(page, f"athlete-{width}")
    row.get_by_role("link", name="Verzetten").click()
    check(page, f"appointment-{width}")
    page.get_by_label("Tijd").fill("15:00")
    page.get_by_role("button", name="Opslaan").click()
    row = page.get_by_role("row").filter(has_text="15:00")
    row.get_by_role("button", name="Afzeggen").click()
    expect(page.get_by_role("row").filter(has_text="15:00")).to_contain_text("afgezegd")


@pytest.mark.parametrize(("width", "dark", "script"), SIZES)
def test_a_file_is_imported_after_a_look_at_what_it_does(
    width: int,
    dark: bool,
    script: bool,
    open_page: OpenPage,
    enter: Callable[[Page], None],
    people: list[Athlete],
) -> None:
    day = f"{timezone.localdate() + timedelta(days=9):%d-%m-%Y}"
    born = people[3].date_of_birth
    with scopes_disabled():
        first = timezone.localtime(people[0].appointments.get().starts_at)
    content = (
        "clientnummer;voornaam;tussenvoegsel;achternaam;geboortedatum;datum;tijd\n"
        f"C-101;Femke;;Aalders;;{first:%d-%m-%Y};{'07:05' if first.hour > 8 else '18:05'}\n"
        f"C-103;Zoë;van ’t;Hek;;{day};9:30\n"
        f"C-900;Ruben;;Postma;01-02-1999;{day};10:00\n"
        f";Mirthe;van;Oudenrijn;{born:%d-%m-%Y};{day};10:30\n"
        f"C-999;;;;;{day};11:00\n"
        f"C-102;Aïsha;;Benali;;{day};half elf\n"
    )
    page = open_page(width, dark=dark, script=script, height=768)
    check = seen if script else lambda _page, _name: None
    enter(page)
    page.get_by_role("link", name="Afspraken importeren").click()
    check(page, f"import-{width}")
    page.get_by_label("Bestand").set_input_files(
        {"name": "agenda.csv", "mimeType": "text/csv", "buffer": content.encode()}
    )
    page.get_by_role("button", name="Laat zien wat er gebeurt").click()
    expect(page.get_by_text("Er is nog niets veranderd")).to_be_visible()
    check(page, f"import-check-{width}")
    page.get_by_label("Dezelfde persoon: Mirthe").check()
    page.get_by_role("button", name="Importeren").click()
    expect(page.get_by_role("status")).to_contain_text(
        "1 sporter toegevoegd, 3 afspraken toegevoegd, 1 verzet, 0 afgezegd"
    )


@pytest.mark.parametrize(("width", "dark"), [(1366, False), (390, True)])
def test_somebody_who_resembles_another_is_asked_about(
    width: int,
    dark: bool,
    open_page: OpenPage,
    enter: Callable[[Page], None],
    people: list[Athlete],
) -> None:
    page = open_page(width, dark=dark, height=768)
    enter(page)
    page.goto("/athletes/new/")
    page.get_by_label("Voornaam").fill("Mirte")
    page.get_by_label("Achternaam").fill("Oudenrijn")
    page.get_by_label("Geboortedatum").fill(str(people[3].date_of_birth))
    page.get_by_role("button", name="Sporter toevoegen").click()
    expect(page.get_by_role("heading", name="Dezelfde persoon?")).to_be_visible()
    seen(page, f"duplicates-{width}")
    page.get_by_role("button", name="Terug naar het formulier").click()
    expect(page.get_by_label("Voornaam")).to_have_value("Mirte")
    page.get_by_role("button", name="Sporter toevoegen").click()
    page.get_by_role("button", name="Iemand anders: toevoegen").click()
    expect(page.get_by_role("heading", name="Mirte Oudenrijn")).to_be_visible()
