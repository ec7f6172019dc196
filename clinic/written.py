"""Names, dates and times as people write them."""

import re
import unicodedata
from datetime import UTC, date, datetime, time
from difflib import SequenceMatcher

from django.utils import timezone

_PREFIXES = (
    "aan af bij d da dal de dei del della den der des di do dos du el het in la las le les lo los "
    "onder op over s t te ten ter tot uit van ver voor von vom zu zum zur"
)
PREFIXES = frozenset(_PREFIXES.split())
"""Words before a last name that a Dutch list does not sort by."""

LONGEST = 200
LETTERS = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})
APOSTROPHES = "'’‘`´ʼ"


def words(text: str) -> list[str]:
    """The words of a name: "van ’t Hék-O'Brien" gives van, t, hek, obrien."""
    plain = unicodedata.normalize("NFKD", text.translate(dict.fromkeys(map(ord, APOSTROPHES))))
    bare = "".join(c for c in plain.casefold() if not unicodedata.combining(c))
    return "".join(c if c.isalnum() else " " for c in bare.translate(LETTERS)).split()


def sorted_name(given: str, family: str) -> str:
    """The last name, the first name, and the words before the last name: "hek zoe van t"."""
    before, rest = [], words(family)
    while len(rest) > 1 and rest[0] in PREFIXES:
        before.append(rest.pop(0))
    return " ".join([*rest, *words(given), *before])[:LONGEST]


def alike(one: str, other: str) -> bool:
    """Whether two sorted names may be one person's: they share a word that says something, or differ by a slip."""
    mine, hers = ([w for w in name.split() if w not in PREFIXES] for name in (one, other))
    shared = {word for word in mine if len(word) > 2} & set(hers)
    return bool(shared) or SequenceMatcher(None, " ".join(mine), " ".join(hers)).ratio() >= SLIP


SLIP = 0.8
"""A likeness from which one name may be the other with a slip of the pen."""

DAY_FIRST = re.compile(r"(\d{1,2})[-/. ]+(\d{1,2}|[a-z]+)\.?[-/. ]+(\d{4})", re.ASCII)
YEAR_FIRST = re.compile(r"(\d{4})[-/. ]+(\d{1,2})[-/. ]+(\d{1,2})", re.ASCII)
UNBROKEN = re.compile(r"(\d{2})(\d{2})(\d{4})", re.ASCII)

MONTHS = (
    ("jan",),
    ("feb",),
    ("mar", "maa", "mrt"),
    ("apr",),
    ("may", "mei"),
    ("jun",),
    ("jul",),
    ("aug",),
    ("sep",),
    ("oct", "okt"),
    ("nov",),
    ("dec",),
)
"""How the names of the months begin in English and Dutch."""


def month_named(text: str) -> int | None:
    """1 to 12 for the name of a month or its beginning."""
    start = text.casefold()[:3]
    return next((number for number, names in enumerate(MONTHS, 1) if start in names), None)


def read_date(text: str) -> date | None:
    """The day in "01-02-2003", "1 2 2003", "1 feb 2003", "01022003" or "2003-02-01"; the day comes before the month."""
    text = text.strip().casefold()
    if match := YEAR_FIRST.fullmatch(text):
        year, month, day = match.groups()
    elif match := DAY_FIRST.fullmatch(text) or UNBROKEN.fullmatch(text):
        day, month, year = match.groups()
    else:
        return None
    number = int(month) if month.isdigit() else month_named(month)
    try:
        return date(int(year), number or 0, int(day))
    except ValueError:
        return None


class NoSuchTime(Exception):
    """The clock skips it, when summer time begins; or it lies outside the calendar in another zone."""


def local_moment(day: date, at: time) -> datetime:
    """That time of that day here; the first of two when the clock goes back. Raises NoSuchTime."""
    moment = datetime.combine(day, at, tzinfo=timezone.get_default_timezone())
    # In UTC: a time that comes twice is never equal to the same moment of another zone.
    try:
        known = moment.astimezone(UTC)
    except OverflowError:
        raise NoSuchTime from None
    if known.astimezone(moment.tzinfo).replace(tzinfo=None) != moment.replace(tzinfo=None):
        raise NoSuchTime
    return known


TIME = re.compile(r"(\d{1,2})(?:[:.hu]? ?(\d{2}))?(?:[:.]\d{2})?(?: ?(?:u|uur|h))?", re.ASCII)


def read_time(text: str) -> time | None:
    """The time in "9:30", "09.30", "0930", "9u30", "9 uur" or "09:30:00"."""
    match = TIME.fullmatch(text.strip().casefold())
    if match is None:
        return None
    try:
        return time(int(match[1]), int(match[2] or 0))
    except ValueError:
        return None
