"""Fixtures that every test may use.

practice, other_practice     two practices that must never see each other
user                         who is that therapist; the password of everybody is factories.PASSWORD
therapist, owner, staff      memberships of `practice`; colleague is a second therapist there
outsider                     a therapist of `other_practice`
client_of(membership)        a browser signed in as somebody who passed the second step
therapist_client ... outsider_client   the same for each of them;  client is nobody
athlete                      an athlete of `practice`
invitation                   an open invitation of that athlete; its link's token is invitation.token
screening                    its screening, not sent yet
screening_session            a browser of that athlete that opened the link, proved her date of birth and consented
received                     the invitation of another athlete of `practice`, whose screening was sent
cluster                      a PostgreSQL server of the tests' own, which they may stop and start
unscoped                     reading rows of every practice in the test itself
"""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client, TransactionTestCase, override_settings
from django.utils import timezone
from django_scopes import scopes_disabled
from factory.random import reseed_random
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis

from clinic import limits
from clinic.models import Athlete, Invitation, Membership, Practice, Role, User
from screening.models import Screening

from .cluster import BINARIES, Cluster, running
from .factories import (
    AthleteFactory,
    InvitationFactory,
    MembershipFactory,
    PracticeFactory,
    ReceivedFactory,
)
from .unguarded import log_unguarded

EPOCH = datetime.fromtimestamp(0, UTC)


def prove(client: Client, invitation: Invitation) -> None:
    """Open the link and give the right date of birth."""
    client.get(f"/s/{invitation.token}/")
    born = invitation.athlete.date_of_birth
    client.post("/welcome/", {"day": born.day, "month": born.month, "year": born.year})


def confirm(client: Client, user: User, *, minutes_ago: float = 0) -> None:
    """As if she had proven once more who she is."""
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time() - minutes_ago * 60}
    ]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()


# A machine that is busy with other things makes no test fail.
hypothesis.register_profile(
    "unhurried", hypothesis(), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis.load_profile("unhurried")


def pytest_configure(config: pytest.Config) -> None:
    # WeasyPrint leaves the files of the fonts that it subsets to the garbage collector.
    config.addinivalue_line(
        "filterwarnings", "ignore:unclosed file .*/clinic/fonts/:ResourceWarning"
    )
    # pytest leaves its list of folders open where another run removes one meanwhile.
    config.addinivalue_line("filterwarnings", "ignore:unclosed scandir iterator:ResourceWarning")


@pytest.fixture(scope="session", autouse=True)
def _the_log_is_emptied_between_tests() -> Iterator[None]:
    """The database empties the access log for nobody: after a test that commits its triggers are lifted for that."""
    empty = TransactionTestCase._fixture_teardown

    def lifted(case: TransactionTestCase) -> None:
        with log_unguarded():
            empty(case)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lifted)
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """SQLite in a file: in memory all threads of the live server would write in one and the same transaction."""
    if connection.vendor == "sqlite":
        database = tmp_path_factory.mktemp("database") / "clinic.sqlite3"
        connection.settings_dict["TEST"]["NAME"] = str(database)


@pytest.fixture(scope="session", autouse=True)
def _passwords_are_quick() -> Iterator[None]:
    with override_settings(PASSWORD_HASHERS=["tests.quick.QuickArgon2"]):
        yield


@pytest.fixture(autouse=True)
def _limits_begin_with_the_test(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is counted yet, and no window of the clock ends in the middle of a test."""
    cache.clear()
    begun = timezone.now()
    clock = SimpleNamespace(now=lambda: EPOCH + (timezone.now() - begun))
    monkeypatch.setattr(limits, "timezone", clock)


@pytest.fixture(autouse=True)
def _people_are_the_same_in_each_run(request: pytest.FixtureRequest) -> None:
    """Whom the factories invent depends on the test alone."""
    reseed_random(request.node.nodeid)


@pytest.fixture(autouse=True)
def _mail_at_once(settings: Any) -> None:
    settings.MAIL_BESIDE_REQUEST = False


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server beside the database that the tests use."""
    if not BINARIES:
        pytest.skip("no PostgreSQL server is installed under /usr/lib/postgresql")
    with running() as cluster:
        yield cluster


@pytest.fixture
def unscoped() -> Iterator[None]:
    with scopes_disabled():
        yield


@pytest.fixture
def practice(db: None) -> Practice:
    return PracticeFactory(name="Praktijk De Brug")


@pytest.fixture
def other_practice(db: None) -> Practice:
    return PracticeFactory(name="Praktijk Elders")


@pytest.fixture
def therapist(practice: Practice) -> Membership:
    return MembershipFactory(practice=practice, role=Role.THERAPIST)


@pytest.fixture
def user(therapist: Membership) -> User:
    return therapist.user


@pytest.fixture
def colleague(practice: Practice) -> Membership:
    return MembershipFactory(practice=practice, role=Role.THERAPIST)


@pytest.fixture
def owner(practice: Practice) -> Membership:
    return MembershipFactory(practice=practice, role=Role.OWNER)


@pytest.fixture
def staff(practice: Practice) -> Membership:
    return MembershipFactory(practice=practice, role=Role.STAFF)


@pytest.fixture
def outsider(other_practice: Practice) -> Membership:
    return MembershipFactory(practice=other_practice, role=Role.OWNER)


@pytest.fixture
def client_of() -> Callable[[Membership], Client]:
    def signed_in(membership: Membership) -> Client:
        client = Client()
        client.force_login(membership.user)
        confirm(client, membership.user)
        return client

    return signed_in


@pytest.fixture
def therapist_client(therapist: Membership, client_of: Callable[[Membership], Client]) -> Client:
    return client_of(therapist)


@pytest.fixture
def colleague_client(colleague: Membership, client_of: Callable[[Membership], Client]) -> Client:
    return client_of(colleague)


@pytest.fixture
def owner_client(owner: Membership, client_of: Callable[[Membership], Client]) -> Client:
    return client_of(owner)


@pytest.fixture
def staff_client(staff: Membership, client_of: Callable[[Membership], Client]) -> Client:
    return client_of(staff)


@pytest.fixture
def outsider_client(outsider: Membership, client_of: Callable[[Membership], Client]) -> Client:
    return client_of(outsider)


@pytest.fixture
def athlete(practice: Practice) -> Athlete:
    return AthleteFactory(practice=practice)


@pytest.fixture
def invitation(athlete: Athlete) -> Invitation:
    return InvitationFactory(athlete=athlete)


@pytest.fixture
def screening(invitation: Invitation) -> Screening:
    return invitation.screening


@pytest.fixture
def screening_session(invitation: Invitation) -> Client:
    client = Client()
    prove(client, invitation)
    client.post("/screening/", {"go": "on", "consent": "yes"})
    return client


@pytest.fixture
def received(practice: Practice) -> Invitation:
    return ReceivedFactory(athlete__practice=practice)
