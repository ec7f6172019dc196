"""Destroying an athlete's file: everything about her goes, her key first of all, and a certificate stays."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from clinic import tasks
from clinic.access import SESSION_KEY, proof
from clinic.actions import erasure, exports, handling, records, sharing, tables, tokens
from clinic.models import (
    Athlete,
    Event,
    Hold,
    How,
    Invitation,
    Membership,
    Reason,
    Reminder,
    Report,
    Session,
    Signature,
    TableFile,
)
from clinic.sessions import SessionStore
from screening.encryption import Unreadable
from screening.models import DataKey, Screening

from ..conftest import confirm
from ..dumping import dump
from ..factories import AppointmentFactory, MembershipFactory, ReceivedFactory, with_pdf
from .belonging import hers

pytestmark = pytest.mark.usefixtures("unscoped")


FAMILY = "Zandbergerhoek"


def proven(invitation: Invitation) -> None:
    """The session of a device that proved her date of birth before she sent."""
    session = SessionStore()
    session[SESSION_KEY] = proof(invitation)
    session.create()


@pytest.fixture
def known(received: Invitation, therapist: Membership, settings: Any) -> Athlete:
    """An athlete with a row in everything that can be kept about her."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    settings.WORKER = True
    athlete = received.athlete
    athlete.family_name, athlete.email = FAMILY, "zandbergerhoek@example.org"
    athlete.save()
    invitation, by = received, therapist
    proven(invitation)
    appointment = AppointmentFactory(athlete=athlete)
    today = timezone.localdate()
    Reminder.objects.create(
        invitation=invitation, appointment=appointment, on=today, days=2, claimed_on=today
    )
    invitation.consents.create(version="x", by="parent", parent_name=f"Ouder {FAMILY}")
    handling.handle(invitation=invitation, by=by, text="Gebeld")
    records.write(invitation=invitation, by=by, content={**records.EMPTY, "note": "x"}, read=0)
    seen = records.mark_of(records.content_of(invitation))
    signature = records.sign(invitation=invitation, by=by, seen=seen)
    records.amend(invitation=invitation, by=by, reason="Vergeten")
    seen = records.mark_of(records.content_of(invitation))
    signature = records.sign(invitation=invitation, by=by, seen=seen)
    sharing.consent(invitation=invitation, by=by, how=How.SAID)
    sharing.release(signature=signature, by=by, language="nl")
    by.practice.file_rule = "{name}"
    exports.begin(signatures=[signature], language="nl", reason="Arts", by=by)
    for report in Report.objects.whole():
        with_pdf(report)
    tasks.issue.enqueue(str(report.pk))
    tasks.deliver.enqueue(str(invitation.pk), "invitation")
    file = TableFile(
        practice=by.practice, by=by.user, asked={"format": "csv", "reason": ""}, total=1
    )
    file.about = [[str(athlete.pk), invitation.screening.code]]
    file.made_at = timezone.now()
    file.save()
    return athlete


@pytest.mark.skipif(connection.vendor != "sqlite", reason="what SQLite writes ahead")
@pytest.mark.django_db(transaction=True)
def test_no_file_of_the_database_holds_her_name_or_key_any_more() -> None:
    invitation = ReceivedFactory(athlete__family_name=FAMILY)
    by = MembershipFactory(practice=invitation.athlete.practice)
    wrapped = bytes(invitation.athlete.key.wrapped)
    live = Path(connection.settings_dict["NAME"])

    def held() -> list[bool]:
        content = b"".join(path.read_bytes() for path in live.parent.glob(f"{live.name}*"))
        return [FAMILY.encode() in content, wrapped in content]

    assert held() == [True, True]
    erasure.erase(athlete=invitation.athlete, by=by, reason=Reason.ASKED)
    assert held() == [False, False]


def rows(athlete: UUID) -> Iterator[tuple[str, int]]:
    for model, way in hers().items():
        yield model._meta.label, model._base_manager.filter(**{way: athlete}).count()


def test_nothing_about_her_is_left(known: Athlete, owner: Membership) -> None:
    pk, code = known.pk, Screening.objects.get().code
    assert all(count for _label, count in rows(pk)), dict(rows(pk))
    assert FAMILY in dump()
    assert DBTaskResult.objects.count() >= 2
    assert Session.objects.count() == 1
    erasure.erase(athlete=known, by=owner, reason=Reason.ASKED)
    assert not any(count for _label, count in rows(pk))
    assert not Athlete.objects.exists()
    assert not Screening.objects.exists()
    assert not TableFile.objects.exists()
    assert [task.task_path for task in DBTaskResult.objects.all()] == ["clinic.tasks.forget_keys"]
    assert not Session.objects.exists()
    text = dump()
    assert FAMILY.casefold() not in text.casefold()
    assert code in text  # in the log, where it names nobody


def test_other_athletes_keep_everything(
    known: Athlete, owner: Membership, therapist: Membership
) -> None:
    other = ReceivedFactory(athlete__practice=known.practice)
    proven(other)
    tasks.deliver.enqueue(str(other.pk), "invitation")
    erasure.erase(athlete=known, by=owner, reason=Reason.ASKED)
    assert Screening.objects.get().answers == other.screening.answers
    assert DBTaskResult.objects.filter(task_path="clinic.tasks.deliver").count() == 1
    assert Session.objects.count() == 1


def test_her_key_is_destroyed_so_that_a_copy_of_her_answers_does_not_open(
    known: Athlete, owner: Membership
) -> None:
    copy = Screening.objects.select_related("key").get()
    key = known.key_id
    erasure.erase(athlete=known, by=owner, reason=Reason.ASKED)
    kept = DataKey.objects.get(pk=key)
    assert (kept.wrapped, kept.former) == (None, None)
    assert kept.destroyed_at is not None
    copy.key = kept
    with pytest.raises(Unreadable):
        copy.answers  # noqa: B018


def test_what_led_to_her_leads_nowhere(
    known: Athlete,
    owner_client: Client,
    owner: Membership,
    received: Invitation,
    screening_session: Client,
) -> None:
    _token, secret = tokens.make(by=owner, name="EPD", scopes=["fhir", "reports"], days=90)
    report = Report.objects.filter(edition="full").first()
    digests = [Signature.objects.first().digest, report.sha256]
    export, code = exports.Export.objects.get().pk, received.screening.code
    addresses = [
        f"/athletes/{known.pk}/",
        f"/athletes/{known.pk}/hold/",
        f"/athletes/{known.pk}/erase/",
        f"/assessments/{code}/",
        f"/assessments/{code}/report.pdf",
        f"/assessments/{code}/versions/1/",
        f"/reports/{report.pk}.pdf",
        f"/exports/{export}/",
        f"/exports/{export}/reports.zip",
    ]
    key = {"Authorization": f"Bearer {secret}"}
    api = [f"/api/v1/screenings/{code}/bundle", f"/api/v1/reports/{report.pk}"]
    before = [owner_client.get(each).status_code for each in addresses]
    assert set(before) == {200}
    assert {Client().get(each, headers=key).status_code for each in api} == {200}
    answer = owner_client.post(
        f"/athletes/{known.pk}/erase/", {"reason": "asked", "family_name": FAMILY.upper()}
    )
    assert answer["Location"].startswith("/retention/destroyed/")
    assert {owner_client.get(each).status_code for each in addresses} == {404}
    assert {Client().get(each, headers=key).status_code for each in api} == {404}
    phone = Client()
    assert phone.get(f"/s/{received.token}/").status_code in (302, 404, 410)
    assert phone.get("/screening/").status_code != 200
    for digest in digests:
        assert Client().get(f"/verify/{digest}/").context["found"] == "unknown"


def test_the_page_tells_what_would_go_and_asks_for_her_name(
    known: Athlete, owner_client: Client
) -> None:
    address = f"/athletes/{known.pk}/erase/"
    page = owner_client.get(address)
    assert [count for _words, count in page.context["kinds"]] == [1, 1, 2, 3, 1, 2, 1]
    wrong = owner_client.post(address, {"reason": "asked", "family_name": "Iemand anders"})
    assert wrong.context["form"].errors.keys() == {"family_name"}
    without = owner_client.post(address, {"family_name": FAMILY})
    assert without.context["form"].errors.keys() == {"reason"}
    assert Athlete.objects.filter(pk=known.pk).exists()


def test_the_password_is_asked_for_once_more(
    athlete: Athlete, owner_client: Client, owner: Membership
) -> None:
    address = f"/athletes/{athlete.pk}/erase/"
    confirm(owner_client, owner.user, minutes_ago=40)
    assert "reauthenticate" in owner_client.get(address)["Location"]
    late = owner_client.post(address, {"reason": "asked", "family_name": athlete.family_name})
    assert late.status_code == 403
    assert Athlete.objects.filter(pk=athlete.pk).exists()


def test_another_practice_is_told_that_nobody_is_there(
    athlete: Athlete, outsider_client: Client
) -> None:
    address = f"/athletes/{athlete.pk}/erase/"
    data = {"reason": "asked", "family_name": athlete.family_name}
    assert outsider_client.get(address).status_code == 404
    assert outsider_client.post(address, data).status_code == 404
    assert Athlete.objects.filter(pk=athlete.pk).exists()


def test_a_file_that_is_held_is_not_destroyed(
    athlete: Athlete, owner: Membership, owner_client: Client
) -> None:
    owner_client.post(f"/athletes/{athlete.pk}/hold/", {"reason": "claim"})
    address = f"/athletes/{athlete.pk}/erase/"
    assert "form" in owner_client.get(address).context
    data = {"reason": "asked", "family_name": athlete.family_name}
    assert b'name="family_name"' not in owner_client.post(address, data).content
    with pytest.raises(erasure.Held):
        erasure.erase(athlete=athlete, by=owner, reason=Reason.ASKED)
    owner_client.post(f"/athletes/{athlete.pk}/hold/", {"lift": "yes"})
    assert owner_client.post(address, data).status_code == 302
    assert not Athlete.objects.filter(pk=athlete.pk).exists()
    told = Event.objects.filter(action="hold").values_list("reason", flat=True)
    assert list(told) == [Hold.CLAIM, "lifted"]


def test_the_certificate_tells_what_when_by_whom_and_why_and_no_name(
    known: Athlete, owner: Membership, owner_client: Client
) -> None:
    made = erasure.erase(athlete=known, by=owner, reason=Reason.ASKED)
    page = owner_client.get(f"/retention/destroyed/{made.pk}/").content.decode()
    assert FAMILY not in page
    for told in (str(known.pk), owner.user.name, known.practice.name, str(made.first_year)):
        assert told in page
    assert made.counts == {
        "screenings": 1,
        "notes": 1,
        "signed": 2,
        "reports": 3,
        "handled": 1,
        "consents": 2,
        "appointments": 1,
    }
    [event] = Event.objects.filter(action="erase")
    assert (event.athlete_id, event.reason, event.who) == (known.pk, "asked", owner.user_id)
    assert b">1</a>" in owner_client.get("/retention/destroyed/").content


def test_a_table_that_is_being_made_meanwhile_is_given_up(
    athlete: Athlete, owner: Membership
) -> None:
    file = tables.begin(asked={"format": "csv", "reason": ""}, total=1, by=owner)
    erasure.erase(athlete=athlete, by=owner, reason=Reason.MISTAKE)
    assert TableFile.objects.get(pk=file.pk).failed_at is not None


def test_a_session_that_is_not_hers_is_left_alone(athlete: Athlete, owner: Membership) -> None:
    other = SessionStore()
    other["invitation"] = "not hers:x"
    other.create()
    erasure.erase(athlete=athlete, by=owner, reason=Reason.MISTAKE)
    assert Session.objects.count() == 1


@pytest.mark.skipif(connection.vendor != "postgresql", reason="DATABASE_URL names no PostgreSQL")
def test_the_database_needs_no_rows_of_hers_for_what_stays(
    known: Athlete, owner: Membership
) -> None:
    erasure.erase(athlete=known, by=owner, reason=Reason.ASKED)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
