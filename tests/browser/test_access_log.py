"""The access log in the owner's browser, and what printing leaves in it."""

import re

import pytest
from playwright.sync_api import expect

from clinic import audit
from clinic.models import Action, Event, Invitation, Membership, Outcome

from .conftest import SignedIn
from .looking import good

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("unscoped"),
]


@pytest.mark.parametrize(("language", "width"), [("nl", 1280), ("en", 320)])
def test_the_log_is_for_everyone(
    signed_in: SignedIn, owner: Membership, received: Invitation, language: str, width: int
) -> None:
    audit.record(Action.READ, "assessment", by=owner, athlete=received.athlete)
    audit.record(Action.CHANGE, "practice", by=owner, outcome=Outcome.REFUSED)
    page = signed_in(owner, language, width)
    page.goto("/log/")
    good(page, touched=False)
    page.locator(".her a").first.click()
    expect(page).to_have_url(re.compile(rf"athlete={received.athlete_id}"))
    good(page, touched=False)
    page.locator(".take button").click()
    expect(page.get_by_role("alert")).to_be_visible()
    good(page, touched=False)
    page.locator(".acts button").click()
    expect(page.locator("ul.told")).to_be_visible()
    page.goto("/log/?outcome=refused&action=backup")
    good(page, touched=False)


def test_a_page_that_is_printed_stands_in_the_log(
    signed_in: SignedIn, therapist: Membership, received: Invitation
) -> None:
    page = signed_in(therapist, "nl")
    page.goto(f"/assessments/{received.screening.code}/")
    with page.expect_response("**/printed/") as told:
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert told.value.status == 204
    event = Event.objects.get(action=Action.PRINT)
    assert (event.object, event.athlete_id) == ("assessment", received.athlete_id)
