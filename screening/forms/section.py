"""The form of one section: what is asked on it, what is wrong with it, what of it can be stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.datastructures import MultiValueDict

from screening.core.answers import Responses, read_answers
from screening.core.instrument import Instrument, Item, Section
from screening.core.kinds import NOTHING, Text, Wrong
from screening.journey import Journey
from screening.wording import faults

from .conditions import Rule, as_rule, codes_of
from .entries import RowsField, field_for
from .layout import anchor
from .layout_parts import QUESTIONS
from .reminders import reminder


@dataclass(frozen=True, slots=True)
class Told:
    """What is said at a question: an error, or gently that it is still blank. `spot`: at which control."""

    text: str = ""
    gentle: bool = False
    spot: str = ""

    def __bool__(self) -> bool:
        return bool(self.text)


SILENT = Told()


@dataclass(frozen=True, slots=True)
class Problem:
    """One line of the summary on top: where, which question, what is wrong."""

    anchor: str
    name: Text
    text: str


class SectionForm(forms.Form):
    """One page of questions. `stored` are all raw answers of the screening.

    Errors never stop what is right from being stored: `changes` holds what can be read. What is
    wrong stays in its control as typed.
    """

    def __init__(
        self,
        instrument: Instrument,
        section: Section,
        stored: Mapping[str, Any],
        data: MultiValueDict[str, str] | None = None,
    ) -> None:
        self.instrument, self.section, self.stored = instrument, section, stored
        self.quiet = False
        self.reminding = False
        super().__init__(data)
        for item in section.items:
            self.fields[item.code] = field = field_for(item)
            field.initial = field.written(stored.get(item.code))
        self.helper = FormHelper()
        self.helper.template = "screening/_questions.html"
        self.helper.layout = Layout(*(QUESTIONS[type(item.kind)](item) for item in section.items))

    def clean(self) -> dict[str, Any]:
        """Read this page's answers together with the stored ones of the other pages."""
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

    @property
    def changes(self) -> dict[str, Any]:
        """Raw answers to store: what is right, None for what is blank; nothing for what is not asked and unreadable."""
        self.read  # noqa: B018  (cleans)
        changes = {}
        for code, raw in self.cleaned_data.items():
            if code in self.asked:
                changes[code] = None if raw is NOTHING else raw
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
        return [item for item in self.journey.blank(self.section) if item.code not in wrong]

    def listed(self, name: str) -> set[str]:
        """Item codes that the page brought along in a hidden field."""
        return set(self.data.get(name, "").split()) if self.is_bound else set()

    @cached_property
    def newly_asked(self) -> list[Item]:
        """Blank questions that were not on the page when it was posted."""
        if not self.is_bound:
            return []
        shown = self.listed("shown")
        return [
            i for i in self.journey.items(self.section) if self.fresh(i) and i.code not in shown
        ]

    def fresh(self, item: Item) -> bool:
        return not self.journey.touched(item) and item.code not in self.errors

    @cached_property
    def to_remind(self) -> list[Item]:
        """Blank questions that she was not yet reminded of."""
        reminded = self.listed("reminded")
        return [item for item in self.blank if item.code not in reminded]

    @property
    def shown_codes(self) -> str:
        """For the next post: what the page shows now."""
        return " ".join(item.code for item in self.journey.items(self.section))

    @property
    def reminded_codes(self) -> str:
        """For the next post: what she was reminded of."""
        reminded = self.listed("reminded")
        if self.reminding:
            reminded |= {item.code for item in self.blank}
        return " ".join(sorted(reminded))

    def told(self, item: Item) -> Told:
        """What to say at a question."""
        if self.quiet or not self.is_bound:
            return SILENT
        for error in self.errors.as_data().get(item.code, ()):
            return Told(error.messages[0], spot=error.code or "")
        if self.reminding and item in self.blank:
            return Told(reminder(item), gentle=True)
        return SILENT

    @property
    def problems(self) -> list[Problem]:
        """Every error, for the summary on top."""
        return [
            Problem(anchor(item.code, self.told(item).spot), item.name, self.told(item).text)
            for item in self.section.items
            if item.code in self.errors
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


def readable(item: Item, raw: Any) -> bool:
    """Whether the item takes this raw value."""
    if raw in ("unknown", "declined") and getattr(item, raw):
        return True
    try:
        return item.kind.read(raw) is not NOTHING
    except Wrong:
        return False
