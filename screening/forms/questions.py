"""The form of one page: what is asked on it, what is wrong with it, what of it can be stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.datastructures import MultiValueDict

from screening.core.answers import Responses, read_answers
from screening.core.instrument import Instrument, Item
from screening.core.kinds import NOTHING, Text, Wrong
from screening.journey import Journey
from screening.pages import Page
from screening.wording import faults

from . import was
from .body import BodyPicture
from .conditions import Rule, as_rule, codes_of
from .entries import RowsField, field_for
from .layout import Question, Told, anchor
from .layout_parts import QUESTIONS
from .reminders import reminder


@dataclass(frozen=True, slots=True)
class Problem:
    """One line of the summary on top: where, which question, what is wrong."""

    anchor: str
    name: Text
    text: str


class PageForm(forms.Form):
    """One page of questions. `stored` are all raw answers of the screening.

    Errors never stop what is right from being stored: `changes` holds what can be read and differs from what the page
    held when it was made. What is wrong stays in its control as typed.
    """

    def __init__(
        self,
        instrument: Instrument,
        page: Page,
        stored: Mapping[str, Any],
        data: MultiValueDict[str, str] | None = None,
    ) -> None:
        self.instrument, self.page, self.stored = instrument, page, stored
        self.quiet = False
        self.reminding = False
        super().__init__(data)
        for item in page.items:
            self.fields[item.code] = field = field_for(item)
            field.initial = field.written(stored.get(item.code))
        self.helper = FormHelper()
        self.helper.template = "screening/_questions.html"
        self.questions = {item.code: drawn(item) for item in page.items}
        self.helper.layout = Layout(*self.questions.values())

    def clean(self) -> dict[str, Any]:
        """Read this page's answers together with the stored ones of the other pages."""
        self.posted = dict(self.cleaned_data)
        for code, raw in self.posted.items():
            stored = self.stored.get(code)
            if self._left(code, raw) and self.held.get(code) != stored:
                self.fields[code].overtaken = True
                self.cleaned_data[code] = NOTHING if stored is None else stored
        here = {code: raw for code, raw in self.cleaned_data.items() if raw is not NOTHING}
        elsewhere = {code: raw for code, raw in self.stored.items() if code not in self.fields}
        self.responses, found = read_answers(
            self.instrument, {**elsewhere, **here}, drop_hidden=True
        )
        for code in set(self.fields) - self.responses.asked:
            self.errors.pop(code, None)
        for fault in found:
            code, bracket, rest = fault.where.partition("[")
            if code in self.fields:
                text = faults.sentence(fault, self.instrument)
                self.add_error(code, forms.ValidationError(text, code=bracket + rest))
        return self.cleaned_data

    def _left(self, code: str, raw: Any) -> bool:
        """Whether the answer stands as the page held it, and her browser does not say that she changed it.

        She may have changed it and back again, while the first change was stored and the answer to that got lost.
        """
        return code not in self.changed_at and was.blank_as_none(raw) == self.held.get(code)

    @cached_property
    def changed_at(self) -> dict[str, int | None]:
        """What her browser says that she changed, and when by its own clock, as `code@milliseconds`."""
        said = [word.partition("@") for word in self.data.get("changed", "").split()]
        return {code: _moment(at) for code, _at, at in said}

    @property
    def times(self) -> dict[str, int]:
        return {code: at for code, at in self.changed_at.items() if at is not None}

    @cached_property
    def read(self) -> Responses:
        """The answers as they stand on the page."""
        if self.is_bound:
            self.is_valid()
            return self.responses
        return read_answers(self.instrument, self.stored, drop_hidden=True)[0]

    @property
    def asked(self) -> frozenset[str]:
        return self.read.asked

    @cached_property
    def held(self) -> dict[str, Any]:
        """Raw answers that stood on the page when it was made."""
        if not self.is_bound:
            return {code: self.stored.get(code) for code in self.fields if self.on_page(code)}
        return was.from_text(self.data.get("was", ""))

    def on_page(self, code: str) -> bool:
        return code in self.asked or code in self.stored

    @property
    def holds(self) -> str:
        """For the next post: what the page holds when it is drawn."""
        if not self.is_bound:
            return was.as_text(self.held)
        self.is_valid()
        return self._holding(self.cleaned_data)

    @property
    def held_as_posted(self) -> str:
        """The same for a page that is not drawn again."""
        self.is_valid()
        return self._holding(self.posted)

    def _holding(self, raws: Mapping[str, Any]) -> str:
        """What could not be read counts as not changed yet."""
        held = {code: raw for code, raw in self.held.items() if code in self.fields}
        for code, raw in raws.items():
            if code not in self.errors and (code in self.asked or raw is not NOTHING):
                held[code] = was.blank_as_none(raw)
        return was.as_text(held)

    @property
    def changes(self) -> dict[str, Any]:
        """Raw answers to store: what she changed on this page and can be read, None where she took it away."""
        self.is_valid()
        changes = {}
        for code, raw in self.cleaned_data.items():
            if self._left(code, raw) or self.fields[code].overtaken:
                continue
            if code in self.asked:
                changes[code] = was.blank_as_none(raw)
            elif raw is not NOTHING and readable(self.instrument.items[code], raw):
                changes[code] = raw
        return changes

    @property
    def journey(self) -> Journey:
        return Journey(self.instrument, self.read)

    @cached_property
    def blank(self) -> list[Item]:
        """Asked here, not optional, without an answer and without an error."""
        wrong = self.errors if self.is_bound else {}
        return [item for item in self.journey.blank(self.page) if item.code not in wrong]

    @cached_property
    def newly_asked(self) -> list[Item]:
        """Blank questions that were not asked when the page was made."""
        if not self.is_bound:
            return []
        asked = self.journey.items(self.page)
        return [item for item in asked if self.fresh(item) and item.code not in self.held]

    def fresh(self, item: Item) -> bool:
        return not self.journey.touched(item) and item.code not in self.errors

    @cached_property
    def to_remind(self) -> list[Item]:
        """Blank questions that she was not yet reminded of."""
        return [item for item in self.blank if item.code not in self.reminded]

    @property
    def reminded(self) -> set[str]:
        return set(self.data.get("reminded", "").split()) if self.is_bound else set()

    @property
    def reminded_codes(self) -> str:
        """For the next post: what she was reminded of."""
        reminded = self.reminded
        if self.reminding:
            reminded |= {item.code for item in self.blank}
        return " ".join(sorted(reminded))

    def told(self, item: Item) -> list[Told]:
        """What to say at a question."""
        if self.quiet or not self.is_bound:
            return []
        if self.reminding and item in self.blank:
            return [Told(reminder(item), gentle=True)]
        errors = self.errors.as_data().get(item.code, ())
        return [Told(error.messages[0], spot=error.code or "") for error in errors]

    @property
    def unread_codes(self) -> str:
        """Questions whose answer stands on the page and could not be read."""
        return " ".join(self.errors) if self.is_bound else ""

    @property
    def problems(self) -> list[Problem]:
        """Every error, for the summary on top."""
        return [
            Problem(anchor(code, told.spot), question.item.name, question.in_place(told))
            for code, question in self.questions.items()
            if code in self.errors
            for told in self.told(question.item)
        ]

    def lines(self, items: list[Item]) -> list[Problem]:
        """Questions as lines of the summary on top."""
        return [Problem(anchor(item.code), item.name, "") for item in items]

    @property
    def new_lines(self) -> list[Problem]:
        return self.lines(self.newly_asked)

    @property
    def blank_lines(self) -> list[Problem]:
        return self.lines(self.blank)

    def rule(self, item: Item) -> Rule:
        """When the item is asked, as far as this page's own answers decide."""
        codes = codes_of(self.read)
        rules = [as_rule(c, self.fields, codes) for c in self.instrument.conditions[item.code]]
        open_rules = [rule for rule in rules if rule is not True]
        return True if not open_rules else ["all", *open_rules]

    def code(self, item: str) -> str:
        """The code that stands at an item now, for layouts that follow another item."""
        return str(codes_of(self.read).get(item, ""))

    def add_row(self, code: str) -> bool:
        """Show one row more of this question; says whether it has rows."""
        field = self.fields.get(code)
        if not isinstance(field, RowsField):
            return False
        field.shown += 1
        return True

    def rows_shown(self, item: Item) -> int:
        field = self.fields[item.code]
        return field.shown if isinstance(field, RowsField) else 0


LAST_MOMENT = 2**53
"""Beyond it a browser cannot count by ones."""


def _moment(text: str) -> int | None:
    at = int(text) if text.isascii() and text.isdecimal() and len(text) <= 16 else 0
    return at if 0 < at < LAST_MOMENT else None


def drawn(item: Item) -> Question:
    """The layout of an item: places on the body are pointed out, everything else goes by its kind."""
    layout = BodyPicture if BodyPicture.shows(item) else QUESTIONS[type(item.kind)]
    return layout(item)


def readable(item: Item, raw: Any) -> bool:
    """Whether the item takes this raw value."""
    if raw in ("unknown", "declined") and getattr(item, raw):
        return True
    try:
        return item.kind.read(raw) is not NOTHING
    except Wrong:
        return False
