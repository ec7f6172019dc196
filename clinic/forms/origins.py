"""When a value was found and how: for a whole entry of measurements, or for one value of it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clinic.actions.measurements import Origin
from screening.core.kinds import Text
from screening.wording.levels import ORIGIN

YEARS = 50
"""A date further back than this is a slip of the hand."""

SAME = gettext_lazy("as above")


class OriginForm(forms.Form):
    """A date and an origin. With a `prefix` they are one value's own, and blank means those of the whole entry."""

    on = forms.DateField(
        label=gettext_lazy("Date"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": gettext_lazy("Fill in a whole date: day, month and year.")},
    )
    how = forms.ChoiceField(
        label=gettext_lazy("Origin"),
        error_messages={"invalid_choice": gettext_lazy("Choose an origin from the list.")},
    )

    def __init__(
        self, data: Mapping[str, Any] | None, *, prefix: str | None = None, label: Text = ""
    ) -> None:
        super().__init__(data if data and self._posted(data, prefix) else None, prefix=prefix)
        self.label = label
        self.silent = data is not None and not self.is_bound
        self.fields["how"].choices = [("", SAME), *ORIGIN.items()] if prefix else ORIGIN.items()
        if prefix:
            self.fields["on"].required = self.fields["how"].required = False
        else:
            self.initial = {"on": timezone.localdate(), "how": "measured"}
        self.fields["on"].widget.attrs["max"] = timezone.localdate().isoformat()

    @staticmethod
    def _posted(data: Mapping[str, Any], prefix: str | None) -> bool:
        return (f"{prefix}-on" if prefix else "on") in data

    def is_valid(self) -> bool:
        """A page that asks for none takes today, measured here."""
        return self.silent or super().is_valid()

    def clean_on(self) -> date | None:
        on = self.cleaned_data["on"]
        today = timezone.localdate()
        if on is not None and on > today:
            raise forms.ValidationError(_("This day is still to come."))
        if on is not None and on.year < today.year - YEARS:
            raise forms.ValidationError(_("Look at the year again: it is too long ago."))
        return on

    @property
    def differs(self) -> bool:
        """Whether anything was filled in here."""
        return self.is_bound and any(self.data.get(self.add_prefix(f), "") for f in self.fields)

    def origin(self, whole: Origin | None = None) -> Origin | None:
        """What was filled in, the rest from `whole`; None while something is wrong."""
        if self.silent:
            return Origin(timezone.localdate())
        if not self.is_valid():
            return None
        whole = whole or Origin(timezone.localdate())
        found = self.cleaned_data
        return Origin(found["on"] or whole.on, found["how"] or whole.how)

    @property
    def faults(self) -> list[tuple[str, str, str]]:
        """Which control, its name, what is wrong."""
        return [
            (field.id_for_label, f"{self.label}, {field.label}".strip(", "), error)
            for field in self
            for error in field.errors
        ]
