"""People and screenings for tests. Rows are made outside every scope, as a command would make them."""

import hashlib
import secrets
from datetime import timedelta
from functools import cache
from typing import Any

import factory
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone
from django_scopes import scopes_disabled
from factory.django import DjangoModelFactory

from clinic.demo import answers
from clinic.models import (
    Appointment,
    Athlete,
    Invitation,
    JoinInvitation,
    Link,
    Membership,
    Practice,
    Report,
    Role,
    Signature,
    User,
)
from screening.models import Screening

PASSWORD = "een lange zin om in te loggen"
"""Everybody's."""


@cache
def hashed() -> str:
    """PASSWORD as it is stored, made once in a process: under the settings of production it takes long on purpose."""
    return make_password(PASSWORD)


class Called(factory.Faker):
    """An invented Dutch name. “Van ’t Wel” has a ’ as in print, so that it stands in a page as it is."""

    def __init__(self, kind: str, parts: int = 1) -> None:
        super().__init__(kind, locale="nl_NL")
        self._parts = parts

    def evaluate(self, instance: Any, step: Any, extra: dict[str, Any]) -> str:
        made = super().evaluate
        names = [made(instance, step, dict(extra)) for _part in range(self._parts)]
        return "-".join(names).replace("'", "’")


class Unscoped(DjangoModelFactory):
    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class: type, *args: Any, **kwargs: Any) -> Any:
        with scopes_disabled():
            return super()._create(model_class, *args, **kwargs)


class PracticeFactory(Unscoped):
    class Meta:
        model = Practice

    name = factory.Sequence(lambda n: f"Praktijk {n}")
    city = "Utrecht"
    phone = "030 111 22 33"


class UserFactory(Unscoped):
    """Somebody with PASSWORD and a second factor; `second_factor=False` for somebody without."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"iemand{n}@example.org")
    name = Called("name")
    password = factory.LazyFunction(hashed)

    @factory.post_generation
    def second_factor(self: User, create: bool, extracted: bool | None, **kwargs: Any) -> None:
        if extracted is not False:
            TOTP.activate(self, generate_totp_secret())


class MembershipFactory(Unscoped):
    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    practice = factory.SubFactory(PracticeFactory)
    role = Role.THERAPIST


class JoiningFactory(Unscoped):
    """Somebody asked to join; the link's `token` is an attribute of the object."""

    class Meta:
        model = JoinInvitation

    practice = factory.SubFactory(PracticeFactory)
    email = factory.Sequence(lambda n: f"nieuw{n}@example.org")
    role = Role.THERAPIST
    created_by = factory.SubFactory(UserFactory)
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=7))

    @classmethod
    def _create(cls, model_class: type, *args: Any, **kwargs: Any) -> Any:
        token = secrets.token_urlsafe(24)
        kwargs["digest"] = hashlib.sha256(token.encode()).digest()
        joining = super()._create(model_class, *args, **kwargs)
        joining.token = token
        return joining


class AthleteFactory(Unscoped):
    class Meta:
        model = Athlete

    practice = factory.SubFactory(PracticeFactory)
    given_name = Called("first_name_female")
    family_name = Called("last_name", parts=2)
    """Of one part it may be a word of any page: Mens, Post."""
    date_of_birth = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=9000))


class AppointmentFactory(Unscoped):
    class Meta:
        model = Appointment

    athlete = factory.SubFactory(AthleteFactory)
    starts_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=3))


class LinkFactory(Unscoped):
    class Meta:
        model = Link


class InvitationFactory(Unscoped):
    """An open invitation; its `token` is an attribute of the object, as it is nowhere in the database."""

    class Meta:
        model = Invitation

    athlete = factory.SubFactory(AthleteFactory)
    created_by = factory.SubFactory(UserFactory)
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=30))

    @classmethod
    def _create(cls, model_class: type, *args: Any, **kwargs: Any) -> Any:
        token = secrets.token_urlsafe(24)
        athlete = kwargs["athlete"]
        kwargs.setdefault(
            "screening", Screening.objects.create(key=athlete.key, language=athlete.language)
        )
        invitation = super()._create(model_class, *args, **kwargs)
        LinkFactory(invitation=invitation, digest=hashlib.sha256(token.encode()).digest())
        invitation.token = token
        return invitation


class ReceivedFactory(InvitationFactory):
    """An invitation whose screening was filled in and sent; `sent` gives other answers."""

    class Meta:
        skip_postgeneration_save = True

    @factory.post_generation
    def sent(self: Invitation, create: bool, extracted: Any, **kwargs: Any) -> None:
        self.screening.record(extracted or answers.ON_THE_PILL)
        self.screening.submit(age=self.athlete.age_on(timezone.localdate()))
        self.sent_at = self.screening.submitted_at
        with scopes_disabled():
            self.save(update_fields=["sent_at"])


def signed(invitation: Invitation, by: Membership, number: int = 1, days: int = 0) -> Signature:
    """A signature of some days ago under nothing in particular, without reports."""
    with scopes_disabled(), transaction.atomic():
        signature = Signature(
            invitation=invitation,
            number=number,
            signed_by=by.user,
            signed_by_name=by.user.name,
            signed_at=timezone.now() - timedelta(days=days),
        )
        signature.seal({})
        signature.save()
        return signature


def issued(
    invitation: Invitation, by: Membership, *, language: str = "nl", days: int = 0
) -> Signature:
    """A signature whose report is there."""
    signature = signed(invitation, by, days=days)
    with_pdf(Report(signature=signature, language=language))
    return signature


def with_pdf(report: Report) -> Report:
    """The report as issued, with random bytes that pass for a PDF: a real one takes a second to make."""
    with scopes_disabled(), transaction.atomic():
        report.issued_at = timezone.now()
        report.seal(b"%PDF-1.7\n" + secrets.token_bytes(3000))
        report.save()
    return report
