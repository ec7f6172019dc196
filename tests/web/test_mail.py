"""Mail to athletes: each brings a link that works, says nothing of health, and may fail without anything being lost."""

import itertools
import re
import sys
from contextlib import suppress
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from clinic import mail_texts
from clinic.actions import invitations, mailing
from clinic.models import (
    Athlete,
    Event,
    Invitation,
    MailKind,
    MailText,
    Membership,
    Outcome,
    Practice,
)
from tests.factories import AppointmentFactory, AthleteFactory, InvitationFactory

pytestmark = pytest.mark.usefixtures("unscoped")

HEALTH = re.compile(
    r"red-?s\b|triad|screening|menstru|period|cyclus|hormo|botten|bone|blessure|injur|fractu|"
    r"eetst|eating|gewicht|weight|risico|risk|gezond|health|medis|medic|klacht|pijn|pain|spoed|urgent",
    re.IGNORECASE,
)
LINK = re.compile(r"/s/([\w-]+)/")

EVERY = list(itertools.product(MailKind.values, ("nl", "en")))


@pytest.fixture
def athlete(practice: Practice) -> Athlete:
    return AthleteFactory(practice=practice, email="zij@example.org")


@pytest.fixture
def refusing(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: Any, **kwargs: Any) -> int:
        raise ConnectionRefusedError

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)


def opens(token: str, athlete: Athlete) -> bool:
    phone = Client()
    phone.get(f"/s/{token}/")
    born = athlete.date_of_birth
    phone.post("/welcome/", {"day": born.day, "month": born.month, "year": born.year})
    return phone.get("/screening/").status_code == 200


def tokens() -> list[str]:
    return [LINK.search(letter.body)[1] for letter in mail.outbox]


@pytest.fixture
def ask(therapist_client: Client, django_capture_on_commit_callbacks: Any) -> Any:
    """Posts, and lets what waits for the commit happen."""

    def posted(address: str, data: dict[str, Any] | None = None) -> Any:
        with django_capture_on_commit_callbacks(execute=True):
            return therapist_client.post(address, data or {})

    return posted


def test_inviting_somebody_with_an_address_mails_a_link_that_opens(
    ask: Any, athlete: Athlete
) -> None:
    response = ask(f"/athletes/{athlete.pk}/invite/")
    assert response["Location"] == f"/athletes/{athlete.pk}/"
    assert mail.outbox[0].to == ["zij@example.org"]
    assert mail.outbox[0].from_email.startswith("Praktijk De Brug <")
    assert opens(tokens()[0], athlete)
    assert Invitation.objects.get().mailed_at is not None
    assert Event.objects.filter(action="mail", outcome=Outcome.DONE).count() == 1


def test_every_further_mail_brings_a_link_and_ends_none(ask: Any, athlete: Athlete) -> None:
    ask(f"/athletes/{athlete.pk}/invite/")
    pk = Invitation.objects.get().pk
    ask(f"/invitations/{pk}/mail/")
    cards = ask("/invitations/cards/", {"athlete": athlete.pk}).context["cards"]
    every = [*tokens(), LINK.search(cards[0].link)[1]]
    assert len(set(every)) == 3
    assert all(opens(token, athlete) for token in every)
    ask(f"/athletes/{athlete.pk}/invite/", {"link": "yes"})
    assert not any(opens(token, athlete) for token in every)


@pytest.mark.parametrize("close", ["revoke", "send", "expire"])
def test_all_links_of_an_invitation_die_together(
    close: str, ask: Any, athlete: Athlete, therapist: Membership
) -> None:
    ask(f"/athletes/{athlete.pk}/invite/")
    invitation = Invitation.objects.get()
    ask(f"/invitations/{invitation.pk}/mail/")
    if close == "revoke":
        invitations.revoke(invitation=invitation, by=therapist)
    elif close == "send":
        invitation.screening.submit(age=athlete.age_on(timezone.localdate()))
        invitations.finish(invitation=invitation)
    else:
        Invitation.objects.update(expires_at=timezone.now())
    assert not any(opens(token, athlete) for token in tokens())
    ask(f"/invitations/{invitation.pk}/mail/")
    assert len(mail.outbox) == 2


def test_a_second_mail_reminds_once_she_has_opened_it(ask: Any, athlete: Athlete) -> None:
    ask(f"/athletes/{athlete.pk}/invite/")
    opens(tokens()[0], athlete)
    ask(f"/invitations/{Invitation.objects.get().pk}/mail/")
    assert [letter.subject.startswith("Herinnering") for letter in mail.outbox] == [False, True]


def test_a_mail_that_fails_is_shown_recorded_and_can_be_sent_again(
    ask: Any, athlete: Athlete, therapist_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    AppointmentFactory(athlete=athlete, starts_at=timezone.now())
    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", _refuse)
        ask(f"/athletes/{athlete.pk}/invite/")
    invitation = Invitation.objects.get()
    assert invitation.mail_failed_at is not None
    assert invitation.links.count() == 0
    for page in ("/today/?open", f"/athletes/{athlete.pk}/"):
        assert "niet bezorgd" in therapist_client.get(page).content.decode()
    assert Event.objects.filter(action="mail", outcome=Outcome.REFUSED).count() == 1
    ask(f"/invitations/{invitation.pk}/mail/")
    invitation.refresh_from_db()
    assert (invitation.mail_failed_at, len(mail.outbox)) == (None, 1)


def _refuse(*args: Any, **kwargs: Any) -> int:
    raise ConnectionRefusedError


def test_nothing_is_mailed_when_the_invitation_was_closed_meanwhile(invitation: Invitation) -> None:
    Athlete.objects.update(email="zij@example.org")
    Invitation.objects.update(sent_at=timezone.now())
    mailing.deliver(invitation.pk, MailKind.REMINDER)
    assert mail.outbox == []


def test_no_token_waits_in_the_queue(invitation: Invitation, monkeypatch: Any) -> None:
    queued: list[tuple[Any, ...]] = []
    task = type("Task", (), {"enqueue": staticmethod(lambda *args: queued.append(args))})
    monkeypatch.setattr("clinic.tasks.deliver", task)
    monkeypatch.setattr("django.db.transaction.on_commit", lambda act, **kwargs: act())
    mailing.post(invitation, MailKind.INVITATION)
    [(whose, kind, link)] = queued
    assert (whose, kind) == (str(invitation.pk), "invitation")
    assert UUID(link)


def test_a_mail_that_was_noted_is_not_sent_again(athlete: Athlete) -> None:
    invitation, link = InvitationFactory(athlete=athlete), uuid4()
    for _ in range(2):
        mailing.deliver(invitation.pk, MailKind.INVITATION, link)
    assert len(mail.outbox) == 1
    assert Event.objects.filter(action="mail").count() == 1


def test_a_mail_whose_worker_died_before_it_was_noted_goes_out_again_as_the_same_mail(
    athlete: Athlete, monkeypatch: pytest.MonkeyPatch
) -> None:
    invitation, link = InvitationFactory(athlete=athlete), uuid4()
    with monkeypatch.context() as patched:
        patched.setattr(mailing, "_noted", lambda *_: sys.exit())
        with suppress(SystemExit):
            mailing.deliver(invitation.pk, MailKind.INVITATION, link)
    mailing.deliver(invitation.pk, MailKind.INVITATION, link)
    first, again = mail.outbox
    assert first.body == again.body
    assert first.extra_headers["Message-ID"] == again.extra_headers["Message-ID"]
    assert opens(tokens()[0], athlete)
    assert Event.objects.filter(action="mail").count() == 1


def test_a_token_cannot_be_made_without_the_secret_key(athlete: Athlete, settings: Any) -> None:
    invitation, link = InvitationFactory(athlete=athlete), uuid4()
    _link, token = invitations.link_to_mail(invitation=invitation, pk=link)
    settings.SECRET_KEY = "x" * 60
    assert invitations.link_to_mail(invitation=invitation, pk=link)[1] != token


def test_a_mail_waits_in_the_transaction_that_it_belongs_to(
    athlete: Athlete, therapist: Membership, settings: Any
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    settings.WORKER = True
    with suppress(ZeroDivisionError), transaction.atomic():
        mailing.invite(athlete=athlete, by=therapist)
        assert DBTaskResult.objects.count() == 1
        raise ZeroDivisionError
    assert not DBTaskResult.objects.exists()


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_the_programmes_own_mails_say_nothing_of_health_in_the_athletes_language(
    kind: str, language: str, practice: Practice
) -> None:
    athlete = AthleteFactory(practice=practice, language=language, email="x@example.org")
    invitation = InvitationFactory(athlete=athlete)
    mailing.deliver(invitation.pk, kind)
    [letter] = mail.outbox
    everything = "\n".join(
        [letter.from_email, letter.subject, LINK.sub("", letter.body), str(letter.extra_headers)]
    )
    assert HEALTH.search(everything) is None
    assert "{" not in letter.body + letter.subject
    assert ("Beste" in letter.body) is (language == "nl")
    own = mail_texts.own(kind, language)
    assert mail_texts.faults(own.subject, mail_texts.IN_SUBJECT) == []
    assert mail_texts.faults(own.text, mail_texts.PLACEHOLDERS) == []


def test_a_line_without_a_value_is_left_out() -> None:
    values = {"name": "Noor", "practice": "P", "link": "L", "appointment": "", "phone": ""}
    text = mail_texts.Text("Aan {name}", "{link}\n\nAfspraak: {appointment}.\nBel {phone}.\n\nDag")
    assert mail_texts.filled(text, values) == mail_texts.Text("Aan Noor", "L\n\nDag")


def test_a_value_is_put_in_as_it_is() -> None:
    values = {"name": "{link}{0.x}", "practice": "", "link": "L", "appointment": "", "phone": ""}
    assert mail_texts.filled(mail_texts.Text("s", "{name}"), values).text == "{link}{0.x}"


GOOD = {"subject": "Vragenlijst van {practice}", "text": "Dag {name}, ga naar {link}"}
ADDRESS = "/practice/mail/invitation/nl/"


def test_an_owners_own_words_are_used_and_can_be_taken_back(
    owner_client: Client, practice: Practice, invitation: Invitation
) -> None:
    owner_client.post(ADDRESS, GOOD)
    Athlete.objects.update(email="zij@example.org", given_name="Noor")
    mailing.deliver(invitation.pk, MailKind.INVITATION)
    assert mail.outbox[0].subject == "Vragenlijst van Praktijk De Brug"
    assert mail.outbox[0].body.startswith("Dag Noor, ga naar http")
    owner_client.post(ADDRESS, {"back": "yes"})
    assert not MailText.objects.exists()
    assert Event.objects.filter(action="change", object="mail text").count() == 2


@pytest.mark.parametrize(
    ("changed", "field", "told"),
    [
        ({"text": "Dag {name}"}, "text", "De link ontbreekt"),
        ({"text": "{link} {token}"}, "text", "{token} kan hier niet"),
        ({"text": "{link} {name.email}"}, "text", "{name.email} kan hier niet"),
        ({"text": "{link} {"}, "text", "losse"),
        ({"text": "{link} over je menstruatie"}, "text", "menstruatie"),
        ({"subject": "Je blessure"}, "subject", "blessure"),
        ({"subject": "{link}"}, "subject", "{link} kan hier niet"),
        ({"subject": "a\nBcc: x@example.org"}, None, ""),
        ({"text": ""}, "text", ""),
    ],
)
def test_words_that_cannot_be_used_are_refused_and_stay_as_typed(
    changed: dict[str, str], field: str | None, told: str, owner_client: Client
) -> None:
    page = owner_client.post(ADDRESS, {**GOOD, **changed})
    if field is None:
        assert "\n" not in MailText.objects.get().subject
        return
    assert told in str(page.context["form"].errors[field])
    assert page.context["form"][field].value() == changed[field]
    assert not MailText.objects.exists()


def test_the_preview_fills_in_and_saves_nothing(owner_client: Client) -> None:
    page = owner_client.post(ADDRESS, {**GOOD, "preview": "yes"})
    assert page.context["preview"].subject == "Vragenlijst van Praktijk De Brug"
    assert not MailText.objects.exists()


def test_the_words_of_one_practice_are_not_those_of_another(
    owner_client: Client, other_practice: Practice
) -> None:
    owner_client.post(ADDRESS, GOOD)
    assert mail_texts.of(other_practice, "invitation", "nl") == mail_texts.own("invitation", "nl")


@pytest.mark.parametrize("address", ["/practice/mail/x/nl/", "/practice/mail/invitation/fr/"])
def test_there_is_no_other_mail(address: str, owner_client: Client) -> None:
    assert owner_client.get(address).status_code == 404


def test_a_card_shows_no_name_unless_asked_and_prints_a_link_that_opens(
    therapist_client: Client, practice: Practice
) -> None:
    athlete = AthleteFactory(practice=practice)
    page = therapist_client.post("/invitations/cards/", {"athlete": athlete.pk})
    [card] = page.context["cards"]
    assert opens(LINK.search(card.link)[1], athlete)
    text = page.content.decode()
    assert 'type="checkbox" id="names">' in text
    assert f'<p class="to">{athlete.name}</p>' in text
    assert Event.objects.filter(action="invite").count() == 1
