"""What asks once more who somebody is, and that nothing is lost and nothing is kept on the way."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from clinic.actions import records
from clinic.demo.accounts import totp_secret
from clinic.management.commands.demo import current_code
from clinic.models import ApiToken, Export, Invitation, JoinInvitation, Membership, Role, Session
from clinic.sessions import SessionStore

from ..conftest import confirm
from ..factories import PASSWORD, JoiningFactory

pytestmark = pytest.mark.usefixtures("unscoped")

ASKED = {"email": "nieuw@example.org", "role": "staff"}


@pytest.fixture
def confirmed(owner: Membership, owner_client: Client) -> Callable[[float], None]:
    """As if the owner had confirmed so many minutes ago, and had not been idle since."""
    return lambda minutes: confirm(owner_client, owner.user, minutes_ago=minutes)


@pytest.fixture
def addresses(owner: Membership, colleague: Membership) -> dict[str, str]:
    joining = JoiningFactory(practice=owner.practice)
    return {
        "ask": "/members/ask/",
        "member": f"/members/{colleague.pk}/",
        "tokens": "/practice/tokens/",
        "again": f"/members/asked/{joining.pk}/again/",
    }


@pytest.mark.parametrize("page", ["ask", "member", "tokens"])
def test_a_sensitive_page_opens_within_five_minutes_and_then_asks_once_more(
    page: str,
    addresses: dict[str, str],
    owner_client: Client,
    confirmed: Callable[[float], None],
) -> None:
    address = addresses[page]
    confirmed(4.9)
    assert owner_client.get(address).status_code == 200
    confirmed(5.1)
    asked = owner_client.get(address)
    assert asked["Location"].partition("?")[0] == "/accounts/reauthenticate/"
    assert owner_client.get(asked["Location"]).status_code == 200


def test_a_moment_in_the_future_confirms_nothing(
    owner_client: Client, confirmed: Callable[[float], None]
) -> None:
    confirmed(-10)
    assert owner_client.get("/members/ask/").status_code == 302


def confirm_by(client: Client, owner: Membership, way: str, back: str) -> Any:
    client.force_login(owner.user)
    typed = {"password": PASSWORD} if way == "" else {"code": current_code(totp_secret(owner.user))}
    return client.post(f"/accounts/{way}reauthenticate/?next={back}", {"next": back, **typed})


@pytest.mark.parametrize("way", ["", "2fa/"])
def test_password_and_code_both_confirm_and_lead_back(
    way: str, owner: Membership, client: Client
) -> None:
    assert confirm_by(client, owner, way, "/members/ask/")["Location"] == "/members/ask/"
    assert client.get("/members/ask/").status_code == 200


def test_a_wrong_password_confirms_nothing_and_is_limited(
    owner: Membership, client: Client
) -> None:
    client.force_login(owner.user)
    answers = [
        client.post("/accounts/reauthenticate/", {"password": "niet goed"}).status_code
        for _time in range(6)
    ]
    assert answers == [200] * 5 + [429]
    assert client.get("/members/ask/").status_code == 302


@pytest.mark.parametrize("to", ["https://evil.example/", "//evil.example/"])
def test_the_way_back_leads_to_no_other_site(to: str, owner: Membership, client: Client) -> None:
    assert "evil" not in confirm_by(client, owner, "", to)["Location"]


def test_a_form_may_be_sent_for_half_an_hour(
    owner_client: Client, confirmed: Callable[[float], None]
) -> None:
    confirmed(29)
    owner_client.post("/members/ask/", ASKED)
    assert JoinInvitation.objects.get().email == ASKED["email"]


def test_a_form_that_comes_too_late_is_not_followed_and_can_be_sent_once_more(
    owner_client: Client, confirmed: Callable[[float], None]
) -> None:
    typed = {"email": '"><b>nieuw@example.org', "role": "staff", "password": "secret words"}
    confirmed(31)
    late = owner_client.post("/members/ask/", typed)
    assert late.status_code == 403
    assert not JoinInvitation.objects.exists()
    page = late.content.decode()
    assert 'name="email" value="&quot;&gt;&lt;b&gt;nieuw@example.org"' in page
    assert 'action="/members/ask/"' in page
    assert "secret words" not in page
    key = owner_client.cookies["sessionid"].value
    assert "nieuw" not in str(dict(SessionStore(key).items()))
    assert 'href="/accounts/reauthenticate/?next=%2Faccount%2Fconfirmed%2F"' in page
    assert owner_client.get("/account/confirmed/").status_code == 200
    confirmed(0)
    owner_client.post("/members/ask/", ASKED)
    assert JoinInvitation.objects.get().email == ASKED["email"]


LATE: dict[str, dict[str, Any]] = {
    "ask": ASKED,
    "member": {"role": "owner"},
    "tokens": {"name": "EPD", "scopes": ["fhir"], "days": 9},
    "again": {},
}


@pytest.mark.parametrize("page", LATE)
def test_nothing_sensitive_is_done_too_late(
    page: str,
    addresses: dict[str, str],
    owner_client: Client,
    colleague: Membership,
    confirmed: Callable[[float], None],
) -> None:
    before = JoinInvitation.objects.count()
    confirmed(31)
    assert owner_client.post(addresses[page], LATE[page]).status_code == 403
    colleague.refresh_from_db()
    assert colleague.role == Role.THERAPIST
    assert not ApiToken.objects.exists()
    assert JoinInvitation.objects.count() == before


def settings_of(client: Client, **changed: Any) -> dict[str, Any]:
    form = client.get("/practice/").context["form"]
    return {name: form[name].value() for name in form.fields} | changed


@pytest.mark.parametrize(
    "changed", ["idle_minutes", "retention_years", "draft_months", "log_years"]
)
def test_how_long_things_last_is_changed_with_a_confirmation_and_the_rest_without(
    changed: str,
    owner: Membership,
    owner_client: Client,
    confirmed: Callable[[float], None],
) -> None:
    confirmed(31)
    data = settings_of(owner_client, city="Utrecht")
    assert owner_client.post("/practice/", data).status_code == 302
    data = settings_of(owner_client, **{changed: 20 if changed == "draft_months" else 45})
    assert owner_client.post("/practice/", data).status_code == 403
    owner.practice.refresh_from_db()
    assert owner.practice.city == "Utrecht"
    assert getattr(owner.practice, changed) != data[changed]
    confirmed(0)
    assert owner_client.post("/practice/", data).status_code == 302
    owner.practice.refresh_from_db()
    assert getattr(owner.practice, changed) == data[changed]


TABLE = {
    "first": "2020-01-01",
    "last": "2099-12-31",
    "which": "all",
    "language": "nl",
    "format": "csv",
}


def test_many_reports_and_tables_leave_with_a_confirmation_and_one_report_without(
    received: Invitation, therapist: Membership, therapist_client: Client
) -> None:
    seen = records.mark_of(records.content_of(received))
    signature = records.sign(invitation=received, by=therapist, seen=seen)
    data = {"ticked": str(signature.pk), "language": "nl", "reason": "Voor de huisarts"}
    confirm(therapist_client, therapist.user, minutes_ago=31)
    assert therapist_client.post("/reports/export/", data).status_code == 403
    assert therapist_client.post("/tables/", TABLE).status_code == 403
    assert therapist_client.post("/tables/", {**TABLE, "count": "1"}).status_code == 200
    fhir = therapist_client.get(f"/assessments/{received.screening.code}/fhir.json")
    assert fhir.status_code == 200
    assert not Export.objects.exists()
    confirm(therapist_client, therapist.user)
    assert therapist_client.post("/tables/", TABLE)["Content-Disposition"]


def test_staff_are_refused_rather_than_asked(staff: Membership, staff_client: Client) -> None:
    confirm(staff_client, staff.user, minutes_ago=31)
    assert staff_client.get("/members/ask/").status_code == 403
    refused = staff_client.post("/members/ask/", ASKED)
    assert refused.status_code == 403
    assert "reauthenticate" not in refused.content.decode()


def test_signing_in_with_both_steps_counts_as_confirming(owner: Membership, client: Client) -> None:
    client.post("/accounts/login/", {"login": owner.user.email, "password": PASSWORD})
    code = current_code(totp_secret(owner.user))
    client.post("/accounts/2fa/authenticate/", {"code": code})
    assert client.get("/members/ask/").status_code == 200
    assert Session.objects.filter(user=owner.user).count() == 1
