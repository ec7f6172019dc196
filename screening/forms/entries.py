"""What stands in a question's controls, and the raw codes that it means.

Each field knows its item. `typed` is what the athlete posted, verbatim; `written` gives the same
shape for a stored answer; `raw` turns it into the codes that the instrument's one parser reads.
Whether those are allowed is decided there, not here.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import formats, timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from screening.core.instrument import Item
from screening.core.kinds import (
    NOTHING,
    AnyOf,
    Day,
    FreeText,
    Group,
    Number,
    OneOf,
    Option,
    Series,
    WholeNumber,
)

UNKNOWN = Option("unknown", _("I don’t know"))
DECLINED = Option("declined", _("I’d rather not say"))

NUMERAL = re.compile(r"(-?[0-9]{1,9})(?:[.,]([0-9]{1,6}))?")
DUTCH_DAY = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})")
OLDEST = timedelta(days=110 * 365)


def ways_out(item: Item) -> tuple[Option, ...]:
    """The quiet extra answers that the item takes."""
    return tuple(word for word in (UNKNOWN, DECLINED) if getattr(item, word.code))


def numeral(text: str) -> Any:
    """`1,65` and `1.65` alike as a number that JSON can hold; other text as it is, None if blank."""
    text = text.strip()
    match = NUMERAL.fullmatch(text)
    if match is None:
        return text or None
    whole, decimals = match.groups()
    return float(f"{whole}.{decimals}") if decimals else int(whole)


def numeral_in_words(raw: Any) -> str:
    """A stored number as the athlete would type it in her language."""
    return "" if raw is None else str(formats.number_format(raw, use_l10n=True))


def day(text: str) -> str:
    """The date as YYYY-MM-DD where the text is a date; other text as it is."""
    match = DUTCH_DAY.fullmatch(text)
    if match:
        text = "{2}-{1:0>2}-{0:0>2}".format(*match.groups())
    return text


@dataclass(frozen=True, slots=True)
class Entry:
    """Text in a box, and the words ticked beside it."""

    text: str = ""
    words: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.text.strip() or self.words)


def entry(data: MultiValueDict[str, str], name: str) -> Entry:
    return Entry(data.get(name, ""), tuple(data.getlist(f"{name}.word")))


def decide(found: Entry, spot: str = "") -> str | None:
    """The one word chosen, or None for what is typed; `spot` says where inside the answer."""
    if len(found.words) + bool(found.text.strip()) > 1:
        message = _("Fill in the box, or choose one of the answers below it. Not both.")
        raise ValidationError(message, code=spot)
    return found.words[0] if found.words else None


class Posted(forms.Widget):
    """Reads the controls of one question; they are drawn by the layout."""

    def __init__(self, field: "QuestionField") -> None:
        super().__init__()
        self.field = field

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return self.field.typed(data, name)


class QuestionField(forms.Field):
    """One item of the instrument. `clean` gives raw codes, or NOTHING."""

    def __init__(self, item: Item) -> None:
        self.item = item
        self.overtaken = False
        """She did not change it on this page, and it was changed elsewhere: what is stored is shown."""
        super().__init__(required=False, label=item.question, widget=Posted(self))

    def bound_data(self, data: Any, initial: Any) -> Any:
        return initial if self.overtaken else data

    def typed(self, data: MultiValueDict[str, str], name: str) -> Any:
        return data.get(name, "")

    def written(self, raw: Any) -> Any:
        return "" if raw is None else raw

    def raw(self, typed: Any) -> Any:
        return typed or NOTHING

    def clean(self, value: Any) -> Any:
        return self.raw(value)


class TextField(QuestionField):
    """Free text; line ends as typed, not as HTTP carries them."""

    def typed(self, data: MultiValueDict[str, str], name: str) -> str:
        return data.get(name, "").replace("\r\n", "\n")

    def raw(self, typed: str) -> Any:
        return typed if typed.strip() else NOTHING


class SeveralField(QuestionField):
    """Any number of options, or one of the ways out."""

    def typed(self, data: MultiValueDict[str, str], name: str) -> list[str]:
        return data.getlist(name)

    def written(self, raw: Any) -> list[str]:
        return [raw] if isinstance(raw, str) else list(raw or ())

    def raw(self, typed: list[str]) -> Any:
        for word in ways_out(self.item):
            if word.code in typed:
                if len(typed) > 1:
                    message = _("You chose “%(answer)s” and another answer too. Choose one.")
                    raise ValidationError(message, params={"answer": word.label})
                return word.code
        return typed or NOTHING


class NumberField(QuestionField):
    """A number in a box, with words beside it."""

    @property
    def words(self) -> tuple[Option, ...]:
        return (*getattr(self.item.kind, "words", ()), *ways_out(self.item))

    def typed(self, data: MultiValueDict[str, str], name: str) -> Entry:
        return entry(data, name)

    def written(self, raw: Any) -> Entry:
        if raw in {word.code for word in self.words}:
            return Entry(words=(raw,))
        return Entry(self.in_box(raw))

    def in_box(self, raw: Any) -> str:
        return numeral_in_words(raw)

    def raw(self, typed: Entry) -> Any:
        found = decide(typed) or self.read_box(typed.text)
        return NOTHING if found is None else found

    def read_box(self, text: str) -> Any:
        return numeral(text)


class DayField(NumberField):
    """A calendar day that has been."""

    def in_box(self, raw: Any) -> str:
        return raw or ""

    def read_box(self, text: str) -> str | None:
        text = day(text.strip())
        today = timezone.localdate()
        try:
            found = date.fromisoformat(text)
        except ValueError:
            return text or None
        if found > today:
            raise ValidationError(_("This day is still to come. Choose today or an earlier day."))
        if found < today - OLDEST:
            raise ValidationError(_("Look at the year again: it is too long ago."))
        return text


class WeeksField(QuestionField):
    """A small number for each week, oldest first; an empty box is a gap."""

    def typed(self, data: MultiValueDict[str, str], name: str) -> list[str]:
        return [data.get(f"{name}.{week}", "") for week in range(self.item.kind.length)]

    def written(self, raw: Any) -> list[str]:
        return [numeral_in_words(week) for week in raw or [None] * self.item.kind.length]

    def raw(self, typed: list[str]) -> Any:
        weeks = [numeral(text) for text in typed]
        return NOTHING if all(week is None for week in weeks) else weeks


class RowsField(QuestionField):
    """Rows of the same parts. Blank rows fall away; `shown` says how many the page had."""

    def __init__(self, item: Item) -> None:
        super().__init__(item)
        self.shown = 0

    def typed(self, data: MultiValueDict[str, str], name: str) -> list[dict[str, Entry]]:
        places = [n for n in range(self.item.kind.most) if self.name_in(name, n) in data]
        self.shown = max(self.shown, len(places))
        rows = (
            {part.code: entry(data, f"{name}.{n}.{part.code}") for part in self.item.kind.parts}
            for n in places
        )
        return [row for row in rows if any(row.values())]

    def name_in(self, name: str, place: int) -> str:
        return f"{name}.{place}.{self.item.kind.parts[0].code}"

    def written(self, raw: Any) -> list[dict[str, Entry]]:
        return [
            {part.code: self._written(part, row.get(part.code)) for part in self.item.kind.parts}
            for row in raw or ()
        ]

    def _written(self, part: Any, raw: Any) -> Entry:
        if isinstance(part.kind, OneOf):
            return Entry(raw or "")
        if raw == UNKNOWN.code:
            return Entry(words=(raw,))
        return Entry(numeral_in_words(raw))

    def raw(self, typed: list[dict[str, Entry]]) -> Any:
        return [self._raw(place, row) for place, row in enumerate(typed)] or NOTHING

    def _raw(self, place: int, row: Mapping[str, Entry]) -> dict[str, Any]:
        found = {}
        for part in self.item.kind.parts:
            given = row[part.code]
            word = decide(given, f"[{place}].{part.code}")
            read = given.text if isinstance(part.kind, OneOf) else numeral(given.text)
            found[part.code] = word or (None if read == "" else read)
        return {code: value for code, value in found.items() if value is not None}


FIELDS = {
    OneOf: QuestionField,
    AnyOf: SeveralField,
    Number: NumberField,
    WholeNumber: NumberField,
    Day: DayField,
    FreeText: TextField,
    Series: WeeksField,
    Group: RowsField,
}


def field_for(item: Item) -> QuestionField:
    return FIELDS[type(item.kind)](item)
