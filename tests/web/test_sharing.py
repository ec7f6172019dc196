"""The coach's version leaves while the athlete's consent stands, the athlete's copy while its release does."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from django_scopes import scope

from clinic.actions import records, reports, sharing
from clinic.models import (
    CoachConsent,
    Edition,
    Event,
    How,
    Invitation,
    Membership,
    Outcome,
    Release,
    Report,
    Signature,
)

from ..factories import AthleteFactory, ReceivedFactory

pytestmark = [pytest.mark.paper, pytest.mark.usefixtures("unscoped")]

At = Callable[[str], str]
Sign = Callable[..., Signature]


@pytest.fixture
def at(received: Invitation) -> At:
    return lambda page: f"/assessments/{received.screening.code}/{page}"


@pytest.fixture
def sign(received: Invitation, therapist: Membership) -> Sign:
    """Sign what stands, with these steps in the plan."""

    def signed(*steps: str) -> Signature:
        with scope(practice=received.athlete.practice):
            write(received, therapist, *steps)
            seen = records.mark_of(records.content_of(received))
            return records.sign(invitation=received, by=therapist, seen=seen)

    return signed


def write(received: Invitation, therapist: Membership, *steps: str) -> None:
    before = records.written(received)
    records.write(
        invitation=received,
        by=therapist,
        content={**records.EMPTY, "plan": list(steps)},
        read=before.revision if before else 0,
    )


def agree(client: Client, at: At) -> None:
    assert client.post(at("coach/"), {"how": "said"})["Location"] == at("copies/")


def release(client: Client, at: At, language: str = "nl", version: int = 1) -> Report:
    client.post(at("release/"), {"lang": language, "version": version})
    return Report.objects.whole().get(
        edition=Edition.ATHLETE, language=language, signature__number=version
    )


def test_without_consent_no_coachs_version_is_made(
    at: At, sign: Sign, therapist_client: Client
) -> None:
    sign()
    answer = therapist_client.get(at("copies/coach.pdf"))
    assert answer.status_code == 410
    assert "geen toestemming" in answer.content.decode()
    assert not Report.objects.filter(edition=Edition.COACH).exists()
    refused = Event.objects.filter(action="export", outcome=Outcome.REFUSED)
    assert [event.object for event in refused] == ["coach"]


def test_with_consent_it_is_issued_once_and_staff_can_download_it(
    at: At, sign: Sign, therapist_client: Client, staff_client: Client
) -> None:
    sign()
    agree(therapist_client, at)
    first = staff_client.get(at("copies/coach.pdf?lang=nl"))
    assert first["Content-Disposition"].endswith('-v1-nl-coach.pdf"')
    assert therapist_client.get(at("copies/coach.pdf?lang=nl")).content == first.content
    report = Report.objects.whole().get(edition=Edition.COACH)
    assert report.pdf() == first.content
    assert Event.objects.filter(role="staff", object="coach nl version 1").exists()


def test_once_taken_back_one_that_was_issued_before_leaves_no_more(
    at: At, sign: Sign, therapist_client: Client, staff_client: Client
) -> None:
    sign()
    agree(therapist_client, at)
    before = staff_client.get(at("copies/coach.pdf?lang=nl")).content
    report = Report.objects.get(edition=Edition.COACH)
    therapist_client.post(at("coach/"), {"go": "withdraw"})
    for path in (at("copies/coach.pdf?lang=nl"), f"/reports/{report.pk}.pdf"):
        answer = staff_client.get(path)
        assert answer.status_code == 410
        assert "ingetrokken" in answer.content.decode()
    consent = CoachConsent.objects.get()
    assert (consent.withdrawn_at is not None, consent.withdrawn_by) == (True, consent.recorded_by)
    agree(therapist_client, at)
    assert staff_client.get(at("copies/coach.pdf?lang=nl")).content == before


def test_a_worker_makes_none_once_the_consent_was_taken_back(
    at: At, sign: Sign, therapist: Membership, therapist_client: Client, received: Invitation
) -> None:
    signature = sign()
    agree(therapist_client, at)
    with scope(practice=therapist.practice):
        report = reports.ask(signature=signature, language="nl", edition=Edition.COACH)
    therapist_client.post(at("coach/"), {"go": "withdraw"})
    reports.issue(report.pk)
    report.refresh_from_db()
    assert not report.issued


def test_an_amendment_needs_no_new_consent(
    at: At,
    sign: Sign,
    therapist: Membership,
    therapist_client: Client,
    staff_client: Client,
    received: Invitation,
) -> None:
    sign("load_plan")
    agree(therapist_client, at)
    first = staff_client.get(at("copies/coach.pdf?lang=nl")).content
    with scope(practice=therapist.practice):
        records.amend(invitation=received, by=therapist, reason="Plan aangepast")
        write(received, therapist, "stop_impact")
    assert staff_client.get(at("copies/coach.pdf?lang=nl")).content == first
    sign("stop_impact")
    second = staff_client.get(at("copies/coach.pdf?lang=nl"))
    assert "-v2-" in second["Content-Disposition"]
    assert second.content != first


def test_nothing_is_made_of_what_is_not_signed(at: At, therapist_client: Client) -> None:
    agree(therapist_client, at)
    assert therapist_client.get(at("copies/coach.pdf")).status_code == 404
    assert therapist_client.get(at("release/"))["Location"] == at("copies/")
    assert therapist_client.post(at("release/"), {"version": 1})["Location"] == at("copies/")
    assert not Release.objects.exists()
    assert not Report.objects.exists()


def test_consent_says_how_it_was_given(at: At, therapist_client: Client) -> None:
    page = therapist_client.post(at("coach/"), {"how": ""})
    assert page.status_code == 200
    assert "Kies hoe de toestemming is gegeven." in page.content.decode()
    assert not CoachConsent.objects.exists()


def test_below_16_a_parent_agrees_too(therapist_client: Client, therapist: Membership) -> None:
    born = timezone.localdate() - timedelta(days=int(14.5 * 365.25))
    athlete = AthleteFactory(practice=therapist.practice, date_of_birth=born)
    young = ReceivedFactory(athlete=athlete)
    path = f"/assessments/{young.screening.code}/coach/"
    assert "Vul in wie er naast" in therapist_client.post(path, {"how": "said"}).content.decode()
    with scope(practice=therapist.practice), pytest.raises(sharing.ParentMissing):
        sharing.consent(invitation=young, by=therapist, how=How.SAID)
    assert not CoachConsent.objects.exists()
    therapist_client.post(path, {"how": "written", "parent_name": "A. Smit"})
    assert CoachConsent.objects.get().parent_name == "A. Smit"


def test_from_16_no_parent_is_asked_or_kept(
    at: At, therapist_client: Client, received: Invitation
) -> None:
    assert "parent_name" not in therapist_client.get(at("coach/")).content.decode()
    therapist_client.post(at("coach/"), {"how": "said", "parent_name": "A. Smit"})
    assert CoachConsent.objects.get().parent_name == ""


def test_consent_twice_is_one_and_the_database_holds_no_second(
    at: At, therapist_client: Client, therapist: Membership, received: Invitation
) -> None:
    agree(therapist_client, at)
    agree(therapist_client, at)
    assert CoachConsent.objects.count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        CoachConsent.objects.create(invitation=received, how=How.SAID, recorded_by=therapist.user)


def test_an_athletes_copy_is_there_only_after_its_release(
    at: At, sign: Sign, therapist_client: Client, staff_client: Client
) -> None:
    sign("load_plan")
    assert not Report.objects.filter(edition=Edition.ATHLETE).exists()
    report = release(therapist_client, at)
    page = staff_client.get(at("copies/")).content.decode()
    assert f"/reports/{report.pk}.pdf" in page
    answer = staff_client.get(f"/reports/{report.pk}.pdf")
    assert answer["Content-Disposition"].endswith('-v1-nl-athlete.pdf"')
    assert staff_client.get(f"/reports/{report.pk}.pdf").content == answer.content


def test_a_release_is_of_one_language(at: At, sign: Sign, therapist_client: Client) -> None:
    sign()
    release(therapist_client, at, "en")
    assert [each.language for each in Release.objects.all()] == ["en"]
    assert not Report.objects.filter(edition=Edition.ATHLETE, language="nl").exists()


def test_a_release_that_was_taken_back_leaves_no_more(
    at: At, sign: Sign, therapist_client: Client, staff_client: Client
) -> None:
    sign()
    report = release(therapist_client, at)
    assert staff_client.get(f"/reports/{report.pk}.pdf").status_code == 200
    back = {"go": "withdraw", "lang": "nl", "version": 1}
    assert therapist_client.post(at("release/"), back)["Location"] == at("copies/")
    answer = staff_client.get(f"/reports/{report.pk}.pdf")
    assert answer.status_code == 410
    assert "ingetrokken" in answer.content.decode()
    assert f"/reports/{report.pk}.pdf" not in staff_client.get(at("copies/")).content.decode()
    assert therapist_client.post(at("release/"), back).status_code == 404
    release(therapist_client, at)
    assert staff_client.get(f"/reports/{report.pk}.pdf").status_code == 200


@pytest.mark.parametrize("version", ["", "x", "9", "²", "9" * 5000])
def test_only_what_was_shown_is_released_or_taken_back(
    version: str, at: At, sign: Sign, therapist_client: Client
) -> None:
    sign()
    data = {"lang": "nl", "version": version}
    assert therapist_client.post(at("release/"), data)["Location"] == at("release/")
    assert therapist_client.post(at("release/"), {**data, "go": "withdraw"}).status_code == 404
    assert not Release.objects.exists()


def test_a_language_that_there_is_not_is_not_there(
    at: At, sign: Sign, therapist_client: Client
) -> None:
    sign()
    agree(therapist_client, at)
    for page in ("coach/?lang=xx", "release/?lang=xx", "copies/coach.pdf?lang=xx"):
        assert therapist_client.get(at(page)).status_code == 404


def test_the_copy_of_an_earlier_version_says_that_a_later_one_stands(
    at: At,
    sign: Sign,
    therapist: Membership,
    therapist_client: Client,
    received: Invitation,
) -> None:
    sign()
    release(therapist_client, at)
    with scope(practice=therapist.practice):
        records.amend(invitation=received, by=therapist, reason="Typefout")
    sign("load_plan")
    assert "Er geldt een latere versie." in therapist_client.get(at("copies/")).content.decode()
    release(therapist_client, at, version=2)
    assert Release.objects.count() == 2


def test_staff_hand_over_and_neither_consent_nor_release(
    at: At, sign: Sign, staff_client: Client
) -> None:
    sign()
    assert staff_client.get(at("copies/")).status_code == 200
    for page, data in (
        ("coach/", {"how": "said"}),
        ("coach/", {"go": "withdraw"}),
        ("release/", {"lang": "nl", "version": 1}),
        ("release/", {"lang": "nl", "version": 1, "go": "withdraw"}),
    ):
        assert staff_client.post(at(page), data).status_code == 403
    assert not CoachConsent.objects.exists()
    assert not Release.objects.exists()


def test_another_practice_finds_and_changes_nothing(
    at: At, sign: Sign, therapist_client: Client, outsider_client: Client
) -> None:
    sign()
    agree(therapist_client, at)
    report = release(therapist_client, at)
    for page in ("copies/", "copies/coach.pdf", "coach/", "release/"):
        assert outsider_client.get(at(page)).status_code == 404
    assert outsider_client.get(f"/reports/{report.pk}.pdf").status_code == 404
    assert outsider_client.post(at("coach/"), {"go": "withdraw"}).status_code == 404
    back = {"go": "withdraw", "lang": "nl", "version": 1}
    assert outsider_client.post(at("release/"), back).status_code == 404
    assert CoachConsent.objects.get().withdrawn_at is None
    assert Release.objects.get().withdrawn_at is None


def test_every_step_is_recorded(at: At, sign: Sign, therapist_client: Client) -> None:
    sign()
    agree(therapist_client, at)
    therapist_client.post(at("coach/"), {"go": "withdraw"})
    release(therapist_client, at)
    therapist_client.post(at("release/"), {"go": "withdraw", "lang": "nl", "version": 1})
    steps = Event.objects.filter(action__in=("consent", "withdraw", "hand_over"), role="therapist")
    assert list(steps.values_list("action", "object", "reason")) == [
        ("consent", "coach", "said"),
        ("withdraw", "coach", ""),
        ("hand_over", "athlete nl version 1", ""),
        ("withdraw", "athlete nl version 1", ""),
    ]


def test_the_text_is_shown_before_it_leaves_in_either_language(
    at: At, sign: Sign, therapist_client: Client
) -> None:
    draft = therapist_client.get(at("coach/?lang=en")).content.decode()
    assert "Draft: not signed" in draft
    sign("load_plan", "food")
    coach = therapist_client.get(at("coach/?lang=en")).content.decode()
    assert "Building up by a plan" in coach
    assert "Enough food" not in coach
    copy = therapist_client.get(at("release/?lang=en")).content.decode()
    assert "You build up your training by a plan" in copy
    assert '<input type="hidden" name="lang" value="en">' in copy
    assert "Vrijgeven aan de sporter in het Engels" in copy
    assert "Je bouwt je training op" in therapist_client.get(at("release/")).content.decode()
