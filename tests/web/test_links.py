"""What a link gives to somebody who is not the athlete: the same nothing, whatever is behind it."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from clinic.actions import invitations
from clinic.demo import answers as invented
from clinic.models import Action, Event, Invitation, Membership, Outcome
from tests.factories import InvitationFactory

pytestmark = pytest.mark.usefixtures("unscoped")

UNKNOWN = "nobody-ever-made-this-link"
INSIDE = ("", "about/1/", "check/", "sent/")
BY_LOT = ("Content-Length", "Expires", "X-Request-ID")
"""Headers that differ by the length of a random token, by the clock, or with each request."""


@dataclass
class Seen:
    """All that a visitor can tell two links apart by: status, headers, cookies and words of each answer."""

    answers: list[tuple[int, dict[str, str], list[str], str]] = field(default_factory=list)

    def note(self, response: HttpResponse) -> None:
        headers = {name: value for name, value in response.headers.items() if name not in BY_LOT}
        self.answers.append(
            (response.status_code, headers, sorted(response.cookies), words(response))
        )


def words(response: HttpResponse) -> str:
    """The page, without what is drawn by lot for each answer."""
    page = response.content.decode().replace(response.headers["X-Request-ID"], "")
    lines = page.splitlines()
    return "\n".join(line for line in lines if "csrfmiddlewaretoken" not in line)


def typed(born: date) -> dict[str, str]:
    return {"day": str(born.day), "month": str(born.month), "year": str(born.year)}


def visit(token: str, born: date, client: Client | None = None) -> Seen:
    """Open a link, give a date of birth, and try the pages behind it."""
    client = client or Client()
    seen = Seen()
    seen.note(client.get(f"/s/{token}/"))
    seen.note(client.get("/welcome/"))
    seen.note(client.post("/welcome/", typed(born)))
    for page in INSIDE:
        seen.note(client.get(f"/screening/{page}"))
    return seen


def wrong(born: date) -> date:
    return born - timedelta(days=1)


def guess(invitation: Invitation, times: int) -> None:
    """Wrong dates of birth, each from a device of its own."""
    for _time in range(times):
        visit(invitation.token, wrong(invitation.athlete.date_of_birth))


def as_expired(invitation: Invitation) -> None:
    Invitation.objects.filter(pk=invitation.pk).update(expires_at=timezone.now())


def as_revoked(invitation: Invitation) -> None:
    Invitation.objects.filter(pk=invitation.pk).update(revoked_at=timezone.now())


def as_sent(invitation: Invitation) -> None:
    invitation.screening.record(invented.HIP_PAIN_AT_NIGHT)
    invitation.screening.submit(age=invitation.athlete.age_on(timezone.localdate()))
    Invitation.objects.filter(pk=invitation.pk).update(sent_at=timezone.now())


def as_frozen(invitation: Invitation) -> None:
    guess(invitation, 5)


CLOSED = (as_expired, as_revoked, as_sent, as_frozen)
Close = Callable[[Invitation], Any]


@pytest.fixture
def born(invitation: Invitation) -> date:
    return invitation.athlete.date_of_birth


def test_her_own_date_of_birth_opens_her_link(invitation: Invitation, born: date) -> None:
    assert visit(invitation.token, born).answers[3][0] == 200


@pytest.mark.parametrize("close", CLOSED)
def test_a_closed_link_is_a_link_that_never_existed(
    close: Close, invitation: Invitation, born: date
) -> None:
    close(invitation)
    assert visit(invitation.token, born) == visit(UNKNOWN, born)


def test_a_wrong_date_is_a_link_that_never_existed(invitation: Invitation, born: date) -> None:
    assert visit(invitation.token, wrong(born)) == visit(UNKNOWN, wrong(born))


def test_the_date_of_birth_of_another_athlete_opens_nothing(
    invitation: Invitation, born: date
) -> None:
    other = InvitationFactory(
        athlete__practice=invitation.athlete.practice, athlete__date_of_birth=wrong(born)
    )
    assert visit(other.token, born) == visit(UNKNOWN, born)


def test_no_page_before_the_proof_names_the_practice_or_the_athlete(
    invitation: Invitation, born: date
) -> None:
    athlete = invitation.athlete
    for _status, _headers, _cookies, page in visit(invitation.token, wrong(born)).answers:
        for secret in (athlete.given_name, athlete.family_name, athlete.practice.name):
            assert secret not in page
        assert athlete.practice.phone not in page


def test_after_five_wrong_dates_from_anywhere_the_right_one_opens_nothing(
    invitation: Invitation, born: date
) -> None:
    guess(invitation, 4)
    assert visit(invitation.token, born).answers[3][0] == 200
    guess(invitation, 5)
    assert visit(invitation.token, born) == visit(UNKNOWN, born)


def test_the_proof_of_one_link_does_not_open_another(invitation: Invitation, born: date) -> None:
    other = InvitationFactory(
        athlete__practice=invitation.athlete.practice, athlete__date_of_birth=wrong(born)
    )
    hers, strange = Client(), Client()
    visit(invitation.token, born, hers)
    for name, cookie in hers.cookies.items():
        if name != "sessionid":
            strange.cookies[name] = cookie.value
            strange.cookies[name.replace(invitation.pk.hex, other.pk.hex)] = cookie.value
    assert visit(other.token, born, strange).answers[3:] == visit(UNKNOWN, born).answers[3:]


def test_opening_another_link_leaves_the_first_athlete(invitation: Invitation, born: date) -> None:
    phone = Client()
    assert visit(invitation.token, born, phone).answers[3][0] == 200
    assert visit(UNKNOWN, born, phone).answers[3:] == visit(UNKNOWN, born).answers[3:]


@pytest.mark.parametrize("close", [as_expired, as_revoked])
def test_a_proven_device_is_out_when_the_link_closes(
    close: Close, invitation: Invitation, born: date
) -> None:
    phone = Client()
    visit(invitation.token, born, phone)
    close(invitation)
    inside = [phone.get(f"/screening/{page}").status_code for page in INSIDE]
    assert inside == [404] * len(INSIDE)
    assert visit(invitation.token, born, phone).answers[3:] == visit(UNKNOWN, born).answers[3:]


def test_a_proven_device_proves_again_when_the_link_was_replaced(
    invitation: Invitation, born: date, therapist: Membership
) -> None:
    phone = Client()
    visit(invitation.token, born, phone)
    _same, token = invitations.invite(athlete=invitation.athlete, by=therapist)
    assert phone.get("/screening/").status_code == 404
    assert phone.get(f"/s/{token}/")["Location"] == "/welcome/"
    assert visit(invitation.token, born, phone).answers[3:] == visit(UNKNOWN, born).answers[3:]


def test_after_sending_another_device_sees_nothing(invitation: Invitation, born: date) -> None:
    as_sent(invitation)
    phone = Client()
    assert visit(invitation.token, born, phone) == visit(UNKNOWN, born)
    assert phone.get("/screening/sent/").status_code == 404


def test_neither_token_nor_date_is_logged_or_recorded(
    invitation: Invitation, born: date, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    visit(invitation.token, wrong(born))
    visit(invitation.token, born)
    told = caplog.text + str(list(Event.objects.values()))
    for secret in (invitation.token, born.isoformat(), wrong(born).isoformat()):
        assert secret not in told


def test_a_refusal_is_recorded_with_its_reason(invitation: Invitation, born: date) -> None:
    visit(invitation.token, wrong(born))
    event = Event.objects.filter(action=Action.OPEN, outcome=Outcome.REFUSED).get()
    assert event.reason == "wrong_date"
    assert event.screening == invitation.screening.code


def test_two_sisters_share_a_phone_and_no_tries(invitation: Invitation, born: date) -> None:
    sister = InvitationFactory(
        athlete__practice=invitation.athlete.practice, athlete__date_of_birth=wrong(born)
    )
    phone = Client()
    for _time in range(4):
        visit(invitation.token, wrong(born), phone)
    assert visit(sister.token, wrong(born), phone).answers[3][0] == 200
    assert visit(invitation.token, born, phone).answers[3][0] == 200
    for link in (sister, invitation):
        assert phone.get(f"/s/{link.token}/")["Location"] == "/screening/"


def test_the_session_gets_another_key_with_the_proof(invitation: Invitation, born: date) -> None:
    phone = Client()
    phone.get(f"/s/{invitation.token}/")
    before = phone.cookies["sessionid"].value
    visit(invitation.token, born, phone)
    stranger = Client()
    stranger.cookies["sessionid"] = before
    assert stranger.get("/screening/").status_code == 404
    assert phone.get("/screening/").status_code == 200


def test_after_taking_back_consent_a_proven_device_opens_no_question(
    invitation: Invitation, born: date
) -> None:
    phone = Client()
    visit(invitation.token, born, phone)
    for go in ({"go": "on", "consent": "yes"}, {"go": "withdraw-now"}):
        phone.post("/screening/", go)
    assert phone.get(f"/s/{invitation.token}/")["Location"] == "/screening/"
    for page in ("about/1/", "check/"):
        assert phone.get(f"/screening/{page}")["Location"] == "/screening/"
        assert phone.post(f"/screening/{page}")["Location"] == "/screening/"
    assert phone.get("/screening/sent/")["Location"] == "/screening/"
