"""Days and moments that lists are narrowed to."""

from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

FIRST, LAST = date(1900, 1, 1), date(2200, 1, 1)
"""Midnight of the first or the last day of all is none in another zone; nothing of ours is so old or so far."""


class DayField(forms.DateField):
    def __init__(self, **kwargs: Any) -> None:
        between = [MinValueValidator(FIRST), MaxValueValidator(LAST)]
        super().__init__(validators=between, **kwargs)


class MomentField(forms.DateTimeField):
    def __init__(self, **kwargs: Any) -> None:
        first, last = (datetime(day.year, 1, 1, tzinfo=UTC) for day in (FIRST, LAST))
        super().__init__(validators=[MinValueValidator(first), MaxValueValidator(last)], **kwargs)
