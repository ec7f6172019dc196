"""How often signing in may be tried: passwords, codes, passkeys, links for another password."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from clinic import limits
from clinic.demo.accounts import totp_secret
from clinic.management.commands.demo import current_code
from clinic.models import Membership, User

from ..factories import PASSWORD
from .sessions import with_password
from .trying import HERE, exhaust, sign_in, told

pytestmark = pytest.mark.usefixtures("unscoped")


def test_after_five_wrong_passwords_the_right_one_waits_too(user: User) -> None:
    for _try in range(5):
        assert sign_in(user, "niet goed").status_code == 200
    for _try in range(3):
        refused = sign_in(user)
        assert refused.status_code == 429
        assert 1 <= int(refused["Retry-After"]) <= 300
    assert "/accounts/password/reset/" in refused.content.decode()
    assert PASSWORD not in refused.content.decode()
    assert told() == [("sign-in", "nobody")]


def test_an_unknown_account_is_limited_in_the_same_way(user: User) -> None:
    stranger = User(email="nobody@example.org")
    for _try in range(5):
        sign_in(stranger, "niet goed")
    assert sign_in(stranger, "niet goed").status_code == 429
    assert sign_in(user).status_code == 302


def test_another_name_of_this_server_gives_no_more_tries(user: User, settings: Any) -> None:
    settings.ALLOWED_HOSTS = [".example.org"]
    for number in range(5):
        sign_in(user, "niet goed", HTTP_HOST=f"n{number}.example.org")
    assert sign_in(user, HTTP_HOST="other.example.org").status_code == 429


def test_another_spelling_of_the_account_gives_no_more_tries(user: User) -> None:
    for _try in range(5):
        sign_in(User(email=user.email.upper()), "niet goed")
    assert sign_in(user).status_code == 429


def test_a_forged_address_gives_no_more_tries(user: User) -> None:
    accounts = [User(email=f"a{number}@example.org") for number in range(11)]
    answers = [
        sign_in(account, "niet goed", HTTP_X_FORWARDED_FOR=f"192.0.2.{number}").status_code
        for number, account in enumerate(accounts)
    ]
    assert answers == [200] * 10 + [429]


def test_signing_in_oneself_clears_nothing_for_the_address(user: User, owner: Membership) -> None:
    exhaust(limits.WRONG_SIGN_INS, HERE)
    refused = sign_in(user)
    assert refused.status_code == 429
    assert told() == [("wrong passwords", "nobody")]
    assert sign_in(user, REMOTE_ADDR="192.0.2.7").status_code == 302


def test_wrong_passwords_of_many_accounts_are_counted_for_the_address(user: User) -> None:
    sign_in(user, "niet goed")
    sign_in(User(email="nobody@example.org"), "niet goed")
    key, _left = limits._window(limits.WRONG_SIGN_INS, HERE)
    assert cache.get(key) == 2


@pytest.mark.parametrize("wrong", ["000000", "aaaa-bbbb"])
def test_after_five_wrong_codes_the_right_one_waits_too(wrong: str, user: User) -> None:
    for _try in range(5):
        browser = with_password(user)
        answer = browser.post("/accounts/2fa/authenticate/", {"code": wrong})
        assert answer.status_code == 200
    right = {"code": current_code(totp_secret(user))}
    refused = browser.post("/accounts/2fa/authenticate/", right)
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) > 0
    assert "_auth_user_id" not in browser.session


def test_fifty_wrong_codes_in_a_day_and_the_account_waits_the_day_out(user: User) -> None:
    from allauth.core.internal import ratelimit

    browser = with_password(user)
    key = f"mfa-auth-user-{user.pk}"
    day = ratelimit.get_rates(app="allauth.account", action="login_failed")[2]
    request = browser.get("/accounts/2fa/authenticate/").wsgi_request
    name = ratelimit.get_cache_key(
        request, app="allauth.account", action="login_failed", rate=day, key=key
    )
    an_hour_ago = timezone.now().timestamp() - 3600
    cache.set(name, [an_hour_ago] * 50, 24 * 3600)
    right = {"code": current_code(totp_secret(user))}
    refused = browser.post("/accounts/2fa/authenticate/", right)
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) == pytest.approx(23 * 3600, abs=5)


def test_asking_for_another_password_is_limited_for_known_and_unknown(
    user: User, client: Client
) -> None:
    for email in (user.email, "nobody@example.org"):
        answers = [
            client.post("/accounts/password/reset/", {"email": email}).status_code
            for _time in range(6)
        ]
        assert answers == [302] * 5 + [429]


def test_passkeys_are_tried_so_often_from_one_address(client: Client, db: None) -> None:
    exhaust(limits.PASSKEYS, HERE)
    assert client.post("/accounts/2fa/webauthn/login/", {}).status_code == 429
