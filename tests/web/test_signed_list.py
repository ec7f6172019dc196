"""The list of signed reports: what its presets and filters show, and to whom."""

from datetime import datetime, time, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from clinic.models import Event, Membership, Practice, Report, Signature
from tests.factories import AthleteFactory, MembershipFactory, ReceivedFactory, issued, signed

pytestmark = pytest.mark.usefixtures("unscoped")


def begun() -> datetime:
    """When this month began."""
    return timezone.make_aware(datetime.combine(timezone.localdate().replace(day=1), time.min))


def at(signature: Signature, moment: datetime) -> Signature:
    Signature.objects.filter(pk=signature.pk).update(signed_at=moment)
    return signature


def exported(signature: Signature) -> Signature:
    signature.reports.update(exported_at=timezone.now())
    return signature


def shown(client: Client, address: str = "/reports/") -> list[Signature]:
    return list(client.get(address).context["page"])


@pytest.fixture
def four(practice: Practice, therapist: Membership) -> dict[str, Signature]:
    """This month's and an earlier one, each exported or not."""
    made = [issued(ReceivedFactory(athlete__practice=practice), therapist) for _each in range(4)]
    earlier = begun() - timedelta(seconds=1)
    return {
        "new": at(made[0], begun()),
        "gone": exported(at(made[1], begun())),
        "old new": at(made[2], earlier),
        "old gone": exported(at(made[3], earlier)),
    }


@pytest.mark.parametrize(
    ("preset", "kept"),
    [
        ("month_new", {"new"}),
        ("new", {"new", "old new"}),
        ("month", {"new", "gone"}),
        ("all", {"new", "gone", "old new", "old gone"}),
        ("nonsense", {"new"}),
    ],
)
def test_a_preset_shows_what_it_says_and_counts_it(
    preset: str, kept: set[str], four: dict[str, Signature], staff_client: Client
) -> None:
    page = staff_client.get(f"/reports/?show={preset}")
    assert set(page.context["page"]) == {four[name] for name in kept}
    counts = {str(name): count for name, _label, count in page.context["presets"]}
    assert counts == {"month_new": 1, "new": 2, "month": 2, "all": 4}


def test_it_begins_with_this_months_that_were_not_exported(
    four: dict[str, Signature], staff_client: Client
) -> None:
    assert shown(staff_client) == [four["new"]]


def test_only_the_version_that_stands_is_listed_and_says_that_an_earlier_one_left(
    practice: Practice, therapist: Membership, staff_client: Client
) -> None:
    first = exported(issued(ReceivedFactory(athlete__practice=practice), therapist))
    first.superseded_by = signed(first.invitation, therapist, number=2)
    first.save()
    [row] = shown(staff_client)
    assert (row.number, row.before, row.left_at) == (2, True, None)
    page = staff_client.get("/reports/").content.decode()
    assert "sindsdien een nieuwere versie" in page
    exported(issued_again(row))
    assert shown(staff_client) == []


def issued_again(signature: Signature) -> Signature:
    report = Report(signature=signature, language="nl", issued_at=timezone.now())
    report.seal(b"%PDF")
    report.save()
    return signature


def test_filters_narrow_together(practice: Practice, staff_client: Client) -> None:
    one, two = (MembershipFactory(practice=practice) for _each in range(2))
    athlete = AthleteFactory(practice=practice, family_name="Visser", client_number="C-9")
    hers = issued(ReceivedFactory(athlete=athlete), one)
    other = issued(ReceivedFactory(athlete__practice=practice, athlete__family_name="Kok"), two)
    old = at(issued(ReceivedFactory(athlete=athlete), two), begun() - timedelta(days=40))
    day = timezone.localdate()
    code = hers.invitation.screening.code

    def posted(**asked: object) -> set[Signature]:
        page = staff_client.post("/reports/", {"show": "all", **asked}, follow=True)
        return set(page.context["page"])

    assert posted(words="visser") == {hers, old}
    assert posted(words="c-9", first=day) == {hers}
    assert posted(words=code) == posted(words=code.removeprefix("S-").lower()) == {hers}
    assert posted(signer=two.user_id) == {other, old}
    assert posted(signer=two.user_id, last=day - timedelta(days=1)) == {old}
    assert posted(words="xyzzy") == set()
    assert posted(first="gisteren", signer="niemand") == {hers, other, old}


def test_a_search_never_stands_in_an_address(staff_client: Client) -> None:
    answer = staff_client.post("/reports/", {"words": "Visser", "show": "all"})
    assert answer.status_code == 200
    answer = staff_client.post("/reports/", {"words": " ", "show": "all", "first": "2026-01-01"})
    assert answer["Location"] == "/reports/?show=all&first=2026-01-01"


def test_another_practice_sees_and_finds_none(
    four: dict[str, Signature], outsider_client: Client
) -> None:
    name = four["new"].invitation.athlete.family_name
    page = outsider_client.post("/reports/", {"show": "all", "words": name})
    assert list(page.context["page"]) == []
    assert {count for _name, _label, count in page.context["presets"]} == {0}
    assert len(page.context["filters"].fields["signer"].choices) == 1


def test_staff_see_neither_levels_nor_answers(
    four: dict[str, Signature], staff_client: Client
) -> None:
    page = staff_client.get("/reports/?show=all").content.decode()
    assert "lv-" not in page
    assert "/assessments/" not in page


def test_looking_at_the_list_is_recorded(staff_client: Client, staff: Membership) -> None:
    staff_client.get("/reports/")
    assert Event.objects.filter(who=staff.user_id, action="read", object="reports").count() == 1


def test_all_of_a_filter_over_all_pages_is_what_was_shown_and_nothing_later(
    practice: Practice, therapist: Membership, staff_client: Client
) -> None:
    before = [issued(ReceivedFactory(athlete__practice=practice), therapist) for _n in range(3)]
    moment = staff_client.get("/reports/").context["now"]
    issued(ReceivedFactory(athlete__practice=practice), therapist)
    posted = {"show": "month_new", "everything": "yes", "until": moment}
    asked = {**posted, "language": "nl", "reason": "Voor de huisarts"}
    page = staff_client.post("/reports/export/", asked, follow=True)
    export = page.context["export"]
    assert {item.report.signature for item in export.items.all()} == set(before)
