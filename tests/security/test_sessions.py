"""When a session ends, and who ends it."""

from datetime import timedelta
from io import StringIO
from unittest import mock

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.sessions.backends.base import UpdateError
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from clinic import browsers
from clinic.actions import tokens
from clinic.demo.accounts import totp_secret
from clinic.management.commands.demo import current_code
from clinic.models import (
    Action,
    Athlete,
    Event,
    Invitation,
    Membership,
    Practice,
    Role,
    Session,
    User,
)
from clinic.sessions import SessionStore

from ..conftest import prove
from ..factories import PASSWORD, MembershipFactory, UserFactory

pytestmark = pytest.mark.usefixtures("unscoped")

TOTP_PAGE = "/accounts/2fa/totp/activate/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0"


def at(**passed: float) -> "mock._patch[mock.Mock]":
    """As if so much time had gone by, or the clock had been set back."""
    return mock.patch(
        "django.utils.timezone.now", return_value=timezone.now() + timedelta(**passed)
    )


def signed_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def key_of(client: Client) -> str:
    return client.cookies["sessionid"].value


def through_both_steps(user: User) -> Client:
    browser = Client(headers={"User-Agent": FIREFOX})
    browser.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    browser.post("/accounts/2fa/authenticate/", {"code": current_code(totp_secret(user))})
    return browser


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
    browser = Client()
    browser.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
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


def with_password(user: User) -> Client:
    browser = Client()
    browser.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    return browser


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


# ── Ending others ───────────────────────────────────────────────────────────────────────────
def test_somebody_sees_her_sessions_and_nobody_elses(user: User, colleague_client: Client) -> None:
    through_both_steps(user)
    here = Client()
    here.force_login(user)
    page = here.get("/account/")
    assert [session.user_id for session in page.context["sessions"]] == [user.pk, user.pk]
    assert "Firefox, Windows" in page.content.decode()
    assert page.content.decode().count('name="session"') == 1
    assert len(colleague_client.get("/account/").context["sessions"]) == 1


def test_she_ends_all_others_and_keeps_this_one(user: User, therapist_client: Client) -> None:
    elsewhere = through_both_steps(user)
    assert signed_in(therapist_client)
    therapist_client.post("/account/sessions/end/")
    assert signed_in(therapist_client)
    assert not signed_in(elsewhere)
    assert Event.objects.filter(action=Action.END, object="session", who=user.pk).count() == 1


def test_she_ends_one_of_them(user: User, therapist_client: Client) -> None:
    one, two = Client(), Client()
    for browser in (one, two):
        browser.force_login(user)
        assert signed_in(browser)
    chosen = one.get("/account/").context["here"]
    therapist_client.post("/account/sessions/end/", {"session": chosen})
    assert [signed_in(one), signed_in(two), signed_in(therapist_client)] == [False, True, True]


@pytest.mark.parametrize("who", ["colleague_client", "outsider_client"])
def test_nobody_ends_somebody_elses(
    who: str, therapist_client: Client, request: pytest.FixtureRequest
) -> None:
    hers = therapist_client.get("/account/").context["here"]
    other = request.getfixturevalue(who)
    other.post("/account/sessions/end/", {"session": hers})
    other.post("/account/sessions/end/")
    assert signed_in(therapist_client)


def test_after_a_change_of_the_second_step_the_others_are_offered(
    user: User, therapist_client: Client
) -> None:
    assert "/account/sessions/end/" not in therapist_client.get("/accounts/2fa/").content.decode()
    through_both_steps(user)
    assert "/account/sessions/end/" in therapist_client.get("/accounts/2fa/").content.decode()


def test_another_password_ends_the_others_by_itself(user: User, therapist_client: Client) -> None:
    user.refresh_from_db()
    therapist_client.force_login(user)
    through_both_steps(user)
    assert Session.objects.filter(user=user).count() >= 2
    new = "een heel andere zin om in te loggen"
    form = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert therapist_client.post("/accounts/password/change/", form).status_code == 302
    assert signed_in(therapist_client)
    assert Session.objects.filter(user=user).count() == 1


def test_another_password_by_mail_ends_them_all(user: User) -> None:
    through_both_steps(user)
    client = Client()
    client.post("/accounts/password/reset/", {"email": user.email})
    link = mail.outbox[0].body.partition("http://testserver")[2].split()[0]
    new = "een heel andere zin om in te loggen"
    client.post(client.get(link)["Location"], {"password1": new, "password2": new})
    assert not Session.objects.filter(user=user).exists()


# ── Being ended ─────────────────────────────────────────────────────────────────────────────
def test_the_end_of_the_last_work_ends_her_sessions_and_names_her_keys(
    owner_client: Client, practice: Practice
) -> None:
    leaving = MembershipFactory(practice=practice, role=Role.OWNER)
    tokens.make(by=leaving, name="Het EPD", scopes=["fhir"], days=9)
    browser = Client()
    browser.force_login(leaving.user)
    assert signed_in(browser)
    told = owner_client.post(f"/members/{leaving.pk}/", {"end": "now"}, follow=True)
    assert "Het EPD" in told.content.decode()
    assert not Session.objects.filter(user=leaving.user).exists()
    assert not signed_in(browser)


def test_who_works_elsewhere_too_stays_signed_in_there(
    owner_client: Client, colleague: Membership, other_practice: Practice
) -> None:
    MembershipFactory(user=colleague.user, practice=other_practice)
    browser = Client()
    browser.force_login(colleague.user)
    owner_client.post(f"/members/{colleague.pk}/", {"end": "now"})
    browser.get("/account/")
    assert signed_in(browser)


def test_an_owner_who_ends_her_own_work_is_signed_out(
    owner: Membership, owner_client: Client, practice: Practice
) -> None:
    MembershipFactory(practice=practice, role=Role.OWNER)
    ended = owner_client.post(f"/members/{owner.pk}/", {"end": "now"})
    assert ended["Location"] == "/accounts/login/"
    assert not Session.objects.filter(user=owner.user).exists()


def command(action: str, email: str) -> str:
    out = StringIO()
    call_command("user", action, email, stdout=out)
    return out.getvalue()


def test_disabling_somebody_ends_her_sessions_and_says_which_keys_go_on(
    owner: Membership, owner_client: Client
) -> None:
    row, _key = tokens.make(by=owner, name="Het EPD", scopes=["fhir"], days=9)
    assert signed_in(owner_client)
    said = command("disable", owner.user.email.upper())
    assert "Sessions ended: 1" in said
    assert row.shown in said
    assert not Session.objects.filter(user=owner.user).exists()
    assert not signed_in(owner_client)
    event = Event.objects.get(action=Action.END)
    assert (event.role, event.practice_id, event.reason) == (
        "command",
        owner.practice_id,
        str(owner.user_id),
    )


def test_who_is_disabled_gets_in_again_only_when_she_is_enabled(user: User) -> None:
    command("disable", user.email)
    assert not signed_in(through_both_steps(user))
    command("enable", user.email)
    assert signed_in(through_both_steps(user))


def test_without_her_second_step_she_sets_up_another(user: User, therapist_client: Client) -> None:
    command("reset-second-step", user.email)
    assert not Authenticator.objects.filter(user=user).exists()
    assert not signed_in(therapist_client)
    browser = Client()
    browser.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    assert browser.get("/today/")["Location"] == "/accounts/2fa/totp/activate/"
    assert Event.objects.get(action=Action.FACTOR).reason == str(user.pk)


def test_a_command_about_nobody_says_so(db: None) -> None:
    with pytest.raises(CommandError):
        command("disable", "nobody@example.org")


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
