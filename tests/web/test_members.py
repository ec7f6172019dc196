"""Asking somebody to come and work at a practice, her role there, and the end of it."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from clinic.actions import members
from clinic.models import Event, JoinInvitation, Membership, Practice, Role, User

from ..factories import JoiningFactory, MembershipFactory

pytestmark = pytest.mark.usefixtures("unscoped")

CHOSEN = "een andere zin om in te loggen"
ACCOUNT = {"name": "Nienke Zandstra", "password": CHOSEN, "again": CHOSEN}


@pytest.fixture
def joining(practice: Practice) -> JoinInvitation:
    return JoiningFactory(practice=practice, role=Role.STAFF)


def follow(client: Client, joining: JoinInvitation) -> None:
    assert client.get(f"/join/{joining.token}/")["Location"] == "/join/"


def test_an_owner_asks_by_mail_and_the_link_makes_an_account(
    owner_client: Client, client: Client, practice: Practice
) -> None:
    asked = {"email": "Nienke@Example.org", "role": "therapist"}
    assert owner_client.post("/members/ask/", asked)["Location"] == "/members/"
    (letter,) = mail.outbox
    assert letter.to == ["nienke@example.org"]
    link = re.search(r"http://[^/]+(/join/\S+)", letter.body)[1]
    assert client.get(link)["Location"] == "/join/"
    assert client.post("/join/", ACCOUNT)["Location"] == "/today/"
    membership = Membership.objects.get(user__email="nienke@example.org")
    assert (membership.practice, membership.role) == (practice, Role.THERAPIST)
    assert membership.user.check_password(CHOSEN)
    assert client.get("/account/")["Location"] == "/accounts/2fa/totp/activate/"
    assert client.get("/accounts/2fa/totp/activate/").status_code == 200
    assert [(e.action, e.object) for e in Event.objects.filter(object="member")] == [
        ("invite", "member"),
        ("join", "member"),
    ]


def test_the_mail_says_nothing_of_health_and_the_database_keeps_no_token(
    owner_client: Client, practice: Practice
) -> None:
    owner_client.post("/members/ask/", {"email": "n@example.org", "role": "staff"})
    (letter,) = mail.outbox
    text = f"{letter.subject} {letter.body}".casefold()
    assert practice.name in letter.subject
    assert not re.search(r"red-s|screening|blessure|gezond", letter.subject.casefold())
    token = re.search(r"/join/([^/]+)/", text)[1]
    kept = JoinInvitation.objects.get()
    assert token not in str(vars(kept))


def test_a_link_opens_once(client: Client, joining: JoinInvitation) -> None:
    follow(client, joining)
    client.post("/join/", ACCOUNT)
    later = Client()
    follow(later, joining)
    closed = later.get("/join/")
    assert closed.status_code == 404
    assert 'href="/accounts/login/"' in closed.content.decode()
    assert later.post("/join/", {**ACCOUNT, "name": "Iemand Anders"}).status_code == 404
    assert User.objects.filter(email=joining.email).count() == 1


@pytest.mark.parametrize("end", ["expired", "revoked", "unknown"])
def test_a_link_that_is_over_opens_nothing(
    end: str, client: Client, joining: JoinInvitation, owner: Membership
) -> None:
    if end == "expired":
        JoinInvitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    elif end == "revoked":
        JoinInvitation.objects.update(revoked_at=timezone.now())
    else:
        joining.token = "no-such-token"
    follow(client, joining)
    assert client.get("/join/").status_code == 404
    assert client.post("/join/", ACCOUNT).status_code == 404
    assert not User.objects.filter(email=joining.email).exists()


def test_a_new_link_ends_the_one_before_it(
    owner_client: Client, client: Client, joining: JoinInvitation
) -> None:
    owner_client.post(f"/members/asked/{joining.pk}/again/")
    follow(client, joining)
    assert client.get("/join/").status_code == 404
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    ("wrong", "at"),
    [
        ({"password": "kort", "again": "kort"}, "password"),
        ({"again": "iets anders dan dat"}, "again"),
        ({"password": "Nienke Zandstra", "again": "Nienke Zandstra"}, "password"),
        ({"name": ""}, "name"),
    ],
)
def test_a_fault_makes_no_account_and_keeps_the_link(
    wrong: dict[str, str], at: str, client: Client, joining: JoinInvitation
) -> None:
    follow(client, joining)
    page = client.post("/join/", {**ACCOUNT, **wrong})
    assert list(page.context["form"].errors) == [at]
    assert client.post("/join/", ACCOUNT)["Location"] == "/today/"


def test_who_has_an_account_signs_in_with_that_and_no_other(
    client: Client, outsider: Membership, colleague: Membership, practice: Practice
) -> None:
    joining = JoiningFactory(practice=practice, email=outsider.user.email, role=Role.STAFF)
    follow(client, joining)
    assert "/accounts/login/?next=/join/" in client.get("/join/").content.decode()
    assert "form" not in client.get("/join/").context
    client.post("/join/", ACCOUNT)
    outsider.user.refresh_from_db()
    assert not outsider.user.check_password(CHOSEN)

    other = Client()
    other.force_login(colleague.user)
    follow(other, joining)
    other.post("/join/")
    assert practice.memberships.filter(user=outsider.user).count() == 0

    client.force_login(outsider.user)
    follow(client, joining)
    assert client.post("/join/")["Location"] == "/today/"
    assert practice.memberships.get(user=outsider.user).role == Role.STAFF
    assert client.get("/account/").wsgi_request.practice == practice


def test_who_comes_back_has_her_new_role_in_her_old_place(
    client: Client, colleague: Membership, owner: Membership, practice: Practice
) -> None:
    members.end(membership=colleague, by=owner)
    client.force_login(colleague.user)
    follow(client, JoiningFactory(practice=practice, email=colleague.user.email, role=Role.STAFF))
    client.post("/join/")
    colleague.refresh_from_db()
    assert (colleague.role, colleague.ended_at) == (Role.STAFF, None)


def test_who_works_here_already_is_not_asked_again(
    owner_client: Client, colleague: Membership
) -> None:
    asked = {"email": colleague.user.email.upper(), "role": "staff"}
    page = owner_client.post("/members/ask/", asked)
    assert list(page.context["form"].errors) == ["email"]
    assert mail.outbox == []


def test_a_mail_that_does_not_go_out_shows_the_link_instead(
    owner_client: Client, client: Client, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    page = owner_client.post("/members/ask/", {"email": "n@example.org", "role": "staff"})
    link = re.search(r"http://testserver(/join/[^\"]+)", page.content.decode())[1]
    client.get(link)
    assert client.get("/join/").status_code == 200


def test_a_role_changes_at_once_and_the_change_is_recorded(
    owner_client: Client, colleague: Membership, colleague_client: Client
) -> None:
    assert colleague_client.get("/practice/").status_code == 403
    owner_client.post(f"/members/{colleague.pk}/", {"role": "owner"})
    assert colleague_client.get("/practice/").status_code == 200
    event = Event.objects.get(action="change", object="member")
    assert event.reason == f"{colleague.user_id} therapist > owner"


def test_a_membership_that_ends_ends_the_next_request(
    owner_client: Client, colleague: Membership, colleague_client: Client
) -> None:
    assert colleague_client.get("/account/").status_code == 200
    asked = owner_client.post(f"/members/{colleague.pk}/", {"end": "ask"})
    assert colleague_client.get("/account/").status_code == 200
    assert b'value="now"' in asked.content
    owner_client.post(f"/members/{colleague.pk}/", {"end": "now"})
    assert colleague_client.get("/account/")["Location"].startswith("/accounts/login/")
    assert "_auth_user_id" not in colleague_client.session
    colleague_client.force_login(colleague.user)
    assert colleague_client.get("/account/").status_code == 404
    assert Event.objects.get(action="end").reason == str(colleague.user_id)


def test_who_left_one_of_two_practices_is_asked_to_choose_and_changes_nothing(
    owner: Membership, colleague: Membership, colleague_client: Client, other_practice: Practice
) -> None:
    elsewhere = MembershipFactory(user=colleague.user, practice=other_practice)
    colleague_client.get("/account/")
    members.end(membership=colleague, by=owner)
    posted = colleague_client.post("/athletes/new/", {"given_name": "Roos"})
    assert posted["Location"] == "/practices/"
    page = colleague_client.get("/account/")
    assert page.wsgi_request.membership == elsewhere


@pytest.mark.parametrize("change", [{"role": "therapist"}, {"end": "now"}])
def test_the_last_owner_stays_owner(
    change: dict[str, str], owner: Membership, owner_client: Client
) -> None:
    ended = MembershipFactory(practice=owner.practice, role=Role.OWNER, ended_at=timezone.now())
    response = owner_client.post(f"/members/{owner.pk}/", change, follow=True)
    assert "heeft altijd een beheerder" in response.content.decode()
    owner.refresh_from_db()
    assert (owner.role, owner.ended_at) == (Role.OWNER, None)
    Membership.objects.filter(pk=ended.pk).update(ended_at=None)
    owner_client.post(f"/members/{owner.pk}/", change)
    owner.refresh_from_db()
    assert (owner.role, owner.ended_at) != (Role.OWNER, None)


def test_who_has_left_is_not_in_the_list(
    owner: Membership, colleague: Membership, owner_client: Client
) -> None:
    assert colleague.user.email in owner_client.get("/members/").content.decode()
    members.end(membership=colleague, by=owner)
    assert colleague.user.email not in owner_client.get("/members/").content.decode()
    assert owner_client.get(f"/members/{colleague.pk}/").status_code == 404


def test_the_log_lines_hold_no_token() -> None:
    from clinic.logs import redacted

    assert redacted("GET /join/abc-1_2/ HTTP") == "GET /join/…/ HTTP"
    assert redacted("GET /accounts/password/reset/key/x-y/ ") == (
        "GET /accounts/password/reset/key/…/ "
    )


def test_two_practices_do_not_mix_in_a_form_that_was_left_open(
    therapist: Membership, other_practice: Practice
) -> None:
    elsewhere = MembershipFactory(user=therapist.user, practice=other_practice)
    client = Client(enforce_csrf_checks=True)
    client.force_login(therapist.user)
    old = str(client.get("/athletes/new/").context["csrf_token"])
    new = {"given_name": "Roos", "family_name": "Kuik", "date_of_birth": "2003-04-12"}
    switch = {"membership": str(elsewhere.pk), "csrfmiddlewaretoken": old}
    assert client.post("/practices/", switch).status_code == 302
    late = client.post("/athletes/new/", {**new, "language": "nl", "csrfmiddlewaretoken": old})
    assert late.status_code == 403
    assert "andere praktijk" in late.content.decode()
    assert not other_practice.athletes.exists()


def test_what_belongs_to_her_other_practice_is_told_with_the_way_there(
    outsider: Membership, practice: Practice, athlete: Any, client: Client
) -> None:
    client.force_login(outsider.user)
    path = f"/athletes/{athlete.pk}/"
    client.get("/account/")
    assert b"/practices/" not in client.get(path).content
    here = MembershipFactory(user=outsider.user, practice=practice, role=Role.STAFF)
    missing = client.get(path)
    assert missing.status_code == 404
    assert str(here.pk) in missing.content.decode()
    switched = client.post("/practices/", {"membership": str(here.pk), "next": path})
    assert switched["Location"] == path
    assert client.get(path).status_code == 200


def test_somebody_renames_herself_and_that_is_recorded(
    therapist: Membership, therapist_client: Client
) -> None:
    therapist_client.post("/account/", {"name": "M. de Vries", "language": "en"})
    therapist.user.refresh_from_db()
    assert (therapist.user.name, therapist.user.language) == ("M. de Vries", "en")
    assert Event.objects.filter(action="change", object="account").count() == 1
    assert '<html lang="en"' in therapist_client.get("/account/").content.decode()
