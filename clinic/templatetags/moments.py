"""Days and moments, as short as they can be said; months in three letters, as each language writes them."""

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format

from screening.wording import figures

register = template.Library()


@register.filter(expects_localtime=True)
def short_date(at: datetime) -> str:
    """26 Nov 2026"""
    return f"{figures.short_day(at)} {at.year}"


@register.filter(expects_localtime=True)
def short_moment(at: datetime) -> str:
    """26 Nov 2026, 09:20"""
    return f"{short_date(at)}, {at:%H:%M}"


@register.filter(expects_localtime=True)
def weekday_moment(at: datetime | None) -> str:
    """Thu 26 Nov 2026, 09:20; "" for none."""
    return f"{date_format(at, 'D')} {short_moment(at)}" if at else ""


@register.filter(expects_localtime=True)
def shortest(at: datetime | None) -> str:
    """The time where it was today, else the day, with the year where that is another; "" for none."""
    if at is None:
        return ""
    today = timezone.localdate()
    if at.date() == today:
        return f"{at:%H:%M}"
    return figures.short_day(at) if at.year == today.year else short_date(at)
