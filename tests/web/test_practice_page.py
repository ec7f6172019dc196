"""What an owner decides for the practice, and the mail that a practice gets."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from clinic.access import InvitationAccess
from clinic.mail import URGENT, tell
from clinic.models import Event, Invitation, Membership, Outcome, Practice

pytestmark = pytest.mark.usefixtures("unscoped")

FILLED = {
    "phone": "030 999 88 77",
    "email": "praktijk@example.org",
    "urgent_text_nl": "Wij zijn er tot 18 uur.",
    "urgent_text_en": "We are here until 6 pm.",
}


def test_an_owner_changes_it_and_the_change_is_recorded(
    owner_client: Client, practice: Practice
) -> None:
    assert owner_client.post("/practice/", FILLED)["Location"] == "/practice/"
    practice.refresh_from_db()
    assert {name: getattr(practice, name) for name in FILLED} == FILLED
    assert Event.objects.filter(action="change", object="practice").count() == 1
    owner_client.post("/practice/", FILLED)
    assert Event.objects.filter(action="change", object="practice").count() == 1


def test_the_preview_shows_it_and_saves_nothing(owner_client: Client, practice: Practice) -> None:
    page = owner_client.post("/practice/", {**FILLED, "preview": "yes"}).content.decode()
    assert page.count("Wij zijn er tot 18 uur.") == 2
    assert "Bel 030 999 88 77" in page
    practice.refresh_from_db()
    assert practice.urgent_text_nl == ""


@pytest.mark.parametrize(("left_out", "told"), [("urgent_text_en", "Engels"), (None, "")])
def test_words_in_one_language_alone_are_saved_and_the_other_is_asked_for(
    left_out: str | None, told: str, owner_client: Client, practice: Practice
) -> None:
    filled = {name: "" if name == left_out else value for name, value in FILLED.items()}
    page = owner_client.post("/practice/", filled, follow=True).content.decode()
    assert ("ontbreekt nog in deze taal: Engels" in page) is bool(told)
    practice.refresh_from_db()
    assert practice.urgent_text_nl == FILLED["urgent_text_nl"]


def test_a_wrong_address_is_named_and_nothing_is_saved(
    owner_client: Client, practice: Practice
) -> None:
    page = owner_client.post("/practice/", {**FILLED, "email": "geen adres"})
    assert list(page.context["form"].errors) == ["email"]
    practice.refresh_from_db()
    assert practice.phone != FILLED["phone"]


def test_only_an_owner_sees_the_way_there(owner_client: Client, therapist_client: Client) -> None:
    assert 'href="/practice/"' in owner_client.get("/today/").content.decode()
    assert 'href="/practice/"' not in therapist_client.get("/today/").content.decode()


def test_an_athlete_reads_the_words_in_her_language(
    invitation: Invitation, practice: Practice
) -> None:
    from django.utils.translation import override

    practice.urgent_text_nl, practice.urgent_text_en = "Wij zijn er.", "We are here."
    practice.save()
    invitation.athlete.practice.refresh_from_db()
    access = InvitationAccess(invitation)
    for language, words in (("nl", "Wij zijn er."), ("en", "We are here.")):
        with override(language):
            assert access.urgent_text() == words


@pytest.mark.parametrize("urgent", [True, False])
def test_an_urgent_screening_is_recorded_and_mailed_without_saying_whose(
    urgent: bool,
    invitation: Invitation,
    practice: Practice,
    django_capture_on_commit_callbacks: Any,
) -> None:
    practice.email = "praktijk@example.org"
    practice.save()
    invitation.athlete.practice.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        InvitationAccess(invitation).finish(urgent=urgent)
    assert len(mail.outbox) == urgent
    assert Event.objects.filter(action="urgent").count() == urgent
    assert Invitation.objects.get().sent_at is not None
    for letter in mail.outbox:
        assert letter.subject == "Een vragenlijst vraagt vandaag je aandacht"
        text = f"{letter.subject} {letter.body}"
        assert invitation.screening.code not in text
        assert invitation.athlete.family_name not in text
        assert "spoed" not in text.casefold()


def test_a_mail_server_that_is_down_stops_nobody(
    practice: Practice, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    practice.email = "praktijk@example.org"
    with django_capture_on_commit_callbacks(execute=True):
        tell(practice, URGENT)
    event = Event.objects.get(action="mail")
    assert (event.outcome, event.reason) == (Outcome.REFUSED, "not_sent")


def test_a_practice_without_an_address_is_told_through_its_owners(
    practice: Practice,
    owner: Membership,
    therapist: Membership,
    outsider: Membership,
    django_capture_on_commit_callbacks: Any,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        tell(practice, URGENT)
    assert [letter.to for letter in mail.outbox] == [[owner.user.email]]


def test_without_any_address_it_is_recorded_that_nobody_was_told(
    practice: Practice, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        tell(practice, URGENT)
    assert Event.objects.get(action="mail").reason == "no_address"
    assert mail.outbox == []
