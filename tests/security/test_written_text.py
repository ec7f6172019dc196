"""What people write is text wherever it is shown: in pages, on paper, in tables, in FHIR and in mail."""

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook
from pypdf import PdfReader

from clinic.demo import answers
from clinic.models import Athlete, Invitation, Membership, Practice

from ..conftest import prove
from ..factories import AppointmentFactory, AthleteFactory, InvitationFactory
from ..web.test_practice_permissions import Addresses
from .written import RUNS, Marks, Page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


EVIL_ADDRESS = '"<svg/onload>"@example.org'
"""An address of mail may hold such a text between quotes."""
YOUNG = timedelta(days=int(14.5 * 365.25))

Signed = Callable[[Membership], Client]


@pytest.fixture
def marks() -> Marks:
    return Marks()


def followed(answer: Any) -> None:
    """A form that was accepted, and not shown again with a fault."""
    assert answer.status_code == 302, [
        field.errors for field in answer.context["form"] if field.errors
    ]


@pytest.fixture
def written(marks: Marks, owner: Membership, client_of: Signed, practice: Practice) -> Client:
    """An owner who wrote a mark into every field of the practice, of herself and of mails."""
    client = client_of(owner)
    followed(
        client.post(
            "/practice/",
            {
                **{
                    name: marks.new(f"practice {name}")
                    for name in ("name", "street", "city", "phone", "second_phone")
                },
                "postcode": marks.new("practice postcode", short=True),
                "email": EVIL_ADDRESS,
                "urgent_text_nl": marks.new("urgent nl"),
                "urgent_text_en": marks.new("urgent en"),
                "file_rule": marks.new("file rule"),
                "idle_minutes": 20,
                "retention_years": 20,
                "draft_months": 3,
                "log_years": 20,
            },
        )
    )
    followed(client.post("/account/", {"name": marks.new("user name"), "language": "en"}))
    text = {"subject": marks.new("mail subject"), "text": marks.new("mail text") + " {link}"}
    followed(client.post("/practice/mail/invitation/en/", text))
    token = {"name": marks.new("key name"), "scopes": ["fhir"], "days": 30}
    assert client.post("/practice/tokens/", token).status_code == 200
    followed(client.post("/members/ask/", {"email": EVIL_ADDRESS, "role": "staff"}))
    practice.refresh_from_db()
    owner.user.refresh_from_db()
    return client


@pytest.fixture
def athlete(marks: Marks, written: Client, practice: Practice) -> Athlete:
    """Added in the form, a minor whose parent's name is asked too."""
    person = {
        "given_name": marks.new("given name"),
        "family_name": marks.new("family name"),
        "client_number": marks.new("client number"),
        "email": EVIL_ADDRESS,
        "date_of_birth": str(timezone.localdate() - YOUNG),
        "language": "en",
    }
    followed(written.post("/athletes/new/", person))
    return Athlete.objects.get(client_number=person["client_number"])


@pytest.fixture
def received(marks: Marks, athlete: Athlete, owner: Membership) -> Invitation:
    """The athlete's screening, sent, in which she and her parent wrote marks; and what the practice wrote about it."""
    invitation = InvitationFactory(athlete=athlete)
    phone = Client()
    prove(phone, invitation)
    phone.post("/screening/", {"go": "on", "consent": "yes"})
    followed(phone.post("/welcome/parent/", {"name": marks.new("parent"), "agree": "on"}))
    page = phone.get("/screening/close/1/")
    data = {"close.remarks": marks.new("remarks"), "was": page.context["form"].holds}
    assert phone.post("/screening/close/1/", {**data, "go": "anyway"}).status_code == 302
    invitation.screening.refresh_from_db()
    sent = answers.but(answers.HIP_PAIN_AT_NIGHT, without=("close.topics",))
    invitation.screening.record(sent)
    assert "onload" in phone.get("/screening/check/").content.decode()
    followed(phone.post("/screening/check/", {"go": "send"}))
    invitation.refresh_from_db()
    _born(athlete, YOUNG * 2)
    return invitation


def _born(athlete: Athlete, ago: timedelta) -> None:
    athlete.date_of_birth = timezone.localdate() - ago
    athlete.save()


@pytest.fixture
def record(
    marks: Marks, received: Invitation, written: Client, addresses: Addresses, owner: Membership
) -> Client:
    """The practice's record of it: amended, with note, referral, reasons and what was done."""
    address = f"/assessments/{received.screening.code}"
    followed(written.post(f"{address}/handled/", {"text": marks.new("handled")}))
    followed(written.post(f"{address}/amend/", {"reason": marks.new("amendment")}))
    note = {"note": marks.new("note"), "referral_other": marks.new("referral")}
    revision = written.get(f"{address}/consultation/").context["form"]["revision"].value()
    followed(written.post(f"{address}/consultation/", {**note, "revision": revision}))
    seen = written.get(f"{address}/sign/").context["seen"]
    followed(written.post(f"{address}/sign/", {"seen": seen}))
    followed(written.post(f"{address}/coach/", {"go": "withdraw"}))
    _born(received.athlete, YOUNG)
    consent = {"how": "said", "parent_name": marks.new("coach's parent")}
    followed(written.post(f"{address}/coach/", consent))
    return written


def page_of(answer: Any, where: str) -> Page:
    page = Page(answer.content.decode())
    assert page.running == [], where
    return page


PAPER = {"report_pdf", "report", "coach_pdf"}


def pages_of(client: Client, addresses: Addresses) -> Iterator[Page]:
    """Every page of the practice's side that can be looked at."""
    for name, address in addresses.items():
        if name not in PAPER:
            answer = client.get(address)
            if answer.get("Content-Type", "").startswith("text/html"):
                yield page_of(answer, name)


def test_in_pages_it_is_shown_and_never_runs(
    marks: Marks, record: Client, addresses: Addresses, received: Invitation
) -> None:
    AppointmentFactory(athlete=received.athlete, starts_at=timezone.now() + timedelta(hours=1))
    asked = {"language": "en", "reason": marks.new("reason"), "everything": "", "show": "all"}
    followed(record.post("/reports/export/", asked))
    shown = [page.text for page in pages_of(record, addresses)]
    for address in (
        "/",
        "/account/",
        "/practices/",
        "/athletes/?archived",
        "/today/?open",
        "/practice/mail/invitation/en/",
    ):
        shown.append(page_of(record.get(address, follow=True), address).text)
    card = record.post("/invitations/cards/", {"athlete": str(received.athlete.pk)})
    shown.append(page_of(card, "cards").text)
    everything = "\n".join(shown)
    assert {field for field, mark in marks.given.items() if mark not in everything} == set()


def test_an_athlete_reads_what_her_practice_wrote_as_text(
    marks: Marks, written: Client, practice: Practice
) -> None:
    invitation = InvitationFactory(athlete=AthleteFactory(practice=practice, language="en"))
    invitation.screening.record({"bone.pain_rest_night": "night", **answers.HIP_PAIN_AT_NIGHT})
    phone = Client()
    prove(phone, invitation)
    seen = [page_of(phone.get("/screening/"), "start").text]
    phone.post("/screening/", {"go": "on", "consent": "yes"})
    followed(phone.post("/screening/check/", {"go": "send"}))
    seen.append(page_of(phone.get("/screening/sent/"), "sent").text)
    text = "\n".join(seen)
    for field in ("practice name", "practice phone", "urgent en"):
        assert marks.given[field] in text, field


@pytest.mark.parametrize(
    ("address", "data"),
    [
        ("/athletes/", {"words": "{}"}),
        ("/athletes/new/", {"given_name": "{}", "date_of_birth": "{}", "email": "{}"}),
        ("/reports/", {"words": "{}", "first": "{}", "signer": "{}"}),
        ("/tables/", {"first": "{}", "reason": "{}", "protocol": "{}"}),
        ("/practice/", {"accent": "{}", "file_rule": "{{{}}}", "idle_minutes": "{}"}),
        ("/practice/mail/invitation/nl/", {"subject": "{}", "text": "{}", "preview": "yes"}),
        ("/practice/tokens/", {"name": "{}", "scopes": "{}", "days": "{}"}),
        ("/members/ask/", {"email": "{}", "role": "{}"}),
        ("/verify/", {"typed": "{}"}),
        ("/accounts/login/", {"login": "{}", "password": "{}"}),
        ("/accounts/password/reset/", {"email": "{}"}),
        ("/accounts/login/?next={}", {}),
        ("/idle/?next={}", {}),
        ("/today/?day={}&week={}&show={}&page={}", {}),
        ("/reports/?show={}&first={}&page={}", {}),
        ("/nowhere/{}/", {}),
    ],
)
def test_what_is_typed_wrongly_comes_back_as_text(
    address: str, data: dict[str, str], owner_client: Client, client: Client
) -> None:
    evil = f"\"'>{RUNS}"
    filled = {name: value.replace("{}", evil) for name, value in data.items()}
    for reader in (owner_client, client):
        if data:
            page_of(reader.post(address, filled), address)
        else:
            page_of(reader.get(address.replace("{}", quote(evil))), address)


def test_what_an_athlete_typed_wrongly_comes_back_as_text() -> None:
    evil = f"\"'>{RUNS}"
    phone = Client()
    prove(phone, InvitationFactory())
    phone.post("/screening/", {"go": "on", "consent": "yes"})
    holds = phone.get("/screening/load/1/").context["form"].holds
    typed = {"load.hours_per_week": evil, "was": holds}
    assert evil in page_of(phone.post("/screening/load/1/", typed), "load").text
    phone.get("/s/another/")
    answer = phone.post("/welcome/", {"day": evil, "month": "3", "year": evil[:20]})
    assert evil in page_of(answer, "welcome").text


@pytest.mark.paper
def test_in_files_it_is_text_too(
    marks: Marks, record: Client, received: Invitation, athlete: Athlete
) -> None:
    code = received.screening.code
    paper = PdfReader(io.BytesIO(record.get(f"/assessments/{code}/report.pdf").content))
    text = "".join(page.extract_text() for page in paper.pages)
    assert text.count("onload") >= 4
    assert not {"/OpenAction", "/AA"} & paper.trailer["/Root"].keys()
    assert not paper.trailer["/Root"]["/Names"].get("/JavaScript")

    bundle = json.loads(record.get(f"/assessments/{code}/fhir.json").content)
    for narrative in narratives(bundle):
        assert Page(narrative).running == []
    assert marks.given["remarks"] in strings(bundle)

    asked = {
        "first": "2020-01-01",
        "last": str(timezone.localdate()),
        "which": "all",
        "language": "en",
        "texts": "on",
        "reason": "Onderzoek",
    }
    table = b"".join(record.post("/tables/", {**asked, "format": "csv"}).streaming_content)
    rows = list(csv.reader(io.StringIO(table.decode("utf-8-sig")), delimiter=";"))
    assert any(marks.given["remarks"] in row for row in rows)
    book = b"".join(record.post("/tables/", {**asked, "format": "xlsx"}).streaming_content)
    cells = [c for sheet in load_workbook(io.BytesIO(book)) for row in sheet.rows for c in row]
    [cell] = [cell for cell in cells if cell.value == marks.given["remarks"]]
    assert cell.data_type == "s"
    assert cell.hyperlink is None

    own = record.post(f"/athletes/{athlete.pk}/own-data/")
    with zipfile.ZipFile(io.BytesIO(b"".join(own) if own.streaming else own.content)) as package:
        assert not [name for name in package.namelist() if "<" in name or '"' in name]
        assert any(b"onload" in package.read(name) for name in package.namelist())


def narratives(value: Any) -> Iterator[str]:
    """The XHTML of a bundle, which a reader may show as a page."""
    if isinstance(value, dict):
        if isinstance(value.get("div"), str):
            yield value["div"]
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from narratives(each)


def strings(value: Any) -> set[str]:
    if isinstance(value, str):
        return {value}
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return {text for part in parts for text in strings(part)}


def test_in_mail_it_is_plain_text_in_one_line_of_the_head(
    marks: Marks, written: Client, athlete: Athlete, django_capture_on_commit_callbacks: Any
) -> None:
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        written.post(f"/athletes/{athlete.pk}/invite/", {"mail": "yes"})
        written.post(f"/invitations/{athlete.invitations.get().pk}/mail/")
        written.post("/members/ask/", {"email": "nieuw@example.org", "role": "staff"})
    assert len(mail.outbox) >= 2
    for letter in mail.outbox:
        assert letter.content_subtype == "plain"
        assert not getattr(letter, "alternatives", [])
        assert letter.message()["Subject"].count("\n") == 0


def test_a_line_break_in_a_name_makes_no_second_line_in_the_head_of_a_mail(
    owner_client: Client, practice: Practice
) -> None:
    practice.name = "De Brug\r\nBcc: everybody@evil.example"
    practice.save()
    owner_client.post("/members/ask/", {"email": "nieuw@example.org", "role": "staff"})
    [letter] = mail.outbox
    assert "Bcc" not in letter.message()
    assert letter.recipients() == ["nieuw@example.org"]
