"""Reading a calendar file: each event is a line."""

import time
from datetime import UTC, datetime

import pytest
from django.utils import translation

from clinic.importing import calendar
from clinic.importing.lines import NotReadable
from clinic.importing.roster import Roster

START = "DTSTART;TZID=Europe/Amsterdam:20990105T093000"


def file(*events: str, head: str = "") -> bytes:
    body = "".join(f"BEGIN:VEVENT\n{event}\nEND:VEVENT\n" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{head}{body}END:VCALENDAR\n".replace(
        "\n", "\r\n"
    ).encode()


@pytest.mark.parametrize("start", [START, "DTSTART:20990105T083000Z", "DTSTART:20990105T093000"])
def test_the_moment_is_read_in_its_own_zone(start: str) -> None:
    (line,) = calendar.read(file(f"UID:1\n{start}\nSUMMARY:Zoë\\, intake"))
    assert line.starts_at == datetime(2099, 1, 5, 8, 30, tzinfo=UTC)
    assert (line.number, line.shown, line.fault) == (1, "Zoë, intake", "")


def test_its_words_are_title_description_and_guests() -> None:
    event = f"{START}\nSUMMARY:A\nDESCRIPTION:B\nATTENDEE;CN=Zoë:mailto:zoe@example.org"
    (line,) = calendar.read(file(event))
    assert set(line.text.split()) == {"A", "B", "Zoë", "zoe@example.org"}


def test_its_number_is_kept_as_a_digest_and_differs_between_moments_of_a_series() -> None:
    one, other = calendar.read(
        file(
            f"UID:zoe@example.org\n{START}",
            f"UID:zoe@example.org\nRECURRENCE-ID:20990105T083000Z\n{START}",
        )
    )
    assert len(one.uid) == len(other.uid) == 64
    assert one.uid != other.uid


def test_a_cancelled_event_is_known_by_its_status_or_its_files_method() -> None:
    (line,) = calendar.read(file(f"{START}\nSTATUS:CANCELLED"))
    assert line.cancelled
    (line,) = calendar.read(file(START, head="METHOD:CANCEL\n"))
    assert line.cancelled


@pytest.mark.parametrize(
    ("event", "told"),
    [
        (f"{START}\nRRULE:FREQ=WEEKLY;COUNT=4", "repeating"),
        (f"{START}\nRDATE:20990112T083000Z", "repeating"),
        ("DTSTART;VALUE=DATE:20990105", "lasts all day"),
        ("DTSTART:morgen", "no moment"),
        ("SUMMARY:x", "no moment"),
        ("DTSTART;TZID=Nergens/Land:20990105T093000", "zone"),
        ("DTSTART:20270328T023000", "clock skips"),
        (f"{START}\n{START}", "no moment"),
    ],
)
def test_what_cannot_be_imported_says_why_and_spoils_no_other(event: str, told: str) -> None:
    with translation.override("en"):
        wrong, right = calendar.read(file(event, START))
    assert told in wrong.fault
    assert right.fault == ""


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", b"\xff\xfe"]
)
def test_what_is_no_calendar_is_refused(content: bytes) -> None:
    with pytest.raises(NotReadable):
        calendar.read(content)


@pytest.mark.parametrize("word", ["a", "a-", "a.", "a@", "1-", "a@a.", "\u00e9"])
def test_one_word_of_a_megabyte_is_read_at_once(word: str) -> None:
    """Calendars hold pictures as text."""
    began = time.process_time()
    assert Roster().find_in(word * 400_000) is None
    assert time.process_time() - began < 5
