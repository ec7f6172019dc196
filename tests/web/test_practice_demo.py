"""The demo practices. They are made once for this module; what a test adds to them is undone after it."""

import json
import time
from collections.abc import Iterator
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone
from django_scopes import scopes_disabled

from clinic import worklist
from clinic.demo.person import Visit
from clinic.demo.practice import load
from clinic.models import (
    Appointment,
    Athlete,
    Consent,
    Event,
    Handling,
    Invitation,
    Membership,
    Practice,
    Signature,
    Stage,
)
from clinic.worklist import GROUPS, Group, Row
from screening.models import Screening
from screening.rules.contradictions import contradictions
from screening.rules.disagreement import disagreement
from screening.rules.results import Attention

pytestmark = pytest.mark.usefixtures("demo", "unscoped")

DE_BRUG, DE_HAVEN = "Praktijk De Brug (demo)", "Sportfysio De Haven (demo)"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("var")


@pytest.fixture(scope="module")
def _made(folder: Path, django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The demo, in a transaction around those of the tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        with scopes_disabled():
            load(folder / "demo/passwords.json")
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def demo(_made: None, db: None, folder: Path, settings: pytest.FixtureRequest) -> None:
    settings.VAR_DIR = folder


def document() -> dict:
    out = StringIO()
    call_command("demo", "--json", stdout=out)
    return json.loads(out.getvalue())


def rows(name: str = DE_BRUG, *, first: int = 0, last: int = 0) -> list[Row]:
    """The list of the days from `first` to `last`, counted from today."""
    practice, today = Practice.objects.get(name=name), timezone.localdate()
    days = (today + timedelta(days=first), today + timedelta(days=last))
    return worklist.of_days(practice, *days, reads=True)


def left_open() -> list[Row]:
    """The list without appointments."""
    practice = Practice.objects.get(name=DE_BRUG)
    return worklist.rows_of(worklist.left_open(practice, timezone.localdate()), reads=True)


def counts() -> dict[str, int]:
    kinds = (Athlete, Appointment, Invitation, Screening, Signature, Consent, Handling, Membership)
    return {kind.__name__: kind.objects.count() for kind in kinds}


def test_there_are_two_practices_with_three_roles_each_and_forty_athletes() -> None:
    assert {
        practice.name: (
            sorted(practice.memberships.values_list("role", flat=True)),
            practice.athletes.count(),
        )
        for practice in Practice.objects.all()
    } == {
        DE_BRUG: (["owner", "staff", "therapist", "therapist"], 30),
        DE_HAVEN: (["owner", "staff", "therapist", "therapist"], 10),
    }


def test_every_attention_level_is_there_and_links_in_both_languages() -> None:
    found = document()
    assert {screening["attention"] for screening in found["screenings"]} == set(Attention)
    assert [link["language"] for link in found["open_links"]] == ["nl", "en"]


def test_every_stage_but_an_unreadable_one_is_there() -> None:
    stages = {row.stage for row in rows(first=-14, last=21)} | {row.stage for row in left_open()}
    revoked = {i.stage for i in Invitation.objects.exclude(revoked_at=None)}
    assert stages | revoked == set(Stage) - {Stage.UNREADABLE}


def test_the_list_of_today_shows_every_group_at_any_day_of_the_week() -> None:
    today = rows()
    assert {row.group for row in today} == set(GROUPS) - {Group.ALL}
    assert len(today) >= 12
    assert len({row.appointment.starts_at.hour for row in today}) >= 8
    assert {row.level for row in today if row.stage is Stage.SIGNED} != {None}
    assert any(row.place == (4, 9) for row in today)


@pytest.mark.parametrize("day", [date(2026, 11, 23) + timedelta(days=n) for n in range(7)])
def test_appointments_of_other_days_are_on_working_days(day: date) -> None:
    assert Visit("09:00").on(day) == day
    for visit in (Visit("09:00", day=-5), Visit("09:00", day=-1), Visit("09:00", day=2)):
        assert visit.on(day).weekday() < 5
        assert (visit.on(day) > day) is (visit.day > 0)
    assert Visit("09:00", weekday=0).on(day) == date(2026, 11, 30)
    assert Visit("09:00", weekday=4).on(day) == date(2026, 12, 4)


def test_past_days_and_next_week_have_appointments_too() -> None:
    assert rows(first=-7, last=-1)
    monday = 7 - timezone.localdate().weekday()
    coming = rows(first=monday, last=monday + 4)
    assert len({row.day for row in coming}) == 5
    assert any(row.askable for row in coming)


def test_without_appointment_something_is_left_open() -> None:
    assert {Stage.EXPIRED, Stage.RECEIVED} <= {row.stage for row in left_open()}


def test_it_has_what_is_rare() -> None:
    signed = Signature.objects.exclude(sealed_reason=None).get()
    assert (signed.number, signed.superseded_by.number) == (1, 2)
    assert signed.intact
    assert signed.superseded_by.intact
    assert "DXA" in signed.reason
    assert Handling.objects.get().by.name == "K. de Ruiter"
    assert Consent.objects.get(by="parent").parent_name
    assert Consent.objects.exclude(withdrawn_at=None).exists()
    assert Athlete.objects.archived().count() == 1
    assert Invitation.objects.exclude(mail_failed_at=None).exists()
    assert Invitation.objects.filter(sent_at=None, screening__sealed_measurements=None).exists()
    assert {a.years for a in Athlete.objects.all() if a.years < 18} == {14, 16}
    assert len({a.date_of_birth for a in Athlete.objects.all()}) > 30


def test_its_screenings_show_contradictions_disagreement_and_a_load_timeline_with_a_date() -> None:
    cases = [s.case() for s in Screening.objects.exclude(submitted_at=None)]
    assert any(len(contradictions(case)) > 3 for case in cases)
    screenings = Screening.objects.exclude(submitted_at=None)
    assert any(disagreement(screening.assess()) for screening in screenings)
    assert any(
        {"load.weekly_km", "bone.pain_started"} <= case.responses.given.keys() for case in cases
    )
    origins = [o for s in screenings for o in s.origins.values() if "origin" in o]
    assert {origin["origin"] for origin in origins} >= {"measured", "letter", "reported"}
    assert any("reported" in origin for origin in origins)
    assert any(screening.told for screening in screenings)


def test_several_athletes_were_screened_before() -> None:
    times = [
        [i.sent_at for i in athlete.invitations.exclude(sent_at=None).order_by("sent_at")]
        for athlete in Athlete.objects.all()
    ]
    often = [each for each in times if len(each) >= 3]
    assert len(often) >= 4
    assert all(each[-1] - each[0] > timedelta(days=200) for each in often)


def test_what_happened_did_so_in_order_and_not_later_than_now() -> None:
    now = timezone.now()
    for invitation in Invitation.objects.exclude(sent_at=None).select_related("screening"):
        assert invitation.created_at < invitation.opened_at < invitation.sent_at < now
        assert invitation.screening.submitted_at == invitation.sent_at
        for signature in invitation.signatures.all():
            assert invitation.sent_at < signature.signed_at <= now
            assert signature.signed_at - invitation.sent_at < timedelta(days=10)


def test_nobody_of_one_practice_is_shown_at_the_other(client: Client) -> None:
    for name in (DE_BRUG, DE_HAVEN):
        practice = Practice.objects.get(name=name)
        others = Athlete.objects.exclude(practice=practice)
        client.force_login(practice.memberships.get(role="owner").user)
        shown = client.post("/athletes/").content.decode()
        shown += client.get("/today/").content.decode()
        shown += client.get("/today/?open").content.decode()
        assert practice.athletes.current().first().family_name in shown
        assert [a for a in others if a.client_number in shown or str(a.pk) in shown] == []


def test_its_json_holds_exactly_what_is_promised() -> None:
    found = document()
    assert found.keys() == {"base_url", "users", "open_links", "screenings"}
    assert found["users"][0].keys() == {"role", "email", "password", "totp_secret", "practices"}
    assert [(user["role"], user["practices"]) for user in found["users"]] == [
        *((role, [DE_BRUG]) for role in ("therapist", "owner", "staff")),
        *((role, [DE_HAVEN]) for role in ("therapist", "owner", "staff")),
        ("therapist", [DE_BRUG, DE_HAVEN]),
    ]
    assert found["open_links"][0].keys() == {"language", "url", "date_of_birth"}
    assert found["screenings"][0].keys() == {"code", "attention", "url"}
    assert found["screenings"][0]["url"].startswith(found["base_url"])


def test_a_second_run_adds_nothing_keeps_the_sign_ins_and_is_quick() -> None:
    first, before = document(), counts()
    begun = time.process_time()
    second = document()
    assert time.process_time() - begun < 2
    assert first["users"] == second["users"]
    assert first["screenings"] == second["screenings"]
    assert counts() == before


def test_a_run_on_a_day_without_appointments_fills_the_diary_again() -> None:
    Appointment.objects.filter(starts_at__date=timezone.localdate()).update(
        cancelled_at=timezone.now()
    )
    assert rows() == []
    document()
    assert len(rows()) >= 12
    assert len(rows(DE_HAVEN)) >= 4


def test_its_links_open_with_the_date_and_those_of_an_earlier_run_do_not() -> None:
    ends = []
    for found in (document(), document()):
        link = found["open_links"][0]
        year, month, day = link["date_of_birth"].split("-")
        ends.append((link["url"].removeprefix(found["base_url"]), day, month, year))
    answers = []
    for path, day, month, year in ends:
        phone = Client()
        assert phone.get(path)["Location"] == "/welcome/"
        born = {"day": day, "month": month, "year": year}
        answers.append(phone.post("/welcome/", born).status_code)
    assert answers == [404, 302]


def test_its_people_can_sign_in() -> None:
    user = document()["users"][0]
    client = Client()
    client.post("/accounts/login/", {"login": user["email"], "password": user["password"]})
    out = StringIO()
    call_command("demo", "--code", user["email"], stdout=out)
    client.post("/accounts/2fa/authenticate/", {"code": out.getvalue().strip()})
    assert client.get("/today/").status_code == 200


def test_what_it_does_is_recorded() -> None:
    sent = Event.objects.filter(action="send").count()
    assert sent == Event.objects.filter(action="save").count() - 3
    assert Event.objects.filter(action="sign").count() == Signature.objects.count()


def test_without_json_it_tells_how_to_get_in_and_writes_a_report(folder: Path) -> None:
    out = StringIO()
    call_command("demo", stdout=out)
    told = out.getvalue()
    assert "fysio@debrug.example" in told
    assert "fysio@dehaven.example" in told
    assert "signed with an amendment" in told
    assert max(len(line) for line in told.splitlines() if "/" not in line) <= 100
    reports = sorted((folder / "demo").glob("*.pdf"))
    assert [path.read_bytes()[:5] for path in reports] == [b"%PDF-", b"%PDF-"]


def test_it_refuses_to_run_in_production(settings: pytest.FixtureRequest) -> None:
    settings.PRODUCTION = True
    with pytest.raises(CommandError):
        call_command("demo")
