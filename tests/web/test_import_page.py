"""Importing appointments: what is shown first is what happens, all of it or nothing, and once."""

import re
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.utils import timezone

from clinic.actions import appointments
from clinic.importing.lines import MOST_BYTES
from clinic.models import Action, Appointment, Athlete, Event, Practice

from ..factories import AppointmentFactory, MembershipFactory
from .import_pages import AT, SANNE, calendar, confirm, shown, take, upload

pytestmark = pytest.mark.usefixtures("unscoped")


def test_nothing_changes_before_it_is_confirmed(staff_client: Client) -> None:
    page = upload(staff_client, SANNE)
    assert shown(page) == [(2, "add")]
    assert not Athlete.objects.exists()
    confirm(staff_client, page)
    athlete = Athlete.objects.get()
    assert (athlete.name, athlete.client_number) == ("Sanne de Boer", "C-1")
    assert (athlete.email, athlete.language) == ("sanne@example.org", "nl")
    assert Appointment.objects.get(athlete=athlete).starts_at == AT


def test_the_same_file_twice_changes_nothing(therapist_client: Client) -> None:
    lines = f"{SANNE}\nC-2;Bo;Vos;01-02-2000;;05-01-2099;10:00;88\n;An;Kok;01-03-2000;;;;\n"
    take(therapist_client, lines)
    before = list(Appointment.objects.values()), list(Athlete.objects.values())
    events = Event.objects.exclude(action=Action.READ).count()
    page = upload(therapist_client, lines)
    assert {kind for _number, kind in shown(page)} == {"unchanged"}
    confirm(therapist_client, page)
    assert (list(Appointment.objects.values()), list(Athlete.objects.values())) == before
    assert Event.objects.exclude(action=Action.READ).count() == events + 1


def test_each_change_and_the_import_itself_are_recorded(therapist_client: Client) -> None:
    take(therapist_client, f"{SANNE}\nC-1;;;;;06-01-2099;09:30;\n")
    rows = Event.objects.exclude(action=Action.READ).values_list("action", "object", "reason")
    assert list(rows) == [
        ("create", "athlete", ""),
        ("create", "appointment", ""),
        ("create", "appointment", ""),
        ("import", "appointments", "athletes 1, added 2, moved 0, cancelled 0"),
    ]


@pytest.mark.parametrize("number", ["88", ""])
def test_a_moved_appointment_is_moved(number: str, therapist_client: Client) -> None:
    take(therapist_client, SANNE + number)
    page = upload(therapist_client, SANNE.replace("09:30", "11:00") + number)
    assert shown(page) == [(2, "move")]
    confirm(therapist_client, page)
    assert Appointment.objects.get().starts_at == AT + timedelta(hours=1, minutes=30)


def test_without_a_number_another_day_is_another_appointment(therapist_client: Client) -> None:
    take(therapist_client, SANNE)
    take(therapist_client, SANNE.replace("05-01", "06-01"))
    assert Appointment.objects.count() == 2


def test_with_a_number_another_day_is_a_move(therapist_client: Client) -> None:
    take(therapist_client, SANNE + "88")
    take(therapist_client, SANNE.replace("05-01", "06-01") + "88")
    assert Appointment.objects.get().starts_at == AT + timedelta(days=1)


def test_two_on_one_day_need_numbers_and_never_push_each_other(therapist_client: Client) -> None:
    lines = f"{SANNE}\n{SANNE.replace('09:30', '11:00')}\n"
    for _again in range(2):
        page = upload(therapist_client, lines)
        assert shown(page)[1] == (3, "fault")
        confirm(therapist_client, page)
    assert Appointment.objects.get().starts_at == AT
    take(therapist_client, f"{SANNE}\n{SANNE.replace('09:30', '11:00')}88\n")
    assert Appointment.objects.count() == 2


def test_what_was_cancelled_here_stays_so_until_it_gets_another_moment(
    therapist_client: Client,
) -> None:
    take(therapist_client, SANNE + "88")
    appointments.cancel(
        appointment=Appointment.objects.get(), by=MembershipFactory(practice=_practice())
    )
    assert shown(upload(therapist_client, SANNE + "88")) == [(2, "unchanged")]
    take(therapist_client, SANNE.replace("09:30", "11:00") + "88")
    assert Appointment.objects.get().cancelled_at is None


def _practice() -> Practice:
    return Athlete.objects.get().practice


def test_an_appointments_number_belongs_to_one_athlete(therapist_client: Client) -> None:
    take(therapist_client, SANNE + "88")
    page = upload(therapist_client, "C-2;Bo;Vos;01-02-2000;;05-01-2099;10:00;88")
    assert shown(page) == [(2, "fault")]


def test_the_lines_without_faults_are_imported(therapist_client: Client) -> None:
    page = upload(therapist_client, f"C-9;;;;;05-01-2099;9:00;\n{SANNE}\n")
    assert shown(page) == [(2, "fault"), (3, "add")]
    confirm(therapist_client, page)
    assert Appointment.objects.count() == 1


def test_what_changed_meanwhile_is_shown_again(therapist_client: Client, sanne: Athlete) -> None:
    page = upload(therapist_client, SANNE)
    AppointmentFactory(athlete=sanne, starts_at=AT - timedelta(hours=1))
    again = confirm(therapist_client, page)
    assert shown(again) == [(2, "move")]
    assert Appointment.objects.get().starts_at == AT - timedelta(hours=1)
    confirm(therapist_client, again)
    assert Appointment.objects.get().starts_at == AT


def test_nothing_is_half_done(
    therapist_client: Client, sanne: Athlete, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = upload(therapist_client, f"{SANNE}\nC-2;Bo;Vos;01-02-2000;;05-01-2099;10:00;\n")
    written = appointments.audit.record

    def fails_at_the_end(action: Action, *args: Any, **kwargs: Any) -> Any:
        if action is Action.IMPORT:
            raise RuntimeError
        return written(action, *args, **kwargs)

    monkeypatch.setattr(appointments.audit, "record", fails_at_the_end)
    with pytest.raises(RuntimeError):
        confirm(therapist_client, page)
    assert (Athlete.objects.count(), Appointment.objects.count()) == (1, 0)


def test_an_open_invitation_follows_an_imported_appointment(
    therapist_client: Client, invitation: Any
) -> None:
    athlete = invitation.athlete
    athlete.client_number = "C-77"
    athlete.save()
    take(therapist_client, "C-77;;;;;05-01-2099;09:30;")
    invitation.refresh_from_db()
    assert invitation.appointment_at == AT


def test_a_calendar_moves_and_cancels_by_the_events_own_number(
    therapist_client: Client, sanne: Athlete
) -> None:
    event = "UID:abc\r\nDTSTART:20990105T083000Z\r\nSUMMARY:C-1"
    take(therapist_client, calendar(event))
    assert shown(upload(therapist_client, calendar(event))) == [(1, "unchanged")]
    take(therapist_client, calendar(event.replace("0105", "0107")))
    assert Appointment.objects.get().starts_at == AT + timedelta(days=2)
    gone = event.replace("0105", "0107") + "\r\nSTATUS:CANCELLED"
    take(therapist_client, calendar(gone))
    assert Appointment.objects.get().cancelled_at is not None
    assert shown(upload(therapist_client, calendar(gone))) == [(1, "unchanged")]


@pytest.mark.parametrize(
    "content", [b"", b"PK\0\0", b"hello", b"BEGIN:VCALENDAR\nx", b"a" * (MOST_BYTES + 1)]
)
def test_a_file_that_cannot_be_read_is_refused_at_its_field(
    content: bytes, therapist_client: Client
) -> None:
    page = upload(therapist_client, content).content.decode()
    assert 'id="id_file_error"' in page


def test_no_file_is_a_fault_too(therapist_client: Client) -> None:
    page = therapist_client.post("/athletes/import/").content.decode()
    assert 'id="id_file_error"' in page


@pytest.mark.parametrize("content", ["", "%%%", "aGVsbG8="])
def test_a_file_that_comes_back_damaged_does_nothing(
    content: str, therapist_client: Client
) -> None:
    data = {"content": content, "shown": "x"}
    assert therapist_client.post("/athletes/import/", data).status_code == 302
    assert not Athlete.objects.exists()


def test_an_answer_about_a_line_with_no_number_of_a_line_is_nobodys(
    therapist_client: Client,
) -> None:
    page = upload(therapist_client, SANNE)
    data = {name: page.context[name] for name in ("content", "shown")}
    for number in ("", "²", "9" * 5000):
        data[f"line-{number}"] = "new"
    form = "application/x-www-form-urlencoded"
    answer = therapist_client.post("/athletes/import/", urlencode(data), content_type=form)
    assert answer.status_code == 302
    assert Athlete.objects.get().given_name == "Sanne"


def test_the_file_stays_nowhere(therapist_client: Client) -> None:
    upload(therapist_client, SANNE)
    session = therapist_client.session
    assert "Sanne" not in repr(dict(session.items()))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_template_is_in_the_readers_language(language: str, therapist_client: Client) -> None:
    therapist_client.post("/language/", {"language": language})
    answer = therapist_client.get("/athletes/import/template.csv")
    assert re.search(r'filename="[a-z]+\.csv"', answer["Content-Disposition"])
    heading = {"nl": "clientnummer", "en": "client number"}[language]
    assert answer.content.decode("utf-8-sig").startswith(heading)
    page = upload(therapist_client, answer.content)
    assert [kind for _number, kind in shown(page)] == ["add"]


def test_many_lines_are_imported_in_one_go(therapist_client: Client) -> None:
    day = timezone.localdate() + timedelta(days=30)
    lines = "".join(
        f"N-{n};Voornaam{n};Naam{n};{date(1990, 1, 1) + timedelta(days=n):%d-%m-%Y};;{day:%d-%m-%Y};"
        f"{8 + n % 9}:{n % 60:02};\n"
        for n in range(300)
    )
    take(therapist_client, lines)
    assert Appointment.objects.count() == 300
