"""Loads the demo practices, and says how to get in."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from allauth.mfa import app_settings as mfa_settings
from allauth.mfa.totp.internal import auth as totp
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import timezone, translation

from clinic import letter, paper
from clinic.demo.accounts import totp_secret
from clinic.demo.practice import Demo, load
from clinic.letter import Facts
from clinic.models import User


def current_code(secret: str) -> str:
    """The code that an authenticator app shows now."""
    counter = int(timezone.now().timestamp()) // mfa_settings.TOTP_PERIOD
    return totp.format_hotp_value(totp.hotp_value(secret, counter))


def address(name: str, *args: str) -> str:
    return f"{settings.BASE_URL}{reverse(name, args=args)}"


class Command(BaseCommand):
    help = "Loads two practices with invented people; a second run adds only what is missing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print JSON, and nothing else")
        parser.add_argument("--code", metavar="EMAIL", help="print somebody's current code only")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("The demo practices have known sign-ins: not in production.")
        if options["code"]:
            self.stdout.write(self._code(options["code"]))
            return
        folder = settings.VAR_DIR / "demo"
        demo = load(folder / "passwords.json")
        if options["json"]:
            self.stdout.write(json.dumps(_document(demo), indent=1, ensure_ascii=False))
            return
        reports = [_report(demo, language, folder) for language in ("nl", "en")]
        self._tell(demo, reports)

    @staticmethod
    def _code(email: str) -> str:
        user = User.objects.filter(email=email).first()
        if user is None or not user.has_second_factor():
            raise CommandError(f"Nobody signs in as {email} with a second step.")
        return current_code(totp_secret(user))

    def _tell(self, demo: Demo, reports: list[Path]) -> None:
        say = self.stdout.write
        say(f"\nThe demo practices are at {settings.BASE_URL}/\n\nSign in as")
        place: tuple[str, ...] = ()
        for who in demo.sign_ins:
            if who.practices != place:
                place = who.practices
                say(f"  {' and '.join(place)}")
            code = current_code(who.totp_secret)
            say(f"    {who.role:<10} {who.email:<24} password {who.password}  code {code}")
        say("Codes change every 30 seconds: manage.py demo --code EMAIL prints the current one.")
        say("\nQuestionnaires to fill in (links of an earlier run no longer open)")
        for link in demo.open_links:
            born = f"{link.date_of_birth:%d-%m-%Y}"
            say(f"  {link.language}  {address('open_link', link.token)}")
            say(f"      date of birth to type: {born}")
        say(f"\nAssessments worth opening, at {demo.practice.name}")
        for shows, screening in demo.shown:
            say(f"  {address('assessment', screening.code)}  {shows}")
        say("\nA report as PDF")
        for path in reports:
            say(f"  {path}")
        say("")


def _document(demo: Demo) -> dict[str, Any]:
    """What a check from outside needs to get in."""
    return {
        "base_url": settings.BASE_URL,
        "users": [
            {
                "role": who.role,
                "email": who.email,
                "password": who.password,
                "totp_secret": who.totp_secret,
                "practices": list(who.practices),
            }
            for who in demo.sign_ins
        ],
        "open_links": [
            {
                "language": link.language,
                "url": address("open_link", link.token),
                "date_of_birth": link.date_of_birth.isoformat(),
            }
            for link in demo.open_links
        ],
        "screenings": [
            {
                "code": screening.code,
                "attention": screening.assess().attention,
                "url": address("assessment", screening.code),
            }
            for screening in demo.screenings
        ],
    }


def _report(demo: Demo, language: str, folder: Path) -> Path:
    """The report of the athlete with most to tell, as a file; not made again when it is there."""
    screening = demo.reported
    path = folder / f"{screening.code}-{language}.pdf"
    if path.exists():
        return path
    facts = Facts(
        code=screening.code,
        practice=demo.practice.name,
        filled_on=timezone.localdate(screening.submitted_at),
        filled_in=screening.language,
        printed_on=timezone.localdate(),
    )
    with translation.override(language):
        text = letter.build(screening.protocol, screening.case(), screening.assess(), facts=facts)
        path.write_bytes(paper.render(text))
    return path
