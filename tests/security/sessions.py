"""Browsers that are signed in, and the time that goes by."""

from datetime import timedelta
from unittest import mock

from django.test import Client
from django.utils import timezone

from clinic.demo.accounts import totp_secret
from clinic.management.commands.demo import current_code
from clinic.models import User

from ..factories import PASSWORD

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


def with_password(user: User) -> Client:
    browser = Client()
    browser.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    return browser
