"""A table of appointments as text (CSV): headings in Dutch or English, commas, semicolons or tabs."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from clinic import written
from clinic.forms.athlete import check_born

from .lines import MOST_LINES, Line, NotReadable, Person, digest


@dataclass(frozen=True, slots=True)
class Column:
    nl: str
    en: str
    longest: int
    example: str
    also: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return (self.nl, self.en, *self.also)


COLUMNS: dict[str, Column] = {
    "client_number": Column(
        "clientnummer", "client number", 40, "C-1042", ("client", "patientnummer", "nummer")
    ),
    "given_name": Column("voornaam", "first name", 80, "Sanne", ("roepnaam", "given name")),
    "prefix": Column("tussenvoegsel", "prefix", 20, "van der", ("voorvoegsel",)),
    "family_name": Column(
        "achternaam", "last name", 80, "Voorbeeld", ("family name", "surname", "naam")
    ),
    "date_of_birth": Column("geboortedatum", "date of birth", 20, "24-11-2003", ("birth date",)),
    "email": Column(
        "e-mailadres", "e-mail address", 254, "sanne@example.org", ("e-mail", "email", "mail")
    ),
    "language": Column("taal", "language", 20, "nl"),
    "day": Column("datum", "date", 20, "", ("afspraakdatum", "day")),
    "at": Column("tijd", "time", 10, "09:30", ("begintijd", "start", "starttijd")),
    "uid": Column(
        "afspraaknummer", "appointment number", 200, "88123", ("appointment id", "afspraak-id")
    ),
}
NEEDED = ("day", "at")
LANGUAGES = {
    "nl": ("nl", "nederlands", "dutch", "nederlandstalig"),
    "en": ("en", "engels", "english", "engelstalig"),
}


def template(language: str, day: str) -> bytes:
    """A table with the headings in one language and one line as an example, as spreadsheets open it."""
    columns = COLUMNS.values()
    rows = (
        [c.nl if language == "nl" else c.en for c in columns],
        [day if c is COLUMNS["day"] else c.example for c in columns],
    )
    return ("\ufeff" + "".join(";".join(row) + "\r\n" for row in rows)).encode()


def read(content: bytes) -> list[Line]:
    """The lines of a table; raises NotReadable."""
    rows = _rows(_text(content))
    _number, headings = next(rows, (0, []))
    where = _where(headings)
    lines = []
    for number, row in rows:
        if any(cell.strip() for cell in row):
            lines.append(_line(number, row, where))
        if len(lines) > MOST_LINES:
            raise NotReadable(
                _("The file has more than %(most)s lines. Divide it over several files.")
                % {"most": MOST_LINES}
            )
    return lines


def _text(content: bytes) -> str:
    if b"\0" in content:
        raise NotReadable(
            _("This is not a table as text. Save it as CSV (UTF-8) in your spreadsheet program.")
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the number of the line on which it begins; what stands before the headings is skipped."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(";,\t", key=first.count)
    reader = csv.reader(text.splitlines(keepends=True), delimiter=separator, strict=True)
    begins = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield begins, row
            begins = reader.line_num + 1
    except csv.Error:
        raise NotReadable(
            _(
                "Line %(number)s cannot be read: a quotation mark is missing or stands in the wrong place."
            )
            % {"number": begins}
        ) from None


def _where(headings: list[str]) -> dict[str, int]:
    """The place of each column that is there; raises NotReadable where one is missing, or is there twice."""
    where: dict[str, int] = {}
    for place, heading in enumerate(headings):
        plain = heading.strip().casefold().replace("_", " ")
        for name, column in COLUMNS.items():
            if plain in column.names:
                if name in where:
                    raise NotReadable(_("The column “%(name)s” is there twice.") % {"name": plain})
                where[name] = place
    missing = [_heading(name) for name in NEEDED if name not in where]
    if not {"client_number", "email", "family_name"} & where.keys():
        missing.append(_heading("client_number"))
    if missing:
        raise NotReadable(
            _(
                "The first line must hold the headings. Missing: %(names)s. The template has them all."
            )
            % {"names": ", ".join(missing)}
        )
    return where


def _heading(name: str) -> str:
    return f"{COLUMNS[name].nl} / {COLUMNS[name].en}"


def _line(number: int, row: list[str], where: dict[str, int]) -> Line:
    cells = {
        name: " ".join(row[where[name]].split()) if name in where and where[name] < len(row) else ""
        for name in COLUMNS
    }
    shown = " ".join(filter(None, (cells["given_name"], cells["prefix"], cells["family_name"])))
    shown = (shown or cells["client_number"] or cells["email"])[:80]
    try:
        return Line(
            number,
            shown,
            person=_person(cells),
            starts_at=_starts_at(cells["day"], cells["at"]),
            uid=digest(cells["uid"]),
        )
    except ValidationError as fault:
        return Line(number, shown, fault=" ".join(fault.messages))


def _person(cells: dict[str, str]) -> Person:
    for name, cell in cells.items():
        if len(cell) > COLUMNS[name].longest:
            raise ValidationError(_("“%(name)s” is too long.") % {"name": _heading(name)})
    born = None
    if cells["date_of_birth"]:
        born = written.read_date(cells["date_of_birth"])
        if born is None:
            raise ValidationError(_("The date of birth is no date; write it as 24-11-2003."))
        check_born(born)
    if cells["email"]:
        validate_email(cells["email"])
    family = " ".join(filter(None, (cells["prefix"], cells["family_name"])))
    if len(family) > COLUMNS["family_name"].longest:
        raise ValidationError(_("“%(name)s” is too long.") % {"name": _heading("family_name")})
    person = Person(
        client_number=cells["client_number"],
        given_name=cells["given_name"],
        family_name=family,
        date_of_birth=born,
        email=cells["email"],
        language=_language(cells["language"]),
    )
    if not (person.client_number or person.email or (person.name and born)):
        raise ValidationError(
            _(
                "It does not say whose appointment it is: fill in the client number, the e-mail address, "
                "or the name with the date of birth."
            )
        )
    return person


def _language(cell: str) -> str:
    if not cell:
        return ""
    for language, names in LANGUAGES.items():
        if cell.casefold() in names:
            return language
    raise ValidationError(_("The language is not known; write nl or en."))


def _starts_at(day: str, at: str) -> datetime | None:
    """None where the line has neither day nor time: a person without an appointment."""
    if not day and not at:
        return None
    on, time = written.read_date(day), written.read_time(at)
    if on is None:
        raise ValidationError(_("The date is no date; write it as 24-11-2026."))
    if time is None:
        raise ValidationError(_("The time is no time; write it as 09:30."))
    try:
        return written.local_moment(on, time)
    except written.NoSuchTime:
        raise ValidationError(_("The clock skips this time on that day.")) from None
