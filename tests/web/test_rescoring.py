"""The rescore command: a dry run over what is stored, and moving what nobody signed."""

import json
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django_scopes import scope

from clinic import rescoring
from clinic.actions import records
from clinic.demo import answers
from clinic.models import Event, Invitation, Membership, Practice
from screening.core.answers import Case
from screening.models import Screening
from screening.protocols import CURRENT, PROTOCOLS, Protocol
from screening.rules.results import Attention

from ..factories import AthleteFactory, InvitationFactory, ReceivedFactory
from ..versions import STRICTER, many_hours, with_sign, without_section

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("unscoped")]

Receive = Callable[..., Invitation]


@pytest.fixture(autouse=True)
def stricter(monkeypatch: pytest.MonkeyPatch) -> Protocol:
    monkeypatch.setitem(PROTOCOLS, STRICTER.id, STRICTER)
    return STRICTER


@pytest.fixture
def receive(practice: Practice) -> Receive:
    """A screening that was sent in; by default of a woman who trains ten hours a week."""

    def made(hours: int = 10, *, at: Practice | None = None, **changes: Any) -> Invitation:
        sent = answers.but(answers.WOMAN, load__hours_per_week=hours, **changes)
        return ReceivedFactory(athlete__practice=at or practice, sent=sent)

    return made


def sign(invitation: Invitation, by: Membership) -> None:
    with scope(practice=invitation.athlete.practice):
        seen = records.mark_of(records.content_of(invitation))
        records.sign(invitation=invitation, by=by, seen=seen)


def rescore(*options: str, protocol: str = STRICTER.id) -> str:
    told = StringIO()
    call_command("rescore", protocol, *options, stdout=told)
    return told.getvalue()


def counted(*options: str, protocol: str = STRICTER.id) -> dict[str, Any]:
    return json.loads(rescore("--json", *options, protocol=protocol).splitlines()[0])


def protocols() -> list[str]:
    return list(Screening.objects.order_by("created_at").values_list("protocol_id", flat=True))


def test_it_says_how_many_change_and_which_answers_cause_it(receive: Receive) -> None:
    receive(10)
    receive(9)
    receive(4)
    found = counted()
    assert (found["in_all"], found["same"], found["moving"]) == (3, 1, 2)
    assert found["moves"] == [{"from": "low", "to": "high", "signed": False, "count": 2}]
    assert found["causes"] == [
        {"code": "load.hours_per_week", "answer": "10", "count": 1},
        {"code": "load.hours_per_week", "answer": "9", "count": 1},
    ]


def test_the_same_in_words_names_no_athlete_and_no_screening(receive: Receive) -> None:
    received = receive()
    told = rescore()
    for line in ("1  sent in all", "1  another level", "low         high        1 / 0",
                 "1  load.hours_per_week  10"):  # fmt: skip
        assert line in told
    assert received.screening.code not in told
    assert received.athlete.family_name not in told


def test_each_screening_is_named_by_its_code_when_that_is_asked(receive: Receive) -> None:
    code = receive().screening.code
    assert f"{code}  low to high  (load.hours_per_week)" in rescore("--codes")
    assert [row["code"] for row in counted("--codes")["screenings"]] == [code]


def test_a_dry_run_changes_nothing_but_the_log(receive: Receive, practice: Practice) -> None:
    receive()
    rescore()
    assert protocols() == [CURRENT.id]
    (event,) = Event.objects.all()
    assert (event.role, event.action, event.object) == ("command", "read", "screenings")
    assert (event.practice_id, event.reason) == (practice.pk, STRICTER.id)


def test_practices_are_counted_apart(
    receive: Receive, practice: Practice, other_practice: Practice
) -> None:
    receive()
    receive(at=other_practice)
    receive(at=other_practice)
    lines = [json.loads(line) for line in rescore("--json").splitlines()]
    assert {(line["practice"], line["in_all"]) for line in lines} == {
        (str(practice.pk), 1),
        (str(other_practice.pk), 2),
    }
    assert counted("--practice", str(practice.pk))["in_all"] == 1


def test_what_is_being_filled_in_is_not_counted(practice: Practice) -> None:
    InvitationFactory(athlete=AthleteFactory(practice=practice))
    assert counted()["in_all"] == 0


def test_a_destroyed_key_and_an_unknown_version_are_counted(receive: Receive) -> None:
    lost, strange, _fine = receive(), receive(), receive()
    lost.screening.key.wrapped = None
    lost.screening.key.save()
    Screening.objects.filter(pk=strange.screening_id).update(protocol_id="intake-1999.1")
    found = counted()
    assert (found["in_all"], found["closed"], found["moving"]) == (3, 2, 1)


def test_answers_that_the_version_cannot_read_are_counted_with_the_reason(
    receive: Receive, monkeypatch: pytest.MonkeyPatch
) -> None:
    shorter = with_sign(many_hours, instrument=without_section("gut"))
    monkeypatch.setitem(PROTOCOLS, shorter.id, shorter)
    receive()
    found = counted(protocol=shorter.id)
    assert (found["refused"], found["moving"]) == (1, 0)
    assert [fault["where"] for fault in found["faults"]] == ["gut.bloating_pain", "gut.stool"]
    assert "gut.stool  unknown_item" in rescore(protocol=shorter.id)


def test_it_reads_more_than_one_chunk(receive: Receive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rescoring, "CHUNK", 2)
    for _ in range(5):
        receive()
    assert counted()["moving"] == 5


def test_an_unknown_version_is_refused_with_the_known_ones() -> None:
    with pytest.raises(CommandError, match=r"no version intake-2030; there are: intake-2026\.1"):
        rescore(protocol="intake-2030")


def test_an_unknown_practice_is_refused() -> None:
    with pytest.raises(CommandError, match="no practice"):
        rescore("--practice", "8b1a8a4e-7d59-4a3c-8a6c-111111111111")


def test_the_version_that_all_have_leaves_nothing_to_compare(receive: Receive) -> None:
    receive()
    assert "Nothing to compare" in rescore(protocol=CURRENT.id)


def test_adopting_moves_what_was_sent_and_never_signed(
    receive: Receive, therapist: Membership, practice: Practice
) -> None:
    moved, signed = receive(), receive()
    sign(signed, therapist)
    InvitationFactory(athlete=AthleteFactory(practice=practice))
    told = rescore("--adopt")
    assert "low         high        1 / 1" in told
    assert "Adopted: 1 moved, 0 of them to call today." in told
    assert protocols() == [STRICTER.id, CURRENT.id, CURRENT.id]
    moved.screening.refresh_from_db()
    assert moved.screening.assess().attention is Attention.HIGH


def test_what_is_open_for_an_amendment_stays_as_it_was_signed(
    receive: Receive, therapist: Membership, practice: Practice
) -> None:
    signed = receive()
    sign(signed, therapist)
    with scope(practice=practice):
        records.amend(invitation=signed, by=therapist, reason="Typefout")
    rescore("--adopt")
    assert protocols() == [CURRENT.id]


def test_each_that_is_moved_is_recorded(receive: Receive) -> None:
    received = receive()
    rescore("--adopt")
    event = Event.objects.get(action="change")
    assert (event.role, event.object, event.screening) == (
        "command",
        "protocol",
        received.screening.code,
    )
    assert event.reason == f"{CURRENT.id} to {STRICTER.id}"


def test_adopting_again_changes_nothing_more(receive: Receive) -> None:
    receive()
    rescore("--adopt")
    assert "Adopted: 0 moved" in rescore("--adopt")
    assert Event.objects.filter(action="change").count() == 1


def test_adopting_can_be_taken_back_by_adopting_the_former_version(receive: Receive) -> None:
    receive()
    rescore("--adopt")
    rescore("--adopt", protocol=CURRENT.id)
    assert protocols() == [CURRENT.id]


def test_an_adoption_that_stops_halfway_goes_on_where_it_was(
    receive: Receive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rescoring, "CHUNK", 1)
    for _ in range(3):
        receive()
    left = 3 + 1  # the dry run scores each once, the adoption then gets to its second

    def until_the_power_fails(case: Case) -> Any:
        nonlocal left
        left -= 1
        if left < 0:
            raise KeyboardInterrupt
        return CURRENT.assess(case)

    failing = Protocol(CURRENT.instrument, until_the_power_fails, STRICTER.rules)
    monkeypatch.setitem(PROTOCOLS, STRICTER.id, failing)
    with pytest.raises(KeyboardInterrupt):
        rescore("--adopt")
    assert sorted(protocols()) == [CURRENT.id, CURRENT.id, STRICTER.id]
    assert Event.objects.filter(action="change").count() == 1
    monkeypatch.setitem(PROTOCOLS, STRICTER.id, STRICTER)
    assert "Adopted: 2 moved" in rescore("--adopt")


def test_one_practice_can_adopt_alone(
    receive: Receive, practice: Practice, other_practice: Practice
) -> None:
    receive()
    receive(at=other_practice)
    rescore("--adopt", "--practice", str(practice.pk))
    assert protocols() == [STRICTER.id, CURRENT.id]


def test_a_new_urgent_sign_asks_for_a_call_as_when_it_is_sent(
    receive: Receive, practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    urgent = with_sign(many_hours, level=Attention.URGENT)
    monkeypatch.setitem(PROTOCOLS, urgent.id, urgent)
    practice.email = "praktijk@example.org"
    practice.save()
    asks, calm = receive(10), receive(3)
    assert "2 moved, 1 of them to call today" in rescore("--adopt")
    asks.refresh_from_db()
    calm.refresh_from_db()
    assert (asks.urgent_at is not None, calm.urgent_at) == (True, None)
    assert Event.objects.filter(action="urgent", screening=asks.screening.code).exists()
    assert len(mail.outbox) == 1
    rescore("--adopt")
    assert len(mail.outbox) == 1


def test_a_version_with_other_questions_moves_nothing(
    receive: Receive, monkeypatch: pytest.MonkeyPatch
) -> None:
    shorter = with_sign(many_hours, instrument=without_section("gut"))
    monkeypatch.setitem(PROTOCOLS, shorter.id, shorter)
    receive()
    assert "Adopted: 0 moved" in rescore("--adopt", protocol=shorter.id)
    assert protocols() == [CURRENT.id]
