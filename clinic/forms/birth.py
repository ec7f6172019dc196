"""A date of birth in three boxes, as people write it: 3 or 03, march or mrt, 98 or 1998, or all of it in the first."""

import re
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clinic.written import month_named

WHOLE = re.compile(r"(\d{1,2})[-/. ]+(\w+)\.?[-/. ]+(\d{2}|\d{4})|(\d{2})(\d{2})(\d{4})")
OLDEST = 1900


class BirthForm(forms.Form):
    """Checks whether it is a date at all, the same for everybody; whose date it is, is not its business."""

    day = forms.CharField(label=gettext_lazy("Day"), max_length=20, required=False)
    month = forms.CharField(label=gettext_lazy("Month"), max_length=20, required=False)
    year = forms.CharField(label=gettext_lazy("Year"), max_length=20, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, width in (("day", 2), ("month", 2), ("year", 4)):
            self.fields[name].widget.attrs |= {
                "inputmode": "numeric",
                "autocomplete": f"bday-{name}",
                "size": width,
            }

    def clean(self) -> dict[str, Any]:
        parts = self._parts()
        if not any(parts.values()):
            self.add_error("day", _("Fill in your date of birth."))
            return self.cleaned_data
        day = self._number("day", parts["day"], 1, 31, _("Fill in a day from 1 to 31."))
        month = self._month(parts["month"])
        year = self._year(parts["year"])
        if day and month and year:
            try:
                born = date(year, month, day)
            except ValueError:
                self.add_error("day", _("This month does not have that day."))
            else:
                if born > timezone.localdate():
                    self.add_error("year", _("This date is in the future."))
                self.cleaned_data["born"] = born
        return self.cleaned_data

    def _parts(self) -> dict[str, str]:
        parts = {name: self.cleaned_data.get(name, "").strip() for name in ("day", "month", "year")}
        whole = WHOLE.fullmatch(parts["day"])
        if whole and not parts["month"] and not parts["year"]:
            found = [part for part in whole.groups() if part]
            parts = dict(zip(("day", "month", "year"), found, strict=True))
        return parts

    def _number(self, name: str, text: str, least: int, most: int, fault: str) -> int | None:
        number = int(text) if text.isascii() and text.isdigit() else 0
        if least <= number <= most:
            return number
        self.add_error(name, fault)
        return None

    def _month(self, text: str) -> int | None:
        fault = _("Fill in a month from 1 to 12.")
        return month_named(text) or self._number("month", text, 1, 12, fault)

    def _year(self, text: str) -> int | None:
        """Two digits are a year of the past hundred years."""
        this_year = timezone.localdate().year
        if re.fullmatch(r"[0-9]{2}", text):
            text = str(this_year - (this_year - int(text)) % 100)
        fault = _("Fill in the year with four digits, for example 1998.")
        return self._number("year", text, OLDEST, this_year, fault)


class ParentForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=120,
        error_messages={"required": gettext_lazy("Fill in your name.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    agree = forms.BooleanField(
        error_messages={"required": gettext_lazy("Tick the box if you agree.")}
    )
