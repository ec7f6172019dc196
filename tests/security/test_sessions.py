"""When a session ends by itself, and which key it has."""

from datetime import timedelta
from unittest import mock

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.sessions.backends.base import UpdateError
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from clinic import browsers
from clinic.demo.accounts import totp_secret
from clinic.management.commands.demo import current_code
from clinic.models import Athlete, Invitation, Practice, Session, User
from clinic.sessions import SessionStore

from ..conftest import prove
from ..factories import PASSWORD, MembershipFactory, UserFactory
from .sessions import FIREFOX, at, key_of, signed_in, with_password

pytestmark = pytest.mark.usefixtures("unscoped")

TOTP_PAGE = "/accounts/2fa/totp/activate/"


# ── The end that comes whatever happens ─────────────────────────────────────────────────────
def test_twelve_hours_after_signing_in_it_is_over_however_busy_somebody_was(
    therapist_client: Client,
) -> None:
    for minutes in range(0, 12 * 60, 15):
        with at(minutes=minutes):
            assert signed_in(therapist_client), minutes
    with at(hours=12, seconds=1):
        assert therapist_client.get("/account/")["Location"].startswith("/accounts/login/")


def test_an_athletes_session_ends_after_twelve_hours_and_her_answers_wait(
    screening_session: Client, invitation: Invitation
) -> None:
    for hours in (3, 6, 9, 11.9):
        with at(hours=hours):
            assert screening_session.get("/screening/").status_code == 200
    with at(hours=12.1):
        assert screening_session.get("/screening/").status_code == 404
        screening_session.get(f"/s/{invitation.token}/")
        assert screening_session.get("/screening/").status_code == 200


def test_a_page_that_was_open_before_signing_in_takes_no_time_from_the_session(user: User) -> None:
    browser = with_password(user)
    with at(hours=3):
        form = {"code": current_code(totp_secret(user))}
        with mock.patch("allauth.mfa.totp.internal.auth.validate_totp_code", return_value=True):
            browser.post("/accounts/2fa/authenticate/", form)
        began = Session.objects.get(user=user).began_at
        assert began == pytest.approx(timezone.now(), abs=timedelta(seconds=5))


@pytest.mark.parametrize("back", [{"hours": -1}, {"days": -400}])
def test_a_clock_that_is_set_back_ends_sessions_rather_than_prolonging_them(
    back: dict[str, float], therapist_client: Client, screening_session: Client
) -> None:
    assert signed_in(therapist_client)
    with at(**back):
        assert not signed_in(therapist_client)
        assert screening_session.get("/screening/").status_code == 404


def test_a_clock_that_is_kept_right_ends_nothing(therapist_client: Client) -> None:
    assert signed_in(therapist_client)
    with at(seconds=-5):
        assert signed_in(therapist_client)
        assert therapist_client.get("/idle/left/").json()["seconds"] == 20 * 60


def test_a_clock_set_back_after_a_while_prolongs_no_idle_session(therapist_client: Client) -> None:
    for minutes in (15, 30):
        with at(minutes=minutes):
            assert signed_in(therapist_client)
    with at(minutes=20):
        assert therapist_client.get("/account/")["Location"].startswith("/idle/")


# ── Keys ────────────────────────────────────────────────────────────────────────────────────
def test_signing_in_gives_another_key_at_the_second_step(user: User) -> None:
    browser = Client()
    browser.get("/accounts/login/")
    browser.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    halfway = key_of(browser)
    browser.post("/accounts/2fa/authenticate/", {"code": current_code(totp_secret(user))})
    assert key_of(browser) != halfway
    assert not SessionStore().exists(halfway)


def test_a_key_that_somebody_else_chose_is_not_taken(user: User) -> None:
    browser = Client()
    browser.cookies["sessionid"] = "chosenbysomebodyelsechosenbysome"
    browser.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    assert key_of(browser) != "chosenbysomebodyelsechosenbysome"


@pytest.fixture
def newcomer(practice: Practice) -> User:
    """Somebody who works here and has no second step yet."""
    somebody = UserFactory(second_factor=False)
    MembershipFactory(user=somebody, practice=practice)
    return somebody


def set_up(client: Client) -> None:
    """The second step, on its page."""
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    secret = client.get(TOTP_PAGE).context["form"].secret
    client.post(TOTP_PAGE, {"code": current_code(secret)})


def test_who_sets_up_the_second_step_gets_another_key(newcomer: User) -> None:
    browser = with_password(newcomer)
    before = key_of(browser)
    set_up(browser)
    assert newcomer.has_second_factor()
    assert signed_in(browser)
    assert key_of(browser) != before


def test_a_second_step_that_is_set_up_opens_no_other_session_that_began_without(
    newcomer: User,
) -> None:
    """Whoever knows a first password could wait until its owner has set the step up."""
    hers, other = with_password(newcomer), with_password(newcomer)
    set_up(hers)
    assert other.get("/account/")["Location"] == "/accounts/login/"
    assert not signed_in(other)
    assert signed_in(hers)


def test_nor_does_what_a_script_asks_in_one(newcomer: User) -> None:
    browser = with_password(newcomer)
    TOTP.activate(newcomer, "JBSWY3DPEHPK3PXP")
    assert browser.get("/idle/left/", headers={"X-Background": "1"}).status_code == 401
    assert not signed_in(browser)


def test_signing_out_ends_the_session_itself(therapist_client: Client) -> None:
    assert signed_in(therapist_client)
    stolen = Client()
    stolen.cookies["sessionid"] = key_of(therapist_client)
    assert signed_in(stolen)
    therapist_client.post("/accounts/logout/")
    assert not signed_in(stolen)


def test_a_copy_of_the_database_opens_no_session_and_tells_nothing_of_it(
    therapist_client: Client, athlete: Athlete
) -> None:
    therapist_client.post(f"/athletes/{athlete.pk}/archive/")
    key = key_of(therapist_client)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM clinic_session")
        stored = str(cursor.fetchall())
    assert key not in stored
    assert athlete.family_name not in stored
    thief = Client()
    thief.cookies["sessionid"] = Session.objects.get().session_key
    assert not signed_in(thief)


def test_what_a_session_holds_moves_to_no_other(
    therapist_client: Client, owner_client: Client
) -> None:
    assert signed_in(therapist_client)
    assert signed_in(owner_client)
    hers, other = Session.objects.all()
    Session.objects.filter(pk=hers.pk).update(session_data=other.session_data)
    assert [signed_in(therapist_client), signed_in(owner_client)].count(True) == 1


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (FIREFOX, "Firefox, Windows"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 "
            "(KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
            "Safari, iPhone",
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
            "Chrome/143.0.0.0 Safari/537.36 Edg/143.0.0.0",
            "Edge, Windows",
        ),
        ("curl/8.0", ""),
        ("<script>Firefox/1", "Firefox"),
        ("", ""),
    ],
)
def test_a_browser_in_words(agent: str, name: str) -> None:
    assert browsers.name_of(agent) == name


def test_the_proof_of_an_athlete_gets_another_key(invitation: Invitation, client: Client) -> None:
    client.get(f"/s/{invitation.token}/")
    before = key_of(client)
    prove(client, invitation)
    assert key_of(client) != before


def test_expired_sessions_are_cleared(therapist_client: Client) -> None:
    assert signed_in(therapist_client)
    with at(hours=13):
        call_command("clearsessions")
    assert not Session.objects.exists()


def test_a_session_that_ended_meanwhile_is_not_brought_back(therapist_client: Client) -> None:
    assert signed_in(therapist_client)
    store = SessionStore(key_of(therapist_client))
    store["anything"] = 1
    Session.objects.all().delete()
    with pytest.raises(UpdateError):
        store.save()
    assert not Session.objects.exists()
