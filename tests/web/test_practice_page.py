"""What an owner decides for the practice, and the mail that a practice gets."""

import io
import re
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from clinic import contrast
from clinic.access import InvitationAccess
from clinic.mail import URGENT, tell
from clinic.models import Event, Invitation, Membership, Outcome, Practice

pytestmark = pytest.mark.usefixtures("unscoped")

FILLED = {
    "name": "Praktijk De Overkant",
    "street": "Kade 1",
    "postcode": "3511 AB",
    "city": "Utrecht",
    "second_phone": "06 000 00 00",
    "accent": "#7a1f4b",
    "idle_minutes": 30,
    "retention_years": 20,
    "draft_months": 6,
    "log_years": 10,
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


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("name", ""),
        ("idle_minutes", "4"),
        ("idle_minutes", "61"),
        ("retention_years", "19"),
        ("log_years", "4"),
        ("retention_years", "100"),
        ("draft_months", "0"),
        ("accent", "teal"),
        ("accent", "#12345"),
        ("accent", "#fff}body{x:y"),
    ],
)
def test_what_cannot_be_is_named_and_nothing_typed_is_lost(
    field: str, given: str, owner_client: Client, practice: Practice
) -> None:
    page = owner_client.post("/practice/", {**FILLED, field: given})
    assert list(page.context["form"].errors) == [field]
    assert "Wij zijn er tot 18 uur." in page.content.decode()
    practice.refresh_from_db()
    assert practice.name == "Praktijk De Brug"


def test_a_colour_that_is_too_light_is_refused_with_its_contrast(owner_client: Client) -> None:
    page = owner_client.post("/practice/", {**FILLED, "accent": "#EEAA33"})
    assert "1,9" in page.context["form"].errors["accent"][0]
    assert "4,5" in page.context["form"].errors["accent"][0]


@pytest.mark.parametrize("accent", ["#7a1f4b", "#000000", "#0000ff", "#767600", "#0b5a5e"])
def test_an_accepted_colour_is_readable_in_both_themes(
    accent: str, practice: Practice, therapist_client: Client
) -> None:
    Practice.objects.filter(pk=practice.pk).update(accent=accent)
    assert "/practice/accent.css" in therapist_client.get("/account/").content.decode()
    sheet = therapist_client.get("/practice/accent.css")
    assert sheet["Content-Type"].startswith("text/css")
    light, dark = re.findall(r"--accent:(#\w{6});--accent-soft:(#\w{6})", sheet.content.decode())
    ink, dark_ink = "#1b2322", "#e9e7e1"
    assert light[0] == accent
    assert min(contrast.ratio(light[0], on) for on in ("#fbfaf6", "#ffffff")) >= 4.5
    assert min(contrast.ratio(dark[0], on) for on in ("#14191a", "#1b2122", "#0c1b1c")) >= 4.5
    assert contrast.ratio(light[1], ink) >= 7
    assert contrast.ratio(dark[1], dark_ink) >= 7


def test_contrast_is_counted_as_the_standard_does() -> None:
    assert contrast.ratio("#000000", "#ffffff") == pytest.approx(21)
    assert contrast.ratio("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)


def picture(kind: str = "PNG", size: tuple[int, int] = (900, 300)) -> SimpleUploadedFile:
    out = io.BytesIO()
    image = Image.new("RGB", size, "#7a1f4b")
    image.save(out, kind, **({"exif": b"Exif\0\0secret"} if kind == "JPEG" else {}))
    return SimpleUploadedFile("logo", out.getvalue())


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_logo_is_made_anew_from_its_pixels(
    kind: str, owner_client: Client, therapist_client: Client, practice: Practice
) -> None:
    assert owner_client.post("/practice/logo/", {"logo": picture(kind)}).status_code == 302
    served = therapist_client.get("/practice/logo.png")
    assert served["Content-Type"] == "image/png"
    assert b"secret" not in served.content
    with Image.open(io.BytesIO(served.content)) as image:
        assert (image.format, image.size) == ("PNG", (480, 160))
    assert "/practice/logo.png" in therapist_client.get("/account/").content.decode()
    owner_client.post("/practice/logo/", {"remove": "yes"})
    assert therapist_client.get("/practice/logo.png").status_code == 404


@pytest.mark.parametrize(
    "file",
    [
        SimpleUploadedFile("logo.png", b"<svg onload='x'/>"),
        SimpleUploadedFile("logo.png", b"\x89PNG\r\n\x1a\n" + bytes(50)),
        SimpleUploadedFile("logo.png", bytes(200 * 1024 + 1)),
        picture("GIF"),
        picture("PNG", (4001, 1)),
    ],
    ids=["svg", "broken", "large", "gif", "wide"],
)
def test_what_is_no_logo_is_refused(
    file: SimpleUploadedFile, owner_client: Client, practice: Practice
) -> None:
    file.seek(0)
    page = owner_client.post("/practice/logo/", {"logo": file})
    assert list(page.context["logo_form"].errors) == ["logo"]
    practice.refresh_from_db()
    assert practice.logo is None


def test_logo_and_colour_are_those_of_the_readers_own_practice(
    owner_client: Client,
    outsider_client: Client,
    client: Client,
    screening_session: Client,
    practice: Practice,
) -> None:
    owner_client.post("/practice/logo/", {"logo": picture()})
    Practice.objects.filter(pk=practice.pk).update(accent="#7a1f4b")
    for address in ("/practice/logo.png", "/practice/accent.css"):
        for reader, status in (
            (owner_client, 200),
            (screening_session, 200),
            (outsider_client, 404),
            (client, 404),
        ):
            assert reader.get(address).status_code == status


def test_only_an_owner_sees_the_way_there(owner_client: Client, therapist_client: Client) -> None:
    assert 'href="/practice/"' in owner_client.get("/account/").content.decode()
    assert 'href="/practice/"' not in therapist_client.get("/account/").content.decode()


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
