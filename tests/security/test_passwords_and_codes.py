"""Which passwords are taken and how they are kept; how long a code of an app is worth something."""

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth.hashers import check_password, get_hasher, identify_hasher, make_password
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client

from clinic import settings as project
from clinic.actions import invitations
from clinic.actions.invitations import TOKEN_BYTES
from clinic.actions.members import TOKEN_BYTES as JOINING_BYTES
from clinic.demo.accounts import totp_secret
from clinic.models import Athlete, JoinInvitation, Membership, Practice, User
from clinic.models.token import TOKEN_BYTES as KEY_BYTES
from clinic.models.token import new_token

from ..factories import PASSWORD, JoiningFactory
from ..web.test_practice_permissions import TABLE, Addresses

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


PERIOD = 30


def joins(client: Client, practice: Practice, password: str) -> User | None:
    """Somebody who was asked gives this password for a new account; None when it is refused."""
    joining: JoinInvitation = JoiningFactory(practice=practice)
    client.get(f"/join/{joining.token}/")
    data = {"name": "Iemand", "password": password, "again": password}
    client.post("/join/", data)
    return User.objects.filter(email=joining.email).first()


@pytest.mark.parametrize("length", [7, 8, 11])
def test_a_short_password_is_refused(length: int, client: Client, practice: Practice) -> None:
    assert joins(client, practice, "vq xz jw pkb mf"[:length]) is None


@pytest.mark.parametrize(
    "password",
    [
        "vq xz jw pkb",
        "vq xz jw pkb mf",
        "paard batterij nietje juist",
        "٣٤٥ дом 中文 é 🏃‍♀️ qz",
        "x7" + "k v" * 20 + "nu",
        "y8" + "k v" * 42,
    ],
)
def test_any_long_password_is_taken_whatever_it_is_made_of(
    password: str, client: Client, practice: Practice
) -> None:
    user = joins(client, practice, password)
    assert user is not None
    assert user.check_password(password)


@pytest.mark.parametrize("length", [64, 128, 300])
def test_every_letter_of_a_long_password_counts(length: int) -> None:
    password = ("een zin van veel letters " * 20)[:length]
    kept = make_password(password)
    assert check_password(password, kept)
    assert not check_password(password[:-1], kept)
    assert not check_password(password + "x", kept)
    assert not check_password(password.strip() + " ", kept) or password.endswith(" ")


def test_passwords_that_many_people_use_are_refused(client: Client, practice: Practice) -> None:
    known = CommonPasswordValidator().passwords
    assert len(known) >= 3000
    long = sorted(password for password in known if len(password) >= 12)
    assert len(long) > 50
    for password in long[::20]:
        assert joins(client, practice, password) is None, password
    assert joins(client, practice, long[0].upper()) is None


def test_a_password_is_kept_as_argon2id_with_the_cost_of_today(settings: Any) -> None:
    settings.PASSWORD_HASHERS = project.PASSWORD_HASHERS  # those that tests hash with are quick
    kept = make_password(PASSWORD)
    variety, memory, rounds, lanes = re.match(
        r"argon2\$(argon2id)\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$", kept
    ).groups()
    assert (variety, int(rounds) >= 2, int(lanes) >= 1) == ("argon2id", True, True)
    assert int(memory) >= 19 * 1024
    assert identify_hasher(kept).algorithm == get_hasher().algorithm == "argon2"
    assert not get_hasher().must_update(kept)


def test_a_new_installation_has_nobody_in_it(db: None) -> None:
    assert not User.objects.exists()
    assert not Authenticator.objects.exists()
    assert not Practice.objects.exists()


def code_of(user: User, at: float) -> str:
    return format_hotp_value(hotp_value(totp_secret(user), int(at) // PERIOD))


def signs_in(user: User, code: str) -> bool:
    client = Client()
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    client.post("/accounts/2fa/authenticate/", {"code": code})
    return client.get("/account/").status_code == 200


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Sets the clock that codes are counted by."""
    return lambda moment: monkeypatch.setattr(time, "time", lambda: moment)


BEGIN = 1_800_000_000.0


@pytest.mark.parametrize(("seconds", "works"), [(0, True), (59, True), (60, False), (90, False)])
def test_a_code_is_worth_nothing_a_minute_after_its_half_minute_began(
    seconds: int, works: bool, user: User, at: Callable[[float], None]
) -> None:
    at(BEGIN + seconds)
    assert signs_in(user, code_of(user, BEGIN)) is works


@pytest.mark.parametrize("later", [0, 31, 59])
def test_a_code_is_taken_once_for_as_long_as_it_could_pass(
    later: int, user: User, at: Callable[[float], None]
) -> None:
    at(BEGIN - PERIOD)
    code = code_of(user, BEGIN)
    assert signs_in(user, code)
    at(BEGIN - PERIOD + later)
    assert not signs_in(user, code)
    assert not signs_in(user, f"{code[:3]} {code[3:]}")


def test_the_code_that_signed_in_does_not_confirm_a_change(
    user: User, at: Callable[[float], None]
) -> None:
    at(BEGIN)
    code = code_of(user, BEGIN)
    assert signs_in(user, code)
    client = Client()
    client.force_login(user)
    at(BEGIN + 31)
    answer = client.post("/accounts/2fa/reauthenticate/", {"code": code})
    assert answer.status_code == 200
    assert answer.context["form"].errors


def test_a_password_alone_opens_no_page(user: User, addresses: Addresses) -> None:
    client = Client()
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    assert client.get("/accounts/2fa/authenticate/").status_code == 200
    for name, address in addresses.items():
        method = client.post if TABLE[name][0] == "post" else client.get
        assert method(address)["Location"].startswith("/accounts/login/"), name
    for address in ("/account/", "/practices/", "/accounts/2fa/", "/accounts/password/change/"):
        assert "/accounts/" in client.get(address)["Location"], address


def test_recovery_codes_are_long_and_stand_nowhere_in_clear(user: User) -> None:
    codes = RecoveryCodes.activate(user).get_unused_codes()
    assert len(set(codes)) == len(codes) >= 8
    kept = str(Authenticator.objects.filter(user=user).values_list("data", flat=True))
    assert not [code for code in codes if code in kept]
    assert all(len(code) >= 8 for code in codes)


def test_twenty_thousand_keys_are_all_different_and_of_256_bits() -> None:
    keys = {new_token() for _each in range(20_000)}
    assert len(keys) == 20_000
    assert all(re.fullmatch(r"reds_[\w-]{43}", key) for key in keys)
    assert min(TOKEN_BYTES, JOINING_BYTES, KEY_BYTES) * 8 >= 128


def test_links_and_sessions_are_of_more_than_128_bits(
    athlete: Athlete, therapist: Membership, unscoped: None
) -> None:
    links = [invitations.invite(athlete=athlete, by=therapist)[1] for _each in range(50)]
    assert len(set(links)) == 50
    assert all(re.fullmatch(r"[\w-]{43}", link) for link in links)
    sessions = {SessionStore()._get_new_session_key() for _each in range(50)}
    assert all(re.fullmatch(r"[a-z0-9]{32}", session) for session in sessions)
    assert len(sessions) == 50
