"""Whom an invitation of many is for, as addresses and ticked boxes carry it."""

from datetime import timedelta
from uuid import UUID

from django import forms
from django.utils.datastructures import MultiValueDict

from .days import DayField

MOST_DAYS = timedelta(days=31)


class DaysForm(forms.Form):
    """From a day to a day; neither means the athletes without a coming appointment."""

    first = DayField(required=False)
    last = DayField(required=False)

    def clean(self) -> dict[str, object]:
        first, last = self.cleaned_data.get("first"), self.cleaned_data.get("last")
        if (first is None) != (last is None) or (
            first and last and not timedelta(0) <= last - first <= MOST_DAYS
        ):
            raise forms.ValidationError("days")
        return self.cleaned_data


def ticked(data: MultiValueDict[str, str]) -> list[UUID]:
    """The athletes that were ticked; what is no id counts for nothing."""
    found = []
    for typed in data.getlist("athlete"):
        try:
            found.append(UUID(typed))
        except ValueError:
            continue
    return found
