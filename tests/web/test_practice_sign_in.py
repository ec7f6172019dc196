import re
from typing import Any

import pytest
from allauth.core.context import request_context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core import mail
from django.test import Client

from clinic.demo.accounts import totp_secret
from clinic.management.commands.demo import current_code
from clinic.models import Athlete, Membership, Practice, Role, User
from clinic.sign_in import AccountAdapter

from ..factories import PASSWORD, MembershipFactory, UserFactory


def with_password(client: Client, user: User, password: str = PASSWORD) -> str:
    """Where the first step leads to; "" when it is refused."""
    response = client.post("/accounts/login/", {"login": user.email, "password": password})
    return response.headers.get("Location", "")


def test_password_and_code_together_sign_somebody_in(client: Client, user: User) -> None:
    assert with_password(client, user) == "/accounts/2fa/authenticate/"
    assert client.get("/today/").status_code == 302
    code = current_code(totp_secret(user))
    assert client.post("/accounts/2fa/authenticate/", {"code": code})["Location"] == "/today/"
    assert client.get("/today/").status_code == 200


def test_of_two_new_passwords_at_once_the_first_stays(client: Client, user: User) -> None:
    late = User.objects.get(pk=user.pk)
    request = client.get("/accounts/password/reset/").wsgi_request
    with request_context(request):
        AccountAdapter(request).set_password(user, "een andere lange zin")
        with pytest.raises(ImmediateHttpResponse) as refused:
            AccountAdapter(request).set_password(late, "en nog een lange zin")
    assert refused.value.response["Location"] == "/accounts/password/reset/"
    user.refresh_from_db()
    assert user.check_password("een andere lange zin")


def test_a_recovery_code_signs_somebody_in_once(client: Client, user: User) -> None:
    code = RecoveryCodes.activate(user).get_unused_codes()[0]
    with_password(client, user)
    assert client.post("/accounts/2fa/authenticate/", {"code": code})["Location"] == "/today/"
    again = Client()
    with_password(again, user)
    assert again.post("/accounts/2fa/authenticate/", {"code": code}).status_code == 200


def test_a_code_is_used_once(client: Client, user: User) -> None:
    code = current_code(totp_secret(user))
    with_password(client, user)
    client.post("/accounts/2fa/authenticate/", {"code": code})
    again = Client()
    with_password(again, user)
    assert again.post("/accounts/2fa/authenticate/", {"code": code}).status_code == 200


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(
    client: Client, user: User
) -> None:
    def answer(email: str) -> str:
        page = client.post("/accounts/login/", {"login": email, "password": "niet goed"})
        return re.sub(r'value="[^"]*"', "", page.content.decode())

    assert answer(user.email) == answer("nobody@example.org")


def test_guessing_is_slowed_down(client: Client, user: User) -> None:
    for _try in range(5):
        with_password(client, user, "niet goed")
    assert with_password(client, user) == ""


def test_whoever_has_no_second_step_gets_no_further_than_setting_one_up(
    client: Client, practice: Practice
) -> None:
    somebody = UserFactory(second_factor=False)
    MembershipFactory(user=somebody, practice=practice, role=Role.OWNER)
    client.force_login(somebody)
    for page in ("/", "/today/", "/athletes/new/", "/practices/", "/accounts/password/change/"):
        assert client.get(page)["Location"] == "/accounts/2fa/totp/activate/"


def test_taking_the_second_step_away_ends_every_way_in(user: User) -> None:
    client = Client()
    client.force_login(user)
    Authenticator.objects.filter(user=user).delete()
    assert client.get("/today/")["Location"] == "/accounts/2fa/totp/activate/"


def test_secrets_of_the_second_step_are_stored_sealed(user: User) -> None:
    RecoveryCodes.activate(user)
    secret = totp_secret(user)
    for factor in Authenticator.objects.filter(user=user):
        assert secret not in str(factor.data)
        sealed = factor.data.get("secret") or factor.data["seed"]
        assert re.fullmatch(r"[\w.-]+:[A-Za-z0-9+/=]{60,}", sealed)


@pytest.mark.parametrize(
    "page", ["signup", "email", "confirm-email", "password/set", "login/code", "signup/passkey"]
)
def test_pages_that_are_for_nobody_are_not_there(
    page: str, client: Client, therapist_client: Client
) -> None:
    for reader in (client, therapist_client):
        assert reader.get(f"/accounts/{page}/").status_code == 404


def test_a_passkey_alone_is_a_second_step(client: Client, practice: Practice) -> None:
    somebody = UserFactory(second_factor=False)
    MembershipFactory(user=somebody, practice=practice)
    Authenticator.objects.create(user=somebody, type=Authenticator.Type.WEBAUTHN, data={})
    client.force_login(somebody)
    assert client.get("/account/").status_code == 200


def test_recovery_codes_alone_are_no_second_step(client: Client, practice: Practice) -> None:
    somebody = UserFactory(second_factor=False)
    MembershipFactory(user=somebody, practice=practice)
    RecoveryCodes.activate(somebody)
    client.force_login(somebody)
    assert client.get("/account/")["Location"] == "/accounts/2fa/totp/activate/"


def test_a_forgotten_password_gets_the_same_answer_for_everybody(
    client: Client, user: User
) -> None:
    def asked(email: str) -> tuple[int, str, str]:
        response = client.post("/accounts/password/reset/", {"email": email})
        page = client.get(response["Location"]).content.decode()
        return response.status_code, response["Location"], re.sub(r'value="[^"]*"', "", page)

    assert asked(user.email) == asked("nobody@example.org")
    assert [letter.to for letter in mail.outbox] == [[user.email], ["nobody@example.org"]]
    known, unknown = mail.outbox
    assert known.subject == unknown.subject
    assert "/accounts/" not in unknown.body


def test_another_password_by_mail_ends_sessions_and_keeps_the_second_step(
    client: Client, user: User
) -> None:
    signed_in = Client()
    signed_in.force_login(user)
    client.post("/accounts/password/reset/", {"email": user.email})
    link = re.search(r"http://testserver(\S+)", mail.outbox[0].body)[1]
    form = client.get(link)["Location"]
    new = "een heel andere zin om in te loggen"
    client.post(form, {"password1": new, "password2": new})
    assert signed_in.get("/account/").status_code == 302
    assert with_password(Client(), user) == ""
    assert with_password(Client(), user, new) == "/accounts/2fa/authenticate/"
    again = Client().get(link)
    assert again.status_code == 200
    assert b"password1" not in again.content


def test_a_mail_server_that_is_down_gives_the_same_answer(
    client: Client, user: User, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    answer = client.post("/accounts/password/reset/", {"email": user.email})
    assert answer["Location"] == "/accounts/password/reset/done/"


def test_nobody_can_make_an_account(client: Client, db: None) -> None:
    assert "<form" not in client.get("/accounts/signup/").content.decode().partition("<main")[2]
    client.post("/accounts/signup/", {"email": "x@example.org", "password1": PASSWORD})
    assert not User.objects.exists()
    assert "signup" not in client.get("/accounts/login/").content.decode()


def test_somebody_who_left_is_signed_out_at_once(user: User) -> None:
    client = Client()
    client.force_login(user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert client.get("/today/").status_code == 302


def test_the_language_is_kept_with_the_user(
    therapist_client: Client, therapist: Membership
) -> None:
    assert '<html lang="nl"' in therapist_client.get("/today/").content.decode()
    response = therapist_client.post("/language/", {"language": "en", "next": "/today/"})
    assert response["Location"] == "/today/"
    assert '<html lang="en"' in therapist_client.get("/today/").content.decode()
    therapist.user.refresh_from_db()
    assert therapist.user.language == "en"


def test_the_language_can_be_chosen_before_signing_in(client: Client, db: None) -> None:
    client.post("/language/", {"language": "en"})
    assert '<html lang="en"' in client.get("/accounts/login/").content.decode()


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example", "javascript:x"])
def test_the_language_switch_leads_to_no_other_site(address: str, therapist_client: Client) -> None:
    response = therapist_client.post("/language/", {"language": "en", "next": address})
    assert response["Location"] == "/"


def test_who_works_at_two_practices_switches_without_mixing_them(
    therapist: Membership, therapist_client: Client, other_practice: Practice
) -> None:
    second = MembershipFactory(user=therapist.user, practice=other_practice, role=Role.STAFF)
    assert "Praktijk De Brug" in therapist_client.get("/today/").content.decode()
    therapist_client.post("/practices/", {"membership": str(second.pk)})
    response = therapist_client.get("/today/")
    assert "Praktijk Elders" in response.content.decode()
    assert response.wsgi_request.membership.role == Role.STAFF


def test_a_practice_where_one_does_not_work_cannot_be_chosen(
    therapist_client: Client, outsider: Membership
) -> None:
    response = therapist_client.post("/practices/", {"membership": str(outsider.pk)})
    assert response.status_code == 404


def test_every_page_carries_the_headers_that_keep_others_out(
    therapist_client: Client,
) -> None:
    headers = therapist_client.get("/today/").headers
    assert "unsafe-inline" not in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "no-store" in headers["Cache-Control"]


def test_the_health_check_asks_nothing_of_the_database(
    client: Client, django_assert_num_queries: pytest.FixtureRequest, db: None
) -> None:
    with django_assert_num_queries(0):
        assert client.get("/healthz").content == b"ok"


def test_no_cookie_holds_a_name(therapist_client: Client, athlete: Athlete) -> None:
    therapist_client.post(f"/athletes/{athlete.pk}/archive/")
    assert set(therapist_client.cookies) <= {"sessionid", "csrftoken"}
