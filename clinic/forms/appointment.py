"""The form for a moment at which an athlete is expected, in the practice's own time."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clinic import written


class AppointmentForm(forms.Form):
    """A valid one has `starts_at`, which is still to come."""

    day = forms.CharField(
        label=gettext_lazy("Date"),
        max_length=20,
        widget=forms.TextInput(attrs={"type": "date", "autocomplete": "off"}),
    )
    at = forms.CharField(
        label=gettext_lazy("Time"),
        max_length=10,
        widget=forms.TextInput(attrs={"type": "time", "autocomplete": "off"}),
    )

    def clean_day(self) -> date:
        day = written.read_date(self.cleaned_data["day"])
        if day is None:
            raise forms.ValidationError(_("Fill in a date, for example 24-11-2026."))
        return day

    def clean_at(self) -> time:
        at = written.read_time(self.cleaned_data["at"])
        if at is None:
            raise forms.ValidationError(_("Fill in a time, for example 09:30."))
        return at

    def clean(self) -> dict[str, Any]:
        if "day" in self.cleaned_data and "at" in self.cleaned_data:
            try:
                starts_at = written.local_moment(self.cleaned_data["day"], self.cleaned_data["at"])
            except written.NoSuchTime:
                self.add_error("at", _("The clock skips this time on that day."))
            else:
                if starts_at < timezone.now():
                    self.add_error("day", _("This moment is in the past."))
                self.cleaned_data["starts_at"] = starts_at
        return self.cleaned_data

    def taken(self) -> None:
        """Say that the athlete has another appointment then."""
        self.add_error("at", _("There is another appointment at this moment."))


def shown(starts_at: datetime) -> dict[str, str]:
    """What the form holds for an appointment that was made before."""
    local = timezone.localtime(starts_at)
    return {"day": f"{local:%Y-%m-%d}", "at": f"{local:%H:%M}"}
