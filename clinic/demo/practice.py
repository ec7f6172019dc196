"""Making the demo practice, or finding it again: a second run adds only what is missing."""

import json
import os
import secrets
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from allauth.account.models import EmailAddress
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import transaction
from django.utils import timezone
from django_scopes import scope

from clinic.access import InvitationAccess
from clinic.actions import athletes, invitations, measurements
from clinic.models import Athlete, Invitation, Membership, Practice, User
from screening.models import Screening
from screening.rules.results import Attention

from . import people


@dataclass(frozen=True, slots=True)
class SignIn:
    role: str
    email: str
    password: str
    totp_secret: str


@dataclass(frozen=True, slots=True)
class OpenLink:
    language: str
    token: str
    date_of_birth: date


@dataclass(frozen=True, slots=True)
class Demo:
    practice: Practice
    sign_ins: tuple[SignIn, ...]
    open_links: tuple[OpenLink, ...]
    screenings: tuple[Screening, ...]


@transaction.atomic
def load(passwords: Path) -> Demo:
    """The practice with its people; the passwords are kept in a file, since the database cannot tell them."""
    practice, _made = Practice.objects.get_or_create(
        name=people.PRACTICE,
        defaults={
            "city": people.CITY,
            "phone": people.PHONE,
            "email": people.EMAIL,
            "urgent_text_nl": people.URGENT_TEXT_NL,
            "urgent_text_en": people.URGENT_TEXT_EN,
        },
    )
    kept = json.loads(passwords.read_text()) if passwords.exists() else {}
    sign_ins = tuple(_worker(practice, worker, kept) for worker in people.WORKERS)
    _keep(passwords, {sign_in.email: sign_in.password for sign_in in sign_ins})
    by = practice.memberships.select_related("user", "practice").get(
        user__email=people.WORKERS[0].email
    )
    with scope(practice=practice):
        for person in people.ATHLETES:
            _athlete(person, by)
        return Demo(practice, sign_ins, _open_links(by), _screenings())


def _worker(practice: Practice, worker: people.Worker, kept: dict[str, str]) -> SignIn:
    user = User.objects.filter(email=worker.email).first()
    password = kept.get(worker.email)
    if user is None:
        password = secrets.token_urlsafe(12)
        user = User.objects.create_user(email=worker.email, name=worker.name, password=password)
    elif password is None:
        password = secrets.token_urlsafe(12)
        user.set_password(password)
        user.save(update_fields=["password"])
    EmailAddress.objects.get_or_create(
        user=user, email=worker.email, defaults={"verified": True, "primary": True}
    )
    Membership.objects.get_or_create(user=user, practice=practice, defaults={"role": worker.role})
    if not user.has_second_factor():
        TOTP.activate(user, generate_totp_secret())
        RecoveryCodes.activate(user)
    return SignIn(worker.role.value, worker.email, password, totp_secret(user))


def totp_secret(user: User) -> str:
    factor = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP)
    return get_adapter().decrypt(factor.data["secret"])


def _keep(path: Path, passwords: dict[str, str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(passwords, file)


def _athlete(person: people.Person, by: Membership) -> None:
    """Add her, with her screening, unless she is there."""
    if Athlete.objects.filter(client_number=person.number).exists():
        return
    athlete = athletes.add(
        by=by,
        given_name=person.given_name,
        family_name=person.family_name,
        date_of_birth=person.born(timezone.localdate()),
        language=person.language,
        client_number=person.number,
    )
    if person.answers is None:
        return
    invitation, _token = invitations.invite(athlete=athlete, by=by)
    access = InvitationAccess(invitation)
    access.agree()
    access.screening.record(person.answers)
    access.record("saved")
    access.screening.submit(age=access.age())
    urgent = access.screening.assess().attention is Attention.URGENT
    invitations.finish(invitation=invitation, urgent=urgent)
    access.record("sent")
    if person.measurements:
        measurements.measure(invitation=invitation, by=by, raw=person.measurements)
    _date_back(invitation, person.days)


def _date_back(invitation: Invitation, days: int) -> None:
    """As if it had been sent some days ago, and asked for two days before that."""
    sent = timezone.now() - timedelta(days=days, hours=2)
    asked = sent - timedelta(days=2)
    rows = Invitation.objects.filter(pk=invitation.pk)
    rows.update(created_at=asked, opened_at=sent - timedelta(minutes=14), sent_at=sent)
    rows.exclude(urgent_at=None).update(urgent_at=sent)
    Screening.objects.filter(pk=invitation.screening_id).update(
        created_at=asked,
        opened_at=sent - timedelta(minutes=14),
        saved_at=sent,
        submitted_at=sent,
    )


def _open_links(by: Membership) -> tuple[OpenLink, ...]:
    """New links each time, since a token is not kept anywhere."""
    links = []
    for person in people.ATHLETES:
        if person.invited:
            athlete = Athlete.objects.get(client_number=person.number)
            invitation, token = invitations.invite(athlete=athlete, by=by)
            links.append(OpenLink(invitation.screening.language, token, athlete.date_of_birth))
    return tuple(links)


def _screenings() -> tuple[Screening, ...]:
    received = Invitation.objects.filter(screening__submitted_at__isnull=False)
    in_order = received.select_related("screening__key").order_by("athlete__client_number")
    return tuple(invitation.screening for invitation in in_order)
