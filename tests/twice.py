"""Each form of the practice's side that makes something, filled in once, for tests that send it more often.

The rows are made through the models; what a form did is counted in SQL, since a test may stand outside the server.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django_scopes import scope, scopes_disabled

from clinic.actions import imports, records
from clinic.forms.imports import packed
from clinic.importing import table
from clinic.importing.plan import checksum
from clinic.models import Invitation, Membership, Source

from .factories import AthleteFactory, InvitationFactory, ReceivedFactory, issued

LIST = "clientnummer;voornaam;achternaam;geboortedatum;e-mail;datum;tijd;afspraaknummer\n"
SANNE = "C-9;Sanne;de Boer;12-04-2003;sanne@example.org;05-01-2099;09:30;\n"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


@dataclass(frozen=True)
class Form:
    """Where it stands, where it goes, what is in it, and what counts the rows that it makes."""

    name: str
    page: str
    path: str
    data: Mapping[str, str]
    count: str

    @property
    def at_once(self) -> bool:
        """Whether the answer is a redirect, which a repeat gets too."""
        return self.name != "key"


def rows(table: str) -> str:
    return f"SELECT count(*) FROM clinic_{table}"  # noqa: S608 -- our own names


def events(action: str, what: str = "") -> str:
    kind = f" AND object = '{what}'" if what else ""
    return f"{rows('event')} WHERE action = '{action}'{kind}"


def forms(by: Membership) -> Iterator[Form]:
    """For an owner, each about an athlete of its own."""
    practice = by.practice
    person = {"given_name": "Anouk", "family_name": "de Wit", "date_of_birth": "2001-05-04"}
    yield Form(
        "athlete", "/athletes/new/", "/athletes/new/", {**person, "language": "nl"}, rows("athlete")
    )
    athlete = AthleteFactory(practice=practice, email="anouk@example.org")
    page = f"/athletes/{athlete.pk}/"
    day = f"{timezone.localdate() + timedelta(days=9):%Y-%m-%d}"
    at = {"day": day, "at": "09:30"}
    yield Form("appointment", page, f"{page}appointments/", at, rows("appointment"))
    yield Form("invitation", page, f"{page}invite/", {}, rows("invitation"))
    open_one = InvitationFactory(athlete=AthleteFactory(practice=practice, email="x@example.org"))
    page = f"/athletes/{open_one.athlete_id}/"
    yield Form("mail", page, f"/invitations/{open_one.pk}/mail/", {}, events("mail", "again"))
    yield _file(by)
    yield from _of_a_screening(by)
    kind = {"name": "EPD", "scopes": "fhir", "days": "90"}
    yield Form("key", "/practice/tokens/", "/practice/tokens/", kind, rows("apitoken"))
    asked = {"email": "nieuw@example.org", "role": "therapist"}
    yield Form("member", "/members/ask/", "/members/ask/", asked, rows("joininvitation"))


def _file(by: Membership) -> Form:
    content = (LIST + SANNE).encode()
    with scope(practice=by.practice):
        steps = imports.rehearse(practice=by.practice, lines=table.read(content), source=Source.CSV)
    data = {"content": packed(content), "shown": checksum(steps)}
    return Form("import", "/athletes/import/", "/athletes/import/", data, events("import"))


def _of_a_screening(by: Membership) -> Iterator[Form]:
    one, other = (ReceivedFactory(athlete__practice=by.practice) for _ in range(2))
    page = f"/assessments/{one.screening.code}/"
    form = f"{page}measurements/"
    data = {"height_cm": "170", "weight_kg": "60"}
    yield Form("measurement", form, form, data, events("measure"))
    form = f"{page}handled/"
    yield Form("handling", form, form, {"text": "Gebeld."}, rows("handling"))
    form = f"{page}consultation/"
    yield Form("note", form, form, {"note": "Rustig.", "revision": "0"}, events("note"))
    form = f"{page}coach/"
    yield Form("consent", form, form, {"how": "said"}, rows("coachconsent"))
    form = f"/assessments/{other.screening.code}/sign/"
    yield Form("sign", form, form, {"seen": _seen(other)}, rows("signature"))
    third = ReceivedFactory(athlete__practice=by.practice)
    with scopes_disabled():
        signed = issued(third, by)
    data = {"signature": str(signed.pk), "language": "nl", "reason": "Voor de huisarts"}
    yield Form("export", "/reports/", "/reports/export/", data, rows("export"))
    form = f"/assessments/{third.screening.code}/amend/"
    yield Form("amendment", form, form, {"reason": "Typefout"}, events("amend"))


def _seen(invitation: Invitation) -> str:
    with scope(practice=invitation.athlete.practice):
        return records.mark_of(records.content_of(invitation))
