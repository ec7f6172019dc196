"""Whom a page of the practice's side is about, read from its address: for the log."""

from dataclasses import dataclass
from typing import Any

from django.urls import ResolverMatch

from .models import Appointment, Athlete, Invitation, Report

BY_ID = {
    "athletes": Athlete,
    "appointments": Appointment,
    "invitations": Invitation,
    "reports": Report,
}
"""By the first word of the address."""


@dataclass(frozen=True, slots=True)
class Subject:
    athlete: Athlete | None = None
    screening: str = ""


NOBODY = Subject()


def subject_of(match: ResolverMatch) -> Subject:
    """In a practice's scope. NOBODY for a page about many or none, and where nothing of the practice has that id."""
    if "code" in match.kwargs:
        return _named(Invitation.objects.filter(screening__code=match.kwargs["code"]).first())
    model = BY_ID.get(match.route.partition("/")[0])
    if model is None or "pk" not in match.kwargs:
        return NOBODY
    return _named(model.objects.filter(pk=match.kwargs["pk"]).first())


def _named(row: Any) -> Subject:
    match row:
        case Athlete():
            return Subject(row)
        case Appointment():
            return Subject(row.athlete)
        case Invitation():
            return Subject(row.athlete, row.screening.code)
        case Report():
            return _named(row.signature.invitation)
    return NOBODY
