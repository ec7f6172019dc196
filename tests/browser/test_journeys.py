"""What a therapist does every day, walked from the list on; the page itself counts the clicks.

Counted are each press of the mouse, and each Enter or space that activates something; typing and Tab are free.
"""

import re
import time
from datetime import datetime, timedelta
from datetime import time as time_of_day

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Page, expect

from clinic.models import Invitation, Membership, Signature
from tests import letters
from tests.factories import AppointmentFactory, AthleteFactory, ReceivedFactory

from .conftest import OpenPage
from .looking import accessible
from .test_practice_pages import sign_in

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("unscoped"),
]

COUNTER = """
const count = () => { sessionStorage.clicks = Number(sessionStorage.clicks || 0) + 1; };
addEventListener("mousedown", count, true);
addEventListener("keydown", (event) => {
  const { key, target } = event;
  const pressed = key === " " && target.matches("button, summary, [type=checkbox], [type=radio]");
  if (pressed || (key === "Enter" && !target.matches("textarea"))) count();
}, true);
"""
SENT = {**letters.ON_THE_PILL["answers"], "energy.restriction": "declined"}


def at(hour: int, *, days: int = 0) -> datetime:
    day = timezone.localdate() + timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time_of_day(hour)))


@pytest.fixture
def the_list(
    open_page: OpenPage,
    therapist: Membership,
) -> Page:
    """The day's list just after signing in, with one athlete who comes today; no click is counted yet."""
    practice = therapist.practice
    received = ReceivedFactory(athlete__practice=practice, sent=SENT)
    AppointmentFactory(athlete=received.athlete, starts_at=at(11))
    page = open_page(1366, height=768)
    page.context.add_init_script(COUNTER)
    sign_in(page, therapist)
    page.evaluate("sessionStorage.clear()")
    return page


def clicks(page: Page) -> int:
    return page.evaluate("Number(sessionStorage.clicks || 0)")


@pytest.mark.parametrize("by_keyboard", [False, True])
def test_from_the_list_the_assessment_is_one_click_away(by_keyboard: bool, the_list: Page) -> None:
    page, code = the_list, Invitation.objects.get().screening.code
    if by_keyboard:
        expect(page.get_by_text("Toetsen:")).to_be_visible()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
    else:
        page.get_by_role("link", name="Bekijk (").click()
    expect(page.get_by_role("heading", name=code)).to_be_visible()
    assert clicks(page) == 1


def test_measurements_note_and_signature_take_at_most_14_clicks_from_the_list(
    the_list: Page,
) -> None:
    page = the_list
    page.get_by_role("link", name="Bekijk (").click()
    page.get_by_role("link", name="Metingen invullen").click()
    began = time.monotonic()
    expect(page.get_by_label("Lengte", exact=True)).to_be_focused()
    page.wait_for_load_state()
    for typed in ("1,65", "58,0"):
        page.keyboard.type(typed)
        page.keyboard.press("Tab")
    page.get_by_label("DXA, laagste Z-score", exact=True).focus()
    page.keyboard.type("-0,8")
    page.keyboard.press("Enter")
    expect(page.get_by_text("De metingen zijn opgeslagen.")).to_be_visible()
    assert time.monotonic() - began < 45
    page.get_by_role("link", name="Notitie en plan").click()
    page.get_by_label("Notitie").click()
    page.keyboard.type("Drie weken rust, daarna opbouwen.")
    for step in ("Belastingplan", "Genoeg eten", "Met trainer", "Sportarts"):
        page.get_by_label(step).click()
    again = page.get_by_label("Opnieuw screenen")
    expect(again.locator("option:checked")).to_have_text(re.compile("over 6–12 weken"))
    page.locator("[name=discussed]").first.click()
    page.get_by_role("button", name="Opslaan en ondertekenen").click()
    page.get_by_role("button", name="Ondertekenen als").click()
    expect(page.get_by_text("Ondertekend door").first).to_be_visible()
    assert 10 < clicks(page) <= 14
    signature = Signature.objects.get()
    assert signature.snapshot["measurements"]["height_cm"] == 165
    assert signature.again_from == timezone.localdate() + timedelta(weeks=6)


def test_all_of_next_week_is_invited_in_three_clicks(the_list: Page) -> None:
    practice = Invitation.objects.get().athlete.practice
    to_monday = 7 - timezone.localdate().weekday()
    for number in range(3):
        athlete = AthleteFactory(practice=practice, email=f"x{number}@example.org")
        AppointmentFactory(athlete=athlete, starts_at=at(9, days=to_monday + number))
    page = the_list
    page.get_by_role("link", name="Volgende week", exact=True).click()
    accessible(page)
    page.get_by_role("button", name="Nodig alle 3 niet-uitgenodigden uit").click()
    accessible(page)
    page.get_by_role("button", name="Stuur 3 uitnodigingen").click()
    expect(page.get_by_role("status")).to_contain_text("3 uitnodigingen")
    assert clicks(page) == 3
    assert len(mail.outbox) == 3
