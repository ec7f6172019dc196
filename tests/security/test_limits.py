"""How often anything may be tried: by account, by address, and what whoever tries too often is told."""

import threading
from typing import Any

import pytest
from django.core.cache import cache
from django.db import DatabaseError
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from clinic import limits
from clinic.limits import Limit, Reached
from clinic.models import Action, Event, Invitation, Membership, User

from ..conftest import prove
from ..factories import PASSWORD, JoiningFactory, MembershipFactory
from .sessions import at
from .trying import HERE, exhaust, told

pytestmark = pytest.mark.usefixtures("unscoped")

FEW = Limit("few", 5, 60)


# ── Counting ────────────────────────────────────────────────────────────────────────────────
def test_the_time_after_the_last_allowed_one_is_refused_and_the_next_window_allows_again() -> None:
    for _time in range(FEW.most):
        limits.count(FEW, "somebody")
    with pytest.raises(Reached) as refused:
        limits.count(FEW, "somebody")
    assert 1 <= refused.value.seconds <= FEW.seconds
    limits.count(FEW, "somebody else")
    with at(seconds=refused.value.seconds):
        limits.count(FEW, "somebody")


def test_no_window_ends_while_a_test_counts() -> None:
    _key, left = limits._window(Limit("long", 5, limits.HOUR), "somebody")
    assert limits.HOUR - limits.MINUTE < left <= limits.HOUR


@given(lost=st.lists(st.booleans(), min_size=12, max_size=12))
def test_no_more_is_allowed_when_the_cache_forgets_where_it_was(lost: list[bool]) -> None:
    """Two that count at once can write down the lower of their places."""
    cache.clear()
    allowed = 0
    for forgets in lost:
        if forgets:
            cache.delete(limits._window(FEW, "somebody")[0])
        try:
            limits.count(FEW, "somebody")
        except Reached:
            continue
        allowed += 1
    assert allowed == FEW.most


def test_many_at_once_get_no_more_than_one_after_another() -> None:
    many = Limit("many", 20, 600)
    allowed: list[int] = []
    begin = threading.Barrier(8)

    def tries() -> None:
        begin.wait()
        for _time in range(10):
            try:
                limits.count(many, "somebody")
            except Reached:
                continue
            allowed.append(1)

    threads = [threading.Thread(target=tries) for _number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(allowed) == many.most


def test_what_the_cache_keeps_names_nobody() -> None:
    key, _left = limits._window(FEW, "192.0.2.1")
    assert "192" not in key


@pytest.fixture
def without_cache(settings: Any) -> None:
    """As in production before the table was made, or while the database of the cache is away."""
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "no_such_table",
        }
    }


@pytest.mark.django_db(transaction=True)
def test_without_a_cache_nobody_signs_in(user: User, without_cache: None) -> None:
    browser = Client(raise_request_exception=False)
    form = {"login": user.email, "password": PASSWORD}
    assert browser.post("/accounts/login/", form).status_code in (429, 500, 503)
    assert not browser.session.keys() & {"_auth_user_id", "account_login"}


def test_without_a_cache_no_date_is_tried_and_answers_are_saved(
    screening_session: Client, invitation: Invitation, without_cache: None
) -> None:
    assert screening_session.get("/screening/bone/1/").status_code == 200
    with pytest.raises(DatabaseError):
        Client().get(f"/s/{invitation.token}/")


# ── Links and dates of birth ────────────────────────────────────────────────────────────────
WRONG = {"day": 1, "month": 2, "year": 1999}


def right(invitation: Invitation) -> dict[str, int]:
    born = invitation.athlete.date_of_birth
    return {"day": born.day, "month": born.month, "year": born.year}


def tried(token: str, born: dict[str, int], **headers: Any) -> Any:
    """The answer to a date on a device of its own."""
    phone = Client()
    phone.get(f"/s/{token}/")
    return phone.post("/welcome/", born, **headers)


def test_when_too_many_links_were_opened_known_and_unknown_ones_wait_alike(
    invitation: Invitation,
) -> None:
    exhaust(limits.LINKS, HERE)
    known, unknown = (Client().get(f"/s/{token}/") for token in (invitation.token, "nobody"))
    assert (known.status_code, unknown.status_code) == (429, 429)
    assert known.content == unknown.content
    assert 'lang="nl"' in known.content.decode()
    assert 'lang="en"' in known.content.decode()
    assert int(known["Retry-After"]) <= 600
    assert told() == [("links", "nobody")]


def test_a_waiting_room_opens_many_links(invitation: Invitation) -> None:
    for _athlete in range(60):
        assert Client().get(f"/s/{invitation.token}/").status_code == 302


def test_dates_on_links_that_nobody_made_are_refused_in_the_end(invitation: Invitation) -> None:
    answers = [tried(f"guess-{number}", WRONG).status_code for number in range(31)]
    assert answers == [404] * 30 + [429]
    assert tried(invitation.token, WRONG).status_code == 404
    assert tried(invitation.token, right(invitation))["Location"] == "/screening/"


def test_wrong_dates_from_one_address_are_limited_whichever_the_invitation(
    invitation: Invitation,
) -> None:
    exhaust(limits.WRONG_BIRTHS, HERE)
    token, born = invitation.token, right(invitation)
    assert tried(token, born).status_code == 429
    assert tried(token, born, REMOTE_ADDR="192.0.2.9").status_code == 302


def test_a_wrong_date_is_counted_and_a_right_one_is_not(invitation: Invitation) -> None:
    key, _left = limits._window(limits.WRONG_BIRTHS, HERE)
    prove(Client(), invitation)
    assert cache.get(key) is None
    tried(invitation.token, WRONG)
    assert cache.get(key) == 1


def test_what_an_athlete_saves_is_never_limited(screening_session: Client) -> None:
    for limit in vars(limits).values():
        if isinstance(limit, Limit):
            exhaust(limit, HERE)
    made = screening_session.get("/screening/bone/1/")
    assert made.status_code == 200
    was = {"was": made.context["form"].holds}
    assert screening_session.post("/screening/bone/1/", was).status_code in (200, 302)


def test_links_to_join_are_limited_as_those_of_athletes(owner: Membership, client: Client) -> None:
    JoiningFactory(practice=owner.practice)
    assert client.get("/join/nobody-made-this-one/").status_code == 302
    exhaust(limits.WRONG_LINKS, HERE)
    assert client.get("/join/nobody-made-this-one/").status_code == 429


# ── The check of a report, keys, exports ────────────────────────────────────────────────────
def test_reports_are_checked_so_often_from_one_address(client: Client, db: None) -> None:
    exhaust(limits.VERIFYING, HERE)
    assert client.get(f"/verify/{'0' * 64}/").status_code == 429
    assert client.post("/verify/", {"typed": "0" * 64}).status_code == 429
    assert client.get("/verify/").status_code == 200


def asked(key: str) -> Any:
    return Client().get("/api/v1/screenings", headers={"Authorization": f"Bearer {key}"})


def test_wrong_keys_are_limited_by_address_and_a_right_one_still_reads(owner: Membership) -> None:
    from clinic.actions import tokens

    _row, key = tokens.make(by=owner, name="EPD", scopes=["screenings"], days=9)
    for _time in range(limits.WRONG_KEYS.most):
        assert asked("reds_wrong").status_code == 401
    refused = asked("reds_wrong")
    assert refused.status_code == 429
    assert refused["Content-Type"].startswith("application/json")
    assert 1 <= int(refused["Retry-After"]) <= 600
    assert asked(key).status_code == 200
    assert told() == [("wrong keys", "nobody")]


def test_a_key_reads_so_often_a_minute(owner: Membership) -> None:
    from clinic.actions import tokens

    row, key = tokens.make(by=owner, name="EPD", scopes=["screenings"], days=9)
    exhaust(limits.READINGS, str(row.pk))
    assert [asked(key).status_code for _time in range(2)] == [429, 429]
    event = Event.objects.get(action=Action.LIMIT)
    assert (event.practice_id, event.reason) == (owner.practice_id, row.shown)


ACCOUNTS = {
    "/reports/export/": limits.EXPORTS,
    "/tables/": limits.TABLES,
    "/verify/": limits.VERIFYING,
}


@pytest.mark.parametrize("page", ACCOUNTS)
def test_an_account_is_counted_wherever_it_comes_from(
    page: str, therapist: Membership, therapist_client: Client, colleague_client: Client
) -> None:
    exhaust(ACCOUNTS[page], str(therapist.user_id))
    refused = therapist_client.post(page, {"reason": "<Voor de huisarts>"})
    assert refused.status_code == 429
    assert told() == [(ACCOUNTS[page].name, "therapist")]
    body = refused.content.decode()
    assert 'name="reason" value="&lt;Voor de huisarts&gt;"' in body
    assert f'action="{page}"' in body
    assert colleague_client.post(page, {}).status_code == 200


@pytest.mark.parametrize("page", ["report.pdf", "fhir.json", "preview/"])
def test_papers_and_previews_are_limited_for_an_account(
    page: str, received: Invitation, therapist: Membership, therapist_client: Client
) -> None:
    exhaust(limits.PREVIEWS if page == "preview/" else limits.PAPERS, str(therapist.user_id))
    address = f"/assessments/{received.screening.code}/{page}"
    answer = therapist_client.post(address) if page == "preview/" else therapist_client.get(address)
    assert answer.status_code == 429


def test_a_dozen_exports_in_an_hour_meet_no_limit() -> None:
    assert limits.EXPORTS.most >= 4 * 12
    assert limits.EXPORTS.seconds == 3600


def test_somebody_who_works_nowhere_is_told_too(db: None) -> None:
    membership = MembershipFactory()
    membership.delete()
    browser = Client()
    browser.force_login(membership.user)
    exhaust(limits.JOINING, str(membership.user_id))
    assert browser.post("/join/").status_code == 429
