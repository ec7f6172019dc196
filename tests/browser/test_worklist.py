"""The list in a browser: the week's invitations without script, the keyboard, and what an urgent one asks for."""

from datetime import datetime, time, timedelta

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from clinic.demo import answers
from clinic.models import Invitation, Membership
from tests.factories import AppointmentFactory, AthleteFactory, ReceivedFactory

from .conftest import OpenPage
from .looking import accessible
from .test_practice_pages import sign_in

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("unscoped"),
]


def next_monday() -> datetime:
    today = timezone.localdate()
    monday = today + timedelta(days=7 - today.weekday())
    return timezone.make_aware(datetime.combine(monday, time(9)))


def today_at(hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(timezone.localdate(), time(hour)))


def test_the_weeks_invitations_take_three_clicks_without_script_too(
    open_page: OpenPage,
    therapist: Membership,
) -> None:
    practice = therapist.practice
    for number in range(3):
        athlete = AthleteFactory(practice=practice, email=f"x{number}@example.org")
        AppointmentFactory(athlete=athlete, starts_at=next_monday() + timedelta(days=number))
    page = open_page(1366, script=False, height=768)
    sign_in(page, therapist)
    page.get_by_role("link", name="Volgende week", exact=True).click()
    page.get_by_role("button", name="Nodig alle 3 niet-uitgenodigden uit").click()
    page.get_by_role("button", name="Stuur 3 uitnodigingen").click()
    expect(page.get_by_role("status")).to_contain_text("3 uitnodigingen")
    assert len(mail.outbox) == 3
    assert Invitation.objects.count() == 3


def test_rows_are_chosen_ticked_and_opened_by_keyboard(
    open_page: OpenPage,
    therapist: Membership,
) -> None:
    practice = therapist.practice
    for hour in (9, 10):
        AppointmentFactory(athlete=AthleteFactory(practice=practice), starts_at=today_at(hour))
    received = ReceivedFactory(athlete__practice=practice)
    AppointmentFactory(athlete=received.athlete, starts_at=today_at(11))
    page = open_page(1366, height=768)
    sign_in(page, therapist)
    expect(page.get_by_text("Toetsen:")).to_be_visible()
    boxes = page.locator(".row input[type=checkbox]")
    expect(page.locator("[data-keys]")).to_be_visible()
    for key in ("ArrowDown", " ", "ArrowDown", "ArrowDown", "ArrowUp", " "):
        page.keyboard.press(key)
    assert [box.is_checked() for box in boxes.all()] == [True, True, False]
    expect(page.get_by_text("2 gekozen")).to_be_visible()
    page.get_by_role("button", name="Keuze wissen").click()
    expect(page.get_by_text("gekozen", exact=False).first).not_to_contain_text("2")
    boxes.nth(2).focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/assessments/{received.screening.code}/")


@pytest.mark.parametrize(("width", "dark"), [(1366, False), (390, True)])
def test_an_urgent_one_leaves_the_top_when_somebody_says_what_was_done(
    width: int,
    dark: bool,
    open_page: OpenPage,
    therapist: Membership,
) -> None:
    received = ReceivedFactory(athlete__practice=therapist.practice, sent=answers.HIP_PAIN_AT_NIGHT)
    Invitation.objects.update(urgent_at=timezone.now())
    page = open_page(width, dark=dark)
    sign_in(page, therapist)
    expect(page.get_by_text("gaf op")).to_contain_text(received.athlete.name)
    accessible(page)
    page.get_by_role("link", name="Vul in wat is gedaan").click()
    page.get_by_role("button", name="Bewaar met mijn naam").click()
    expect(page.get_by_role("alert")).to_contain_text("Vul in wat is gedaan")
    accessible(page)
    page.get_by_label("Wat is gedaan").fill("Om 9.10 uur gebeld.")
    page.get_by_role("button", name="Bewaar met mijn naam").click()
    expect(page.get_by_text("gaf op")).to_have_count(0)


@pytest.mark.parametrize("width", [1366, 390])
def test_cards_show_names_only_when_asked(
    width: int,
    open_page: OpenPage,
    therapist: Membership,
) -> None:
    athlete = AthleteFactory(practice=therapist.practice)
    AppointmentFactory(athlete=athlete, starts_at=today_at(9))
    page = open_page(width)
    sign_in(page, therapist)
    page.locator(".row input[type=checkbox]").check()
    page.get_by_role("button", name="Kaarten afdrukken").click()
    name = page.locator(".card").get_by_text(athlete.name)
    expect(name).to_be_hidden()
    page.get_by_text("Namen op de kaarten").click()
    expect(name).to_be_visible()
    accessible(page)
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Kaarten")).to_be_hidden()
    expect(page.locator(".card svg")).to_be_visible()


@pytest.mark.parametrize("width", [1366, 390])
def test_a_mail_is_shown_as_it_arrives_while_it_is_written(
    width: int,
    open_page: OpenPage,
    therapist: Membership,
) -> None:
    therapist.role = "owner"
    therapist.save()
    page = open_page(width)
    sign_in(page, therapist)
    page.goto("/practice/mail/reminder/en/")
    page.get_by_label("Onderwerp").fill("Hello from {practice}")
    expect(page.locator("#subject")).to_have_text("Hello from Praktijk De Brug")
    page.get_by_label("Tekst").fill("No link")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("alert")).to_contain_text("De link ontbreekt")
    expect(page.get_by_label("Tekst")).to_have_value("No link")
    accessible(page)
