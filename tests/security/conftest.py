"""The addresses of the table of permissions and of everybody else, and the settings of production."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django_scopes import scopes_disabled

from clinic.models import Membership

from ..conftest import confirm
from ..web.test_practice_permissions import addresses
from .production import OVER_TLS, production

__all__ = ["addresses"]

OF_ANYBODY = (
    "/",
    "/account/",
    "/idle/",
    "/idle/left/",
    "/join/",
    "/language/",
    "/practices/",
    "/practice/accent.css",
    "/practice/logo.png",
    "/tablet/",
    "/verify/",
    f"/verify/{'0' * 64}/",
    "/welcome/",
    "/welcome/parent/",
    "/screening/",
    "/screening/check/",
    "/screening/sent/",
    "/screening/bone/1/",
    "/screening/close/1/",
    "/accounts/login/",
    "/accounts/logout/",
    "/accounts/reauthenticate/",
    "/accounts/password/change/",
    "/accounts/password/reset/",
    "/accounts/2fa/",
    "/accounts/2fa/authenticate/",
    "/accounts/2fa/reauthenticate/",
    "/accounts/2fa/totp/activate/",
    "/accounts/2fa/totp/deactivate/",
    "/accounts/2fa/recovery-codes/",
    "/accounts/2fa/recovery-codes/generate/",
    "/accounts/2fa/webauthn/",
    "/accounts/2fa/webauthn/add/",
)
"""What the table of permissions does not hold: pages for anybody, the athlete's, and those of the sign-in package."""


@pytest.fixture(autouse=True)
def _unscoped(db: None) -> Iterator[None]:
    with scopes_disabled():
        yield


@pytest.fixture
def in_production(settings: pytest.FixtureRequest) -> None:
    """The cookies, headers and middleware of production."""
    for name, value in production().items():
        setattr(settings, name, value)


@pytest.fixture
def tls(in_production: None) -> Client:
    """Nobody's browser, behind the proxy."""
    return Client(headers=OVER_TLS)


@pytest.fixture
def tls_owner(tls: Client, owner: Membership) -> Client:
    """The owner's browser, behind the proxy."""
    tls.force_login(owner.user)
    confirm(tls, owner.user)
    return tls
