"""Reading a table of appointments: headings, separators, encodings, and what is wrong with a line."""

from datetime import date

import pytest
from django.utils import timezone, translation

from clinic.importing import table
from clinic.importing.lines import MOST_LINES, NotReadable

NL = "clientnummer;voornaam;tussenvoegsel;achternaam;geboortedatum;taal;datum;tijd"
LINE = "C-1;Zoë;van ’t;Hék;12-04-2003;nl;05-01-2099;9:30"


def one(text: str, encoding: str = "utf-8") -> table.Line:
    (line,) = table.read(text.encode(encoding))
    return line


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_table_is_read_however_a_spreadsheet_writes_it(
    separator: str, encoding: str, end: str
) -> None:
    line = one(f"{NL}{end}{LINE}{end}".replace(";", separator), encoding)
    assert line.fault == ""
    assert line.person.name == "Zoë van ’t Hék"
    assert line.person.date_of_birth == date(2003, 4, 12)
    assert timezone.localtime(line.starts_at).strftime("%Y-%m-%d %H:%M") == "2099-01-05 09:30"


def test_headings_may_be_english_and_in_any_order_beside_others() -> None:
    line = one("Time,Room,DATE,e-mail address\n09.30,3,2099-01-05,zoe@example.org\n")
    assert (line.fault, line.person.email) == ("", "zoe@example.org")
    assert line.starts_at is not None


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_template_can_be_read_back(language: str) -> None:
    (line,) = table.read(table.template(language, "05-01-2099"))
    assert line.fault == ""
    assert line.person.whole
    assert line.uid


def test_lines_keep_the_number_that_they_have_in_the_file() -> None:
    quoted = LINE.replace("Hék", '"Hék\nde Wit"')
    lines = table.read(f"\n{NL}\n\n{quoted}\n;;;;;;;\n{LINE}\n".encode())
    assert [line.number for line in lines] == [4, 7]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("12-04-2003", "31-02-2003", "date of birth is no date"),
        ("12-04-2003", "12-04-2099", "in the future"),
        ("12-04-2003", "12-04-1900", "meant for ages"),
        ("05-01-2099", "morgen", "date is no date"),
        ("05-01-2099", "", "date is no date"),
        ("9:30", "halftien", "time is no time"),
        ("9:30", "25:00", "time is no time"),
        (";nl;05-01-2099;9:30", ";nl;28-03-2027;02:30", "clock skips"),
        (";nl;", ";fr;", "language is not known"),
        ("Hék", "x" * 81, "too long"),
        ("C-1;Zoë;van ’t;Hék;12-04-2003", ";Zoë;;;", "does not say whose"),
    ],
)
def test_a_fault_belongs_to_its_line_and_says_what_to_mend(old: str, new: str, told: str) -> None:
    with translation.override("en"):
        wrong, right = table.read(f"{NL}\n{LINE.replace(old, new)}\n{LINE}".encode())
    assert told in wrong.fault
    assert (wrong.number, right.number, right.fault) == (2, 3, "")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "headings"),
        (b"\n\n", "headings"),
        (b"PK\x03\x04\0\0", "not a table"),
        (b"naam;datum\n", "tijd / time"),
        (b"datum;tijd\n", "clientnummer"),
        (b"naam;datum;tijd;achternaam\n", "twice"),
        (b'naam;datum;tijd\n"a;b;c\n', "quotation mark"),
        (f"{NL}\n{LINE}".encode() + f"\n{LINE}".encode() * MOST_LINES, "more than 2000 lines"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_what_to_do(content: bytes, told: str) -> None:
    with translation.override("en"), pytest.raises(NotReadable, match=told):
        table.read(content)
