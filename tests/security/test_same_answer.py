"""Known and unknown get one answer for the same work: hashes, queries and mails are counted, clocks being inexact."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from unittest import mock

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core import mail
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from clinic import audit
from clinic.actions import members
from clinic.models import Action, Invitation, Membership, Role, User

from ..workers import until

pytestmark = pytest.mark.usefixtures("unscoped")

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')
REFERENCE = re.compile(r"(Referentie|Reference|Kenmerk): \w+")


@contextmanager
def hashes() -> Iterator[list[int]]:
    """One number for each password that is hashed meanwhile."""
    counted: list[int] = []
    encode = Argon2PasswordHasher.encode
    verify = Argon2PasswordHasher.verify

    def encoding(*args: Any, **kwargs: Any) -> str:
        counted.append(1)
        return encode(*args, **kwargs)

    def verifying(*args: Any, **kwargs: Any) -> bool:
        counted.append(1)
        return verify(*args, **kwargs)

    with (
        mock.patch.object(Argon2PasswordHasher, "encode", encoding),
        mock.patch.object(Argon2PasswordHasher, "verify", verifying),
    ):
        yield counted


def work(ask: Callable[[Client], HttpResponse]) -> tuple[int, str, int, int, list[str]]:
    """Status, page, hashes, mails and the kinds of queries of one request from a browser of its own."""
    client = Client()
    before = len(mail.outbox)
    with hashes() as counted, CaptureQueriesContext(connection) as queries:
        answer = ask(client)
    page = REFERENCE.sub("", TOKEN.sub("", answer.content.decode()))
    return answer.status_code, page, len(counted), len(mail.outbox) - before, kinds(queries)


def kinds(queries: CaptureQueriesContext) -> list[str]:
    """Which tables were asked or written, in order; savepoints left out."""
    found = []
    for query in queries.captured_queries:
        verb, table = query["sql"].split(" ", 1)[0], re.search(r'"(\w+)"', query["sql"])
        if verb in ("SELECT", "INSERT", "UPDATE", "DELETE"):
            found.append(f"{verb} {table[1] if table else ''}")
    return found


@pytest.fixture
def user(therapist: Membership) -> User:
    email = therapist.user.email
    EmailAddress.objects.create(user=therapist.user, email=email, verified=True, primary=True)
    return therapist.user


def test_a_wrong_password_and_an_unknown_account_cost_one_hash_and_look_alike(user: User) -> None:
    def ask(email: str) -> Any:
        form = {"login": email, "password": "niet goed"}
        return work(lambda client: client.post("/accounts/login/", form))

    known, unknown = ask(user.email), ask("x" * (len(user.email) - 12) + "@example.org")
    assert known[2] == unknown[2] == 1
    assert known[0] == unknown[0] == 200
    assert known[1].replace(user.email, "") == re.sub(r"x+@example\.org", "", unknown[1])
    assert abs(len(known[4]) - len(unknown[4])) <= 1


@pytest.mark.parametrize("state", ["disabled", "without a password"])
def test_an_account_that_does_not_sign_in_costs_one_hash_too(state: str, user: User) -> None:
    if state == "disabled":
        User.objects.filter(pk=user.pk).update(is_active=False)
    else:
        user.set_unusable_password()
        user.save()
    form = {"login": user.email, "password": "niet goed"}
    found = work(lambda client: client.post("/accounts/login/", form))
    assert (found[0], found[2]) == (200, 1)


def test_asking_for_another_password_sends_one_mail_and_hashes_nothing(user: User) -> None:
    def ask(email: str) -> Any:
        form = {"email": email}
        return work(lambda client: client.post("/accounts/password/reset/", form))

    known, unknown = ask(user.email), ask("nobody@example.org")
    assert known[:4] == unknown[:4] == (302, "", 0, 1)
    assert abs(len(known[4]) - len(unknown[4])) <= 2


def test_no_page_waits_for_a_mail_server(user: User, settings: Any) -> None:
    """In a thread of its own it is looked up whether there is such an account, and the mail leaves."""
    settings.MAIL_BESIDE_REQUEST = True

    def ask(email: str) -> Any:
        form = {"email": email}
        return work(lambda client: client.post("/accounts/password/reset/", form))

    with mock.patch("clinic.mail.threading.Thread") as thread:
        assert ask(user.email) == ask("nobody@example.org")
    assert thread.call_count == 2
    assert not mail.outbox


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("known", [True, False])
def test_the_mail_is_in_the_language_of_whom_it_is_for_or_of_the_page(
    known: bool, user: User, settings: Any
) -> None:
    settings.MAIL_BESIDE_REQUEST = True
    User.objects.filter(pk=user.pk).update(language="en")
    client = Client()
    client.post("/language/", {"language": "nl" if known else "en"})
    client.post(
        "/accounts/password/reset/", {"email": user.email if known else "nobody@example.org"}
    )
    until(lambda: bool(mail.outbox))
    (letter,) = mail.outbox
    assert ("/accounts/password/reset/key/" in letter.body) == known
    assert letter.subject == "Another password"


DEAD = {
    "unknown": None,
    "wrong date": {},
    "expired": {"expires_at": timezone.now() - timedelta(days=1)},
    "revoked": {"revoked_at": timezone.now()},
    "sent": {"sent_at": timezone.now()},
    "frozen": {"frozen_at": timezone.now()},
}


def test_every_link_opens_alike_and_every_refused_date_does_the_same_work(
    invitation: Invitation,
) -> None:
    audit.record(Action.READ, "x", by=audit.NOBODY)
    audit.record(Action.READ, "x", by=audit.ATHLETE, athlete=invitation.athlete)
    opened, refused = {}, {}
    for state, values in DEAD.items():
        token = invitation.token if values is not None else "nobody-ever-made-this-one"
        fresh = {"expires_at": timezone.now() + timedelta(days=9), "wrong_tries": 0}
        gone = {"revoked_at": None, "sent_at": None, "frozen_at": None}
        Invitation.objects.filter(pk=invitation.pk).update(**{**fresh, **gone, **(values or {})})
        phones: list[Client] = []

        def opening(client: Client, token: str = token, phones: list[Client] = phones) -> Any:
            phones.append(client)
            return client.get(f"/s/{token}/")

        def trying(_client: Client, phones: list[Client] = phones) -> Any:
            return phones[0].post("/welcome/", {"day": 1, "month": 2, "year": 1999})

        opened[state] = work(opening)
        refused[state] = work(trying)
    assert len({(o[0], o[1], tuple(o[4])) for o in opened.values()}) == 1, opened
    assert len({(r[0], r[1]) for r in refused.values()}) == 1
    written = {
        state: [q for q in r[4] if not q.startswith("SELECT")] for state, r in refused.items()
    }
    assert len({tuple(w) for w in written.values()}) == 1, written


def test_links_to_join_that_do_not_work_look_alike(owner: Membership) -> None:
    joining, token = members.ask(by=owner, email="nieuw@example.org", role=Role.STAFF)
    members.revoke(joining=joining, by=owner)
    pages = []
    for link in (token, "nobody-ever-made-this-one"):
        client = Client()
        assert client.get(f"/join/{link}/")["Location"] == "/join/"
        answer = client.get("/join/")
        pages.append(
            (answer.status_code, REFERENCE.sub("", TOKEN.sub("", answer.content.decode())))
        )
    assert pages[0] == pages[1]
    assert pages[0][0] == 404


def test_a_digest_that_is_of_nothing_and_one_of_nobodys_report_look_alike(db: None) -> None:
    found = [
        work(lambda client, digit=digit: client.get(f"/verify/{digit * 64}/")) for digit in "0a"
    ]
    assert found[0][4] == found[1][4]
    assert found[0][1].replace("0" * 64, "") == found[1][1].replace("a" * 64, "")


def test_a_key_that_nobody_made_and_one_that_was_revoked_get_one_answer(owner: Membership) -> None:
    from clinic.actions import tokens

    row, key = tokens.make(by=owner, name="EPD", scopes=["screenings"], days=9)
    tokens.revoke(token=row, by=owner)
    # The first row of what belongs to no practice begins its chain.
    Client().get("/api/v1/screenings", headers={"Authorization": "Bearer reds_nobody"})
    answers = [
        work(
            lambda client, bearer=bearer: client.get(
                "/api/v1/screenings", headers={"Authorization": f"Bearer {bearer}"}
            )
        )
        for bearer in (key, "reds_nobody-ever-made-this-one")
    ]
    assert answers[0] == answers[1]
