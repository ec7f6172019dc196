"""Who ends a session before its time, her own or somebody else's."""

from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client

from clinic.actions import tokens
from clinic.models import Action, Event, Membership, Practice, Role, Session, User

from ..factories import PASSWORD, MembershipFactory
from .sessions import signed_in, through_both_steps, with_password

pytestmark = pytest.mark.usefixtures("unscoped")


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
    browser = with_password(user)
    assert browser.get("/today/")["Location"] == "/accounts/2fa/totp/activate/"
    assert Event.objects.get(action=Action.FACTOR).reason == str(user.pk)


def test_a_command_about_nobody_says_so(db: None) -> None:
    with pytest.raises(CommandError):
        command("disable", "nobody@example.org")
