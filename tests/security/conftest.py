"""The addresses of the table of permissions, and the settings of production."""

import pytest
from django.test import Client

from clinic.models import Membership

from ..conftest import confirm
from ..web.test_practice_permissions import addresses
from .production import OVER_TLS, production

__all__ = ["addresses"]


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
