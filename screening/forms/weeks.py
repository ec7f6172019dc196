"""A number for each of the last weeks, and the week before's number taken over with one tap."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from screening.weeks import week_ends, week_starts
from screening.wording.figures import short_day

from .layout import NOTHING_THERE, Question, Told, anchor, attribute, row_of

PLACE = re.compile("[0-9]{1,3}")


class Weeks(Question):
    """A row for each week, oldest first: which days, a small box, and a button that takes over the box above it.

    The button works without the page's script too: see `with_same_week`.
    """

    @property
    def length(self) -> int:
        return self.item.kind.length

    def said(self, told: Sequence[Told]) -> SafeString:
        """Above all weeks, where there is room, with the week that it is about."""
        return super().said([replace(one, text=self.in_place(one)) for one in told], inside=True)

    def place(self, spot: str) -> str:
        return self.ago(row_of(spot)) if spot else ""

    def ago(self, place: int) -> str:
        weeks = self.length - place
        return ngettext("%(weeks)s week ago", "%(weeks)s weeks ago", weeks) % {"weeks": weeks}

    def controls(self, form: Any, wrong: bool) -> SafeString:
        bound = form[self.item.code]
        spots = {told.spot for told in form.told(self.item)}
        starts = week_starts(timezone.localdate(), self.length)
        rows = (
            (
                self.week(bound.html_name, place, text, f"[{place}]" in spots),
                self.days(starts[place]),
                self.same(place),
            )
            for place, text in enumerate(bound.value())
        )
        unit = format_html('<p class="hint">{}</p>', self.item.unit) if self.item.unit else ""
        inside = format_html_join("", '<div class="week">{0}{1}{2}</div>', rows)
        return format_html('{}<div class="weeks">{}</div>', unit, inside)

    def days(self, start: date) -> SafeString:
        """From Monday to Sunday; the month once where it is one."""
        end = week_ends(start)
        first = str(start.day) if start.month == end.month else short_day(start)
        return format_html('<span class="days">{} – {}</span>', first, short_day(end))

    def week(self, name: str, place: int, text: str, wrong: bool) -> SafeString:
        ident = anchor(self.item.code, f"[{place}]")
        return format_html(
            '<label for="{0}">{1}</label><input type="text" inputmode="decimal" '
            'autocomplete="off" maxlength="40" id="{0}" name="{2}.{3}" value="{4}"{5}{6}>',
            ident,
            self.ago(place),
            name,
            place,
            text,
            attribute("aria-invalid", "true" if wrong else ""),
            attribute("aria-describedby", f"{ident}-msg" if wrong else ""),
        )

    def same(self, place: int) -> SafeString:
        if not place:
            return NOTHING_THERE
        return format_html(
            '<button class="b same" name="same" value="{}:{}" formaction="#{}" formnovalidate>'
            '{}<span class="sr">: {}</span></button>',
            self.item.code,
            place,
            anchor(self.item.code, f"[{place}]"),
            _("Same as the week before"),
            self.ago(place),
        )


def with_same_week(posted: QueryDict) -> tuple[QueryDict, bool]:
    """The posted page with the week named by `same` ("load.weekly_km:3") as the one before it; says whether it was."""
    code, _colon, place = posted.get("same", "").partition(":")
    here = f"{code}.{place}"
    before = f"{code}.{int(place) - 1}" if PLACE.fullmatch(place) else ""
    if here not in posted or before not in posted:
        return posted, False
    data = posted.copy()
    data[here] = posted[before]
    return data, True
