"""A walk through the product as athlete, therapist, staff and owner, with words that stand nowhere else.

Run in an installation of its own (tests.workers.Workplace). Says what must not be found in a copy of its database.
"""

import re
import secrets
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.management import call_command
from django.test import Client, override_settings
from django.test.utils import setup_test_environment
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from clinic import tasks
from clinic.actions import handling, tables
from clinic.demo.accounts import totp_secret
from clinic.demo.answers import ON_THE_PILL
from clinic.management.commands.demo import current_code
from clinic.models import Athlete, Consent, Invitation, Membership, Report, Role, Session, Signature
from clinic.sessions import SessionStore
from screening.protocols import CURRENT
from tests.factories import AppointmentFactory, MembershipFactory, UserFactory

FAMILY, GIVEN, PARENT = "Zandbergerhoek", "Wilhelmientje", "Ouderwetterling"
WROTE = {
    "remark": "kwetsbaarwoord-opmerking",
    "note": "kwetsbaarwoord-notitie",
    "referral": "kwetsbaarwoord-verwijzing",
    "handled": "kwetsbaarwoord-gebeld",
    "reason": "kwetsbaarwoord-amendement",
    "second": "kwetsbaarwoord-tweede",
    "refused": "kwetsbaarwoord-geweigerd",
}
WEIGHT = "61.37"
LINK = re.compile(r"/s/([\w-]{20,})/")
JOIN = re.compile(r"/join/([\w-]{20,})/")
RESET = re.compile(r"/accounts/password/reset/key/(\w+-[\w-]+)/")


class Walk:
    """Everything that was done, and the secrets that came by."""

    def __init__(self) -> None:
        self.secrets: list[str] = []
        self.owner = self._member(Role.OWNER)
        self.practice = self.owner.practice
        self.therapist = self._member(Role.THERAPIST, practice=self.practice)
        self.practice.file_rule = "{name}"
        self.practice.save()

    def _member(self, role: str, **more: Any) -> Membership:
        member = MembershipFactory(role=role, **more)
        password = self._secret(secrets.token_urlsafe(20))
        member.user.set_password(password)
        member.user.save()
        member.password = password
        return member

    def _secret(self, text: str) -> str:
        self.secrets.append(text)
        return text

    def signed_in(self, member: Membership) -> Client:
        """By password and code, as people do it."""
        client, secret = Client(), self._secret(totp_secret(member.user))
        login = {"login": member.user.email, "password": member.password}
        assert client.post("/accounts/login/", login).status_code == 302
        client.post("/accounts/2fa/authenticate/", {"code": current_code(secret)})
        assert client.get("/today/").status_code == 200
        self._secret(client.session.session_key)
        client.post("/accounts/reauthenticate/", {"password": member.password})
        return client

    def doors(self, owner: Client) -> None:
        """Recovery codes, a key for another system, somebody asked, passwords forgotten, a second step half set up."""
        owner.post("/accounts/2fa/recovery-codes/generate/", {"action": "generate"})
        codes = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES).wrap()
        self.secrets += codes.get_unused_codes()
        new = {"name": "EPD", "scopes": ["fhir"], "days": 90}
        page = owner.post("/practice/tokens/", new).content.decode()
        self.key = self._secret(re.search(r"reds_[\w-]+", page)[0])
        owner.post("/members/ask/", {"email": "nieuw@example.org", "role": "staff"})
        self._secret(JOIN.search(mail.outbox[-1].body)[1])
        with override_settings(MAIL_BESIDE_REQUEST=False):
            Client().post("/accounts/password/reset/", {"email": self.therapist.user.email})
        key = self._secret(RESET.search(mail.outbox[-1].body)[1])
        Client().get(f"/accounts/password/reset/key/{key}/")
        without = UserFactory(second_factor=False)
        password = self._secret(secrets.token_urlsafe(20))
        without.set_password(password)
        without.save()
        MembershipFactory(user=without, practice=self.practice, role=Role.STAFF)
        half = Client()
        half.force_login(without)
        half.post("/accounts/reauthenticate/", {"password": password})
        half.get("/accounts/2fa/totp/activate/")
        held = half.session["mfa.totp.secret"]
        self._secret(held)

    def athlete(self, client: Client) -> Invitation:
        """Added, looked for by name, invited twice; she answers, some of it wrongly, and sends."""
        born = timezone.localdate() - timedelta(days=15 * 365)
        person = {"given_name": GIVEN, "family_name": FAMILY, "date_of_birth": f"{born:%Y-%m-%d}"}
        client.post("/athletes/new/", {**person, "email": "a@example.org", "language": "nl"})
        athlete = Athlete.objects.get()
        AppointmentFactory(athlete=athlete)
        client.post("/athletes/", {"words": FAMILY})
        page = client.post(f"/athletes/{athlete.pk}/invite/", {"link": "yes"}).content.decode()
        token = self._secret(LINK.search(page)[1])
        invitation = Invitation.objects.get()
        client.post(f"/invitations/{invitation.pk}/mail/")
        self.work()
        self._secret(LINK.search(mail.outbox[-1].body)[1])
        phone = Client()
        phone.get(f"/s/{token}/")
        for year in (born.year - 1, born.year):
            phone.post("/welcome/", {"day": born.day, "month": born.month, "year": year})
        phone.post("/screening/", {"go": "on", "consent": "yes"})
        phone.post("/welcome/parent/", {"name": PARENT, "agree": "on"})
        assert Consent.objects.filter(parent_name=PARENT).exists()
        self._secret(phone.session.session_key)
        phone.post("/screening/close/1/", {"close.remarks": WROTE["refused"] * 200, "go": "on"})
        invitation.screening.record({**ON_THE_PILL, "close.remarks": WROTE["remark"]})
        phone.get("/screening/check/")
        assert phone.post("/screening/check/", {"go": "send"}).status_code in (200, 302)
        sent = Invitation.objects.select_related("screening", "athlete__practice").get()
        assert sent.sent_at is not None
        return sent

    def record(self, client: Client, invitation: Invitation) -> None:
        """Measured, noted, signed, amended, signed again, shared, and taken out in every way."""
        at = f"/assessments/{invitation.screening.code}/"
        measured = client.post(f"{at}measurements/", {"weight_kg": WEIGHT.replace(".", ",")})
        assert measured.status_code == 302
        client.post(f"{at}measurements/", {"weight_kg": WROTE["refused"]})
        handling.handle(invitation=invitation, by=self.therapist, text=WROTE["handled"])
        note = {"note": WROTE["note"], "referral": ["gp"], "referral_other": WROTE["referral"]}
        kept = client.post(f"{at}consultation/", {**note, "revision": 0})
        assert kept.status_code == 302, kept.context["form"].errors
        self.sign(client, at)
        client.post(f"{at}amend/", {"reason": WROTE["reason"]})
        client.post(f"{at}consultation/", {"note": WROTE["second"], "revision": 1})
        self.sign(client, at)
        assert Signature.objects.count() == 2
        client.post(f"{at}coach/", {"how": "said", "parent_name": PARENT})
        client.post(f"{at}release/", {"lang": "nl", "version": 2})
        self.work()
        assert Report.objects.exclude(issued_at=None).exists()
        chosen = [each.pk for each in Signature.objects.filter(superseded_by=None)]
        asked = {"language": "nl", "reason": "Voor de huisarts", "signature": chosen}
        assert client.post("/reports/export/", asked).status_code == 302
        client.post("/reports/", {"words": FAMILY})
        for way in ("", "report.pdf", "fhir.json", "text/", "versions/1/", "open/"):
            assert client.get(f"{at}{way}").status_code == 200, way
        client.post(f"/athletes/{invitation.athlete_id}/own-data/")
        self.table(client)
        key = {"Authorization": f"Bearer {self.key}"}
        assert Client().get(f"/api/v1/screenings{at[12:-1]}/bundle", headers=key).status_code == 200

    def sign(self, client: Client, at: str) -> None:
        page = client.get(f"{at}sign/").content.decode()
        seen = re.search(r'name="seen" value="(\w+)"', page)[1]
        assert client.post(f"{at}sign/", {"seen": seen}).status_code == 302

    def table(self, client: Client) -> None:
        today = date.today()  # noqa: DTZ011
        values = {
            "first": f"{today:%Y-%m-%d}",
            "last": f"{today:%Y-%m-%d}",
            "which": "all",
            "language": "nl",
            "format": "csv",
            "codes": "on",
            "texts": "on",
            "reason": "Onderzoek",
            "protocol": CURRENT.id,
        }
        client.post("/tables/", values)
        tables.begin(asked=values, total=1, by=self.therapist)
        self.work()

    def work(self) -> None:
        """What waits is done, and something fails in a way that nobody foresaw."""
        tasks.issue.enqueue("no id")
        call_command("db_worker", "--queue-name=*", "--batch", "--no-startup-delay", verbosity=0)
        assert DBTaskResult.objects.failed().exists()


def walk() -> dict[str, list[str]]:
    """What must not be found, by kind."""
    setup_test_environment()
    done = Walk()
    owner, therapist = done.signed_in(done.owner), done.signed_in(done.therapist)
    done.doors(owner)
    invitation = done.athlete(therapist)
    done.record(therapist, invitation)
    codes = [*CURRENT.instrument.items, *(each.code for each in CURRENT.instrument.measures)]
    return {
        "words": [*WROTE.values(), WEIGHT],
        # Shorter ones stand by chance among so many sealed bytes.
        "codes": [code for code in codes if len(code) > 4],
        "secrets": done.secrets,
        "sessions": [str(held) for held in _sessions()],
    }


def _sessions() -> Iterator[dict[str, Any]]:
    """What they hold, opened: sealed or not, it is there for hours."""
    for session in Session.objects.all():
        yield SessionStore().held(session)
