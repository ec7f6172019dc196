"""The note and plan, signing, amending, versions, and the text to copy."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django_scopes import scope, scopes_disabled

from clinic.actions import measurements, records
from clinic.models import Consultation, Event, Invitation, Locked, Membership, Signature

NOTE = {"note": "Praat verder over rust.", "plan": ["load_plan", "food"], "referral": ["gp"]}


@pytest.fixture
def at(received: Invitation) -> Callable[[str], str]:
    return lambda page: f"/assessments/{received.screening.code}/{page}"


@pytest.fixture
def sign(at: Any) -> Callable[[Client], Any]:
    """Sign what the page shows."""

    def signed(client: Client) -> Any:
        seen = client.get(at("sign/")).context["seen"]
        return client.post(at("sign/"), {"seen": seen})

    return signed


@pytest.fixture
def signatures(unscoped: None, received: Invitation) -> Callable[[], list[Signature]]:
    return lambda: list(received.signatures.order_by("number"))


def test_the_note_is_stored_sealed_and_shown_again(
    at: Any, received: Invitation, therapist_client: Client, unscoped: None
) -> None:
    therapist_client.post(at("consultation/"), {**NOTE, "revision": 0})
    written = Consultation.objects.get(invitation=received)
    assert written.content["note"] == NOTE["note"]
    assert written.content["plan"] == ["load_plan", "food"]
    assert b"rust" not in bytes(written.sealed_content)
    assert NOTE["note"] in therapist_client.get(at("consultation/")).content.decode()


def test_a_note_is_kept_where_none_stands_whatever_its_page_had_read(
    at: Callable[[str], str], therapist_client: Client, received: Invitation, unscoped: None
) -> None:
    kept = therapist_client.post(at("consultation/"), {**NOTE, "revision": 3})
    assert kept.status_code == 302
    assert Consultation.objects.get().revision == 1


def test_a_save_by_the_script_says_when_and_stores_the_same_once(
    at: Any, therapist_client: Client, unscoped: None
) -> None:
    def save(**data: Any) -> Any:
        return therapist_client.post(
            at("consultation/"), {**NOTE, **data}, headers={"X-Background": "1"}
        )

    saved = save(revision=0)
    assert saved.json()["said"].startswith("Bewaard om ")
    assert save(revision=0).json()["revision"] == saved.json()["revision"] == 1
    assert Event.objects.filter(action="note").count() == 1


def test_a_later_save_never_overwrites_what_another_wrote(
    at: Any,
    therapist: Membership,
    therapist_client: Client,
    colleague_client: Client,
    received: Invitation,
    unscoped: None,
) -> None:
    therapist_client.post(at("consultation/"), {"note": "eerst", "revision": 0})
    background = colleague_client.post(
        at("consultation/"), {"note": "later", "revision": 0}, headers={"X-Background": "1"}
    )
    assert background.status_code == 409
    shown = colleague_client.post(at("consultation/"), {"note": "later", "revision": 0})
    page = shown.content.decode()
    assert shown.status_code == 409
    assert "eerst" in page
    assert "later" in page
    assert therapist.user.name in page
    assert Consultation.objects.get(invitation=received).content["note"] == "eerst"
    again = shown.context["form"]["revision"].value()
    colleague_client.post(at("consultation/"), {"note": "eerst en later", "revision": again})
    assert Consultation.objects.get(invitation=received).content["note"] == "eerst en later"


def test_what_was_discussed_is_kept(
    at: Any, therapist_client: Client, received: Invitation, unscoped: None
) -> None:
    flag = received.screening.assess().flags[0].code
    therapist_client.post(at("consultation/"), {"discussed": [f"flag:{flag}"], "revision": 0})
    assert Consultation.objects.get(invitation=received).content["discussed"] == [f"flag:{flag}"]


@pytest.mark.parametrize("code", ["flag:nonsense", "topic:nonsense", "nonsense", ""])
def test_a_topic_that_there_is_not_is_refused(
    code: str, at: Any, therapist_client: Client, unscoped: None
) -> None:
    page = therapist_client.post(at("consultation/"), {**NOTE, "discussed": [code]})
    assert page.status_code == 200
    assert page.context["form"].errors
    assert NOTE["note"] in page.content.decode()
    assert not Consultation.objects.exists()


def test_signing_locks_everything_under_it(
    at: Any,
    sign: Any,
    received: Invitation,
    therapist: Membership,
    therapist_client: Client,
    signatures: Any,
) -> None:
    therapist_client.post(at("consultation/"), {**NOTE, "revision": 0})
    assert sign(therapist_client).status_code == 302
    (signature,) = signatures()
    assert signature.number == 1
    assert signature.intact
    assert signature.snapshot["consultation"]["note"] == NOTE["note"]
    assert b"rust" not in bytes(signature.sealed_snapshot)
    for call in (
        lambda: measurements.measure(invitation=received, by=therapist, raw={"height_cm": 170}),
        lambda: records.write(invitation=received, by=therapist, content=records.EMPTY, read=1),
    ):
        with pytest.raises(Locked):
            call()
    refused = therapist_client.post(at("measurements/"), {"height_cm": "170"})
    assert refused.status_code == 409
    assert 'value="170"' in refused.content.decode()
    kept = therapist_client.post(at("consultation/"), {"note": "nog iets", "revision": 1})
    assert kept.status_code == 409
    assert "nog iets" in kept.content.decode()


def test_two_signs_of_one_page_make_one_signature(
    at: Any, therapist_client: Client, colleague_client: Client, signatures: Any
) -> None:
    seen = therapist_client.get(at("sign/")).context["seen"]
    for client in (therapist_client, colleague_client):
        client.post(at("sign/"), {"seen": seen})
    assert len(signatures()) == 1


def test_what_changed_after_it_was_shown_is_not_signed(
    at: Any, therapist_client: Client, colleague_client: Client, signatures: Any
) -> None:
    seen = therapist_client.get(at("sign/")).context["seen"]
    colleague_client.post(at("consultation/"), {"note": "erbij", "revision": 0})
    assert therapist_client.post(at("sign/"), {"seen": seen})["Location"] == at("sign/")
    assert signatures() == []


def test_signed_measurements_are_shown_and_take_nothing(
    at: Any, sign: Any, therapist_client: Client
) -> None:
    closed = '<fieldset class="bare" disabled>'
    assert closed not in therapist_client.get(at("measurements/")).content.decode()
    sign(therapist_client)
    assert closed in therapist_client.get(at("measurements/")).content.decode()


def test_after_signing_no_open_question_is_asked(
    at: Any, sign: Any, therapist_client: Client
) -> None:
    asked = 'id="answers"'
    assert asked in therapist_client.get(at("open/")).content.decode()
    sign(therapist_client)
    assert asked not in therapist_client.get(at("open/")).content.decode()


def test_what_was_told_just_after_somebody_signed_can_still_be_read(
    at: Any, sign: Any, therapist_client: Client
) -> None:
    sign(therapist_client)
    late = therapist_client.post(at("open/"), {"bone.pain_started": "2026-10-01"})
    assert late.status_code == 409
    assert "2026-10-01" in late.content.decode()


def test_an_amendment_is_a_new_version_with_a_reason_and_the_old_one_stays(
    at: Any, sign: Any, therapist_client: Client, signatures: Any
) -> None:
    therapist_client.post(at("consultation/"), {"note": "eerste", "revision": 0})
    sign(therapist_client)
    assert "Schrijf op" in therapist_client.post(at("amend/"), {"reason": " "}).content.decode()
    therapist_client.post(at("amend/"), {"reason": "Typefout"})
    therapist_client.post(at("consultation/"), {"note": "tweede", "revision": 1})
    sign(therapist_client)
    first, second = signatures()
    assert first.superseded_by == second
    assert first.snapshot["consultation"]["note"] == "eerste"
    assert (second.snapshot["replaces"], second.snapshot["reason"]) == (1, "Typefout")
    old = therapist_client.get(at("versions/1/")).content.decode()
    assert "eerste" in old
    assert "tweede" not in old
    listed = therapist_client.get(at("versions/")).content.decode()
    assert "Typefout" in listed
    assert "Vervangen" in listed


def test_a_signed_screening_is_not_reopened_until_it_is_amended(
    at: Any, sign: Any, received: Invitation, therapist_client: Client
) -> None:
    sign(therapist_client)
    reopen = f"/invitations/{received.pk}/reopen/"
    assert therapist_client.post(reopen)["Location"] == at("versions/")
    therapist_client.post(at("amend/"), {"reason": "Antwoord klopt niet"})
    assert therapist_client.post(reopen).status_code == 200


def test_the_text_to_copy_has_everything_in_both_languages(
    at: Any, sign: Any, therapist: Membership, therapist_client: Client, received: Invitation
) -> None:
    therapist_client.post(at("measurements/"), {"height_cm": "170", "weight_kg": "60"})
    therapist_client.post(at("consultation/"), {**NOTE, "revision": 0})
    draft = {lang: text for lang, _n, text in therapist_client.get(at("text/")).context["texts"]}
    assert "Niet ondertekend." in draft["nl"]
    sign(therapist_client)
    texts = {lang: text for lang, _n, text in therapist_client.get(at("text/")).context["texts"]}
    for words in (
        received.screening.code,
        "Aandacht:",
        "Triad",
        NOTE["note"],
        "Huisarts",
        "170 cm",
    ):
        assert words in texts["nl"]
    for words in ("Attention:", "GP", "Signed by", therapist.user.name):
        assert words in texts["en"]


def test_staff_and_outsiders_do_not_get_in(
    at: Any, sign: Any, therapist_client: Client, staff_client: Client, outsider_client: Client
) -> None:
    sign(therapist_client)
    for page in ("consultation/", "sign/", "amend/", "text/", "versions/", "versions/1/"):
        assert staff_client.get(at(page)).status_code == 403
        assert outsider_client.get(at(page)).status_code == 404
    for page in ("consultation/", "sign/", "amend/"):
        assert outsider_client.post(at(page), {"reason": "x"}).status_code == 404


def test_reading_and_writing_are_recorded(
    at: Any, sign: Any, therapist_client: Client, received: Invitation
) -> None:
    therapist_client.get(at("consultation/"))
    therapist_client.post(at("consultation/"), {**NOTE, "revision": 0})
    sign(therapist_client)
    therapist_client.post(at("amend/"), {"reason": "Typefout"})
    rows = Event.objects.filter(screening=received.screening.code)
    assert {"read", "note", "sign", "amend"} <= set(rows.values_list("action", flat=True))
    told = json.dumps(list(rows.values("object", "reason")))
    assert "rust" not in told
    assert "Typefout" not in told


def test_signing_at_the_same_moment_in_another_transaction_is_refused_by_the_database(
    received: Invitation, therapist: Membership, sign: Any, therapist_client: Client
) -> None:
    sign(therapist_client)
    with scopes_disabled():
        first = received.signatures.get()
        same = Signature(
            invitation=received,
            number=1,
            signed_by=therapist.user,
            signed_by_name="x",
            signed_at=first.signed_at,
        )
        same.seal({})
        with pytest.raises(IntegrityError), transaction.atomic():
            same.save()
    with scope(practice=therapist.practice), pytest.raises(Locked):
        records.sign(invitation=received, by=therapist, seen="")
