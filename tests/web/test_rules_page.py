"""What an owner sees of the versions, and of what another one would change in her practice's screenings."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django_scopes import scope

from clinic.actions import records
from clinic.demo import answers
from clinic.models import Event, Membership, Practice
from clinic.views import rules
from screening.models import Screening
from screening.protocols import CURRENT, PROTOCOLS

from ..factories import ReceivedFactory
from ..versions import STRICTER, many_hours, with_sign, without_section

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]

PAGE = "/practice/rules/"
BUSY = answers.but(answers.WOMAN, load__hours_per_week=10)


@pytest.fixture
def english(owner: Membership) -> None:
    owner.user.language = "en"
    owner.user.save()


@pytest.fixture
def stricter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PROTOCOLS, STRICTER.id, STRICTER)


@pytest.fixture
def tried(owner_client: Client, english: None, stricter: None) -> Callable[[], Any]:
    return lambda: owner_client.get(PAGE, {"try": STRICTER.id})


def test_with_one_version_there_is_nothing_to_try(
    owner_client: Client, english: None, practice: Practice
) -> None:
    ReceivedFactory(athlete__practice=practice)
    page = owner_client.get(PAGE).content.decode()
    assert "There is no other version to try." in page
    assert "Questionnaire 2026.1, rules 2026.1" in page
    assert 'name="try"' not in page


def test_each_version_says_how_many_have_it(
    owner_client: Client,
    owner: Membership,
    practice: Practice,
    other_practice: Practice,
    stricter: None,
) -> None:
    ReceivedFactory(athlete__practice=other_practice)
    ReceivedFactory(athlete__practice=practice)
    signed = ReceivedFactory(athlete__practice=practice)
    with scope(practice=practice):
        records.sign(invitation=signed, by=owner, seen=records.mark_of(records.content_of(signed)))
    listed = owner_client.get(PAGE).context["versions"]
    assert [(protocol.id, used.get("sent"), used.get("signed")) for protocol, used in listed] == [
        (CURRENT.id, 2, 1),
        (STRICTER.id, None, None),
    ]


def test_trying_shows_levels_causes_and_the_screenings(
    tried: Callable[[], Any], practice: Practice
) -> None:
    received = ReceivedFactory(athlete__practice=practice, sent=BUSY)
    page = tried().content.decode()
    assert f'href="/assessments/{received.screening.code}/"' in page
    assert "10 hours" in page
    assert page.index("From which level to which") < page.index("Answers that make the difference")


def test_trying_changes_nothing_and_is_recorded(
    tried: Callable[[], Any], practice: Practice, owner: Membership
) -> None:
    ReceivedFactory(athlete__practice=practice, sent=BUSY)
    tried()
    assert Screening.objects.get().protocol_id == CURRENT.id
    (event,) = Event.objects.all()
    assert (event.who, event.action, event.object) == (owner.user_id, "read", "screenings")


def test_another_practices_screenings_are_never_tried(
    tried: Callable[[], Any], other_practice: Practice
) -> None:
    theirs = ReceivedFactory(athlete__practice=other_practice, sent=BUSY)
    response = tried()
    assert response.context["trial"].found.in_all == 0
    assert theirs.screening.code not in response.content.decode()
    assert "There was nothing to compare." in response.content.decode()


def test_answers_that_a_version_cannot_read_are_named(
    owner_client: Client, english: None, practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    shorter = with_sign(many_hours, instrument=without_section("gut"))
    monkeypatch.setitem(PROTOCOLS, shorter.id, shorter)
    ReceivedFactory(athlete__practice=practice, sent=BUSY)
    response = owner_client.get(PAGE, {"try": shorter.id})
    assert len(response.context["trial"].unfit) == 2
    assert "Answers that this version cannot read" in response.content.decode()
    assert "It asks other questions" in response.content.decode()


def test_of_many_the_newest_are_tried_and_the_page_says_so(
    tried: Callable[[], Any], practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "NEWEST", 1)
    for _ in range(2):
        ReceivedFactory(athlete__practice=practice, sent=BUSY)
    response = tried()
    assert response.context["trial"].found.in_all == 1
    assert "You have 2 screenings; the newest 1 were tried here." in response.content.decode()


def test_a_version_that_does_not_exist_is_not_there(owner_client: Client) -> None:
    assert owner_client.get(PAGE, {"try": "intake-2030"}).status_code == 404
