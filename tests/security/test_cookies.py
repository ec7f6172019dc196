"""Every cookie of a walk through the pages, with the settings of production."""

from http.cookies import Morsel

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from clinic.demo.accounts import totp_secret
from clinic.management.commands.demo import current_code
from clinic.models import Athlete, Invitation, Membership

from ..factories import PASSWORD
from .production import OVER_TLS

pytestmark = pytest.mark.usefixtures("unscoped")


class Walker(Client):
    """A browser that remembers every cookie that it was ever given."""

    def __init__(self) -> None:
        super().__init__(headers=OVER_TLS)
        self.given: list[Morsel[str]] = []

    def request(self, **request: object) -> HttpResponse:
        response = super().request(**request)
        self.given += response.cookies.values()
        return response


@pytest.fixture
def walker(in_production: None) -> Walker:
    return Walker()


def check(given: list[Morsel[str]]) -> None:
    for cookie in given:
        assert cookie.key.startswith("__Host-")
        assert cookie["secure"], cookie.key
        assert cookie["httponly"], cookie.key
        assert cookie["samesite"] == "Lax", cookie.key
        assert cookie["path"] == "/", cookie.key
        assert not cookie["domain"], cookie.key


def test_every_cookie_of_an_athlete_is_for_this_site_alone(
    walker: Walker, invitation: Invitation
) -> None:
    walker.get(f"/s/{invitation.token}/")
    walker.get("/welcome/")
    walker.post("/welcome/", {"language": "en"})
    born = invitation.athlete.date_of_birth
    date = {"day": born.day, "month": born.month, "year": born.year}
    assert walker.post("/welcome/", date)["Location"] == "/screening/"
    walker.post("/screening/", {"go": "on", "consent": "yes"})
    assert walker.get("/screening/bone/1/").status_code == 200
    names = {cookie.key for cookie in walker.given}
    assert names == {
        "__Host-session",
        "__Host-csrf",
        "__Host-language",
        f"__Host-screening_{invitation.pk.hex}",
    }
    check(walker.given)


def test_a_proven_device_comes_back_with_its_cookie_in_production_too(
    walker: Walker, invitation: Invitation
) -> None:
    walker.get(f"/s/{invitation.token}/")
    born = invitation.athlete.date_of_birth
    walker.post("/welcome/", {"day": born.day, "month": born.month, "year": born.year})
    del walker.cookies["__Host-session"]
    assert walker.get(f"/s/{invitation.token}/")["Location"] == "/screening/"


def test_every_cookie_of_a_practice_is_for_this_site_alone_and_says_nothing(
    walker: Walker, therapist: Membership, athlete: Athlete
) -> None:
    user = therapist.user
    walker.post("/language/", {"language": "en"})
    walker.get("/accounts/login/")
    walker.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    walker.post("/accounts/2fa/authenticate/", {"code": current_code(totp_secret(user))})
    assert walker.get("/today/").status_code == 200
    walker.post(f"/athletes/{athlete.pk}/archive/")
    walker.get("/account/")
    walker.post("/accounts/logout/")
    names = {cookie.key for cookie in walker.given}
    assert names == {"__Host-session", "__Host-csrf", "__Host-language"}
    check([cookie for cookie in walker.given if cookie.value])
    for cookie in walker.given:
        for word in (user.email, user.name, athlete.family_name, str(user.pk)):
            assert word not in cookie.value


def test_no_script_reads_a_cookie() -> None:
    sources = [
        path
        for name in ("clinic", "screening")
        for path in (settings.BASE_DIR / name / "static").rglob("*.js")
    ]
    assert sources
    assert not [path for path in sources if "document.cookie" in path.read_text()]


def test_what_a_browser_asks_by_itself_begins_no_form(client: Client) -> None:
    icon = client.get("/favicon.ico")
    assert icon.status_code == 204
    assert not icon.cookies
