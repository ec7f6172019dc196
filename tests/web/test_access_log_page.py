"""The access log as an owner reads it."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from clinic import audit
from clinic.models import Action, Athlete, Event, Membership, Outcome

from ..factories import AthleteFactory
from ..unguarded import log_unguarded

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


@pytest.fixture
def reader(owner: Membership, owner_client: Client) -> Client:
    """The owner, who reads English."""
    owner.user.language = "en"
    owner.user.save()
    return owner_client


def write(by: Membership | str, what: str, action: Action = Action.READ, **values: object) -> Event:
    return audit.record(action, what, by=by, **values)


def test_it_shows_who_did_what_to_whom_with_names_and_no_codes(
    reader: Client, therapist: Membership, athlete: Athlete
) -> None:
    write(therapist, "assessment", athlete=athlete, screening="S-22222")
    page = reader.get("/log/").content.decode()
    for shown in (therapist.user.name, "physiotherapist", "read", "results", athlete.name):
        assert shown in page
    table = page.partition("<tbody>")[2].partition("</tbody>")[0]
    assert str(therapist.user_id) not in table


def test_each_look_is_in_it_itself(reader: Client, owner: Membership, athlete: Athlete) -> None:
    reader.get("/log/")
    reader.get(f"/log/?athlete={athlete.pk}")
    looks = Event.objects.filter(object="access log", who=owner.user_id)
    assert [look.athlete_id for look in looks.order_by("number")] == [None, athlete.pk]


def test_it_shows_nothing_of_another_practice(
    reader: Client, outsider: Membership, outsider_client: Client, athlete: Athlete
) -> None:
    theirs = AthleteFactory(practice=outsider.practice)
    write(outsider, "athlete", athlete=theirs)
    for address in ("/log/", f"/log/?athlete={theirs.pk}", f"/log/?who={outsider.user_id}"):
        page = reader.get(address).content.decode()
        assert theirs.name not in page
        assert outsider.user.name not in page
    write(audit.COMMAND, "athlete", athlete=athlete)
    assert athlete.name not in outsider_client.get(f"/log/?athlete={athlete.pk}").content.decode()


@pytest.fixture
def four(therapist: Membership, owner: Membership, athlete: Athlete) -> list[Event]:
    old = audit.row(Action.READ, "old", by=therapist)
    old.at = timezone.now() - timedelta(days=40)
    audit.record_all([old])
    return [
        write(therapist, "hers", athlete=athlete),
        write(owner, "refusal", Action.CHANGE, outcome=Outcome.REFUSED),
        write(audit.COMMAND, "by command", Action.BACKUP, practice_id=owner.practice_id),
    ]


def test_it_can_be_narrowed_by_each_of_its_fields(
    four: list[Event], reader: Client, therapist: Membership, athlete: Athlete
) -> None:
    today = timezone.localdate()
    filters = {
        f"who={therapist.user_id}": ["hers", "old"],
        f"athlete={athlete.pk}": ["access log", "hers"],
        "action=backup": ["by command"],
        "outcome=refused": ["refusal"],
        "who=command": ["by command"],
        f"last={today - timedelta(days=30)}": ["old"],
        f"first={today}&who={therapist.user_id}": ["hers"],
        f"who={therapist.user_id}&outcome=refused": [],
    }
    for address, shown in filters.items():
        page = reader.get(f"/log/?{address}")
        assert [event.object for event in page.context["page"]] == shown, address


def test_what_cannot_be_read_narrows_nothing(four: list[Event], reader: Client) -> None:
    for address in ("first=x", "who=somebody", "athlete=1", "action=fly", "page=x", "page=999"):
        assert len(reader.get(f"/log/?{address}").context["page"]) >= 4


def test_fifty_stand_on_a_page_and_the_filter_goes_along(
    reader: Client, therapist: Membership
) -> None:
    for number in range(60):
        write(therapist, f"row {number}")
    first = reader.get("/log/?action=read")
    assert len(first.context["page"]) == 50
    assert 'href="?action=read&amp;page=2"' in first.content.decode()
    rest = [event.object for event in reader.get("/log/?action=read&page=2").context["page"]]
    assert rest[-1] == "row 0"


def test_an_athlete_is_picked_without_her_name_in_an_address(
    reader: Client, athlete: Athlete
) -> None:
    page = reader.post("/log/", {"words": athlete.family_name, "action": "read"}).content.decode()
    assert f'href="/log/?action=read&amp;athlete={athlete.pk}"' in page


def test_a_member_who_left_and_an_athlete_who_was_destroyed_are_told_plainly(
    reader: Client, therapist: Membership, athlete: Athlete
) -> None:
    write(therapist, "athlete", athlete=athlete)
    therapist.ended_at = timezone.now()
    therapist.save()
    athlete.delete()
    page = reader.get("/log/").content.decode()
    assert therapist.user.name in page
    assert "no longer here" in page


def test_people_stand_by_name_where_a_row_names_them_by_id(
    reader: Client, owner: Membership, colleague: Membership
) -> None:
    write(owner, "member", Action.CHANGE, reason=f"{colleague.user_id} staff > therapist")
    page = reader.get("/log/").content.decode()
    assert f"{colleague.user.name} staff &gt; therapist" in page


def rows_of(answer: object) -> list[dict[str, str]]:
    text = answer.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def test_it_leaves_as_csv_in_utc_with_a_reason_that_is_recorded(
    four: list[Event], reader: Client, owner: Membership, athlete: Athlete
) -> None:
    answer = reader.post("/log/export/", {"reason": "Voor de inspectie", "action": "read"})
    assert answer["Content-Type"].startswith("text/csv")
    rows = rows_of(answer)
    assert [row["object"] for row in rows] == ["hers", "old"]
    hers = rows[0]
    assert hers["at_utc"] == f"{four[0].at:%Y-%m-%dT%H:%M:%S.%f}Z"
    assert hers["athlete"] == str(athlete.pk)
    assert hers["mac"] == bytes(four[0].mac).hex()
    assert athlete.family_name not in answer.content.decode()
    event = Event.objects.latest("number")
    assert (event.action, event.object, event.reason) == (
        Action.EXPORT,
        "access log",
        "Voor de inspectie",
    )


def test_nothing_leaves_without_a_reason(reader: Client) -> None:
    answer = reader.post("/log/export/", {"reason": " "})
    assert "Write why the log leaves the practice." in answer.content.decode()
    assert not Event.objects.filter(action=Action.EXPORT).exists()


def test_a_spreadsheet_computes_nothing_from_it(reader: Client, owner: Membership) -> None:
    write(owner, "table", Action.EXPORT, reason="=HYPERLINK(1)")
    owner.user.name = "+31 Owner"
    owner.user.save()
    rows = rows_of(reader.post("/log/export/", {"reason": "-1"}))
    assert rows[0]["reason"] == "'=HYPERLINK(1)"
    assert rows[0]["name"] == "'+31 Owner"


def test_checking_says_that_it_is_whole_and_stands_in_it(
    four: list[Event], reader: Client, owner: Membership
) -> None:
    page = reader.post("/log/check/", follow=True).content.decode()
    assert "The log is whole: every row up to 5 is as it was written" in page
    assert Event.objects.get(object="access log whole").outcome == Outcome.DONE


def test_checking_names_the_first_row_that_is_not_as_it_was_written(
    four: list[Event], reader: Client
) -> None:
    with log_unguarded(), connection.cursor() as cursor:
        cursor.execute("UPDATE clinic_event SET object = 'x' WHERE id = %s", [four[1].pk])
    page = reader.post("/log/check/", follow=True).content.decode()
    assert "The log is not whole. Row 3 was changed after it was written." in page
    assert Event.objects.get(object="access log whole").outcome == Outcome.REFUSED
