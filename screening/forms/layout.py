"""How each kind of question is drawn. Written in Python: a template for each radio costs twice the time."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from crispy_forms.layout import LayoutObject
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from screening.core.instrument import Item
from screening.core.kinds import Option

from .entries import Entry, NumberField, ways_out

NOTHING_THERE = SafeString("")
LONGEST_IN_ROW = {2: 14, 3: 8}
"""How many characters an option may have to stand in a row of two or three on a narrow phone."""

STOP = SafeString(
    '<svg width="16" height="16" viewBox="0 0 12 12" aria-hidden="true" focusable="false">'
    '<path d="M3.6 0h4.8L12 3.6v4.8L8.4 12H3.6L0 8.4V3.6z" fill="currentColor"/></svg>'
)

HERE = SafeString(
    '<svg width="16" height="16" viewBox="0 0 12 12" aria-hidden="true" focusable="false">'
    '<circle cx="6" cy="6" r="5" fill="none" stroke="currentColor" stroke-width="1.6"/></svg>'
)


@dataclass(frozen=True, slots=True)
class Told:
    """What is said at a question: an error, or gently that it is still blank. `spot`: at which control."""

    text: str
    gentle: bool = False
    spot: str = ""


def anchor(code: str, spot: str = "") -> str:
    """The id of a question, or of one control inside it: bone.injuries, [0].site -> q-bone-injuries-0-site."""
    inside = spot.replace("[", "-").replace("]", "").replace(".", "-")
    return f"q-{code.replace('.', '-')}{inside}"


def flag(name: str, on: bool) -> SafeString:
    """A boolean attribute with the space before it."""
    return format_html(" {}", name) if on else NOTHING_THERE


def attribute(name: str, value: str) -> SafeString:
    return format_html(' {}="{}"', name, value) if value else NOTHING_THERE


def box(
    kind: str,
    name: str,
    option: Option,
    chosen: bool,
    *,
    quiet: bool = False,
    alone: bool = False,
    wrong: bool = False,
) -> SafeString:
    """One radio or checkbox in its label. `alone`: choosing it unchecks the others."""
    return format_html(
        '<label{}><input type="{}" name="{}" value="{}"{}{}{}><span>{}</span></label>',
        attribute("class", "quiet" if quiet else ""),
        kind,
        name,
        option.code,
        flag("checked", chosen),
        flag("data-alone", alone),
        attribute("aria-invalid", "true" if wrong else ""),
        option.label,
    )


def tick_words(name: str, words: Iterable[Option], found: Entry) -> SafeString:
    """The words that a box for text also takes, as checkboxes under it."""
    boxes = (
        (box("checkbox", f"{name}.word", w, w.code in found.words, quiet=True, alone=True),)
        for w in words
    )
    return format_html('<div class="o">{}</div>', format_html_join("", "{}", boxes))


def row_of(spot: str) -> int:
    """The row of a place inside an answer: [1].site -> 1."""
    return int(spot[1:].partition("]")[0])


class Question(LayoutObject):
    """One item: question, hint, why, what is wrong with the answer, and controls."""

    role = ""

    def __init__(self, item: Item) -> None:
        self.item = item
        self.fields: list[Any] = []
        self.id = anchor(item.code)

    def render(
        self, form: Any, context: Any, template_pack: Any = None, **kwargs: Any
    ) -> SafeString:
        told = form.told(self.item)
        wrong = any(not one.gentle for one in told)
        messages = [f"{anchor(self.item.code, one.spot)}-msg" for one in told]
        hint = [f"{self.id}-hint"] if self.item.hint else []
        described = " ".join([*hint, *messages])
        attributes = format_html(
            ' id="{}" class="{}" data-item="{}"{}{}',
            self.id,
            "q bad" if wrong else "q blank" if told else "q",
            self.item.code,
            attribute("data-ask", self.rule(form)),
            flag("hidden", self.item.code not in form.asked),
        )
        inside = format_html("{}{}{}", self.help(), self.said(told), self.controls(form, wrong))
        return self.frame(attributes, described, wrong, inside)

    def rule(self, form: Any) -> str:
        """The condition as the page's script reads it; none where the item is always asked here."""
        rule = form.rule(self.item)
        return "" if rule is True else json.dumps(rule, separators=(",", ":"))

    def frame(
        self, attributes: SafeString, described: str, wrong: bool, inside: SafeString
    ) -> SafeString:
        return format_html(
            '<fieldset{}{}{}{} tabindex="-1"><legend id="{}-q">{}</legend>{}</fieldset>',
            attributes,
            attribute("role", self.role),
            attribute("aria-describedby", described),
            attribute("aria-invalid", "true" if wrong and self.role else ""),
            self.id,
            self.title(),
            inside,
        )

    def title(self) -> SafeString:
        if not self.item.optional:
            return format_html("{}", self.item.question)
        return format_html(
            '{} <span class="optional">{}</span>', self.item.question, _("(optional)")
        )

    def help(self) -> SafeString:
        hint = why = NOTHING_THERE
        if self.item.hint:
            hint = format_html('<p class="hint" id="{}-hint">{}</p>', self.id, self.item.hint)
        if self.item.why:
            why = format_html(
                '<details class="why"><summary>{}<span class="sr">: {}</span></summary>'
                "<p>{}</p></details>",
                _("Why do we ask this?"),
                self.item.name,
                self.item.why,
            )
        return format_html("{}{}", hint, why)

    def said(self, told: Sequence[Told], *, inside: bool = False) -> SafeString:
        """What is said at the question; `inside`: also about controls inside that do not say it themselves."""
        here = ((self.message(one),) for one in told if inside or not one.spot)
        return format_html_join("", "{}", here)

    def message(self, told: Told) -> SafeString:
        return format_html(
            '<p class="msg" id="{}-msg">{}<span>{}</span></p>',
            anchor(self.item.code, told.spot),
            HERE if told.gentle else STOP,
            told.text,
        )

    def in_place(self, told: Told) -> str:
        """The text, with the place inside the answer."""
        place = self.place(told.spot)
        if not place:
            return told.text
        return _("%(place)s: %(message)s") % {"place": place, "message": told.text}

    def place(self, spot: str) -> str:
        """The name of a place inside the answer; empty where it has none."""
        return ""

    def controls(self, form: Any, wrong: bool) -> SafeString:
        raise NotImplementedError


class Choice(Question):
    """One option: radios in boxes, short ones in a row."""

    role = "radiogroup"
    input = "radio"

    def controls(self, form: Any, wrong: bool) -> SafeString:
        bound = form[self.item.code]
        chosen = self.chosen(bound.value())
        several = self.input == "checkbox"
        boxes = [
            box(
                self.input,
                bound.html_name,
                option,
                option.code in chosen,
                alone=several and option.code == "none",
                wrong=several and wrong,
            )
            for option in self.item.kind.options
        ]
        boxes += [
            box(self.input, bound.html_name, way, way.code in chosen, quiet=True, alone=several)
            for way in ways_out(self.item)
        ]
        inside = format_html_join("", "{}", ((drawn,) for drawn in boxes))
        return format_html('<div class="{}">{}</div>', f"o {self.columns()}".strip(), inside)

    def chosen(self, value: Any) -> Any:
        return (value,)

    def columns(self) -> str:
        labels = [str(option.label) for option in self.item.kind.options]
        room = LONGEST_IN_ROW.get(len(labels), 0)
        return f"c{len(labels)}" if max(map(len, labels)) <= room else ""


class Several(Choice):
    """Several options: checkboxes in boxes; `none` and the ways out stand alone."""

    role = ""
    input = "checkbox"

    def chosen(self, value: Any) -> Any:
        return value or ()

    def columns(self) -> str:
        return ""


class InBox(Question):
    """A number or a day, with its unit, and words beside it."""

    def controls(self, form: Any, wrong: bool) -> SafeString:
        bound = form[self.item.code]
        found: Entry = bound.value()
        field: NumberField = bound.field
        return format_html(
            '<p class="in">{}{}</p>{}',
            self.input(bound.html_name, found.text, wrong),
            self.unit(),
            tick_words(bound.html_name, field.words, found) if field.words else NOTHING_THERE,
        )

    def unit(self) -> SafeString:
        if not self.item.unit:
            return NOTHING_THERE
        return format_html('<span class="unit" id="{}-unit">{}</span>', self.id, self.item.unit)

    def input(self, name: str, text: str, wrong: bool) -> SafeString:
        return format_html(
            '<input type="text" inputmode="{}" autocomplete="off" maxlength="40" '
            'id="{}-in" name="{}" value="{}" aria-labelledby="{}-q"{}{}>',
            "numeric" if hasattr(self.item.kind, "words") else "decimal",
            self.id,
            name,
            text,
            self.id,
            attribute("aria-describedby", self.described(wrong)),
            attribute("aria-invalid", "true" if wrong else ""),
        )

    def described(self, wrong: bool) -> str:
        parts = [f"{self.id}-unit"] if self.item.unit else []
        return " ".join([*parts, f"{self.id}-msg"] if wrong else parts)
