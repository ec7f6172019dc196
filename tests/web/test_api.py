"""What another system of a practice reads with a key: its own practice, what the key may, and nothing else."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django_scopes import scope, scopes_disabled

from clinic.actions import records, tokens
from clinic.models import ApiToken, Event, Invitation, Membership, Report
from clinic.models.token import Scope
from screening import fhir
from screening.models import DataKey

from ..factories import ReceivedFactory, with_pdf

pytestmark = pytest.mark.django_db

Ask = Callable[..., Any]
EVERY = [each.value for each in Scope]


def key_of(by: Membership, *scopes: str) -> str:
    with scope(practice=by.practice):
        _row, token = tokens.make(by=by, name="EPD", scopes=scopes or EVERY, days=90)
    return token


def ask(path: str, key: str = "", **query: str) -> Any:
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    return Client().get(f"/api/v1/{path}", query, headers=headers)


@pytest.fixture
def key(owner: Membership) -> str:
    return key_of(owner)


@pytest.fixture
def signed(received: Invitation, therapist: Membership) -> Report:
    with scope(practice=received.athlete.practice):
        seen = records.mark_of(records.content_of(received))
        signature = records.sign(invitation=received, by=therapist, seen=seen)
        return with_pdf(Report.objects.whole().get(signature=signature, language="nl"))


def test_a_signed_screening_is_listed_with_its_reports_and_no_name(
    received: Invitation, signed: Report, key: str
) -> None:
    page = ask("screenings", key)
    (row,) = page.json()["screenings"]
    assert row["code"] == received.screening.code
    assert row["signed"]["version"] == 1
    assert row["signed"]["digest"] == signed.signature.digest
    assert [each["sha256"] for each in row["signed"]["reports"]] == [signed.sha256]
    assert received.athlete.family_name not in page.content.decode()
    assert ask(f"screenings/{row['code']}", key).json() == row


def test_the_report_is_the_issued_bytes_and_the_bundle_is_sound(
    received: Invitation, signed: Report, key: str
) -> None:
    with scopes_disabled():
        assert ask(f"reports/{signed.pk}", key).content == signed.pdf()
    bundle = ask(f"screenings/{received.screening.code}/bundle", key)
    assert bundle["Content-Type"] == "application/fhir+json"
    assert fhir.faults(bundle.json()) == []
    statuses = {
        entry["resource"]["status"]
        for entry in bundle.json()["entry"]
        if entry["resource"]["resourceType"] == "Observation"
    }
    assert statuses == {"final"}


def test_the_questionnaire_is_given_in_both_languages(key: str) -> None:
    found = ask("questionnaires/intake-2026.1", key).json()
    assert found["resourceType"] == "Questionnaire"
    assert "valueCode" in str(found)
    assert ask("questionnaires/intake-1900.1", key).status_code == 404


def test_pages_follow_each_other_without_a_gap(
    practice: Any, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("clinic.api.A_PAGE", 2)
    moment = timezone.now()
    for _number in range(5):
        sent = ReceivedFactory(athlete__practice=practice)
        with scopes_disabled():
            Invitation.objects.filter(pk=sent.pk).update(sent_at=moment)
    found: list[str] = []
    after = ""
    for _page in range(3):
        page = ask("screenings", key, after=after).json()
        found += [row["code"] for row in page["screenings"]]
        after = page["next"]
    assert after is None
    assert len(found) == len(set(found)) == 5


def test_only_what_was_sent_since_a_moment_is_listed(received: Invitation, key: str) -> None:
    later = (timezone.now() + timedelta(hours=1)).isoformat()
    assert ask("screenings", key, since=later).json()["screenings"] == []
    assert ask("screenings", key, since="yesterday").status_code == 422


@pytest.mark.parametrize(
    "moment", ["0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "9" * 30, "1e400", "NaN"]
)
def test_a_moment_that_is_none_is_refused(moment: str, key: str) -> None:
    assert ask("screenings", key, since=moment).status_code == 422


PATHS = ("screenings", "screenings/{code}", "screenings/{code}/bundle", "reports/{report}")


@pytest.mark.parametrize("path", PATHS)
def test_what_belongs_to_another_practice_is_not_there(
    path: str, received: Invitation, signed: Report, outsider: Membership
) -> None:
    path = path.format(code=received.screening.code, report=signed.pk)
    answer = ask(path, key_of(outsider))
    if path == "screenings":
        assert answer.json() == {"screenings": [], "next": None}
    else:
        assert answer.status_code == 404


@pytest.mark.parametrize("path", PATHS)
def test_a_key_reads_what_its_scopes_say_and_no_more(
    path: str, received: Invitation, signed: Report, owner: Membership
) -> None:
    needs = {"reports/{report}": "reports", "screenings/{code}/bundle": "fhir"}.get(
        path, "screenings"
    )
    path = path.format(code=received.screening.code, report=signed.pk)
    for given in EVERY:
        assert ask(path, key_of(owner, given)).status_code == (200 if given == needs else 403)


@pytest.mark.parametrize("path", PATHS)
def test_without_a_key_that_works_nothing_is_read(
    path: str, received: Invitation, signed: Report, owner: Membership
) -> None:
    path = path.format(code=received.screening.code, report=signed.pk)
    expired, revoked = key_of(owner), key_of(owner)
    with scopes_disabled():
        old, taken = ApiToken.objects.order_by("created_at")
        ApiToken.objects.filter(pk=old.pk).update(expires_at=timezone.now())
        ApiToken.objects.filter(pk=taken.pk).update(revoked_at=timezone.now())
    for key in ("", "reds_nonsense", expired, revoked):
        assert ask(path, key).status_code == 401


def test_a_signed_in_session_is_no_key(received: Invitation, therapist_client: Client) -> None:
    assert therapist_client.get("/api/v1/screenings").status_code == 401


def test_nothing_can_be_changed(received: Invitation, key: str) -> None:
    headers = {"Authorization": f"Bearer {key}"}
    for method in ("post", "put", "patch", "delete"):
        answer = getattr(Client(), method)("/api/v1/screenings", headers=headers)
        assert answer.status_code == 405


def test_every_reading_is_recorded_with_the_key(received: Invitation, key: str) -> None:
    ask(f"screenings/{received.screening.code}/bundle", key)
    event = Event.objects.filter(role="token").latest("id")
    assert (event.object, event.screening) == ("api fhir", received.screening.code)
    assert key.startswith(event.reason)
    assert key != event.reason


def test_what_does_not_open_any_more_says_so(received: Invitation, key: str) -> None:
    DataKey.objects.filter(pk=received.screening.key_id).update(wrapped=None)
    assert ask(f"screenings/{received.screening.code}/bundle", key).status_code == 410


def test_the_description_names_every_address() -> None:
    described = Client().get("/api/v1/openapi.json").json()
    assert set(described["paths"]) == {
        "/api/v1/screenings",
        "/api/v1/screenings/{code}",
        "/api/v1/screenings/{code}/bundle",
        "/api/v1/reports/{pk}",
        "/api/v1/questionnaires/{protocol_id}",
    }
    for operations in described["paths"].values():
        assert set(operations) == {"get"}
        assert {"401", "404"} <= set(operations["get"]["responses"])


def test_a_key_is_shown_once_and_kept_as_a_digest(owner_client: Client) -> None:
    made = owner_client.post("/practice/tokens/", {"name": "EPD", "scopes": EVERY, "days": 90})
    key = made.context["made"]
    assert key in made.content.decode()
    assert key not in owner_client.get("/practice/tokens/").content.decode()
    with scopes_disabled():
        row = ApiToken.objects.get()
    assert key.encode() not in bytes(row.digest)
    assert ask("screenings", key).status_code == 200


def test_an_owner_revokes_a_key_and_it_opens_nothing(owner_client: Client, key: str) -> None:
    with scopes_disabled():
        pk = ApiToken.objects.get().pk
    owner_client.post(f"/practice/tokens/{pk}/revoke/")
    assert ask("screenings", key).status_code == 401


def test_a_key_that_may_nothing_is_not_made(owner_client: Client) -> None:
    page = owner_client.post("/practice/tokens/", {"name": "EPD", "days": 90})
    assert page.context["form"].errors
    assert 'value="EPD"' in page.content.decode()


def test_the_bundle_is_downloaded_from_the_assessment_by_who_may_read_it(
    received: Invitation, therapist_client: Client
) -> None:
    page = therapist_client.get(f"/assessments/{received.screening.code}/fhir.json")
    assert fhir.faults(page.json()) == []
