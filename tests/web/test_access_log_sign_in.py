"""What stands in the access log of signing in and out, second steps and passwords."""

import json

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core import mail
from django.test import Client
from fido2.utils import websafe_encode

from clinic.demo.accounts import totp_secret
from clinic.management.commands.demo import current_code
from clinic.models import Action, Event, Practice, Role, User

from ..factories import PASSWORD, MembershipFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]

Told = tuple[str, str, str, str]


def told(practice: Practice | None = None) -> list[Told]:
    rows = Event.objects.filter(practice_id=practice and practice.pk).order_by("number")
    return list(rows.values_list("action", "object", "outcome", "role"))


def password(client: Client, email: str, given: str = PASSWORD) -> None:
    client.post("/accounts/login/", {"login": email, "password": given})


def code(client: Client, given: str) -> None:
    client.post("/accounts/2fa/authenticate/", {"code": given})


def test_signing_in_with_both_steps_and_out(client: Client, user: User, practice: Practice) -> None:
    password(client, user.email)
    code(client, current_code(totp_secret(user)))
    client.post("/accounts/logout/")
    assert told(practice) == [
        ("factor", "totp", "done", "therapist"),
        ("sign_in", "session", "done", "therapist"),
        ("sign_out", "session", "done", "therapist"),
    ]
    assert Event.objects.get(action="sign_in").reason == "password totp"
    assert set(Event.objects.values_list("who", "address")) == {(user.pk, "127.0.0.1")}


def test_a_recovery_code_is_named_as_such(client: Client, user: User, practice: Practice) -> None:
    recovery = RecoveryCodes.activate(user).get_unused_codes()[0]
    password(client, user.email)
    code(client, recovery)
    assert told(practice)[0] == ("factor", "recovery_codes", "done", "therapist")


def test_a_wrong_password_is_recorded_where_she_works_as_of_nobody(
    client: Client, user: User, practice: Practice
) -> None:
    password(client, user.email.upper(), "iets anders")
    assert told(practice) == [("sign_in", "password", "refused", "nobody")]
    event = Event.objects.get()
    assert (event.who, event.reason) == (None, str(user.pk))


def test_an_unknown_address_is_recorded_and_not_kept(client: Client, user: User) -> None:
    password(client, "niemand@example.org")
    assert told() == [("sign_in", "password", "refused", "nobody")]
    assert "niemand" not in str(list(Event.objects.values()))


def test_a_wrong_second_step_is_recorded_with_its_kind(
    client: Client, user: User, practice: Practice
) -> None:
    password(client, user.email)
    code(client, "000000")
    assert told(practice) == [("factor", "totp", "refused", "nobody")]


def passkey(user: User | None, handle: object = None) -> str:
    """What a browser sends of a passkey that nobody here has, made out to somebody."""
    told = {"type": "webauthn.get", "challenge": "AAAA", "origin": "http://testserver"}
    return json.dumps(
        {
            "id": websafe_encode(b"a passkey"),
            "rawId": websafe_encode(b"a passkey"),
            "type": "public-key",
            "response": {
                "clientDataJSON": websafe_encode(json.dumps(told).encode()),
                "authenticatorData": websafe_encode(bytes(32) + b"\x05" + bytes(4)),
                "signature": websafe_encode(b"none"),
                "userHandle": websafe_encode(user_pk_to_url_str(user).encode()) if user else handle,
            },
        }
    )


def try_passkey(client: Client, user: User | None) -> None:
    path = "/accounts/2fa/webauthn/login/"
    client.get(path, headers={"x-requested-with": "XMLHttpRequest"})
    assert client.post(path, {"credential": passkey(user)})["Location"] == "/accounts/login/"


def test_a_passkey_that_is_not_hers_is_recorded_as_a_wrong_password_is(
    client: Client, user: User, practice: Practice
) -> None:
    try_passkey(client, user)
    assert told(practice) == [("sign_in", "webauthn", "refused", "nobody")]
    event = Event.objects.get()
    assert (event.who, event.reason) == (None, str(user.pk))


@pytest.mark.parametrize("credential", [passkey(None), passkey(None, 1), '{"id": 1}', "[1]", '"x"'])
def test_a_passkey_of_nobody_is_recorded_at_no_practice(
    client: Client, user: User, credential: str
) -> None:
    client.post("/accounts/2fa/webauthn/login/", {"credential": credential})
    assert told() == [("sign_in", "webauthn", "refused", "nobody")]
    assert Event.objects.get().reason == ""


def test_a_wrong_passkey_after_the_password_is_recorded_as_a_second_step(
    client: Client, user: User, practice: Practice
) -> None:
    password(client, user.email)
    client.post("/accounts/2fa/authenticate/", {"credential": passkey(user)})
    assert told(practice) == [("factor", "webauthn", "refused", "nobody")]


def test_who_works_at_two_practices_signs_in_at_both(
    client: Client, user: User, practice: Practice, other_practice: Practice
) -> None:
    MembershipFactory(user=user, practice=other_practice, role=Role.STAFF)
    password(client, user.email)
    code(client, current_code(totp_secret(user)))
    assert ("sign_in", "session", "done", "therapist") in told(practice)
    assert ("sign_in", "session", "done", "staff") in told(other_practice)


@pytest.fixture
def inside(client: Client, user: User) -> Client:
    password(client, user.email)
    code(client, current_code(totp_secret(user)))
    return client


def test_a_changed_password_is_recorded(inside: Client, practice: Practice) -> None:
    another = "nog een lange zin voor later"
    inside.post(
        "/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": another, "password2": another},
    )
    assert told(practice)[-1] == ("change", "password", "done", "therapist")


@pytest.mark.django_db(transaction=True)
def test_renewed_recovery_codes_and_a_second_step_that_goes_are_recorded(
    inside: Client, practice: Practice
) -> None:
    inside.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert told(practice)[-1] == ("factor", "password", "done", "therapist")
    inside.post("/accounts/2fa/recovery-codes/generate/")
    assert told(practice)[-1] == ("factor", "recovery_codes renewed", "done", "therapist")
    inside.post("/accounts/2fa/totp/deactivate/")
    assert ("factor", "totp removed", "done", "therapist") in told(practice)


def test_a_password_that_was_reset_by_mail_is_recorded_so(
    client: Client, user: User, practice: Practice
) -> None:
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    page = client.get(f"/accounts/password/reset/key/{key}/", follow=True)
    another = "nog een lange zin voor later"
    client.post(page.request["PATH_INFO"], {"password1": another, "password2": another})
    event = Event.objects.get(action=Action.CHANGE, object="password")
    assert (event.reason, event.who, event.practice_id) == ("mail", user.pk, practice.pk)
    assert mail.outbox
