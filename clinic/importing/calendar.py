"""Appointments from a calendar file (iCalendar, .ics): each event is a line."""

from datetime import MAXYEAR, MINYEAR, datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vDDDTypes

from clinic import written

from .lines import MOST_LINES, Line, NotReadable, digest

MOST_ROWS = 30 * MOST_LINES
"""So many rows of text are read: an event takes some twenty."""


def read(content: bytes) -> list[Line]:
    """The events of a calendar, whose athletes are sought in their words; raises NotReadable."""
    try:
        readable = b"\0" not in content and content.count(b"\n") <= MOST_ROWS
        calendars = Calendar.from_ical(content, multiple=True) if readable else []
    except (ValueError, RecursionError):
        calendars = []
    if not calendars:
        raise NotReadable(
            _("This is not a calendar file (.ics). Export the calendar anew in your own system.")
        )
    lines: list[Line] = []
    for calendar in calendars:
        cancelled = str(calendar.get("METHOD", "")).upper() == "CANCEL"
        for event in calendar.walk("VEVENT"):
            lines.append(_line(len(lines) + 1, event, cancelled=cancelled))
    if len(lines) > MOST_LINES:
        raise NotReadable(
            _("The file has more than %(most)s events. Export a shorter time.")
            % {"most": MOST_LINES}
        )
    return lines


def _line(number: int, event: Event, *, cancelled: bool) -> Line:
    shown = " ".join(_words(event, "SUMMARY").split())[:80]
    try:
        starts_at = _starts_at(event)
    except ValidationError as fault:
        return Line(number, shown, fault=" ".join(fault.messages))
    return Line(
        number,
        shown,
        text="\n".join(_words(event, name) for name in ("SUMMARY", "DESCRIPTION", "ATTENDEE")),
        starts_at=starts_at,
        uid=digest(_uid(event)),
        cancelled=cancelled or _words(event, "STATUS").upper() == "CANCELLED",
    )


def _uid(event: Event) -> str:
    """One number for each moment of a series whose moments were changed on their own."""
    uid, moment = _words(event, "UID"), event.get("RECURRENCE-ID")
    return f"{uid} {moment.to_ical().decode()}" if uid and moment is not None else uid


def _words(event: Event, name: str) -> str:
    """All that a property says; of attendees their names and addresses."""
    given = event.get(name, [])
    values = given if isinstance(given, list) else [given]
    said = []
    for value in values:
        said += [str(value.params.get("CN", "")), str(value).removeprefix("mailto:")]
    return " ".join(filter(None, said))


def _starts_at(event: Event) -> datetime:
    if "RRULE" in event or "RDATE" in event:
        raise ValidationError(
            _(
                "A repeating event is not imported. Export its appointments one by one, or add them by hand."
            )
        )
    start = event.get("DTSTART")
    if not isinstance(start, vDDDTypes):
        raise ValidationError(_("It has no moment at which it starts."))
    moment = start.dt
    if not isinstance(moment, datetime):
        raise ValidationError(_("It lasts all day; an appointment needs a time."))
    if not MINYEAR < moment.year < MAXYEAR:  # none in another zone
        raise ValidationError(_("It has no moment at which it starts."))
    if timezone.is_aware(moment):
        return moment
    if "TZID" in start.params:
        raise ValidationError(_("Its time zone is not known."))
    try:
        return written.local_moment(moment.date(), moment.time())
    except written.NoSuchTime:
        raise ValidationError(_("The clock skips this time on that day.")) from None
