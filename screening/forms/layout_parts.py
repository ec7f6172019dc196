"""Questions whose answer has parts or length: a day, text, rows; a number for each week is in forms.weeks."""

import json
from typing import Any

from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from screening.core.kinds import (
    AnyOf,
    Day,
    FreeText,
    Group,
    Number,
    OneOf,
    Part,
    Series,
    WholeNumber,
)

from .entries import UNKNOWN, Entry
from .layout import (
    NOTHING_THERE,
    Choice,
    InBox,
    Question,
    Several,
    anchor,
    attribute,
    flag,
    row_of,
    tick_words,
)
from .weeks import Weeks


class DayInBox(InBox):
    """A day that has been: the device's own date picker."""

    def input(self, name: str, text: str, wrong: bool) -> SafeString:
        return format_html(
            '<input type="date" max="{}" id="{}-in" name="{}" value="{}" aria-labelledby="{}-q"{}{}>',
            timezone.localdate().isoformat(),
            self.id,
            name,
            text,
            self.id,
            attribute("aria-describedby", self.described(wrong)),
            attribute("aria-invalid", "true" if wrong else ""),
        )


class Words(Question):
    """Free text."""

    def frame(
        self, attributes: SafeString, described: str, wrong: bool, inside: SafeString
    ) -> SafeString:
        return format_html(
            '<div{} tabindex="-1"><label for="{}-in">{}</label>{}</div>',
            attributes,
            self.id,
            self.title(),
            inside,
        )

    def controls(self, form: Any, wrong: bool) -> SafeString:
        bound = form[self.item.code]
        ends = [f"{self.id}-hint"] if self.item.hint else []
        return format_html(
            '<textarea rows="5" id="{}-in" name="{}"{}{}>\n{}</textarea>',
            self.id,
            bound.html_name,
            attribute("aria-describedby", " ".join([*ends, f"{self.id}-msg"] if wrong else ends)),
            attribute("aria-invalid", "true" if wrong else ""),
            bound.value(),
        )


class Rows(Question):
    """Repeated rows of parts, as many as counted; a row is added and taken away by the server."""

    def controls(self, form: Any, wrong: bool) -> SafeString:
        bound = form[self.item.code]
        rows = bound.value()
        kind: Group = self.item.kind
        many = min(kind.most, max(form.rows_shown(self.item), len(rows), 2 if kind.most > 1 else 1))
        drawn = (
            self.row(form, bound.html_name, place, rows[place] if place < len(rows) else {})
            for place in range(many)
        )
        more = self.more(many) if many < kind.most else NOTHING_THERE
        return format_html("{}{}", format_html_join("", "{}", ((row,) for row in drawn)), more)

    def place(self, spot: str) -> str:
        return _("Injury %(number)s") % {"number": row_of(spot) + 1} if spot else ""

    def full(self, place: int) -> list[str]:
        """The counted numbers that leave no room for a row at this place."""
        kind: Group = self.item.kind
        return sorted(code for code, most in kind.counts.items() if most <= place)

    def room(self, place: int) -> SafeString:
        """Lets the page's script show something only where the counted number leaves room for it."""
        full = self.full(place)
        rule = ["not", self.item.kind.counter, full]
        return attribute("data-ask", json.dumps(rule, separators=(",", ":")) if full else "")

    def more(self, many: int) -> SafeString:
        """Always there without the script: she may have changed the number since the page was made."""
        return format_html(
            '<button class="b add" name="add" value="{}" formaction="#{}" formnovalidate{}>{}</button>',
            self.item.code,
            anchor(self.item.code, f"[{many}]"),
            self.room(many),
            _("Add another injury"),
        )

    def row(self, form: Any, name: str, place: int, row: dict[str, Entry]) -> SafeString:
        parts = (
            self.part(form, f"{name}.{place}.{part.code}", place, part, row.get(part.code, Entry()))
            for part in self.item.kind.parts
        )
        return format_html(
            '<fieldset class="row" id="{}" tabindex="-1"{}{}><legend>{}</legend>{}{}</fieldset>',
            anchor(self.item.code, f"[{place}]"),
            NOTHING_THERE if row else self.room(place),
            flag("hidden", not row and form.code(self.item.kind.counter) in self.full(place)),
            self.place(f"[{place}]"),
            format_html_join("", "{}", ((part,) for part in parts)),
            self.less(place) if row else NOTHING_THERE,
        )

    def less(self, place: int) -> SafeString:
        return format_html(
            '<button class="b text" name="remove" value="{}:{}" formaction="#{}" formnovalidate>'
            '{}<span class="sr">: {}</span></button>',
            self.item.code,
            place,
            self.id,
            _("Remove this injury"),
            place + 1,
        )

    def part(self, form: Any, name: str, place: int, part: Part, found: Entry) -> SafeString:
        spot = f"[{place}].{part.code}"
        ident = anchor(self.item.code, spot)
        told = [one for one in form.told(self.item) if one.spot == spot]
        wrong = bool(told)
        hint = f"{ident}-hint" if part.hint else ""
        about = " ".join(filter(None, (hint, f"{ident}-msg" if wrong else "")))
        attributes = format_html(
            ' id="{}" name="{}"{}{}',
            ident,
            name,
            attribute("aria-describedby", about),
            attribute("aria-invalid", "true" if wrong else ""),
        )
        return format_html(
            '<div class="part"><label for="{}">{}</label>{}{}{}</div>',
            ident,
            part.label,
            format_html('<p class="hint" id="{}">{}</p>', hint, part.hint) if hint else "",
            self.message(told[0]) if wrong else NOTHING_THERE,
            self.control(part, name, attributes, found),
        )

    def control(self, part: Part, name: str, attributes: SafeString, found: Entry) -> SafeString:
        if isinstance(part.kind, OneOf):
            options = [("", _("Choose a place")), *((o.code, o.label) for o in part.kind.options)]
            if part.unknown:
                options.append((UNKNOWN.code, UNKNOWN.label))
            drawn = ((code, flag("selected", code == found.text), label) for code, label in options)
            inside = format_html_join("", '<option value="{}"{}>{}</option>', drawn)
            return format_html("<select{}>{}</select>", attributes, inside)
        box = format_html(
            '<input type="text" inputmode="numeric" autocomplete="off" maxlength="40"{} value="{}">',
            attributes,
            found.text,
        )
        words = tick_words(name, (UNKNOWN,), found) if part.unknown else NOTHING_THERE
        return format_html('<p class="in">{}</p>{}', box, words)


QUESTIONS: dict[type, type[Question]] = {
    OneOf: Choice,
    AnyOf: Several,
    Number: InBox,
    WholeNumber: InBox,
    Day: DayInBox,
    FreeText: Words,
    Series: Weeks,
    Group: Rows,
}
