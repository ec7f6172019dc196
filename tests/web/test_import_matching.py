"""Whose appointment a line of a file is: known again, asked about, or refused."""

import pytest
from django.test import Client

from clinic.models import Appointment, Athlete, Practice

from ..factories import AthleteFactory
from .import_pages import SANNE, calendar, confirm, shown, take, upload

pytestmark = pytest.mark.usefixtures("unscoped")


@pytest.mark.parametrize(
    "line",
    [
        "C-1;;;;;05-01-2099;09:30;",
        ";Sánne;De Boer;12-04-2003;;05-01-2099;09:30;",
        ";;;;SANNE@example.org;05-01-2099;09:30;",
        "c-1;Sanne;Getrouwd;12-04-2003;;05-01-2099;09:30;",
    ],
)
def test_a_known_athlete_is_known_again_and_not_changed(
    line: str, therapist_client: Client, sanne: Athlete
) -> None:
    take(therapist_client, line)
    assert Appointment.objects.get().athlete_id == sanne.pk
    assert Athlete.objects.get().name == "Sanne de Boer"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("C-1;Sanne;de Boer;13-04-2003;;05-01-2099;09:30;", "fault"),
        ("C-1;Femke;Aalders;;;05-01-2099;09:30;", "fault"),
        ("C-9;;;;;05-01-2099;09:30;", "fault"),
        (";Sanne;Boer;12-04-2003;;05-01-2099;09:30;", "ask"),
        (";Sanna;Boar;12-04-2003;;05-01-2099;09:30;", "ask"),
        (";Lieke;Boer;01-01-1999;sanne@example.org;05-01-2099;09:30;", "ask"),
        ("C-9;Sanne;de Boer;12-04-2003;;05-01-2099;09:30;", "ask"),
        ("C-9;Sanne;de Boer;12-04-2003;;05-01-2020;09:30;", "skipped"),
        ("C-1;;;;;05-01-2020;09:30;", "skipped"),
    ],
)
def test_who_is_not_certain_is_not_taken_for_granted(
    line: str, kind: str, therapist_client: Client, sanne: Athlete
) -> None:
    page = upload(therapist_client, line)
    assert shown(page) == [(2, kind)]
    confirm(therapist_client, page)
    assert Athlete.objects.count() == 1
    assert not Appointment.objects.exists()


def test_who_somebody_is_can_be_answered(therapist_client: Client, sanne: Athlete) -> None:
    lines = (
        ";Sanne;Boer;12-04-2003;;05-01-2099;09:30;\n"
        ";Lieke;Boer;12-04-2003;;06-01-2099;09:30;\n"
        ";Lieke;Boer;12-04-2003;;07-01-2099;09:30;\n"
        ";Anne;Boer;12-04-2003;;08-01-2099;09:30;\n"
    )
    page = upload(therapist_client, lines)
    assert shown(page) == [(2, "ask"), (3, "ask"), (4, "skipped"), (5, "ask")]
    confirm(therapist_client, page, line_2=str(sanne.pk), line_3="new", line_5="skip")
    lieke = Athlete.objects.exclude(pk=sanne.pk).get()
    assert lieke.given_name == "Lieke"
    assert sanne.appointments.count() == 1
    assert lieke.appointments.count() == 2


def test_an_answer_cannot_name_somebody_who_was_not_asked_about(
    therapist_client: Client, sanne: Athlete
) -> None:
    stranger = AthleteFactory()
    page = upload(therapist_client, ";Sanne;Boer;12-04-2003;;05-01-2099;09:30;")
    confirm(therapist_client, page, line_2=str(stranger.pk))
    assert not Appointment.objects.exists()


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("SUMMARY:Intake C-1", "add"),
        ("SUMMARY:Intake\r\nATTENDEE:mailto:Sanne@example.org", "add"),
        ("SUMMARY:Boer\\, Sanne de\r\nDESCRIPTION:geb. 12-04-2003", "add"),
        ("SUMMARY:Sanne de Boer", "fault"),
        ("SUMMARY:Overleg", "fault"),
        ("SUMMARY:C-1 en C-2", "fault"),
    ],
)
def test_an_event_must_name_one_athlete(
    words: str, kind: str, therapist_client: Client, sanne: Athlete
) -> None:
    AthleteFactory(practice=sanne.practice, client_number="C-2")
    page = upload(therapist_client, calendar(f"UID:1\r\nDTSTART:20990105T083000Z\r\n{words}"))
    assert shown(page) == [(1, kind)]


def test_short_numbers_in_an_event_are_no_client_numbers(
    therapist_client: Client, practice: Practice
) -> None:
    AthleteFactory(practice=practice, client_number="2099")
    event = "UID:1\r\nDTSTART:20990105T083000Z\r\nSUMMARY:Kamer 2099"
    assert shown(upload(therapist_client, calendar(event))) == [(1, "fault")]


def test_an_archived_athlete_gets_no_appointment(therapist_client: Client, sanne: Athlete) -> None:
    therapist_client.post(f"/athletes/{sanne.pk}/archive/")
    assert shown(upload(therapist_client, SANNE)) == [(2, "fault")]


def test_another_practices_athletes_are_not_known(outsider_client: Client, sanne: Athlete) -> None:
    page = upload(outsider_client, "C-1;;;;;05-01-2099;09:30;")
    assert shown(page) == [(2, "fault")]
    assert "Boer" not in page.content.decode()
