"""Begins a practice with its first owner; the way in for a new installation."""

import secrets
from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from clinic.actions import practices
from clinic.models import User


class Command(BaseCommand):
    help = "Begins a practice, and prints the first password of its owner, once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="the practice's name, as athletes read it")
        parser.add_argument("--owner", required=True, metavar="EMAIL", help="who manages it")
        parser.add_argument("--owner-name", required=True, metavar="NAME", help="as on reports")
        parser.add_argument("--city", default="")
        parser.add_argument("--phone", default="", help="shown to athletes whom something worries")

    def handle(self, *args: Any, **options: Any) -> None:
        email = options["owner"].lower()
        try:
            validate_email(email)
        except ValidationError:
            raise CommandError(f"{email} is not an e-mail address.") from None
        if User.objects.filter(email=email).exists():
            raise CommandError(f"Somebody signs in as {email} already.")
        password = secrets.token_urlsafe(15)
        practices.begin(
            name=options["name"],
            city=options["city"],
            phone=options["phone"],
            owner_email=email,
            owner_name=options["owner_name"],
            password=password,
        )
        self.stdout.write(f"{options['name']} has begun. Sign in as {email} with {password}")
        self.stdout.write(
            "The second step is set up at the first sign-in; then change the password."
        )
