"""What belongs to an invitation besides the athlete."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class InvitationForm(forms.Form):
    appointment_at = forms.DateTimeField(
        label=gettext_lazy("Appointment"),
        required=False,
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%d-%m-%Y %H:%M"],
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
        help_text=gettext_lazy(
            "The athlete sees the date and time on the first and the last page."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["appointment_at"].optional = True

    def clean_appointment_at(self) -> datetime | None:
        moment = self.cleaned_data["appointment_at"]
        if moment is not None and timezone.localdate(moment) < timezone.localdate():
            raise forms.ValidationError(_("This day is in the past."))
        return moment
