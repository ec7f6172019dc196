"""Ids of another practice in form fields: they reach nobody and change nothing."""

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.utils import timezone

from clinic.models import Appointment, Athlete, Event, Invitation, Membership, Practice

from ..factories import AppointmentFactory, AthleteFactory
from . import import_pages


def test_an_athlete_of_another_practice_cannot_be_slipped_into_a_form(
    athlete: Athlete, invitation: Invitation, outsider_client: Client, unscoped: None
) -> None:
    day = timezone.localdate().isoformat()
    appointment = AppointmentFactory(athlete=athlete, starts_at=timezone.now())
    hers = {"athlete": str(athlete.pk), "confirmed": "yes"}
    before = (invitation.links.count(), Event.objects.filter(athlete_id=athlete.pk).count())
    assert outsider_client.post("/invitations/cards/", hers).status_code == 404
    for days in ({}, {"first": day, "last": day}, {"first": day, "last": day, "everybody": "yes"}):
        outsider_client.post("/invitations/many/", hers | days)
    after = (invitation.links.count(), Event.objects.filter(athlete_id=athlete.pk).count())
    assert after == before
    assert appointment.athlete.invitations.count() == 1
    assert not mail.outbox


def test_a_line_of_an_import_cannot_be_given_to_an_athlete_of_another_practice(
    sanne: Athlete, other_practice: Practice, outsider_client: Client, unscoped: None
) -> None:
    AthleteFactory(
        practice=other_practice,
        given_name="Sanne",
        family_name="Bos",
        date_of_birth=sanne.date_of_birth,
    )
    page = import_pages.upload(outsider_client, ";Sanne;Boer;12-04-2003;;05-01-2099;09:30;\n")
    assert import_pages.shown(page) == [(2, "ask")]
    import_pages.confirm(outsider_client, page, line_2=str(sanne.pk))
    assert not Appointment.objects.exists()


def test_a_membership_of_somebody_else_cannot_be_chosen(
    therapist: Membership, outsider_client: Client
) -> None:
    chosen = outsider_client.post("/practices/", {"membership": str(therapist.pk)})
    assert chosen.status_code == 404


@pytest.mark.parametrize("path", ["/language/", "/practices/", "/idle/"])
def test_no_form_leads_to_another_site(
    path: str, therapist: Membership, therapist_client: Client
) -> None:
    values = {"language": "nl", "membership": str(therapist.pk), "next": "https://evil.example/"}
    assert "evil" not in therapist_client.post(path, values)["Location"]


def test_a_passkey_of_somebody_else_is_not_there(
    therapist: Membership, outsider_client: Client
) -> None:
    factor = Authenticator.objects.create(
        user=therapist.user, type=Authenticator.Type.WEBAUTHN, data={"name": "x"}
    )
    for what in ("edit", "remove"):
        path = f"/accounts/2fa/webauthn/keys/{factor.pk}/{what}/"
        for answer in (outsider_client.get(path), outsider_client.post(path, {"name": "y"})):
            assert answer.status_code in (302, 404)
    factor.refresh_from_db()
    assert factor.data == {"name": "x"}
